//! The gateway: takes connections from outside, reads one bounded request of each, and hands a clean one to tiny_http.
//!
//! tiny_http reads heads without an end, sets no time limits, trusts lengths that clients name and keeps connections
//! open. So it listens on an inner port only, behind this gateway, and knows its requests by a secret. The gateway holds at
//! most [`MOST_CONNECTIONS`], and each for a limited time until it has asked.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Connections held at one time.
const MOST_CONNECTIONS: usize = 512;
/// Bytes of a request line with its fields.
const LONGEST_HEAD: usize = 16 * 1024;
/// Time for a client to say what it wants.
const TIME_TO_ASK: Duration = Duration::from_secs(10);
/// Time for a client to take some bytes of an answer.
const TIME_TO_TAKE: Duration = Duration::from_secs(30);
/// Fields that answers depend on; no others pass.
const FIELDS: [&str; 3] = ["host", "origin", "range"];

/// The field that carries the secret.
pub const SECRET_FIELD: &str = "X-Trellis-Gateway";

/// Where clean requests go.
#[derive(Debug)]
pub struct Inner {
    pub address: SocketAddr,
    pub secret: String,
}

/// Lets clients in until the process ends.
pub fn open(listener: TcpListener, inner: Inner) -> io::Result<()> {
    let inner = Arc::new(inner);
    let held = Arc::new(AtomicUsize::new(0));
    thread::Builder::new().name("gateway".into()).spawn(move || {
        for client in listener.incoming() {
            // An accept can fail because a client has gone again; that is no reason to close the gateway.
            let Ok(client) = client else { continue };
            let place = Permit::acquire(&held);
            let inner = inner.clone();
            if place.number > MOST_CONNECTIONS {
                let _ = client.set_write_timeout(Some(Duration::from_millis(100)));
                let _ = refuse(&client, "503 Service Unavailable");
                continue;
            }
            // Without a thread for it, the client is dropped, and may come again.
            let _ = thread::Builder::new().name("visitor".into()).stack_size(128 * 1024).spawn(move || {
                let _place = place;
                let _ = attend(client, &inner);
            });
        }
    })?;
    Ok(())
}

/// One of the connections that are held.
struct Permit {
    held: Arc<AtomicUsize>,
    number: usize,
}

impl Permit {
    fn acquire(held: &Arc<AtomicUsize>) -> Permit {
        Permit { held: held.clone(), number: held.fetch_add(1, Ordering::Relaxed) + 1 }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.held.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Serves one request of one client.
fn attend(mut client: TcpStream, inner: &Inner) -> io::Result<()> {
    client.set_nodelay(true)?;
    client.set_write_timeout(Some(TIME_TO_TAKE))?;
    let head = match read_head(&mut client)? {
        Head::Whole(head) => head,
        Head::Nothing => return Ok(()),
        Head::Bad(status) => return finish(client, refuse, status),
    };
    let Some(clean) = clean(&head, &inner.secret) else { return finish(client, refuse, "400 Bad Request") };
    let mut server = TcpStream::connect(inner.address)?;
    server.set_nodelay(true)?;
    server.write_all(&clean)?;
    finish(client, |mut client, _| io::copy(&mut server, &mut client).map(drop), "")
}

enum Head {
    Whole(Vec<u8>),
    Nothing,
    Bad(&'static str),
}

/// Reads up to the empty line, in bounded time and space.
fn read_head(client: &mut TcpStream) -> io::Result<Head> {
    let deadline = Instant::now() + TIME_TO_ASK;
    let mut head = Vec::with_capacity(1024);
    let mut piece = [0; 2048];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(Head::Bad("408 Request Timeout"));
        }
        client.set_read_timeout(Some(left))?;
        let read = match client.read(&mut piece) {
            Ok(0) if head.is_empty() => return Ok(Head::Nothing),
            Ok(0) => return Ok(Head::Bad("400 Bad Request")),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => continue,
            Err(error) => return Err(error),
        };
        let from = head.len().saturating_sub(3);
        head.extend_from_slice(&piece[..read]);
        if let Some(at) = head[from..].windows(4).position(|window| window == b"\r\n\r\n") {
            head.truncate(from + at);
            return Ok(if head.len() > LONGEST_HEAD { too_large() } else { Head::Whole(head) });
        }
        if head.len() > LONGEST_HEAD {
            return Ok(too_large());
        }
    }
}

fn too_large() -> Head {
    Head::Bad("431 Request Header Fields Too Large")
}

/// The request with only what answers depend on, all in plain ASCII and without a body; nothing if it is not HTTP.
fn clean(head: &[u8], secret: &str) -> Option<Vec<u8>> {
    let mut lines = head.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let mut words = lines.next()?.split(|byte| *byte == b' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let is_method = (1..=16).contains(&method.len()) && method.iter().all(u8::is_ascii_uppercase);
    if !is_method || words.next().is_some() || !matches!(version, b"HTTP/1.1" | b"HTTP/1.0") || target.is_empty() {
        return None;
    }
    let target = percent_encoding::percent_encode(target, percent_encoding::CONTROLS);
    let method = std::str::from_utf8(method).ok()?;
    let mut clean =
        format!("{method} {target} HTTP/1.1\r\n{SECRET_FIELD}: {secret}\r\nConnection: close\r\n").into_bytes();
    for line in lines {
        let at = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = (std::str::from_utf8(&line[..at]).ok()?, line[at + 1..].trim_ascii());
        if FIELDS.iter().any(|field| name.eq_ignore_ascii_case(field)) {
            if !value.iter().all(u8::is_ascii_graphic) {
                return None;
            }
            clean.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
    }
    clean.extend(b"\r\n");
    Some(clean)
}

fn refuse(mut client: &TcpStream, status: &'static str) -> io::Result<()> {
    let length = status.len() + 1;
    write!(
        client,
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{status}\n"
    )
}

/// Answers, then takes in a little of what the client may still be sending: closing on unread bytes would tear the
/// answer away from it.
fn finish(
    client: TcpStream,
    answer: impl FnOnce(&TcpStream, &'static str) -> io::Result<()>,
    status: &'static str,
) -> io::Result<()> {
    answer(&client, status)?;
    client.shutdown(Shutdown::Write)?;
    client.set_read_timeout(Some(Duration::from_millis(200)))?;
    io::copy(&mut (&client).take(256 * 1024), &mut io::sink())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(head: &str) -> Option<String> {
        clean(head.as_bytes(), "s").map(|clean| String::from_utf8(clean).unwrap())
    }

    #[test]
    fn only_what_matters_passes() {
        let head = "GET /ŵ HTTP/1.1\r\nHost: localhost\r\nCookie: naïve\r\nContent-Length: 99999999999999";
        let expected = "GET /%C5%B5 HTTP/1.1\r\nX-Trellis-Gateway: s\r\nConnection: close\r\nHost: localhost\r\n\r\n";
        assert_eq!(cleaned(head).unwrap(), expected);
    }

    #[test]
    fn junk_is_refused() {
        for head in
            ["", "GET", "GET /", "GET / HTTP/2", "get / HTTP/1.1", "GET  / HTTP/1.1", "\0\0", "GET / HTTP/1.1\r\njunk"]
        {
            assert_eq!(cleaned(head), None, "{head:?}");
        }
    }
}
