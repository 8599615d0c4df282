//! What would become of the rows of a table, and which of them do not fit.

use serde::Serialize;

use super::super::acts::shown::{self, sentences};
use super::super::edit::control::label;
use super::super::phrases;
use super::asked::Asked;
use super::looked::{Looked, TableRow};
use crate::diagnostic::{Code, Diagnostic};
use crate::import::Plan;

/// Rows that are told one by one.
const MOST_ROWS: usize = 50;

#[derive(Debug, Serialize)]
pub struct ResultView {
    /// What would be done, each in some words: `12 are added to …`.
    pub parts: Vec<String>,
    /// What tells this plan from another; nothing if there is nothing to do.
    pub mark: Option<String>,
    /// `12 rows`.
    pub rows: String,
    pub is_other: bool,
    /// `3 rows do not fit`.
    pub left_out: Option<String>,
    pub bad: Vec<BadRow>,
    pub more_bad: usize,
    /// What stands in the way of all rows.
    pub trouble: Vec<String>,
    /// What is to be looked at all the same.
    pub warnings: Vec<String>,
    /// Whether something that every row must have is in no column.
    pub is_lacking: bool,
}

#[derive(Debug, Serialize)]
pub struct BadRow {
    pub number: usize,
    /// How it begins.
    pub begins: String,
    pub why: Vec<String>,
}

pub fn result(asked: &Asked, looked: &Looked) -> ResultView {
    let Looked { plan, left_out, .. } = looked;
    let into = asked.table_of_site();
    let count = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{} {many}", phrases::grouped(number))),
    };
    let parts = [
        count(plan.added.len(), &format!("is added to {into}"), &format!("are added to {into}")),
        count(plan.changed.len(), "is changed", "are changed"),
        count(plan.unchanged, "is there already and stays as it is", "are there already and stay as they are"),
        count(
            plan.older.len(),
            "is older than what is there and is left out",
            "are older than what is there and are left out",
        ),
        worked_out(plan),
        count(asked.sheet.totals.len(), "row only sums up the others", "rows only sum up the others"),
    ];
    let (errors, warnings): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        // What no column holds is asked for by its own field.
        plan.findings.iter().filter(|finding| finding.code != Code::MissingField).partition(|finding| finding.is_error());
    let told = |findings: Vec<&Diagnostic>| findings.into_iter().take(MOST_ROWS).map(sentences).collect();
    let bad = bad_rows(looked);
    ResultView {
        parts: parts.into_iter().flatten().collect(),
        mark: (!plan.changes.is_empty()).then(|| shown::mark(&plan.changes)),
        rows: phrases::count(plan.added.len() + plan.changed.len(), "row", "rows"),
        is_other: false,
        left_out: count(left_out.rows.len(), "row does not fit", "rows do not fit"),
        more_bad: left_out.rows.len() - bad.len(),
        bad,
        trouble: told(errors),
        warnings: told(warnings),
        is_lacking: plan.findings.iter().any(|finding| finding.code == Code::MissingField),
    }
}

/// Which fields follow from other cells.
fn worked_out(plan: &Plan) -> Option<String> {
    let fields: Vec<String> = plan.worked_out.keys().map(|field| label(field).to_lowercase()).collect();
    (!fields.is_empty()).then(|| format!("what follows from other cells is filled in: {}", fields.join(", ")))
}

fn bad_rows(looked: &Looked) -> Vec<BadRow> {
    let is_bad = |row: &&TableRow| looked.left_out.rows.contains(&row.number);
    let view = |row: &TableRow| {
        let own = looked.left_out.findings.iter().filter(|finding| row.holds(finding));
        let place = format!("row {}", row.number);
        let why = own.map(|finding| {
            let message = finding.message.strip_prefix(&*place).unwrap_or(&finding.message);
            let message = message.trim_start_matches([',', ':', ' ']);
            sentences(&Diagnostic { message: message.to_string(), ..finding.clone() })
        });
        let mut why: Vec<String> = why.collect();
        why.dedup();
        BadRow { number: row.number, begins: row.begins.clone(), why }
    };
    looked.rows.iter().filter(is_bad).take(MOST_ROWS).map(view).collect()
}
