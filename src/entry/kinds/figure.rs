//! A figure that is drawn: numbers of open data, with what they may and may not be taken to say.

use super::super::phase::{Phase, To};
use super::super::record::{choice, record};
use super::super::values::Text;
use super::{Dataset, PartnerKind, Profession};

choice! {
    /// What numbers count.
    Unit {
        People = "people",
        Jobs = "jobs",
        Places = "places",
        PoundsAYear = "pounds-a-year",
        PoundsAnHour = "pounds-an-hour",
        /// Each of its own whole.
        Percent = "percent",
        /// Parts of one whole, which together are all of it.
        PercentOfAll = "percent-of-all",
    }
}

impl Unit {
    pub fn is_money(self) -> bool {
        matches!(self, Unit::PoundsAYear | Unit::PoundsAnHour)
    }

    pub fn is_percent(self) -> bool {
        matches!(self, Unit::Percent | Unit::PercentOfAll)
    }
}

record! {
    /// Rows of a table by what one of their cells says.
    Pick {
        /// the column to look at
        column: Text,
        /// what its cell must say
        is: Text,
    }
}

record! {
    /// What of a table a figure is drawn from.
    Shows {
        /// the column with the names of what is shown
        label: Text,
        /// the column with the numbers
        value: Text,
        /// what the numbers count
        unit: Unit,
        /// the column with the day, month or year of each number, to show how they changed
        over: Option<Text>,
        /// which rows to show, if not all
        only: Vec<Pick<P>>,
    }
}

record! {
    /// A row of a figure that this site knows better than its table does.
    FigureRow {
        /// the name of the row in the table
        label: Text,
        /// what to call it instead
        called: Option<Text>,
        /// professions whose pages show the row
        professions: Vec<To<P, Profession>>,
    }
}

record! {
    /// A figure that is drawn. Its summary says what it shows, for those who cannot see it.
    Figure {
        /// the columns of the table that it is drawn from, unless it `counts`
        shows: Option<Shows<P>>,
        /// a kind of partner: how many of it the site lists in each area of an integrated care board, unless it `shows`
        counts: Option<To<P, PartnerKind>>,
        /// what it may not be taken to say, in one sentence for visitors
        caution: Text,
        /// the data set that it comes from; it has a `table` if the figure shows columns
        dataset: To<P, Dataset>,
        /// rows with another name, and those that pages of professions show
        rows: Vec<FigureRow<P>>,
    }
    one_of [shows, counts]
}

impl<P: Phase> Figure<P> {
    /// What its numbers count. What is listed of a kind of partner are places.
    pub fn unit(&self) -> Unit {
        self.shows.as_ref().map_or(Unit::Places, |shows| shows.unit)
    }
}
