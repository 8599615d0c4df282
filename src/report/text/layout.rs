//! Headings, wrapped lines, tables and bars that fit the width of a terminal. Says nothing of its own.

use anstyle::{AnsiColor, Style};

use crate::characters::shown;

const HEADING: Style = Style::new().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const QUIET: Style = Style::new().dimmed();

/// Blanks between the columns of a table.
const GUTTER: usize = 2;
/// The narrowest column that words are wrapped in.
const NARROWEST: usize = 12;
/// The longest bar.
const LONGEST_BAR: usize = 40;

/// Text for a terminal of some width. Styles are written into it; whoever prints it may take them out again.
pub(super) struct Page {
    out: String,
    width: usize,
}

impl Page {
    pub fn new(width: usize) -> Page {
        Page { out: String::new(), width: width.max(40) }
    }

    pub fn finish(self) -> String {
        self.out
    }

    pub fn heading(&mut self, words: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.styled(HEADING, &shown(words));
    }

    /// A sentence that nobody may overlook.
    pub fn alarm(&mut self, words: &str) {
        for line in wrap(words, self.width) {
            self.styled(BAD, &line);
        }
    }

    fn styled(&mut self, style: Style, line: &str) {
        self.out.push_str(&format!("{style}{line}{style:#}\n"));
    }

    /// A sentence, indented below its heading.
    pub fn line(&mut self, words: &str) {
        self.hanging("  ", "  ", words);
    }

    /// An item of a list.
    pub fn item(&mut self, words: &str) {
        self.hanging("  - ", "    ", words);
    }

    /// What stands below an item, less loud than it.
    pub fn below(&mut self, words: &str) {
        for line in wrap(words, self.width - 6) {
            self.styled(QUIET, &format!("      {line}"));
        }
    }

    fn hanging(&mut self, first: &str, rest: &str, words: &str) {
        for (at, line) in wrap(words, self.width - first.len()).into_iter().enumerate() {
            self.out.push_str(if at == 0 { first } else { rest });
            self.out.push_str(&line);
            self.out.push('\n');
        }
    }

    /// A table: a head, and rows of as many cells. The first column holds words and is wrapped where there is no room;
    /// the others hold figures and stand to the right.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let columns = head.len();
        let longest = |column: usize| rows.iter().map(|row| length(&row[column])).max().unwrap_or(0);
        let figures: Vec<usize> =
            (1..columns).map(|column| length_of_words(head[column]).max(longest(column))).collect();
        let taken: usize = figures.iter().map(|width| width + GUTTER).sum();
        let room = (self.width - 2).saturating_sub(taken).max(NARROWEST);
        let widths: Vec<usize> = std::iter::once(longest(0).max(length(head[0])).min(room)).chain(figures).collect();
        let start = self.out.len();
        self.row(&widths, head);
        let bold = self.out.split_off(start);
        for line in bold.lines() {
            self.styled(QUIET, line);
        }
        for row in rows {
            self.row(&widths, &row.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    fn row(&mut self, widths: &[usize], cells: &[&str]) {
        let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            let mut row = String::from("  ");
            for (column, (cell, &width)) in wrapped.iter().zip(widths).enumerate() {
                // Figures stand beside the last line of the words.
                let missing = if column == 0 { 0 } else { height - cell.len() };
                let words = line.checked_sub(missing).and_then(|line| cell.get(line)).map_or("", String::as_str);
                let blanks = " ".repeat(width.saturating_sub(length(words)));
                match column {
                    0 => row.extend([words, &blanks]),
                    _ => row.extend(["  ", &blanks, words]),
                }
            }
            self.out.push_str(row.trim_end());
            self.out.push('\n');
        }
    }

    /// Numbers with their names before them and a bar behind them.
    pub fn bars(&mut self, bars: &[(String, usize)]) {
        let most = bars.iter().map(|(_, number)| *number).max().unwrap_or(0).max(1);
        let name = bars.iter().map(|(name, _)| length(name)).max().unwrap_or(0);
        let figure = most.to_string().len();
        let room = self.width.saturating_sub(name + figure + 6).min(LONGEST_BAR);
        for (words, number) in bars {
            let bar = (number * room).div_ceil(most);
            let words = shown(words);
            let line = format!("  {words}{}  {number:>figure$} {}", " ".repeat(name - length(&words)), "█".repeat(bar));
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The length of the longest word.
fn length_of_words(text: &str) -> usize {
    text.split(' ').map(length).max().unwrap_or(0)
}

/// Words in lines of at most this many characters; a longer word has a line of its own.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in shown(text).split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(word);
        } else if length(last) + 1 + length(word) <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_string());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_where_the_line_ends() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("extraordinarily", 7), ["extraordinarily"]);
        assert_eq!(wrap("", 7), [""]);
    }

    #[test]
    fn figures_stand_to_the_right_beside_the_last_line_of_the_words() {
        let mut page = Page::new(40);
        page.table(&["What", "Many"], &[vec!["a".repeat(9) + " " + &"b".repeat(25), "7".into()]]);
        let plain = page.finish().replace("\u{1b}[2m", "").replace("\u{1b}[0m", "");
        let width = 32;
        let expected = format!("  {:width$}  Many\n  {}\n  {:width$}     7\n", "What", "a".repeat(9), "b".repeat(25));
        assert_eq!(plain, expected);
    }

    #[test]
    fn the_longest_bar_fits() {
        let mut page = Page::new(40);
        page.bars(&[("one".into(), 1), ("more".into(), 400)]);
        assert!(page.finish().lines().all(|line| length(line) <= 40));
    }
}
