//! The head of a request: read in bounded time and space, and cleaned of all that no answer depends on.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::token;

/// Bytes of a request line with its fields.
const LONGEST: usize = 16 * 1024;
/// Time for a client to say what it wants.
const TIME_TO_ASK: Duration = Duration::from_secs(10);
/// Fields that answers depend on; no others pass, and none of them twice.
const FIELDS: [&str; 7] = ["host", "origin", "range", "cookie", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"];

/// The field by which the gateway is known to those behind it.
pub const SECRET_FIELD: &str = "X-Trellis-Gateway";
/// The field by which the gateway says that a request comes from this very computer.
pub const NEAR_FIELD: &str = "X-Trellis-Near";

/// What a client sent before its time was over.
pub enum Head {
    /// The head, and what came behind it already.
    Whole(Vec<u8>, Vec<u8>),
    Nothing,
    Bad(&'static str),
}

/// Reads up to the empty line.
pub fn read(mut client: &TcpStream) -> io::Result<Head> {
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
            let behind = head.split_off(from + at + 4);
            head.truncate(from + at);
            return Ok(if head.len() > LONGEST { too_large() } else { Head::Whole(head, behind) });
        }
        if head.len() > LONGEST {
            return Ok(too_large());
        }
    }
}

fn too_large() -> Head {
    Head::Bad("431 Request Header Fields Too Large")
}

/// The request with only what answers depend on, all in plain ASCII and without a body; nothing if it is not HTTP. `own`
/// are lines that the gateway adds.
///
/// A field that comes twice is refused: two readers of the request could take different ones for true.
pub fn clean(head: &[u8], secret: &str, own: &str) -> Option<Vec<u8>> {
    let mut lines = head.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let mut clean = request_line(lines.next()?)?;
    clean.push_str(&format!("{SECRET_FIELD}: {secret}\r\nConnection: close\r\n{own}"));
    let mut seen = [false; FIELDS.len()];
    for line in lines {
        let at = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = (std::str::from_utf8(&line[..at]).ok()?, line[at + 1..].trim_ascii());
        // A blank before the colon or at the start of a line is read by some as part of another field.
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let Some(known) = FIELDS.iter().position(|field| name.eq_ignore_ascii_case(field)) else { continue };
        if std::mem::replace(&mut seen[known], true) {
            return None;
        }
        let value = if FIELDS[known] == "cookie" { token::own(value).to_vec() } else { value.to_vec() };
        if !value.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        clean.push_str(&format!("{name}: {}\r\n", String::from_utf8(value).ok()?));
    }
    clean.push_str("\r\n");
    Some(clean.into_bytes())
}

/// The first line, with an address of plain ASCII.
fn request_line(line: &[u8]) -> Option<String> {
    let mut words = line.split(|byte| *byte == b' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let is_method = (1..=16).contains(&method.len()) && method.iter().all(u8::is_ascii_uppercase);
    if !is_method || words.next().is_some() || !matches!(version, b"HTTP/1.1" | b"HTTP/1.0") || target.is_empty() {
        return None;
    }
    let target = percent_encoding::percent_encode(target, percent_encoding::CONTROLS);
    Some(format!("{} {target} HTTP/1.1\r\n", std::str::from_utf8(method).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(head: &str) -> Option<String> {
        clean(head.as_bytes(), "s", "").map(|clean| String::from_utf8(clean).unwrap())
    }

    #[test]
    fn only_what_matters_passes() {
        let head = "GET /ŵ HTTP/1.1\r\nHost: localhost\r\nAccept: naïve\r\nContent-Length: 99999999999999";
        let expected = "GET /%C5%B5 HTTP/1.1\r\nX-Trellis-Gateway: s\r\nConnection: close\r\nHost: localhost\r\n\r\n";
        assert_eq!(cleaned(head).unwrap(), expected);
    }

    #[test]
    fn cookies_of_others_stay_outside() {
        let head = "GET / HTTP/1.1\r\nCookie: naïve=é; session=\"a b\"; trellis-4000=0123abcd; x=y";
        assert!(cleaned(head).unwrap().ends_with("\r\nCookie: trellis-4000=0123abcd\r\n\r\n"));
        assert!(cleaned("GET / HTTP/1.1\r\nCookie: é").unwrap().ends_with("\r\nCookie: \r\n\r\n"));
    }

    #[test]
    fn junk_is_refused() {
        for head in
            ["", "GET", "GET /", "GET / HTTP/2", "get / HTTP/1.1", "GET  / HTTP/1.1", "\0\0", "GET / HTTP/1.1\r\njunk"]
        {
            assert_eq!(cleaned(head), None, "{head:?}");
        }
    }

    #[test]
    fn what_two_readers_could_read_differently_is_refused() {
        for fields in [
            "Host: localhost\r\nHost: localhost",
            "Host: localhost\r\nhOST: evil.example",
            "Origin: http://localhost\r\nOrigin: http://evil.example",
            "Sec-Fetch-Site: none\r\nSec-Fetch-Site: cross-site",
            "Cookie: a=b\r\nCookie: c=d",
            "Host : localhost",
            " Host: localhost",
            "\tHost: localhost",
            "X: a\r\n Host: evil.example",
            ": x",
            "Host: a\rHost: b",
            "Host: a b",
            "Host: a\0",
        ] {
            assert_eq!(cleaned(&format!("GET / HTTP/1.1\r\n{fields}")), None, "{fields:?}");
        }
        assert!(cleaned("GET / HTTP/1.1\r\nX: a\r\nX: b").is_some(), "of others nothing is read");
    }
}
