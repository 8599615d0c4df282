//! Answers requests from the newest edition. Nothing here reads a file: what is not in the edition is not there.
//!
//! tiny_http is used for what it does well, parsing and dispatch, behind `gateway`; this file could be moved to another
//! server alone. Answers are written whole by the raw writer, with `Connection: close`.
#![expect(clippy::wildcard_enum_match_arm, reason = "the methods are those of the reader of HTTP")]

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread;
use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use tiny_http::{Method, Request, Server};

use super::desk::Desk;
use super::desk::welcome::Welcome;
use super::form_body;
use super::gateway::{self, Inner};
use super::head::{NEAR_FIELD, SECRET_FIELD};
use super::live::Files;
use super::posted::Posted;
use super::reply::Reply;
use super::safety::{self, Visit};
use super::{Edition, Live, overlay, page, token};
use crate::error::Error;
use crate::fault::{self, Fault};
use crate::offline;
use crate::output::{OutputPath, is_inside};

/// A stream of events says so often that it is alive, and learns as often that its reader has gone.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// The site's page for missing pages.
const NOT_FOUND: &str = "404.html";

/// What an address must not hold as it is.
const ODD: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'?').add(b'\\');

/// Who answers at a port.
#[derive(Debug)]
pub struct Front {
    bound: IpAddr,
    secret: String,
    /// Set once there is a site.
    site: OnceLock<Site>,
    /// Answers until then.
    welcome: Option<Welcome>,
}

/// Who answers first.
pub enum First {
    Site(Arc<Live>, Arc<Desk>),
    Welcome(Welcome),
}

/// What answers depend on.
#[derive(Debug)]
struct Site {
    live: Arc<Live>,
    desk: Arc<Desk>,
}

impl Front {
    /// Lets the site answer from now on.
    pub fn show(&self, live: Arc<Live>, desk: Arc<Desk>) {
        // There is one site to a process.
        let _ = self.site.set(Site { live, desk });
    }
}

/// Starts answering those who come to a listener.
pub fn start(listener: TcpListener, first: First) -> io::Result<Arc<Front>> {
    let bound = listener.local_addr()?.ip();
    let secret = safety::secret();
    let inner = inner_listener()?;
    let address = inner.local_addr()?;
    let server = Server::from_listener(inner, None).map_err(io::Error::other)?;
    let (site, welcome) = match first {
        First::Site(live, desk) => (OnceLock::from(Site { live, desk }), None),
        First::Welcome(welcome) => (OnceLock::new(), Some(welcome)),
    };
    let front = Arc::new(Front { bound, secret: secret.clone(), site, welcome });
    let answering = front.clone();
    thread::Builder::new().name("http".into()).spawn(move || {
        for request in server.incoming_requests() {
            let front = answering.clone();
            // The gateway bounds how many there are. Without a thread, the request is dropped and answered with 500.
            let _ = thread::Builder::new().name("answer".into()).spawn(move || front.answer(request));
        }
    })?;
    gateway::open(listener, Inner { address, secret, large: Mutex::default() })?;
    Ok(front)
}

/// A listener whose connections send small pieces at once.
fn inner_listener() -> io::Result<TcpListener> {
    use socket2::{Domain, Socket, Type};
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.set_tcp_nodelay(true)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into())?;
    socket.listen(1024)?;
    Ok(socket.into())
}

impl Front {
    fn answer(&self, mut request: Request) {
        if header(&request, SECRET_FIELD) != Some(&self.secret) {
            return;
        }
        let target = request.url().to_string();
        let is_head = *request.method() == Method::Head;
        let is_stream = *request.method() == Method::Get && target.split('?').next() == Some("/_trellis/events");
        let refused = self.refuse(&request);
        // A visitor who has gone is no trouble of ours.
        let _ = match (refused, self.site.get()) {
            (None, Some(site)) if is_stream => site.stream(request.into_writer(), &target),
            (refused, site) => {
                let reply = refused.unwrap_or_else(|| match (site, &self.welcome) {
                    (Some(site), _) => site.answer(&mut request, &target),
                    (None, Some(welcome)) => welcomed(welcome, &mut request),
                    (None, None) => Reply::text(503, "The site is being read"),
                });
                let bytes = reply.bytes(header(&request, "Range"), is_head);
                let mut writer = request.into_writer();
                writer.write_all(&bytes).and_then(|()| writer.flush())
            }
        };
    }

    /// Why a request is not answered, if so.
    fn refuse(&self, request: &Request) -> Option<Reply> {
        let host = header(request, "Host").unwrap_or("");
        if !safety::is_own_host(host, self.bound) {
            return Some(Reply::text(421, "This server answers only to its own address"));
        }
        let origin = header(request, "Origin");
        if origin.is_some_and(|origin| !safety::is_own_origin(origin, host)) {
            return Some(Reply::text(403, "Another site may not ask this server"));
        }
        let is_reading = matches!(request.method(), Method::Get | Method::Head);
        let field = |name| header(request, name);
        let visit = Visit {
            site: field("Sec-Fetch-Site"),
            mode: field("Sec-Fetch-Mode"),
            destination: field("Sec-Fetch-Dest"),
        };
        if !visit.is_welcome(is_reading) {
            return Some(Reply::text(403, "Another site may lead here, but not take anything from here"));
        }
        match request.method() {
            Method::Get | Method::Head => None,
            Method::Post if request.url().split('?').next() == Some(token::PATH) => {
                // Browsers always say which page sends a form.
                origin.is_none().then(|| Reply::text(403, "Only a page of this server may open files"))
            }
            Method::Post if form_body::is_edit(request.url()) => {
                if !is_near(request) {
                    return Some(Reply::text(403, "Files are changed only on the computer that they are on"));
                }
                origin.is_none().then(|| Reply::text(403, "Only a page of this server may change files"))
            }
            _ => Some(Reply::text(405, "Only GET and HEAD are answered").with("Allow", "GET, HEAD")),
        }
    }
}

/// What a form says, if it is one.
fn posted(request: &mut Request) -> Option<Posted> {
    let mut body = Vec::new();
    let kind = header(request, "Content-Type").unwrap_or_default().to_string();
    let read = request.as_reader().take(form_body::MOST_WITH_SITE as u64).read_to_end(&mut body);
    read.ok().and_then(|_| Posted::read(&kind, body))
}

fn no_form() -> Reply {
    Reply::text(400, "This is not a form as browsers send it")
}

fn welcomed(welcome: &Welcome, request: &mut Request) -> Reply {
    match request.method() {
        Method::Post => posted(request).map_or_else(no_form, |posted| welcome.make(&posted)),
        _ => welcome.answer(request.url()),
    }
}

impl Site {
    fn answer(&self, request: &mut Request, target: &str) -> Reply {
        let reply = match request.method() {
            Method::Post if form_body::is_edit(target) => self.save(request, target),
            Method::Post => fault::caught(|| self.desk.open(target, header(request, "Cookie"))),
            _ => fault::caught(|| self.reply(target, is_near(request))),
        };
        reply.unwrap_or_else(|fault| self.failed(fault))
    }

    /// Takes a form in, and does what it says.
    fn save(&self, request: &mut Request, target: &str) -> Result<Reply, Fault> {
        let inside = safety::path_of(target).as_deref().and_then(desk_path).map(str::to_string);
        match posted(request).zip(inside) {
            Some((posted, inside)) => fault::caught(|| self.desk.save(&inside, &posted)),
            None => Ok(no_form()),
        }
    }

    fn reply(&self, target: &str, is_near: bool) -> Reply {
        let edition = self.live.edition();
        let Some(path) = safety::path_of(target) else { return not_found(&edition) };
        if let Some(inside) = desk_path(&path) {
            return self
                .tool(inside, target)
                .unwrap_or_else(|| self.desk.answer(inside, target, edition.version, is_near));
        }
        // A published site may have been shown at this address, and be kept by this browser.
        let worker = OutputPath::new(offline::PATH);
        if path == offline::PATH && edition.site.as_ref().is_none_or(|site| site.hash(&worker).is_none()) {
            return Reply::file(offline::PATH, offline::REMOVER.as_bytes().into());
        }
        let Some(site) = &edition.site else {
            let html = overlay::alone(&edition.problems);
            return Reply::html(500, page::with_script(html.as_bytes(), "", edition.version));
        };
        let name = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.clone() };
        let Some(address) = is_inside(&name).then(|| OutputPath::new(name.as_str())) else {
            return not_found(&edition);
        };
        let found = site.file(&address).or_else(|| site.newest(&address).map(Ok));
        let known = site.known_as(&address);
        self.live.looked_at(&known, site.said(&known), &edition);
        match found {
            Some(Err(finding)) => {
                let html = overlay::alone(&overlay::failure(finding));
                Reply::html(500, page::with_script(html.as_bytes(), &name, edition.version))
            }
            Some(Ok(file)) if name.ends_with(".html") => {
                Reply::html(200, page::with_script(&file.bytes, &name, edition.version))
            }
            Some(Ok(file)) => Reply::file(&name, file.bytes),
            None if is_folder(&edition, &name) => {
                let there = format!("/{}/", utf8_percent_encode(&path, ODD));
                Reply::text(301, "The page is in a folder").with("Location", there)
            }
            None => {
                self.live.looked_at(&OutputPath::new(NOT_FOUND), not_found_hash(&edition), &edition);
                not_found(&edition)
            }
        }
    }

    /// Says that a page cannot be shown through a fault of ours.
    fn failed(&self, fault: Fault) -> Reply {
        let error = Error::Fault { fault, after: Vec::new() };
        let html = overlay::alone(&overlay::trouble(&error.to_string()));
        Reply::html(500, page::with_script(html.as_bytes(), "", self.live.edition().version))
    }

    /// What pages ask for behind the author's back.
    fn tool(&self, inside: &str, target: &str) -> Option<Reply> {
        match inside {
            "reload.js" => Some(Reply::file("reload.js", page::SCRIPT.as_bytes().into())),
            "news" => {
                let after = after(target).unwrap_or(0);
                Some(Reply::file("news.json", page::news(&self.live.news(after)).into_bytes().into()))
            }
            _ => None,
        }
    }

    /// Tells of everything newer than a version until the reader has gone.
    fn stream(&self, mut writer: Box<dyn Write + Send>, target: &str) -> io::Result<()> {
        writer.write_all(Reply::stream().as_bytes())?;
        writer.flush()?;
        let mut seen = after(target).unwrap_or_else(|| self.live.edition().version);
        loop {
            if self.live.wait_past(seen, HEARTBEAT) {
                let news = self.live.news(seen);
                seen = news.edition.version;
                write!(writer, "data: {}\n\n", page::news(&news))?;
            } else {
                writer.write_all(b":\n\n")?;
            }
            writer.flush()?;
        }
    }
}

/// The path of an address of the desk, from the desk on. Without its slash, links of the first page would still lead on.
fn desk_path(path: &str) -> Option<&str> {
    path.strip_prefix("_trellis/").or_else(|| (path == "_trellis").then_some(""))
}

fn after(target: &str) -> Option<u64> {
    safety::query(target, "after")?.parse().ok()
}

fn header<'r>(request: &'r Request, name: &'static str) -> Option<&'r str> {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
}

/// Whether who asks sits at this very computer, and calls it by a name that only it has.
fn is_near(request: &Request) -> bool {
    let host = header(request, "Host").unwrap_or("");
    header(request, NEAR_FIELD).is_some() && safety::is_own_host(host, IpAddr::from(Ipv4Addr::LOCALHOST))
}

/// Whether there is a page in a folder of this name.
fn is_folder(edition: &Edition, name: &str) -> bool {
    let index = format!("{}/index.html", name.trim_end_matches('/'));
    is_inside(&index) && edition.site.as_ref().is_some_and(|site| site.hash(&OutputPath::new(index)).is_some())
}

fn not_found_hash(edition: &Edition) -> Option<u128> {
    edition.site.as_ref().and_then(|site| site.hash(&OutputPath::new(NOT_FOUND)))
}

/// The site's own page for missing pages, or a plain one.
fn not_found(edition: &Edition) -> Reply {
    let own = edition.site.as_ref().and_then(|site| site.file(&OutputPath::new(NOT_FOUND))?.ok());
    let html = match &own {
        Some(own) => own.bytes.to_vec(),
        None => overlay::plain("There is no such page").into_bytes(),
    };
    Reply::html(404, page::with_script(&html, NOT_FOUND, edition.version))
}
