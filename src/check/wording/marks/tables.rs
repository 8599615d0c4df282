//! Tables that are none, and rows of a spreadsheet.

use std::ops::Range;

use super::piece::Piece;
use crate::diagnostic::catalogue::{Pasted, Stray};
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::prose::BlockKind;

pub(super) fn check(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !matches!(piece.block.kind, BlockKind::Paragraph | BlockKind::Item | BlockKind::Quote) {
        return;
    }
    if piece.bytes().contains(&b'|') {
        pipes(piece, diagnostics);
    }
    if piece.bytes().contains(&b'\t') {
        tabs(piece, diagnostics);
    }
}

/// The cells of a line between pipes; none if it has no pipes.
fn columns(line: &str) -> Option<usize> {
    let line = line.trim();
    // `/// note | A title` begins a block of another program.
    if line.starts_with("///") {
        return None;
    }
    let inside = line.strip_prefix('|').map_or(line, |rest| rest.strip_suffix('|').unwrap_or(rest));
    line.contains('|').then(|| inside.split('|').count())
}

fn is_dashes(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '+' | '\u{2014}' | '\u{2013}'))
}

fn pipes(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let line = |at: &Range<usize>| text[at.clone()].trim();
    let is_framed = |at: &Range<usize>| line(at).len() > 2 && line(at).starts_with('|') && line(at)[1..].contains('|');
    let lines = piece.lines.clone();
    // Without pipes at the ends, one line may be words; several with as many are none. Two with one pipe each may be a
    // number and whose it is.
    let same = |rows: &[Range<usize>], least: usize| {
        let count = columns(line(&rows[0])).filter(|count| *count >= least);
        count.is_some() && rows[1..].iter().all(|at| columns(line(at)) == count)
    };
    let rows = lines.windows(2).find(|rows| same(rows, 3)).or_else(|| lines.windows(3).find(|rows| same(rows, 2)));
    let first = lines.iter().find(|at| is_framed(at)).or(rows.map(|rows| &rows[0]));
    let Some(first) = first.cloned() else { return };
    let width = columns(line(&first)).unwrap_or(1);
    let end = lines.iter().rev().find(|at| columns(line(at)).is_some()).map_or(first.end, |at| at.end);
    let separator =
        lines.iter().find(|at| at.start > first.start && is_dashes(line(at)) && columns(line(at)).is_some());
    let finding = match separator {
        Some(at) => {
            let dashes = columns(line(at)).unwrap_or(1);
            let right = format!("|{}", "---|".repeat(width));
            let is_below = lines.iter().position(|other| other == at)
                == lines.iter().position(|other| *other == first).map(|n| n + 1);
            let fix = piece.fix(at.clone(), right).filter(|_| is_below && dashes != width);
            catalogue::stray_mark(piece.at(at.clone()), Stray::TableWidth { dashes, columns: width }).maybe_fix(fix)
        }
        None => catalogue::stray_mark(piece.at(first.clone()), Stray::TableLine { columns: width }),
    };
    diagnostics.push(finding);
    piece.hide(first.start..end);
}

fn tabs(piece: &mut Piece<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let text = piece.text();
    let cells = |at: &Range<usize>| {
        let line = text[at.clone()].trim_matches(' ');
        let has_words = line.split('\t').filter(|cell| !cell.trim().is_empty()).count() > 1;
        // A tab behind a sign of a list is no cell's.
        let is_item = line.split('\t').next().is_some_and(|first| {
            let first = first.trim();
            let is_number = first.strip_suffix(['.', ')']).is_some_and(|number| {
                (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
            });
            is_number || first.chars().count() < 3 && !first.contains(char::is_alphanumeric) || first == "o"
        });
        (line.contains('\t') && has_words && !is_item).then(|| line.split('\t').count())
    };
    let rows: Vec<(Range<usize>, usize)> =
        piece.lines.iter().filter_map(|at| cells(at).map(|count| (at.clone(), count))).collect();
    let (Some((first, count)), Some((last, _))) = (rows.first().cloned(), rows.last().cloned()) else { return };
    let whole = first.start..last.end;
    let finding = match rows.len() {
        1 => catalogue::pasted_text(piece.at(whole.clone()), Pasted::Row),
        _ => {
            let is_table = rows.len() == piece.lines.len()
                && rows.iter().all(|(_, other)| *other == count)
                && piece.block.kind == BlockKind::Paragraph;
            let fix = if is_table { table(piece, count) } else { None };
            catalogue::pasted_text(piece.at(whole.clone()), Pasted::Rows).maybe_fix(fix)
        }
    };
    diagnostics.push(finding);
    piece.hide(whole);
}

/// The rows as a table of which the first names the columns.
fn table(piece: &Piece<'_>, columns: usize) -> Option<Fix> {
    let span = piece.at(0..piece.block.text.len());
    let typed = piece.passage.text.get(span.start..span.end)?;
    (typed.lines().count() == piece.lines.len()).then_some(())?;
    let row = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(|cell| cell.trim().replace('|', "\\|")).collect();
        format!("| {} |", cells.join(" | "))
    };
    let mut rows: Vec<String> = typed.lines().map(row).collect();
    rows.insert(1, format!("|{}", "---|".repeat(columns)));
    Some(Fix::new(span, rows.join("\n")))
}
