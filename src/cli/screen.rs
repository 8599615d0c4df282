//! What people see: findings, progress, and how long things took.

use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::Duration;

use annotate_snippets::Renderer;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::say::{self, To, note};
use crate::Error;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::diagnostic::{alike, report};
use crate::pipeline::Stage;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;
use crate::theme;

/// Findings shown in full, those that are alike as one; of more, only the number is told.
const SHOWN_IN_FULL: usize = 200;

/// Prints a failure of the machine.
pub fn error(error: &Error) {
    let text = format!("{}error{}: {error}\n", style(Severity::Error).render(), anstyle::Reset.render());
    // Where even this cannot be written, nobody can be told; the exit code says it.
    let _ = say::styled(To::Beside, &text);
}

/// Prints findings with the lines they point at, those that are alike as one, and says how many there are.
pub fn findings(diagnostics: &[Diagnostic], snapshot: &Snapshot) -> Result<(), Error> {
    let snapshot = theme::with_default_texts(diagnostics, snapshot);
    let renderer = Renderer::styled();
    let (gathered, places) = (alike::gather(diagnostics, &snapshot), report::LineIndexes::new(&snapshot));
    let (shown, others) = gathered.split_at(gathered.len().min(SHOWN_IN_FULL));
    for alike in shown {
        say::styled(To::Beside, &format!("{}\n\n", report::human_alike(alike, &places, &renderer)))?;
    }
    if others.is_empty() {
        return Ok(());
    }
    let others = others.iter().flat_map(|alike| [alike.first].into_iter().chain(alike.others.iter().copied()));
    note!("{}\n", in_numbers(&others.collect::<Vec<_>>()))
}

/// Findings that are not shown: how many of each code there are, and in how many files, the most frequent first.
fn in_numbers(diagnostics: &[&Diagnostic]) -> String {
    let mut by_code: BTreeMap<Code, (usize, BTreeSet<&SourcePath>)> = BTreeMap::new();
    for diagnostic in diagnostics {
        let (number, files) = by_code.entry(diagnostic.code).or_default();
        *number += 1;
        files.insert(&diagnostic.span.path);
    }
    let mut lines: Vec<_> = by_code.into_iter().collect();
    lines.sort_by_key(|(code, (number, _))| (std::cmp::Reverse(*number), *code));
    let line = |(code, (number, files)): (Code, (usize, BTreeSet<&SourcePath>))| {
        format!("\n{:>9}  {code}, in {}", grouped(number), count(files.len(), "file", "files"))
    };
    let lines: String = lines.into_iter().map(line).collect();
    format!("… and {} more:{lines}", grouped(diagnostics.len()))
}

fn style(severity: Severity) -> anstyle::Style {
    let colour = match severity {
        Severity::Error => anstyle::AnsiColor::BrightRed,
        Severity::Warning => anstyle::AnsiColor::Yellow,
    };
    anstyle::Style::new().fg_color(Some(colour.into())).bold()
}

pub use crate::formatting::{count, grouped};

/// `3.2 MB`, as disks are sold: thousands, not 1,024s.
pub fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// `0.42 s` or `9 ms`.
pub fn duration(time: Duration) -> String {
    if time < Duration::from_millis(100) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

/// A bar on a terminal; elsewhere a plain line now and then, so that logs show that work goes on.
pub struct Progress {
    bar: ProgressBar,
    plain: Option<Mutex<PlainState>>,
}

struct PlainState {
    total: usize,
    told: usize,
}

/// Sites smaller than this are done before anyone could read a line.
const WORTH_TELLING: usize = 2_000;

impl Progress {
    pub fn new() -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(Some(1), ProgressDrawTarget::stderr_with_hz(20));
        bar.set_style(
            ProgressStyle::with_template("{msg:>10} {wide_bar:.green} {human_pos}/{human_len}")
                .unwrap_or_else(|_| ProgressStyle::default_bar()),
        );
        if !terminal {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let plain = (!terminal).then(|| Mutex::new(PlainState { total: 0, told: 0 }));
        Progress { bar, plain }
    }

    /// Follows a build.
    pub fn stage(&self, stage: Stage) {
        match stage {
            Stage::Read { files } => self.start("Reading", files),
            Stage::Link { entries } => self.start("Linking", entries),
            Stage::Render { pages } => self.start("Rendering", pages),
            Stage::Rendered { pages } => self.at(pages),
            Stage::Copied { variants, of } => self.part("Pictures", variants, of),
            Stage::Check | Stage::Plan | Stage::Whole => {}
        }
    }

    pub fn start(&self, what: &'static str, total: usize) {
        self.bar.set_message(what);
        self.bar.set_length(total as u64);
        self.bar.set_position(0);
        if let Some(plain) = &self.plain
            && total >= WORTH_TELLING
        {
            // Who waits is not told; who asked is told in the end.
            let _ = note!("{what} {}", grouped(total));
            *lock(plain) = PlainState { total, told: 0 };
        }
    }

    pub fn at(&self, done: usize) {
        self.bar.set_position(done as u64);
        let Some(plain) = &self.plain else { return };
        if !done.is_multiple_of(256) {
            return;
        }
        let mut state = lock(plain);
        let tenth = (state.total / 4).max(1);
        if state.total >= WORTH_TELLING && done / tenth > state.told / tenth && done < state.total {
            state.told = done;
            let _ = note!("  {} of {}", grouped(done), grouped(state.total));
        }
    }

    /// Part of a stage of which both numbers are told each time.
    pub fn part(&self, what: &'static str, done: usize, total: usize) {
        if done == 0 || self.bar.length() != Some(total as u64) {
            self.start(what, total);
        }
        self.at(done);
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn lock(state: &Mutex<PlainState>) -> std::sync::MutexGuard<'_, PlainState> {
    state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(count(1, "page", "pages"), "1 page");
        assert_eq!(bytes(3_249_000), "3.2 MB");
        assert_eq!(duration(Duration::from_millis(9)), "9 ms");
    }
}
