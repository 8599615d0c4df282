//! `trellis build --timings`: where the time of a build went.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::ValueEnum;
use serde_json::{Value, json};

use super::say::{self, say};
use super::screen;
use crate::Error;
use crate::host::TwinCounts;
use crate::pipeline::Stage;

/// How timings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table below the summary
    Text,
    /// One JSON object, in place of the summary
    Json,
}

/// Parts of a build in the order in which they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Disk,
    Read,
    Link,
    Check,
    Plan,
    Render,
    Pictures,
    Whole,
    Pack,
    Publish,
}

impl Part {
    const ALL: [Part; 10] = [
        Part::Disk,
        Part::Read,
        Part::Link,
        Part::Check,
        Part::Plan,
        Part::Render,
        Part::Pictures,
        Part::Whole,
        Part::Pack,
        Part::Publish,
    ];

    /// Its name for programs.
    fn name(self) -> &'static str {
        match self {
            Part::Disk => "disk",
            Part::Read => "read",
            Part::Link => "link",
            Part::Check => "check",
            Part::Plan => "plan",
            Part::Render => "render",
            Part::Pictures => "pictures",
            Part::Whole => "whole",
            Part::Pack => "pack",
            Part::Publish => "publish",
        }
    }

    /// What is done in it.
    fn says(self) -> &'static str {
        match self {
            Part::Disk => "files are taken from the disk",
            Part::Read => "entries are read",
            Part::Link => "references are resolved",
            Part::Check => "rules are asked",
            Part::Plan => "the theme is read, and addresses are planned",
            Part::Render => "pages are rendered and looked at",
            Part::Pictures => "smaller copies of pictures are made",
            Part::Whole => "search and open data are made, and links between pages looked at",
            Part::Pack => "texts are packed for the host",
            Part::Publish => "files are compared and written",
        }
    }
}

/// Measures parts of a build, of which each ends where the next begins.
pub(super) struct Stopwatch {
    /// When the command began.
    pub started: Instant,
    marks: Mutex<Vec<(Part, Instant)>>,
}

/// What was made, beside the times.
#[derive(Default)]
pub(super) struct Made {
    pub pages: usize,
    /// Pages that were rendered now.
    pub rendered: usize,
    /// Of all files of the site.
    pub bytes: u64,
    pub files_written: usize,
    /// Smaller copies of pictures that were made now, and that earlier builds had made.
    pub copies_made: usize,
    pub copies_kept: usize,
    /// Packed twins for the host, and how often it was tried now to make one.
    pub twins: TwinCounts,
}

impl Stopwatch {
    /// Starts with reading from the disk.
    pub fn start(started: Instant) -> Stopwatch {
        Stopwatch { started, marks: Mutex::new(vec![(Part::Disk, started)]) }
    }

    /// Follows a build.
    pub fn stage(&self, stage: Stage) {
        match stage {
            Stage::Read { .. } => self.begin(Part::Read),
            Stage::Link { .. } => self.begin(Part::Link),
            Stage::Check => self.begin(Part::Check),
            Stage::Plan => self.begin(Part::Plan),
            Stage::Render { .. } => self.begin(Part::Render),
            Stage::Copied { variants: 0, .. } => self.begin(Part::Pictures),
            Stage::Copied { variants, of } if variants < of => {}
            Stage::Whole | Stage::Copied { .. } => self.begin(Part::Whole),
            Stage::Rendered { .. } => {}
        }
    }

    pub fn begin(&self, part: Part) {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).push((part, Instant::now()));
    }

    /// How long each part took, and all together.
    fn read(&self) -> (Vec<(Part, Duration)>, Duration) {
        let now = Instant::now();
        let marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = marks.iter().skip(1).map(|(_, begun)| *begun).chain([now]);
        let spans: Vec<(Part, Duration)> =
            marks.iter().zip(ends).map(|(&(part, begun), end)| (part, end.duration_since(begun))).collect();
        let of = |part: Part| spans.iter().filter(|(one, _)| *one == part).map(|(_, time)| *time).sum();
        (Part::ALL.map(|part| (part, of(part))).into(), now.duration_since(self.started))
    }

    /// Tells the times of a build.
    pub fn tell(&self, format: Format, made: &Made) -> Result<(), Error> {
        let (parts, whole) = self.read();
        match format {
            Format::Text => {
                say!("")?;
                for (part, time) in parts.iter().filter(|(_, time)| !time.is_zero()) {
                    let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE);
                    say!("{:>10} {share:>3.0} %  {:<9} {}", screen::duration(*time), part.name(), part.says())?;
                }
                say!(
                    "{:>10} in all: {} ({} rendered, {} remembered), {}, {} written",
                    screen::duration(whole),
                    screen::count(made.pages, "page", "pages"),
                    screen::grouped(made.rendered),
                    screen::grouped(made.pages.saturating_sub(made.rendered)),
                    screen::bytes(made.bytes),
                    screen::count(made.files_written, "file", "files"),
                )
            }
            Format::Json => say::json(|out| {
                serde_json::to_writer(&mut *out, &as_json(&parts, whole, made))?;
                writeln!(out)
            }),
        }
    }
}

/// Times in milliseconds.
fn as_json(parts: &[(Part, Duration)], whole: Duration, made: &Made) -> Value {
    let ms = |time: &Duration| (time.as_secs_f64() * 1e6).round() / 1e3;
    let stages: serde_json::Map<String, Value> =
        parts.iter().map(|(part, time)| (part.name().into(), json!(ms(time)))).collect();
    json!({
        "version": 1,
        "total_ms": ms(&whole),
        "stages_ms": stages,
        "pages": made.pages,
        "pages_rendered": made.rendered,
        "bytes": made.bytes,
        "files_written": made.files_written,
        "copies_made": made.copies_made,
        "copies_kept": made.copies_kept,
        "twins": made.twins.twins,
        "twins_tried": made.twins.new,
    })
}
