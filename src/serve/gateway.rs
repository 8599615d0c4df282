//! The gateway: takes connections from outside, reads one bounded request of each, and hands a clean one to tiny_http.
//!
//! tiny_http reads heads without an end, sets no time limits, trusts lengths that clients name and keeps connections
//! open. So it listens on an inner port only, behind this gateway, and knows its requests by a secret. The gateway holds at
//! most [`MOST_CONNECTIONS`], and each for a limited time until it has asked; who comes then is let in all the same, and
//! the computer that holds most of them gives way.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::form_body::{self, Body};
use super::head::{self, Head, NEAR_FIELD};
use super::held::{Held, Permit};

/// Connections held at one time. Each takes up to three of the thousand files that a process may commonly have open.
const MOST_CONNECTIONS: usize = 256;
/// Time for a client to take some bytes of an answer.
const TIME_TO_TAKE: Duration = Duration::from_secs(30);
/// Time for those who gave way to be gone, where the system has no room.
const TIME_TO_LEAVE: Duration = Duration::from_millis(20);

/// Where clean requests go.
#[derive(Debug)]
pub struct Inner {
    pub address: SocketAddr,
    pub secret: String,
    /// Held by whoever sends a large form: one at a time, so that many do not fill the memory.
    pub large: Mutex<()>,
}

impl Inner {
    /// Takes in a form, of which the start came with the head; none if it does not come in time, or not whole.
    fn take(&self, client: &TcpStream, behind: Vec<u8>, length: usize) -> io::Result<Option<Vec<u8>>> {
        let is_large = length > form_body::MOST;
        let _turn = is_large.then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        form_body::take(client, behind, length)
    }
}

/// Lets clients in until the process ends.
pub fn open(listener: TcpListener, inner: Inner) -> io::Result<()> {
    let inner = Arc::new(inner);
    let held = Held::new(MOST_CONNECTIONS);
    thread::Builder::new().name("gateway".into()).spawn(move || {
        loop {
            match listener.accept() {
                Ok((client, from)) => let_in(client, from, &held, &inner),
                // The client has gone again.
                Err(error) if is_of_client(&error) => {}
                // The system has no room for more, so somebody must leave.
                Err(_) => {
                    held.give_way();
                    thread::sleep(TIME_TO_LEAVE);
                }
            }
        }
    })?;
    Ok(())
}

fn is_of_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted, WouldBlock};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted | WouldBlock)
}

fn let_in(client: TcpStream, from: SocketAddr, held: &Held, inner: &Arc<Inner>) {
    let (client, inner) = (Arc::new(client), inner.clone());
    let place = held.acquire(client.clone(), from.ip());
    // Without a thread for it, the client is dropped, and may come again.
    let _ = thread::Builder::new().name("visitor".into()).stack_size(128 * 1024).spawn(move || {
        let _ = attend(&client, from.ip(), &inner, &place);
    });
}

/// Serves one request of one client.
fn attend(client: &TcpStream, from: IpAddr, inner: &Inner, place: &Permit) -> io::Result<()> {
    client.set_nodelay(true)?;
    client.set_write_timeout(Some(TIME_TO_TAKE))?;
    let request = match request(client, from, inner)? {
        Some(Ok(request)) => request,
        Some(Err(status)) => return finish(client, |client| refuse(client, status)),
        None => return Ok(()),
    };
    let server = Arc::new(TcpStream::connect(inner.address)?);
    place.has_asked(&server);
    server.set_nodelay(true)?;
    (&*server).write_all(&request)?;
    finish(client, |mut client| io::copy(&mut &*server, &mut client).map(drop))
}

/// A clean request, with its body if it may have one; or why there is none. Nothing if the client said nothing.
fn request(client: &TcpStream, from: IpAddr, inner: &Inner) -> io::Result<Option<Result<Vec<u8>, &'static str>>> {
    let (head, behind) = match head::read(client)? {
        Head::Whole(head, behind) => (head, behind),
        Head::Nothing => return Ok(None),
        Head::Bad(status) => return Ok(Some(Err(status))),
    };
    let near = if from.to_canonical().is_loopback() { format!("{NEAR_FIELD}: yes\r\n") } else { String::new() };
    let clean = |own: &str| head::clean(&head, &inner.secret, &format!("{near}{own}")).ok_or("400 Bad Request");
    // A head that is none says nothing of a body.
    let clean_head = match clean("") {
        Ok(clean_head) => clean_head,
        Err(status) => return Ok(Some(Err(status))),
    };
    Ok(Some(match form_body::announced(&head) {
        Body::None => Ok(clean_head),
        Body::Bad(status) => Err(status),
        // Files are changed only on the computer that they are on, so who sits at another one is refused without it.
        Body::Form(..) if near.is_empty() => Ok(clean_head),
        Body::Form(length, kind) => match inner.take(client, behind, length)? {
            Some(body) => clean(&format!("Content-Length: {length}\r\nContent-Type: {kind}\r\n"))
                .map(|head| [head, body].concat()),
            None => Err("408 Request Timeout"),
        },
    }))
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
fn finish(client: &TcpStream, answer: impl FnOnce(&TcpStream) -> io::Result<()>) -> io::Result<()> {
    answer(client)?;
    client.shutdown(Shutdown::Write)?;
    client.set_read_timeout(Some(Duration::from_millis(200)))?;
    io::copy(&mut client.take(256 * 1024), &mut io::sink())?;
    Ok(())
}
