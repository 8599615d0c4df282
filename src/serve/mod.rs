//! The server for those who write: save a file, and the page in the browser has changed.
//!
//! One loop: wait for a hint, read what it points at, build, publish to `live`, and while nothing happens render what
//! nobody has asked for. The published folder is never touched; the site is in memory. `gateway` and `http` answer from
//! the newest edition at any time, `watch` hears of saves. A good site is replaced only by a good site:
//! where a file has errors, it counts as it was before (`stand_in`), and findings are shown over the page.
#![expect(clippy::disallowed_methods, reason = "this side of the IO line listens to disk, clock and network")]

mod desk;
pub mod editor;
mod form_body;
mod gateway;
mod git;
pub mod head;
mod held;
mod http;
mod live;
mod overlay;
mod page;
mod posted;
mod preview;
mod reply;
mod rounds;
mod safety;
mod signal;
mod stand_in;
mod token;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::diagnostic::Diagnostic;
use crate::disk::Tree;
use crate::error::Error;
use crate::memo::Memo;
use crate::output::OutputPath;
use crate::pipeline::Request;
use crate::site::Site;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

use desk::Desk;
pub use desk::welcome;
use editor::Editor;
use http::{First, Front};
use live::Files;
pub use overlay::Freshness;
use preview::Preview;
use rounds::Rounds;
use token::Token;
use watch::Watch;
use welcome::Welcome;

type Live = live::Live<Site>;
type Edition = live::Edition<Site>;

impl Files for Site {
    fn hash(&self, path: &OutputPath) -> Option<u128> {
        self.said(path)
    }
}

/// Ports tried after one that is taken.
const PORTS_TRIED: u16 = 50;

/// What a server is asked to do.
#[derive(Debug)]
pub struct Options {
    pub site: PathBuf,
    /// The folder that the site is published into. It is never read.
    pub out: PathBuf,
    pub host: IpAddr,
    pub port: u16,
    pub watching: Watching,
    /// How the desk opens the author's files.
    pub editor: Editor,
    /// Whether nobody may change files at the desk.
    pub is_read_only: bool,
}

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    Native,
    Polling,
}

/// What a server has to say while it runs.
#[derive(Debug)]
pub enum Event<'a> {
    /// The wanted port is taken.
    PortTaken {
        wanted: u16,
        instead: u16,
    },
    /// The system cannot tell of changes, so they are looked for.
    PollingInstead {
        why: &'a str,
    },
    /// A page that makes a site can be looked at.
    Open {
        address: SocketAddr,
    },
    Ready {
        address: SocketAddr,
        pages: usize,
        time: Duration,
    },
    /// What is wrong with the author's files now.
    Findings {
        diagnostics: &'a [Diagnostic],
        snapshot: &'a Snapshot,
    },
    /// Changes are served.
    Rebuilt {
        changed: &'a [SourcePath],
        /// Pages that are other than before.
        pages: usize,
        errors: usize,
        freshness: Freshness,
        /// From the first hint to the first answer that shows it.
        time: Duration,
    },
    Trouble(&'a Error),
}

/// A port that belongs to this process.
#[derive(Debug)]
pub struct Port {
    address: SocketAddr,
    state: PortState,
}

#[derive(Debug)]
enum PortState {
    /// Who comes waits until there is something to see.
    Waiting(TcpListener),
    /// Who comes sees a page that makes a site.
    Welcoming(Arc<Front>),
}

impl Port {
    fn open(host: IpAddr, port: u16, tell: &mut dyn FnMut(Event<'_>)) -> Result<Port, Error> {
        let (listener, address) = opened(host, port, tell)?;
        Ok(Port { address, state: PortState::Waiting(listener) })
    }

    /// Lets a site answer from now on.
    fn show(self, live: Arc<Live>, desk: Arc<Desk>) -> Result<(), Error> {
        let trouble = |source| listen_error(self.address.ip(), self.address.port(), source);
        match self.state {
            PortState::Waiting(listener) => http::start(listener, First::Site(live, desk)).map(drop).map_err(trouble),
            PortState::Welcoming(front) => {
                front.show(live, desk);
                Ok(())
            }
        }
    }
}

/// A port that nobody answers at yet, and its address.
fn opened(host: IpAddr, port: u16, tell: &mut dyn FnMut(Event<'_>)) -> Result<(TcpListener, SocketAddr), Error> {
    let listener = listen(host, port, tell)?;
    let address = listener.local_addr().map_err(|source| listen_error(host, port, source))?;
    Ok((listener, address))
}

/// Opens a port of this computer with a page that makes a site, tells where it is, and waits until a site is made. Says in
/// which folder it is.
pub fn welcome(
    port: u16,
    page: impl FnOnce(u16) -> (Welcome, Receiver<PathBuf>),
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<(Port, PathBuf), Error> {
    let host = IpAddr::from([127, 0, 0, 1]);
    let (listener, address) = opened(host, port, tell)?;
    let (page, site) = page(address.port());
    let trouble = |source| listen_error(host, address.port(), source);
    let front = http::start(listener, First::Welcome(page)).map_err(trouble)?;
    tell(Event::Open { address });
    // The page is kept by those who answer, so this ends with the process or with a site.
    let gone = |_| listen_error(host, address.port(), io::ErrorKind::ConnectionAborted.into());
    let folder = site.recv().map_err(gone)?;
    Ok((Port { address, state: PortState::Welcoming(front) }, folder))
}

/// Builds the site, serves it, and rebuilds it at each change until the process ends.
///
/// `memo` holds what earlier processes made. `request` is asked before each build: the day may have changed.
pub fn run(
    options: &Options,
    port: Option<Port>,
    memo: Memo,
    request: &dyn Fn() -> Result<Request, Error>,
    tell: &mut dyn FnMut(Event<'_>),
) -> Result<(), Error> {
    let port = port.map_or_else(|| Port::open(options.host, options.port, tell), Ok)?;
    let address = port.address;
    let started = Instant::now();
    // Listening starts before reading: what is saved in between is heard.
    let root = options.site.canonicalize().unwrap_or_else(|_| options.site.clone());
    let watch = start_watch(&root, options.watching, tell);
    let tree = Tree::open(&options.site, Some(&options.out))?;
    let live = Arc::new(Live::new());
    // Somebody on another computer must not open files on this one.
    let editor = if options.host.is_loopback() { options.editor.clone() } else { Editor::Shared };
    let desk = Arc::new(
        Desk::new(editor::plain_root(&root), editor, Token::new(address.port()))
            .read_only(options.is_read_only)
            .published_into(options.out.clone())
            .telling(watch.teller()),
    );
    let mut server = Rounds::new(tree, watch, Preview::new(live.clone(), desk.clone(), memo));
    let pages = server.begin(request, tell)?;
    port.show(live, desk)?;
    server.finish_first(tell)?;
    tell(Event::Ready { address, pages, time: started.elapsed() });
    server.go_on(request, tell)
}

fn start_watch(root: &std::path::Path, watching: Watching, tell: &mut dyn FnMut(Event<'_>)) -> Watch {
    match watching {
        Watching::Polling => Watch::polling(root),
        Watching::Native => Watch::native(root).unwrap_or_else(|why| {
            tell(Event::PollingInstead { why: &why });
            Watch::polling(root)
        }),
    }
}

/// Listens on a port, or on the next one that is free.
fn listen(host: IpAddr, port: u16, tell: &mut dyn FnMut(Event<'_>)) -> Result<TcpListener, Error> {
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS_TRIED) };
    for instead in port..=last {
        match TcpListener::bind((host, instead)) {
            Ok(listener) => {
                if instead != port {
                    tell(Event::PortTaken { wanted: port, instead });
                }
                return Ok(listener);
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && instead < last => {}
            Err(error) => return Err(listen_error(host, instead, error)),
        }
    }
    Err(listen_error(host, port, io::ErrorKind::AddrInUse.into()))
}

fn listen_error(host: IpAddr, port: u16, source: io::Error) -> Error {
    Error::Listen { address: SocketAddr::new(host, port).to_string(), source }
}
