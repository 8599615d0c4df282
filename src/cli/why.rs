//! `trellis why`: where a page comes from, or why an entry is not on the site.

use clap::Args;

use super::lookup::{AskArgs, several};
use super::say::{note, say};
use super::{Outcome, screen};
use crate::Error;
use crate::find::Survey;
use crate::find::why::{self, Contribution, Need, Provenance, Reason, Why};
use crate::snapshot::Snapshot;
use crate::source::{LineIndex, Span};

/// Entries that are named; of more, only the number is told.
const NAMED: usize = 12;

#[derive(Debug, Args)]
pub struct WhyArgs {
    /// An address of the site, a file that was published, or a file below content
    #[arg(value_name = "PATH")]
    path: String,
    #[command(flatten)]
    ask: AskArgs,
}

pub fn run(args: &WhyArgs) -> Result<Outcome, Error> {
    let (snapshot, request) = args.ask.read()?;
    let survey = Survey::new(&snapshot, &request);
    let errors = survey.judged.diagnostics.iter().filter(|finding| finding.is_error()).count();
    match why::answer(&args.ask.inside(&args.path), &survey) {
        Why::Page(story) => tell_provenance(&story, &snapshot)?,
        Why::Part { entry, address } => {
            say!("it is shown as a part of another page, at {address}")?;
            say!("  from: {}", place(&entry, &snapshot))?;
        }
        Why::Bare { entry } => {
            say!("it has no page: nothing on the site belongs to it")?;
            say!("  from: {}", place(&entry, &snapshot))?;
        }
        Why::EmptyList(kind) => say!("the list of {} has no page: there is nothing on it", kind.many())?,
        Why::Published { file, address, is_as_it_is } => {
            let how = match is_as_it_is {
                true => "as it is",
                false => "without what cameras and programs note in pictures, such as where they were taken",
            };
            say!("{address} is published {how}\n  from: {file}")?;
        }
        Why::MachineFile { address, from } => say!("{address} is made by Trellis\n  from: {from}")?,
        Why::NotDrawn { address } => say!("{address} is not there: the diagram of its page is too large to be drawn")?,
        Why::LeftOut { entry, reason } => {
            say!("{entry} is not on the site")?;
            tell_reason(&reason, &snapshot)?;
        }
        Why::Several(choices) => return Err(several(&args.path, &choices)),
        Why::Unknown(near) => return Err(unknown(&args.path, &near)),
    }
    if errors > 0 {
        let errors = screen::count(errors, "error stands", "errors stand");
        note!("{errors} in content, so the site cannot be published now. `trellis check` says where")?;
    }
    Ok(Outcome::Clean)
}

fn tell_provenance(story: &Provenance, snapshot: &Snapshot) -> Result<(), Error> {
    say!("{} is the {}", story.address, story.about)?;
    for file in &story.files {
        say!("  from: {}", place(file, snapshot))?;
    }
    match &story.own_template {
        Some(path) => say!("  template: {path}")?,
        None => say!("  template: {} of the default theme", story.template)?,
    }
    for Contribution { because, entries } in &story.contributions {
        let rest = entries.len().saturating_sub(NAMED);
        let more = if rest > 0 { format!(" and {} more", screen::grouped(rest)) } else { String::new() };
        let named = entries.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        say!("  {because}: {named}{more}")?;
    }
    Ok(())
}

fn tell_reason(reason: &Reason, snapshot: &Snapshot) -> Result<(), Error> {
    match reason {
        Reason::Hidden(hidden) => say!("  because {hidden}")?,
        Reason::Ignored => {
            say!("  because files of that name are notes, which are never published")?;
        }
        Reason::Districts => {
            say!("  because its rows work behind the page near.html, which answers from {}", crate::near::PATH)?;
        }
        Reason::Stray(Some(page)) => {
            say!("  because only {page} refers to it, which is not on the site itself")?;
        }
        Reason::Stray(None) => {
            say!(
                "  because nothing on the site refers to it\n  help: link to it from a page, or name it below `publish:` in site.yaml"
            )?;
        }
        Reason::Refused(findings) => {
            say!("  because something is wrong with it")?;
            screen::findings(findings, snapshot)?;
        }
        Reason::Unread(findings) => {
            say!("  because it could not be read")?;
            screen::findings(findings, snapshot)?;
        }
        Reason::Needs(needs) => {
            for Need { at, name, why } in needs {
                say!("  because {} needs `{name}`: {why}", place(at, snapshot))?;
            }
        }
    }
    Ok(())
}

/// `path`, or `path:line:column` where it is further down.
fn place(span: &Span, snapshot: &Snapshot) -> String {
    if span.start == 0 {
        return span.path.to_string();
    }
    let (line, column) = LineIndex::new(snapshot.readable_text(&span.path)).line_column(span.start);
    format!("{}:{line}:{column}", span.path)
}

fn unknown(typed: &str, near: &[String]) -> Error {
    let help = match near {
        [] => "write an address such as roles/podiatrist.html, or a file such as content/roles/podiatrist.md".into(),
        near => format!("the nearest are: {}", near.join(", ")),
    };
    Error::Usage(format!("there is no `{typed}` on the site or in content\n  help: {help}"))
}
