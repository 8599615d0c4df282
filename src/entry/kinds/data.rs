//! Rows of the tables in `content/data/`: facts that several pages show, stored once.

use jiff::civil::Date;

use super::super::phase::{Any, To};
use super::super::record::{choice, record};
use super::super::values::Text;

record! {
    /// Pay of one band in one year, England, full time.
    PayBand {
        /// the pay year, such as `2025/26`
        year: Text,
        /// the day from which it is paid
        from: Date,
        /// pounds a year at the start
        entry: u32,
        /// pounds a year at the top
        top: u32,
        /// pounds an hour at the start
        hourly_entry: Option<f64>,
        /// pounds an hour at the top
        hourly_top: Option<f64>,
    }
}

record! {
    /// A minimum wage.
    Wage {
        /// the day from which it holds
        from: Date,
        /// pounds an hour
        hourly: f64,
    }
}

record! {
    /// One of the Gatsby Benchmarks of good career guidance.
    Benchmark {
        /// its number, 1 to 8
        number: u32,
        /// what changed in the last update
        updated: Option<Text>,
    }
}

record! {
    /// A kind of organisation.
    PartnerKind {}
}

choice! {
    /// What sort of area it is.
    AreaType {
        Country = "country",
        Region = "region",
        Ics = "ics",
        Council = "council",
    }
}

record! {
    /// A place on the map.
    Area {
        /// what sort of area it is
        area_type: AreaType,
        /// the larger area around it
        within: Option<To<P, Area>>,
    }
}

record! {
    /// A word that needs explaining; its summary is the explanation.
    GlossaryTerm {
        /// other forms of the word
        also: Vec<Text>,
    }
}

record! {
    /// Something a visitor may like doing.
    Interest {}
}

record! {
    /// What people type, and the words of this site they mean by it.
    Synonym {
        /// words of the site that it should find
        finds: Vec<Text>,
    }
}

record! {
    /// What an organisation or a thing is called now, in its title; texts that use an old name are told.
    HouseTerm {
        /// the day from which it is called so
        since: Option<Date>,
        /// other ways to write it and names of before, which `trellis fix` may replace as they stand
        instead_of: Vec<Text>,
        /// names of what was there before it, which somebody has to think about
        was_before: Vec<Text>,
        /// pages in which the old names may stand, such as `case-studies/open-day`
        allowed_in: Vec<Any<P>>,
    }
}
