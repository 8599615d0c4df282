//! Whole HTML as Markdown.

use htmd::HtmlToMarkdown;
use htmd::options::{BrStyle, BulletListMarker, HrStyle, Options};

use super::places::is_id;
use super::tags::{APART, HtmlTag, LEFT_OUT, attribute};
use crate::refactor::{Edit, applied};

/// Stands for a break within a cell until the cell is one of Markdown.
const BREAK: char = '\u{E000}';
/// Stands for `_` in a name, which is no sign of Markdown.
const LOW_LINE: char = '\u{E001}';

/// HTML without tags that only stand around something.
pub fn unwrapped(html: &str, tags: &[HtmlTag]) -> String {
    let gap = |tag: &HtmlTag| if APART.contains(&&*tag.name) { "\n\n" } else { "" };
    let edits: Vec<Edit> = tags.iter().map(|tag| Edit { range: tag.range.clone(), text: gap(tag).into() }).collect();
    let text = applied(html, &edits).unwrap_or_else(|| html.to_string());
    text.lines().map(|line| format!("{}\n", line.trim())).collect::<String>()
}

/// HTML in which what stands apart is a paragraph, a list of words with what they mean is a list, names of headings are
/// those of Markdown, and cells have no blocks.
pub fn with_paragraphs(html: &str, tags: &[HtmlTag]) -> String {
    let has_head = tags.iter().any(|tag| matches!(&*tag.name, "th" | "thead"));
    let (mut edits, mut cells, mut is_open, mut name) = (Vec::new(), 0_usize, false, None::<String>);
    let mut in_heading = false;
    for (number, tag) in tags.iter().enumerate() {
        let is_cell = matches!(&*tag.name, "td" | "th");
        if is_cell {
            cells = if tag.closes { cells.saturating_sub(1) } else { cells + 1 };
        }
        let in_cell = (!is_cell && cells > 0 && has_head).then(|| of_cell(tag)).flatten();
        let new = match (&*tag.name, tag.closes) {
            _ if in_cell.is_some() => in_cell,
            ("th", closes) if is_of_row(tags, number) => Some(if closes { "</td>".into() } else { "<td>".into() }),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                name = attribute(tag, "id").filter(|id| is_id(id));
                in_heading = true;
                None
            }
            // A heading of Markdown is one line.
            ("br", _) if in_heading => Some(" ".into()),
            ("img", _) if says_nothing(tag) => attribute(tag, "src")
                .map(|src| format!("<img src=\"{}\" alt=\"\" title=\"decorative\">", src.replace('"', "%22"))),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => {
                in_heading = false;
                let behind = |id: String| format!(" {{#{}}}</{}>", id.replace('_', &LOW_LINE.to_string()), tag.name);
                name.take().map(behind)
            }
            _ => apart(tag, &mut is_open).map(String::from),
        };
        edits.extend(new.map(|text| Edit { range: tag.range.clone(), text }));
    }
    applied(html, &edits).unwrap_or_else(|| html.to_string())
}

/// Whether a picture is said to say nothing.
fn says_nothing(tag: &HtmlTag) -> bool {
    attribute(tag, "alt").is_some_and(|alt| alt.trim().is_empty()) && attribute(tag, "title").is_none()
}

/// What a tag within a cell is: Markdown has no blocks there, and its only break is `<br>`.
fn of_cell(tag: &HtmlTag) -> Option<String> {
    let is_apart = matches!(&*tag.name, "br" | "p" | "li" | "ul" | "ol") || APART.contains(&&*tag.name);
    is_apart.then(|| BREAK.to_string())
}

/// Whether a heading of a table is that of a row, which Markdown writes as a cell.
fn is_of_row(tags: &[HtmlTag], at: usize) -> bool {
    let is_row = |tag: &HtmlTag| tag.name == "tr";
    let start = tags[..at].iter().rposition(is_row).map_or(0, |row| row + 1);
    let end = tags[at..].iter().position(is_row).map_or(tags.len(), |row| at + row);
    tags[start..end].iter().any(|tag| tag.name == "td")
}

/// What a tag of something that stands apart is.
fn apart(tag: &HtmlTag, is_open: &mut bool) -> Option<&'static str> {
    match (&*tag.name, tag.closes) {
        ("dl", false) => Some("<ul>"),
        ("dl", true) => Some(if std::mem::take(is_open) { "</li></ul>" } else { "</ul>" }),
        ("dt", false) => Some(if std::mem::replace(is_open, true) { "</li><li><strong>" } else { "<li><strong>" }),
        ("dt", true) => Some("</strong>: "),
        ("dd", false) => Some(""),
        ("dd", true) => Some(" "),
        (name, closes) if APART.contains(&name) => Some(if closes { "</p>" } else { "<p>" }),
        _ => None,
    }
}

/// Whole HTML as Markdown.
pub fn converted(html: &str) -> String {
    let options = Options {
        br_style: BrStyle::Backslash,
        hr_style: HrStyle::Dashes,
        bullet_list_marker: BulletListMarker::Dash,
        ul_bullet_spacing: 1,
        ol_number_spacing: 1,
        ..Options::default()
    };
    let converter = HtmlToMarkdown::builder().options(options).skip_tags(LEFT_OUT.to_vec()).build();
    let converted = converter.convert(html).unwrap_or_else(|_| html.to_string()).replace(LOW_LINE, "_");
    // A break of the line with nothing before it breaks none.
    let lines = converted.split_inclusive('\n').filter(|line| line.trim() != "\\");
    lines.map(|line| if line.contains(BREAK) { broken(line) } else { line.to_string() }).collect()
}

/// A line with its breaks: those of a row of a table are HTML, which Trellis shows, and others end the line.
fn broken(line: &str) -> String {
    let is_row = line.trim_start().starts_with('|');
    let within = |text: &str| {
        let parts: Vec<&str> = text.split(BREAK).map(str::trim).filter(|part| !part.is_empty()).collect();
        parts.join(if is_row { "<br>" } else { "\\\n" })
    };
    let end = if line.ends_with('\n') { "\n" } else { "" };
    if !is_row {
        return format!("{}{end}", within(line));
    }
    let cells = line
        .trim_end()
        .split('|')
        .map(|cell| if cell.contains(BREAK) { format!(" {} ", within(cell)) } else { cell.to_string() });
    format!("{}{end}", cells.collect::<Vec<_>>().join("|"))
}

#[cfg(test)]
mod tests {
    use super::super::tags::tags;
    use super::*;

    fn shown(html: &str) -> String {
        converted(&with_paragraphs(html, &tags(html))).trim().to_string()
    }

    fn rows(html: &str) -> Vec<String> {
        let is_row = |line: &&str| line.starts_with('|') && !line.contains("--");
        shown(html).lines().filter(is_row).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn a_break_in_a_cell_is_one_that_cells_have() {
        let head = "<table><tr><th>Day</th><th>Open</th></tr>";
        for (cell, expected) in [
            ("Closed<br>but see below", "Closed<br>but see below"),
            ("Closed <br/>\n<br />but see<br>", "Closed<br>but see"),
            ("<br>", ""),
            ("<p>From 9</p>\n<p>Until 5</p>", "From 9<br>Until 5"),
            ("<ul><li>One</li><li>Two</li></ul>", "One<br>Two"),
            ("<div>One</div><div>Two</div>", "One<br>Two"),
            ("One<p>Two</p>", "One<br>Two"),
        ] {
            let html = format!("{head}<tr><td>Mon</td><td>{cell}</td></tr></table>");
            assert_eq!(rows(&html)[1], format!("| Mon | {expected} |").replace("|  |", "| |"), "{cell}");
        }
        let bare = "<table><tr><td>One<br>two</td></tr></table>";
        assert_eq!(shown(bare), "One\\\ntwo");
    }

    #[test]
    fn the_first_cell_of_a_row_may_be_its_heading() {
        let html = "<table><tr><th>Day</th><th>Open</th></tr><tr><th>Mon</th><td>9 to 5</td></tr></table>";
        assert_eq!(rows(html), ["| Day | Open |", "| Mon | 9 to 5 |"]);
    }

    #[test]
    fn headings_keep_their_names() {
        assert_eq!(shown("<h2 id=\"our_pay\">Pay</h2><h3 id=\"1 x\">More</h3>"), "## Pay {#our_pay}\n\n### More");
    }
}
