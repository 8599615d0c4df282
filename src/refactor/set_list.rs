//! Other items in a list of lines. Items that stay keep their bytes and the comments beside them.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::edit::Edit;
use super::written::{Spot, Value, block, is_block, says, shown, ways};
use crate::entry::node::{Marked, Style};
use crate::source::{line_end, line_start, next_line};

/// The edits that give a list other items, in each way that may do; whoever takes one reads it back.
pub(super) fn ways_to_list(file: &str, list: &Marked, new: &[String], as_words: bool, ending: &str) -> Vec<Vec<Edit>> {
    let Some(Value::List(old)) = shown(file, list) else { return Vec::new() };
    let items = Items { file, list, new, as_words, ending };
    let ops = capture_diff_slices(Algorithm::Myers, &old, new);
    let changed = match list.style {
        Style::Lines => items.line_by_line(&ops),
        Style::Brackets => items.in_brackets(&ops),
        Style::Plain | Style::Single | Style::Double | Style::Literal | Style::Folded => None,
    };
    changed.into_iter().collect()
}

/// New items below the name of a field, one a line.
pub(super) fn below(new: &[String], indent: usize, as_words: bool, ending: &str) -> Option<String> {
    let spot = Spot { old: None, in_brackets: false, indent: indent + 2, ending };
    let margin = " ".repeat(indent + 2);
    let line = |item: &String| Some(format!("{ending}{margin}- {}", item_text(item, spot, as_words)?));
    new.iter().map(line).collect()
}

/// New items in brackets.
pub(super) fn bracketed(new: &[String], as_words: bool) -> Option<String> {
    let spot = Spot { old: None, in_brackets: true, indent: 0, ending: "\n" };
    let items: Option<Vec<String>> = new.iter().map(|item| item_text(item, spot, as_words)).collect();
    Some(format!("[{}]", items?.join(", ")))
}

/// An item as it is to be written: the first way that says it.
fn item_text(text: &str, spot: Spot<'_>, as_words: bool) -> Option<String> {
    let wanted = Value::List(vec![text.to_string()]);
    let reads = |way: &String| {
        let alone = if spot.in_brackets { format!("[{way}]") } else { format!("- {way}\n") };
        says(&alone, &crate::entry::yaml_marks(&alone, 0), &wanted, as_words)
    };
    ways(text, spot).into_iter().find(reads)
}

struct Items<'a> {
    file: &'a str,
    list: &'a Marked,
    new: &'a [String],
    as_words: bool,
    ending: &'a str,
}

impl Items<'_> {
    fn spot(&self, item: &Marked) -> Spot<'_> {
        Spot { old: Some(item.style), in_brackets: self.list.style == Style::Brackets, indent: 0, ending: self.ending }
    }

    fn replaced(&self, item: &Marked, text: &str) -> Option<Edit> {
        if is_block(item) {
            return Some(Edit { range: item.value.clone(), text: block(self.file, item, text, self.ending)? });
        }
        let text = item_text(text, self.spot(item), self.as_words)?;
        Some(Edit { range: item.value.clone(), text })
    }

    /// The bytes from the start of the line of an item up to its value, if nothing but its dash is there.
    fn dash(&self, item: &Marked) -> Option<&str> {
        let before = &self.file[line_start(self.file, item.value.start)..item.value.start];
        (before.trim() == "-").then_some(before)
    }

    fn line_by_line(&self, ops: &[DiffOp]) -> Option<Vec<Edit>> {
        let items = self.list.items();
        let mut edits = Vec::new();
        for op in ops {
            let (old, new) = (op.old_range(), op.new_range());
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let both = old.len().min(new.len());
            for (item, text) in items[old.clone()].iter().zip(&self.new[new.clone()]) {
                edits.push(self.replaced(item, text)?);
            }
            for item in &items[old.start + both..old.end] {
                self.dash(item)?;
                let range = line_start(self.file, item.value.start)..next_line(self.file, item.value.end);
                edits.push(Edit { range, text: String::new() });
            }
            let more = &self.new[new.start + both..new.end];
            if !more.is_empty() {
                edits.push(self.added(old.start + both, more)?);
            }
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        Some(edits)
    }

    /// New items before the one of a number, below the one before it.
    fn added(&self, number: usize, more: &[String]) -> Option<Edit> {
        let items = self.list.items();
        let near = items.get(number.saturating_sub(1))?;
        let before = self.dash(near)?;
        let spot = Spot { old: None, ..self.spot(near) };
        let mut text = String::new();
        for item in more {
            let line = format!("{before}{}", item_text(item, spot, self.as_words)?);
            text += &if number == 0 { format!("{line}{}", self.ending) } else { format!("{}{line}", self.ending) };
        }
        let at =
            if number == 0 { line_start(self.file, near.value.start) } else { line_end(self.file, near.value.end) };
        Some(Edit { range: at..at, text })
    }

    /// Items that stay are written as they were; what else stands between the brackets would be lost, so that nothing
    /// is done where there is a comment.
    fn in_brackets(&self, ops: &[DiffOp]) -> Option<Vec<Edit>> {
        let items = self.list.items();
        let mut texts = Vec::new();
        for op in ops {
            for number in op.new_range() {
                let kept = matches!(op, DiffOp::Equal { .. })
                    .then(|| &items[op.old_range().start + number - op.new_range().start]);
                texts.push(match kept {
                    Some(item) => self.file.get(item.value.clone())?.to_string(),
                    None => {
                        let spot = Spot { old: None, in_brackets: true, indent: 0, ending: self.ending };
                        item_text(&self.new[number], spot, self.as_words)?
                    }
                });
            }
        }
        let mut from = self.list.value.start;
        for item in items {
            if self.file[from..item.value.start].contains('#') {
                return None;
            }
            from = item.value.end;
        }
        let has_comment = self.file[from..self.list.value.end].contains('#');
        let is_wide = self.file[self.list.value.clone()].contains('\n');
        let first = items.first()?.value.start;
        let margin = &self.file[line_start(self.file, first)..first];
        let text = match is_wide && margin.trim().is_empty() {
            true => format!("[{0}{margin}{1}{0}]", self.ending, texts.join(&format!(",{}{margin}", self.ending))),
            false => format!("[{}]", texts.join(", ")),
        };
        (!has_comment).then(|| vec![Edit { range: self.list.value.clone(), text }])
    }
}
