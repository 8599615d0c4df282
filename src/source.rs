//! Where text comes from: paths inside a site, byte spans, and lines and columns.
//!
//! Nothing here reads files. A [`SourcePath`] is always relative to the site's folder and uses
//! forward slashes on every system, so that the same site gives the same messages everywhere.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A path inside the site's folder, such as `content/roles/physiotherapist.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Whether it is the same path; mostly that is seen without reading it.
    pub fn is(&self, other: &SourcePath) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self == other
    }

    /// A path with forward slashes, from the site's folder.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        SourcePath(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder part, without a closing slash; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The file name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The last extension in lower case, or nothing.
    pub fn extension(&self) -> String {
        let name = self.file_name();
        name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_ascii_lowercase())
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A target relative to a folder as a path inside the site; none if it climbs out. `/` starts at `content/`.
pub fn join(folder: &str, target: &str) -> Option<String> {
    let (from, rest) = target.strip_prefix('/').map_or((folder, target), |rest| ("content", rest));
    follow(from, rest).filter(|path| !path.is_empty())
}

/// Where a path leads from a folder, which may be the root; none if it climbs out.
pub fn follow(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The way from a folder to a file, both inside the site.
pub fn way(folder: &str, path: &str) -> String {
    let (mut from, mut to) = (folder.split('/').peekable(), path.split('/').peekable());
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    "../".repeat(from.count()) + &to.collect::<Vec<_>>().join("/")
}

/// A place in one file: a range of bytes that an author can edit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub path: SourcePath,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    pub fn new(path: &SourcePath, range: Range<usize>) -> Self {
        Span { path: path.clone(), start: range.start, end: range.end.max(range.start) }
    }

    /// The very start of a file, for problems with the file as a whole.
    pub fn file(path: &SourcePath) -> Self {
        Span::new(path, 0..0)
    }
}

/// The lines of a text with their ranges, whether they end in LF, CRLF or a lone CR; the ends are no part of them.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: &'a str,
    /// Where the next line begins.
    pub at: usize,
}

impl<'a> Lines<'a> {
    /// Those from a byte on.
    pub fn from(text: &'a str, at: usize) -> Lines<'a> {
        Lines { text, at }
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = start + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let ending = if self.text[end..].starts_with("\r\n") { 2 } else { usize::from(end < self.text.len()) };
        self.at = end + ending;
        Some(start..end)
    }
}

/// A range that somebody else has told, inside the text and between its characters.
pub fn inside(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    start..text.ceil_char_boundary(range.end.clamp(start, text.len()))
}

/// Where the line of a byte begins. A line ends with LF, CRLF or a lone CR.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Where the line of a byte ends, before what ends it.
pub fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end)
}

/// Where the line after that of a byte begins.
pub fn next_line(text: &str, at: usize) -> usize {
    let end = line_end(text, at);
    end + line_ending(&text[end..]).map_or(0, str::len)
}

/// How the first line of a text ends, if it does.
pub fn line_ending(text: &str) -> Option<&'static str> {
    let rest = &text[text.find(['\n', '\r'])?..];
    ["\r\n", "\r", "\n"].into_iter().find(|ending| rest.starts_with(ending))
}

/// Turns byte offsets of one text into lines and columns, both counted from 1.
///
/// Columns count Unicode scalar values, which is what editors show. A line ends with LF, CRLF or a lone CR.
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|at| at + 1)).collect();
        LineIndex { text, starts }
    }

    /// Line and column of a byte offset; an offset past the end counts as the end.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let index = self.starts.partition_point(|&start| start <= offset) - 1;
        (index + 1, self.text[self.starts[index]..offset].chars().count() + 1)
    }

    /// The byte offset of a line and column, both counted from 1; clamped to the text.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(&start) = self.starts.get(line.saturating_sub(1)) else { return self.text.len() };
        self.text[start..].char_indices().nth(column.saturating_sub(1)).map_or(self.text.len(), |(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_however_lines_end() {
        for ending in ["\n", "\r\n", "\r"] {
            let text = ["one", "tŵo", "three"].join(ending);
            let (two, three) = (text.find('t').unwrap(), text.rfind("three").unwrap());
            let inside = text.find('o').unwrap() + "one".len() + ending.len() + 1;
            let inside = text.ceil_char_boundary(inside);
            assert_eq!(line_start(&text, inside), two, "{ending:?}");
            assert_eq!(&text[two..line_end(&text, inside)], "tŵo", "{ending:?}");
            assert_eq!(next_line(&text, inside), three, "{ending:?}");
            assert_eq!((next_line(&text, three), line_ending(&text)), (text.len(), Some(ending)));
        }
        assert_eq!(line_ending("one"), None);
    }

    #[test]
    fn offsets_and_positions_are_inverse() {
        let text = "one\ntŵo\n\nfour";
        let index = LineIndex::new(text);
        for (offset, _) in text.char_indices() {
            let (line, column) = index.line_column(offset);
            assert_eq!(index.offset(line, column), offset, "at {line}:{column}");
        }
        assert_eq!(index.line_column(text.find('o').unwrap()), (1, 1));
        assert_eq!(index.line_column(999), (4, 5));
    }

    #[test]
    fn lines_end_in_three_ways() {
        let index = LineIndex::new("one\rtwo\r\nthree\nfour");
        assert_eq!([4, 9, 15].map(|offset| index.line_column(offset)), [(2, 1), (3, 1), (4, 1)]);
    }

    #[test]
    fn targets_stay_inside_the_site() {
        assert_eq!(join("content/roles", "../routes/x.md").as_deref(), Some("content/routes/x.md"));
        assert_eq!(join("content/roles", "/routes/x.md").as_deref(), Some("content/routes/x.md"));
        assert_eq!(join("content/roles", "./").as_deref(), Some("content/roles"));
        assert_eq!(join("content/roles", "../../../etc/passwd"), None);
    }

    #[test]
    fn the_way_to_a_file_is_the_shortest() {
        assert_eq!(way("content/roles", "content/roles/a.md"), "a.md");
        assert_eq!(way("content/roles", "content/framework/stages/a.md"), "../framework/stages/a.md");
        assert_eq!(way("content/framework/stages", "content/images/a.svg"), "../../images/a.svg");
    }

    #[test]
    fn a_path_knows_its_parts() {
        let path = SourcePath::new("content/roles/physio.easy.md");
        assert_eq!((path.folder(), path.stem(), path.extension().as_str()), ("content/roles", "physio.easy", "md"));
        assert_eq!(SourcePath::new("site.yaml").folder(), "");
    }
}
