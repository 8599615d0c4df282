//! Places: the words of what can be wrong with the table of postcode districts, and with where things are.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

pub fn district_row(at: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::DistrictRow, at, message).help(help)
}

pub fn unknown_area_code(at: Span, code: &str, rows: usize) -> Diagnostic {
    let rows = if rows == 1 { String::new() } else { format!(" ({rows} rows of this table name it)") };
    district_row(
        at,
        format!("no area has the code `{code}`{rows}"),
        format!("write `code: {code}` with the area in content/data/areas.yaml, or the code that the area has now"),
    )
}

/// An area with the code of another one.
pub fn doubled_area_code(at: Span, code: &str, other: &str, first: Span) -> Diagnostic {
    district_row(
        at,
        format!("`{code}` is the code of `{other}` already"),
        "write the code that each of the two areas has, or take out the area that is there twice".into(),
    )
    .label(first, "it is written here first")
}

/// An organisation or a partner of a district that is not in the table.
pub fn district_without_row(at: Span, district: &str) -> Diagnostic {
    no_point(at, format!("there is no postcode district `{district}`, so nobody finds this by how near it is"))
        .help("look for a mistyped letter or digit; if the district is new, add a row for it to content/data/postcode-districts.csv")
}

pub fn without_postcode(at: Span, organisation: &str) -> Diagnostic {
    no_point(at, format!("`{organisation}` has no postcode, so nobody finds it by how near it is"))
        .help("add its `postcode`, or a `point` such as `53.898 -1.963`")
}

fn no_point(at: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::NoPoint, at, message)
}
