//! Rows of the tables in `content/data/`: facts that several pages show, stored once.

use jiff::civil::Date;

use super::super::fields::Reader;
use super::super::phase::{Any, To};
use super::super::record::{choice, record};
use super::super::values::{AtLeastOne, Text};

record! {
    /// One step of a pay band.
    PayStep {
        /// whole years in the band before this step; 0 for the first
        after_years: u32,
        /// pounds a year
        annual: u32,
        /// pounds an hour
        hourly: f64,
    }
}

record! {
    /// What people in an area with high costs get on top.
    Supplement {
        /// where it is paid, such as `inner London`
        place: Text,
        /// the share of basic pay, in hundredths
        percent: u32,
        /// pounds a year that it is at least
        least: u32,
        /// pounds a year that it is at most
        most: u32,
    }
}

record! {
    /// Pay of one band in one year, England, full time.
    PayBand {
        /// the pay year, such as `2026/27`
        year: Text,
        /// the day from which it is paid
        from: Date,
        /// the last day for which it holds
        until: Date,
        /// the steps of the band, the first and lowest one first
        steps: AtLeastOne<PayStep<P>>,
        /// what people in and around London get on top
        supplements: Vec<Supplement<P>>,
    }
    judge steps_go_up
}

impl<P: super::super::phase::Phase> PayBand<P> {
    /// Pounds a year on the first step.
    pub fn entry(&self) -> u32 {
        self.steps.first().map_or(0, |step| step.annual)
    }

    /// Pounds a year on the last step.
    pub fn top(&self) -> u32 {
        self.steps.last().map_or(0, |step| step.annual)
    }
}

/// Steps rise from the first, which is there from the first day.
fn steps_go_up(band: &PayBand, reader: &mut Reader) {
    if band.from > band.until {
        reader.invalid(
            "this pay ends before it begins",
            Some("write the first day in `from`, the last in `until`".into()),
        );
    }
    let rises = |pair: &[PayStep]| pair[0].after_years < pair[1].after_years && pair[0].annual < pair[1].annual;
    if band.steps[0].after_years != 0 || !band.steps.windows(2).all(rises) {
        let help = "begin with `after_years: 0`, then go up in years and in pounds";
        reader.invalid("the steps of a band go up", Some(help.into()));
    }
}

record! {
    /// A minimum wage.
    Wage {
        /// the day from which it holds
        from: Date,
        /// the last day for which it holds
        until: Date,
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
