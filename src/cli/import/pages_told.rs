//! What is said of pages that are taken over: each page with what was changed and dropped, then the whole in numbers.

use super::super::say::{note, say};
use super::super::screen;
use crate::Error;
use crate::import::pages::{Ending, PagesPlan};
use crate::pipeline::KNOWN;

/// Codes that are named of what was found.
const NAMED: usize = 8;

/// Each page and each file.
pub(super) fn pages(plan: &PagesPlan) -> Result<(), Error> {
    for page in &plan.pages {
        say!("add {} from {}", page.path, page.source)?;
        for changed in &page.told.changed {
            say!("  changed: {changed}")?;
        }
        for dropped in &page.told.dropped {
            say!("  dropped: {dropped}")?;
        }
    }
    for copied in &plan.copied {
        say!("copy {} from {}", copied.new, copied.old)?;
    }
    for left in &plan.left_out {
        say!("leave {}: {}", left.path, left.why)?;
    }
    Ok(())
}

/// What holds for the whole site.
pub(super) fn all(plan: &PagesPlan) -> Result<(), Error> {
    let maker = plan.manner.maker.map_or("a program that is not known", |maker| maker.name());
    let ending = match plan.manner.ending {
        Ending::Files => "end as files do, such as /about.html",
        Ending::Folders => "end as folders do, such as /about/",
        Ending::Both => "may end as files or as folders do, so both lead on; say which with --addresses",
    };
    note!("The old site is made by {maker}. Its addresses {ending}")?;
    let fields = plan.mapped.iter().map(|((name, became), number)| (became.told(name), *number));
    counts("Fields", fields)?;
    let marks = plan.marks.iter().map(|(name, number)| (name.clone(), *number));
    counts("Marks of other programs, which nobody here can fill in", marks)?;
    if plan.over > 0 {
        let pages = screen::count(plan.over, "page is", "pages are");
        note!("{pages} not on the site: the day in `expires` is over. Take it out where the page still holds")?;
    }
    if !plan.left_out.is_empty() {
        let files = screen::count(plan.left_out.len(), "file is", "files are");
        note!("{files} not taken over; the lines with `leave` say why")?;
    }
    Ok(())
}

fn counts(what: &str, counts: impl Iterator<Item = (String, usize)>) -> Result<(), Error> {
    let mut counts = counts.peekable();
    if counts.peek().is_some() {
        note!("{what}:")?;
    }
    for (name, number) in counts {
        note!("  {name}: {number}")?;
    }
    Ok(())
}

/// What is wrong with the pages today, the most frequent first.
pub(super) fn known(plan: &PagesPlan, with_levels: bool) -> Result<(), Error> {
    if plan.known.is_empty() {
        return note!("Nothing is wrong with the pages");
    }
    let codes = plan.known_codes();
    let named: Vec<String> = codes.iter().take(NAMED).map(|(code, number, _)| format!("{code} ({number})")).collect();
    let rest = codes.len().saturating_sub(NAMED);
    let more = if rest > 0 { format!(" and {rest} more kinds") } else { String::new() };
    let number = screen::count(plan.known.len(), "finding", "findings");
    note!("{number} to mend bit by bit, which hold nothing back since {KNOWN} names them: {}{more}", named.join(", "))?;
    note!("`trellis explain` and such a word says what it means and how to mend it")?;
    let errors: Vec<&str> = codes.iter().filter(|(.., is_error)| *is_error).map(|(code, ..)| code.as_str()).collect();
    if with_levels && !errors.is_empty() {
        note!("To be told of these as warnings only, also in pages to come, write into site.yaml:\nlevels:")?;
        for code in errors {
            note!("  {code}: warning")?;
        }
    }
    Ok(())
}

/// How many pages and files there are.
pub(super) fn numbers(plan: &PagesPlan) -> [String; 2] {
    [screen::count(plan.pages.len(), "page", "pages"), screen::count(plan.copied.len(), "file", "files")]
}
