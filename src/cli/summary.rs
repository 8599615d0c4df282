//! What `trellis build` says when it is done.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use super::say::say;
use super::screen;
use crate::Error;
use crate::config::RawHtmlPolicy;
use crate::diagnostic::Diagnostic;
use crate::disk;
use crate::graph::Hidden;
use crate::host::TwinCounts;
use crate::offline::{self, Kept};
use crate::output::Output;
use crate::picture::Counts;
use crate::pipeline::Build;

/// The closing summary.
pub(super) fn tell(
    build: &Build,
    changes: &disk::Changes,
    twins: TwinCounts,
    out: &Path,
    started: Instant,
) -> Result<(), Error> {
    let total = build.output.as_ref().map_or(0, Output::total_bytes);
    say!(
        "Built {} ({}) into {} in {}",
        screen::count(build.pages, "page", "pages"),
        screen::bytes(total),
        out.display(),
        screen::duration(started.elapsed()),
    )?;
    say!(
        "  {} written, {} unchanged, {} removed",
        screen::count(changes.written, "file", "files"),
        screen::grouped(changes.unchanged),
        screen::grouped(changes.removed),
    )?;
    if changes.adopted > 0 {
        let adopted = screen::count(changes.adopted, "file", "files");
        say!(
            "  {adopted} of an older edition taken over, {} not of this site left",
            screen::grouped(changes.strangers)
        )?;
    }
    let Counts { new, found } = build.variants;
    if new + found > 0 {
        let made = screen::count(new, "smaller copy", "smaller copies");
        say!("  {made} of pictures made, {} kept from earlier builds", screen::grouped(found))?;
    }
    if let Some(Kept { files, bytes, left_out }) = build.kept {
        let all = screen::count(files, "file", "files");
        say!("  {all} ({}) for devices to keep, listed in {}", screen::bytes(bytes as u64), offline::PATH)?;
        if left_out > 0 {
            let others = screen::count(left_out, "more needs", "more need");
            say!("  {others} a connection: devices keep no more than {}", screen::bytes(offline::BUDGET as u64))?;
        }
    }
    if twins.twins > 0 {
        let all = screen::count(twins.twins, "packed copy", "packed copies");
        say!("  {all} of texts for the host, {} made now", screen::grouped(twins.new))?;
    }
    if build.config.raw_html == RawHtmlPolicy::Allow {
        say!("  HTML in texts is allowed by site.yaml and was not checked")?;
    }
    let left_out: Vec<Hidden> = build.graph.left_out.iter().map(|one| one.why).collect();
    tell_rest(&build.diagnostics, build.known, &left_out)
}

/// Warnings, what is known, and what is left out.
pub(super) fn tell_rest(diagnostics: &[Diagnostic], known: usize, left_out: &[Hidden]) -> Result<(), Error> {
    if !diagnostics.is_empty() {
        say!("  {}", screen::count(diagnostics.len(), "warning", "warnings"))?;
    }
    if known > 0 {
        say!("  {} of the baseline", screen::count(known, "known finding", "known findings"))?;
    }
    if !left_out.is_empty() {
        say!("  {} not built: {}", screen::count(left_out.len(), "page", "pages"), reasons(left_out))?;
    }
    Ok(())
}

/// `2 drafts, 1 expired on 2026-10-01`.
fn reasons(left_out: &[Hidden]) -> String {
    let mut counts: BTreeMap<Hidden, usize> = BTreeMap::new();
    for why in left_out {
        *counts.entry(*why).or_default() += 1;
    }
    let reason = |(why, count): (Hidden, usize)| match why {
        Hidden::Draft => screen::count(count, "draft", "drafts"),
        Hidden::NotYet(date) => format!("{count} to be published on {date}"),
        Hidden::Expired(date) => format!("{count} expired on {date}"),
    };
    counts.into_iter().map(reason).collect::<Vec<_>>().join(", ")
}

/// Says that all stands as it was published.
pub(super) fn tell_standing(
    published: disk::Published,
    pages: usize,
    out: &Path,
    started: Instant,
) -> Result<(), Error> {
    say!(
        "Nothing has changed: {} ({}) stand in {}, checked in {}",
        screen::count(pages, "page", "pages"),
        screen::bytes(published.bytes),
        out.display(),
        screen::duration(started.elapsed())
    )
}
