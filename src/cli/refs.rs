//! `trellis refs`: who mentions an entry.

use clap::Args;
use serde_json::json;

use super::lookup::{AskArgs, Format, warn_of_unread};
use super::say::{self, note};
use super::{Outcome, screen};
use crate::Error;
use crate::characters::{in_json, shown};
use crate::find::Survey;
use crate::find::refs::{self, Occurrence};
use crate::snapshot::Snapshot;
use crate::source::{LineIndex, Span};

#[derive(Debug, Args)]
pub struct RefsArgs {
    /// An id such as podiatrist or roles/podiatrist, the path of a file, or an address of the site
    #[arg(value_name = "ID")]
    id: String,
    /// How the places are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    ask: AskArgs,
}

pub fn run(args: &RefsArgs) -> Result<Outcome, Error> {
    let (snapshot, request) = args.ask.read()?;
    let survey = Survey::new(&snapshot, &request);
    let number = args.ask.entry(&args.id, &survey)?;
    let places = refs::occurrences(number, &survey);
    tell(&places, args.format, &snapshot)?;
    let name = survey.name(number);
    let mut files: Vec<_> = places.iter().map(|place| &place.span.path).collect();
    files.dedup();
    match places.len() {
        0 => note!("Nothing mentions {name}")?,
        many => note!(
            "{} of {name} in {}",
            screen::count(many, "mention", "mentions"),
            screen::count(files.len(), "file", "files")
        )?,
    }
    warn_of_unread(&survey)?;
    Ok(Outcome::Clean)
}

fn tell(places: &[Occurrence], format: Format, snapshot: &Snapshot) -> Result<(), Error> {
    say::answer(|out| {
        places.iter().try_for_each(|place| match format {
            Format::Human => writeln!(out, "{}", shown(&line(place, snapshot))),
            Format::Json => writeln!(out, "{}", in_json(&object(place, snapshot).to_string())),
        })
    })
}

fn line(place: &Occurrence, snapshot: &Snapshot) -> String {
    let [(line, column), _] = ends(&place.span, snapshot);
    let place_in = place.field.as_ref().map_or_else(|| "in the text".into(), |field| format!("in field {field}"));
    let former = if place.is_former { ", by an old name" } else { "" };
    format!("{}:{line}:{column}: {place_in}{former}", place.span.path)
}

fn object(place: &Occurrence, snapshot: &Snapshot) -> serde_json::Value {
    let [start, end] = ends(&place.span, snapshot).map(|(line, column)| json!({ "line": line, "column": column }));
    let Occurrence { span, field, is_former } = place;
    let bytes = [span.start, span.end];
    let at = json!({ "path": span.path.as_str(), "start": start, "end": end, "bytes": bytes });
    json!({ "at": at, "field": field, "by_former_id": is_former })
}

fn ends(span: &Span, snapshot: &Snapshot) -> [(usize, usize); 2] {
    let lines = LineIndex::new(snapshot.readable_text(&span.path));
    [lines.line_column(span.start), lines.line_column(span.end)]
}
