//! The server for those who write: save a file, and the page in the browser has changed.
//!
//! One loop: wait for a hint, read what it points at, build, publish to `live`. The published folder is never
//! touched; the site is in memory. `door` and `http` answer from the newest edition at any time, `watch` hears of
//! saves. A good site is replaced only by a good site: findings are shown over it.
#![expect(clippy::disallowed_methods, reason = "this side of the IO line listens to disk, clock and network")]

mod door;
mod http;
mod live;
mod overlay;
mod page;
mod reply;
mod safety;
mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::disk::Tree;
use crate::error::Error;
use crate::memo::Memo;
use crate::pipeline::{self, Build, Request};
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

use live::Live;
use watch::{Heard, Watch};

/// Ports tried after one that is taken.
const PORTS_TRIED: u16 = 50;
/// After so long without news, everything is looked at once more.
const IDLE: Duration = Duration::from_secs(1);
/// A look at everything now and then, for systems that forget to tell.
const SELDOM: Duration = Duration::from_secs(30);

/// What a server is asked to do.
#[derive(Debug)]
pub struct Options {
    pub site: PathBuf,
    /// The folder that the site is published into. It is never read.
    pub out: PathBuf,
    pub host: IpAddr,
    pub port: u16,
    pub watching: Watching,
}

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    Native,
    Polling,
}

/// What a server has to say while it runs.
#[derive(Debug)]
pub enum Told<'a> {
    /// The wanted port is taken.
    PortTaken {
        wanted: u16,
        instead: u16,
    },
    /// The system cannot tell of changes, so they are looked for.
    PollingInstead {
        why: &'a str,
    },
    Ready {
        address: SocketAddr,
        build: &'a Build,
        snapshot: &'a Snapshot,
        time: Duration,
    },
    Rebuilt {
        changed: &'a [SourcePath],
        build: &'a Build,
        snapshot: &'a Snapshot,
        time: Duration,
    },
    Trouble(&'a Error),
}

/// Builds the site, serves it, and rebuilds it at each change until the process ends.
///
/// `request` is asked before each build: the day may have changed.
pub fn run(
    options: &Options,
    request: &dyn Fn() -> Result<Request, Error>,
    tell: &mut dyn FnMut(Told<'_>),
) -> Result<(), Error> {
    let listener = listen(options.host, options.port, tell)?;
    let address = listener.local_addr().map_err(|source| listen_error(options.host, options.port, source))?;
    let started = Instant::now();
    // Listening starts before reading: what is saved in between is heard.
    let root = options.site.canonicalize().unwrap_or_else(|_| options.site.clone());
    let watch = start_watch(&root, options.watching, tell);
    let tree = Tree::open(&options.site, Some(&options.out))?;
    let live = Arc::new(Live::new());
    let mut server = Loop { tree, watch, live: live.clone(), memo: Memo::default(), is_lost: false };
    let build = server.build(request)?;
    http::start(listener, live).map_err(|source| listen_error(options.host, address.port(), source))?;
    tell(Told::Ready { address, build: &build, snapshot: server.tree.snapshot(), time: started.elapsed() });
    drop(build);
    server.go_on(request, tell)
}

fn start_watch(root: &std::path::Path, watching: Watching, tell: &mut dyn FnMut(Told<'_>)) -> Watch {
    match watching {
        Watching::Polling => Watch::polling(root),
        Watching::Native => Watch::native(root).unwrap_or_else(|why| {
            tell(Told::PollingInstead { why: &why });
            Watch::polling(root)
        }),
    }
}

/// Listens on a port, or on the next one that is free.
fn listen(host: IpAddr, port: u16, tell: &mut dyn FnMut(Told<'_>)) -> Result<TcpListener, Error> {
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS_TRIED) };
    for instead in port..=last {
        match TcpListener::bind((host, instead)) {
            Ok(listener) => {
                if instead != port {
                    tell(Told::PortTaken { wanted: port, instead });
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

/// What the loop goes round with.
struct Loop {
    tree: Tree,
    watch: Watch,
    live: Arc<Live>,
    memo: Memo,
    /// Whether the site could not be looked at when it was last tried.
    is_lost: bool,
}

impl Loop {
    fn go_on(
        &mut self,
        request: &dyn Fn() -> Result<Request, Error>,
        tell: &mut dyn FnMut(Told<'_>),
    ) -> Result<(), Error> {
        let mut patience = IDLE;
        loop {
            let heard = self.watch.next(patience);
            let started = Instant::now();
            let changed = match heard {
                Heard::Hints(places) => {
                    patience = IDLE;
                    self.tree.reread(&places)
                }
                Heard::Anything => {
                    patience = IDLE;
                    self.tree.reconcile()
                }
                Heard::Nothing => {
                    let changed = self.tree.reconcile();
                    patience = if self.tree.is_unsettled() || self.is_lost { IDLE } else { SELDOM };
                    changed
                }
            };
            match changed {
                Ok(changed) => {
                    let was_lost = std::mem::take(&mut self.is_lost);
                    if !changed.is_empty() || was_lost {
                        let build = self.build(request)?;
                        let time = started.elapsed();
                        let snapshot = self.tree.snapshot();
                        tell(Told::Rebuilt { changed: &changed, build: &build, snapshot, time });
                    }
                }
                Err(error) => self.lose(&error, tell),
            }
        }
    }

    /// Builds the site and publishes what came of it.
    fn build(&mut self, request: &dyn Fn() -> Result<Request, Error>) -> Result<Build, Error> {
        let snapshot = self.tree.snapshot();
        let mut build = pipeline::build(snapshot, &request()?, &mut self.memo, &|_| {});
        let problems = overlay::problems(&build.diagnostics, snapshot);
        self.live.publish(build.output.take(), problems);
        Ok(build)
    }

    /// The site's folder is gone or cannot be read: the last good site stays, and the trouble is told once.
    fn lose(&mut self, error: &Error, tell: &mut dyn FnMut(Told<'_>)) {
        if !std::mem::replace(&mut self.is_lost, true) {
            self.live.publish(None, overlay::trouble(&error.to_string()));
            tell(Told::Trouble(error));
        }
    }
}
