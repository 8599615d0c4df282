//! A figure says no more than its numbers.
//!
//! Its summary stands for the drawing, so what it says must be there: each number in the table, and a change only where
//! there are several times.

use std::collections::BTreeSet;

use super::Subject;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::amount::Amount;
use crate::entry::kinds::Figure;
use crate::entry::locate::Step;
use crate::entry::numbers::Numbers;
use crate::graph::Linked;
use crate::graph::figures::Drawn;

/// Smaller numbers count other things: "one in 20", "the five largest".
const LEAST: Amount = Amount(100 * 100);

/// Words that say that something became more or fewer.
const CHANGES: [&str; 20] = [
    "grew",
    "grow",
    "grown",
    "growing",
    "growth",
    "rose",
    "risen",
    "rising",
    "fell",
    "fallen",
    "falling",
    "increase",
    "increased",
    "decrease",
    "decreased",
    "dropped",
    "declined",
    "decline",
    "doubled",
    "halved",
];

pub(super) fn check(subject: &Subject<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for figure in subject.graph.all::<Figure>() {
        if let Some(drawn) = subject.graph.figures.get(&figure.id) {
            judge(subject, figure, drawn, diagnostics);
        }
    }
}

fn judge(subject: &Subject<'_>, figure: Linked<'_, Figure>, drawn: &Drawn, diagnostics: &mut Vec<Diagnostic>) {
    let summary = figure.node.summary();
    let at = || subject.at(&figure.node.entry, &[Step::Field("summary".into())]);
    let borne = borne(&drawn.numbers);
    let years: BTreeSet<i16> = drawn.numbers.times.iter().chain([&drawn.when]).map(|time| time.year()).collect();
    let is_year = |amount: Amount| years.iter().any(|year| amount == Amount(u64::from(year.unsigned_abs()) * 100));
    let wrong = |&(_, amount): &(&str, Amount)| {
        amount >= LEAST && !is_year(amount) && !borne.iter().any(|known| is_nearly(*known, amount))
    };
    diagnostics.extend(numbers_in(summary).find(wrong).map(|(said, _)| catalogue::number_not_in_table(at(), said)));
    if drawn.numbers.times.is_empty() {
        let words = summary.split(|c: char| !c.is_alphabetic());
        let change = words.into_iter().find(|word| CHANGES.contains(&word.to_lowercase().as_str()));
        diagnostics.extend(change.map(|word| catalogue::change_at_one_time(at(), word)));
    }
}

/// The numbers of a sentence, as they are written and as amounts.
fn numbers_in(text: &str) -> impl Iterator<Item = (&str, Amount)> {
    let pieces = text.split(|c: char| !(c.is_ascii_digit() || c == ',' || c == '.'));
    let trimmed = pieces.map(|piece| piece.trim_matches([',', '.']));
    trimmed.filter_map(|piece| Some((piece, Amount::parse(piece)?)))
}

/// What the table bears out: its amounts, their sums and what lies between two times.
fn borne(numbers: &Numbers) -> Vec<Amount> {
    let columns = 0..numbers.times.len().max(1);
    let sums: Vec<Option<Amount>> = columns
        .map(|column| Some(Amount(numbers.rows.iter().flat_map(|row| row.amounts[column]).map(|a| a.0).sum())))
        .collect();
    let rows = numbers.rows.iter().map(|row| &row.amounts).chain([&sums]);
    rows.flat_map(|amounts| {
        let known: Vec<Amount> = amounts.iter().flatten().copied().collect();
        let ends = known.first().zip(known.last()).map(|(first, last)| Amount(first.0.abs_diff(last.0)));
        known.into_iter().chain(ends)
    })
    .collect()
}

/// Whether an amount is another, rounded as far as its noughts say, and by no more than a twentieth.
fn is_nearly(known: Amount, said: Amount) -> bool {
    let mut step = 1;
    while said.0.is_multiple_of(step * 10) && step < said.0 {
        step *= 10;
    }
    known == said || known.0.abs_diff(said.0) < step.min(said.0 / 20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_sentences() {
        let found: Vec<&str> =
            numbers_in("From 57,934 in 2020 to £75,744.50, or 1 in 3.").map(|(said, _)| said).collect();
        assert_eq!(found, ["57,934", "2020", "75,744.50", "1", "3"]);
    }

    #[test]
    fn what_is_rounded_is_near() {
        let nearly = |known: u64, said: u64| is_nearly(Amount(known * 100), Amount(said * 100));
        assert!(nearly(75_744, 75_744) && nearly(75_744, 76_000) && nearly(75_744, 75_700) && nearly(268_688, 270_000));
        assert!(!nearly(75_744, 75_745) && !nearly(26_000, 20_000) && !nearly(75_744, 57_934));
    }
}
