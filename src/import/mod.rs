//! Takes over tables that other programs have saved, and gives tables to them.
//!
//! `workbook` makes text of a sheet of Excel or OpenDocument, `sheet` reads whatever text a spreadsheet saves, `mapping`
//! finds the field of each column, `values` puts right what is clear, and [`plan()`] works out which files would change
//! and judges the site as it would be. Nothing here asks, prints or writes.

mod cell_text;
mod cells;
mod column;
mod dates;
mod decode;
mod directory;
mod export;
mod formula;
mod joined;
mod made;
mod mapping;
mod origin;
pub mod pages;
mod plan;
mod rows;
mod sheet;
mod stock;
mod synonyms;
mod times;
mod titles;
mod unclear;
mod values;
mod wanted;
mod wish;
mod work;
pub mod workbook;
mod write;

pub use cell_text::says_nothing;
pub use cells::Cells;
pub use column::Column;
pub use dates::DateOrder;
pub use decode::Encoding;
pub use export::{Exported, export};
pub use mapping::{Answers, Mapping, Misfit, field_named, propose};
pub use plan::{LeftOut, Plan, WorkedOut, plan, plan_what_fits};
pub use sheet::{Row, Sheet, letters, read};
pub use unclear::{Unclear, unclear};
pub use wanted::{Existing, Wanted};

use crate::entry::kinds::{Kind, Mark};

/// Kinds of which people keep lists in spreadsheets. Others need more than a row of cells can say.
pub fn kinds() -> impl Iterator<Item = Kind> {
    Kind::all_with(Mark::InSpreadsheets)
}
