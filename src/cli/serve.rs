//! `trellis serve`: the site in a browser, fresh after each save.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

use super::say::{note, say};
use super::{Outcome, SiteArgs, remembered, screen};
use crate::Error;
use crate::diagnostic::Diagnostic;
use crate::disk::ImageCache;
use crate::memo::Memo;
use crate::serve::editor::Editor;
use crate::serve::{self, Event, Freshness, Options, Port, Watching};
use crate::source::SourcePath;

#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The port to listen on; if it is taken, the next free one. 0 means any
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    /// Look for changes four times a second, where the system does not tell of them (network drives, WSL)
    #[arg(long)]
    poll: bool,
    /// The address to listen on. Anything but 127.0.0.1 lets other computers see the site
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS", value_parser = parse_host)]
    host: IpAddr,
    /// How the desk opens your files: a command such as code, or an address such as vscode://file/{path}:{line}.
    /// Otherwise what VISUAL or EDITOR name
    #[arg(long, value_name = "COMMAND", value_parser = Editor::parse)]
    editor: Option<Editor>,
    /// Let nobody change files at the desk. Without this, whoever uses this computer can edit the site there
    #[arg(long)]
    read_only: bool,
    #[command(flatten)]
    site: SiteArgs,
}

pub fn run(args: &ServeArgs) -> Result<Outcome, Error> {
    start(args, None)
}

/// Shows a site that was just made, at a port that is open already.
pub(super) fn show(site: PathBuf, port: Port) -> Result<Outcome, Error> {
    let site = SiteArgs { site, drafts: false, staging: false, now: None, base_url: None };
    let host = IpAddr::from([127, 0, 0, 1]);
    let args = ServeArgs { port: 0, open: false, poll: false, host, editor: None, read_only: false, site };
    start(&args, Some(port))
}

fn start(args: &ServeArgs, port: Option<Port>) -> Result<Outcome, Error> {
    let options = Options {
        site: args.site.site.clone(),
        out: args.site.site.join("public"),
        host: args.host,
        port: args.port,
        editor: args.editor.clone().or_else(editor_of_system).unwrap_or(Editor::Unknown),
        is_read_only: args.read_only,
        watching: if args.poll { Watching::Polling } else { Watching::Native },
    };
    if !args.host.is_loopback() {
        note!(
            "With --host {}, everyone who can reach this computer over a network can read the site{}.",
            args.host,
            if args.site.drafts { ", with its drafts" } else { "" }
        )?;
    }
    let mut known: Vec<Diagnostic> = Vec::new();
    // What cannot be said is told once and ends nothing: the site is still there to look at.
    let mut is_silent = false;
    let mut say = |told: Event<'_>| {
        if let Err(error) = tell(told, args.open, &mut known)
            && !std::mem::replace(&mut is_silent, true)
        {
            screen::error(&error);
        }
    };
    let mut memo = Memo::with_store(Box::new(ImageCache::of(&options.site)));
    remembered::memory(&options.site, &args.site.request()?).recall(&mut memo);
    serve::run(&options, port, memo, &|| args.site.request(), &mut say)?;
    Ok(Outcome::Clean)
}

/// The editor that other programs use as well. One that is written in a way that nobody can read is none.
fn editor_of_system() -> Option<Editor> {
    ["VISUAL", "EDITOR"].iter().find_map(|name| Editor::parse(&std::env::var(name).ok()?).ok())
}

fn parse_host(text: &str) -> Result<IpAddr, String> {
    match text {
        "localhost" => Ok(IpAddr::from([127, 0, 0, 1])),
        text => text.parse().map_err(|_| "write an address such as 127.0.0.1, or 0.0.0.0 for all networks".into()),
    }
}

/// `known` are the findings that were printed last; the same ones are not printed again.
fn tell(told: Event<'_>, open: bool, known: &mut Vec<Diagnostic>) -> Result<(), Error> {
    match told {
        Event::PortTaken { wanted, instead } => {
            note!("Port {wanted} is taken, so the site is on port {instead}.")?;
        }
        Event::PollingInstead { why } => {
            note!("Changes are looked for four times a second, because {why}.")?;
        }
        // There is a site.
        Event::Open { .. } => {}
        Event::Ready { address, pages, time } => {
            let pages = screen::count(pages, "page", "pages");
            say!("Built {pages} in {}", screen::duration(time))?;
            let address = format!("http://{address}/");
            say!("Serving {address} (stop with Ctrl-C)")?;
            say!("The desk, with what to do next, is at {address}_trellis/")?;
            if open {
                open_browser(&address)?;
            }
        }
        Event::Findings { diagnostics, snapshot } => {
            if diagnostics != *known {
                *known = diagnostics.to_vec();
                screen::findings(diagnostics, snapshot)?;
            }
        }
        Event::Rebuilt { changed, pages, errors, freshness, time } => {
            let (pages, errors) = (screen::count(pages, "page", "pages"), screen::count(errors, "error", "errors"));
            let made = match freshness {
                Freshness::New => pages,
                Freshness::InPart => format!("{errors}, so what has errors stays as it was; {pages}"),
                Freshness::Old => format!("{errors}, the last good site stays"),
            };
            say!("{}: {made} in {}", names(changed), screen::duration(time))?;
        }
        Event::Trouble(error) => screen::error(error),
    }
    Ok(())
}

/// What changed, as its author knows it: `roles/podiatrist.md and 3 more`.
fn names(changed: &[SourcePath]) -> String {
    let name = |path: &SourcePath| path.as_str().strip_prefix("content/").unwrap_or(path.as_str()).to_string();
    match changed {
        [] => "the site".into(),
        [one] => name(one),
        [one, two] => format!("{} and {}", name(one), name(two)),
        [one, rest @ ..] => format!("{} and {} more", name(one), screen::grouped(rest.len())),
    }
}

pub(super) fn open_browser(address: &str) -> Result<(), Error> {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = std::process::Command::new(program);
    command.args(arguments).arg(address).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    if command.spawn().is_err() {
        note!("No browser could be started; open {address} in one.")?;
    }
    Ok(())
}
