//! Figures: the words of what cannot be drawn, and of what a figure says more than it can.

use super::did_you_mean;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

pub fn figure_table(at: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::FigureTable, at, message).help(help)
}

/// A data set that figures name, and that names no file.
pub fn dataset_without_table(at: Span, dataset: &str) -> Diagnostic {
    figure_table(
        at,
        format!("figures are to be drawn from `{dataset}`, and it has no table"),
        "add the name of a CSV file in content/data, such as `table: register.csv`".into(),
    )
}

pub fn no_figure_table(at: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let help = did_you_mean(near).unwrap_or_else(|| "put the CSV file there, or mend its name".into());
    figure_table(at, format!("there is no file `{name}` in content/data"), help)
}

pub fn figure_without_year(at: Span) -> Diagnostic {
    figure_table(
        at,
        "nothing says of when these numbers are".into(),
        "add `as_of:` to the figure or to its data set, such as `as_of: 2025`, or name the column of their days or years \
         with `over`"
            .into(),
    )
}

/// A row that a figure names and does not show.
pub fn no_such_row(at: Span, label: &str, near: Option<&str>) -> Diagnostic {
    let help = did_you_mean(near).unwrap_or_else(|| "write the name as the table has it".into());
    figure_table(at, format!("no row that the figure shows is called `{label}`"), help)
}

/// A number in the summary of a figure that its table does not bear out.
pub fn number_not_in_table(at: Span, number: &str) -> Diagnostic {
    Diagnostic::new(Code::FigureClaim, at, format!("the summary says {number}, and the table of the figure does not"))
        .help("write a number of the table, the sum of its rows or a difference between them; it may be rounded")
}

/// A summary that tells of a change where the figure shows one time.
pub fn change_at_one_time(at: Span, word: &str) -> Diagnostic {
    Diagnostic::new(Code::FigureClaim, at, format!("the summary says `{word}`, and the figure shows one time only"))
        .help("say how things are at that time, or name the column of days or years with `over`")
}

/// A kind of partner of which nothing is in an area of a board.
pub fn nothing_to_count(at: Span, kind: &str) -> Diagnostic {
    figure_table(
        at,
        format!("nothing of the kind `{kind}` is listed in an area with `area_type: ics`"),
        "count a kind of partner that is listed there, or show columns of a table with `shows`".into(),
    )
}
