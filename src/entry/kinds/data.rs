//! Rows of the tables in `content/data/`: facts that several pages show, stored once.

use jiff::civil::Date;

use super::super::phase::{Any, To};
use super::super::record::{choice, record};
use super::super::values::{Address, AtLeastOne, Text};

record! {
    /// One step of a pay band.
    PayStep {
        /// whole years in the band before this step; 0 for the first
        after_years: u32 where within(0, 50),
        /// pounds a year
        annual: u32 where within(1, 1_000_000),
        /// pounds an hour
        hourly: f64 where within(1, 1_000),
    }
}

record! {
    /// What people in an area with high costs get on top.
    Supplement {
        /// where it is paid, such as `inner London`
        place: Text,
        /// the share of basic pay, in hundredths
        percent: u32 where within(0, 100),
        /// pounds a year that it is at least
        least: u32 where within(0, 1_000_000),
        /// pounds a year that it is at most
        most: u32 where within(0, 1_000_000); not_below("least"),
    }
}

record! {
    /// Pay of one band in one year, England, full time.
    PayBand {
        /// the pay year, such as `2026/27`
        year: Text,
        /// the day from which it is paid
        from: Date where planned(),
        /// the last day for which it holds
        until: Date where planned(); not_before("from"),
        /// the steps of the band, the first and lowest one first
        steps: AtLeastOne<PayStep<P>> where rises_from("after_years", 0); rises("annual"),
        /// what people in and around London get on top
        supplements: Vec<Supplement<P>>,
    }
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

choice! {
    /// How often something is paid.
    Per {
        Once = "once",
        Week = "week",
        Month = "month",
        Year = "year",
    }
    default Once
}

record! {
    /// An amount of money that pages name, such as a fee or a grant.
    Payment {
        /// pounds
        pounds: f64 where within(1, 10_000_000),
        /// for how long it is, if it is not paid once
        per: Per,
        /// the year in which it holds, such as `2026/27`
        year: Text,
        /// the last day for which it holds; leave out if nobody says
        until: Option<Date> where planned(),
    }
}

record! {
    /// A minimum wage.
    Wage {
        /// the day from which it holds
        from: Date where planned(),
        /// the last day for which it holds
        until: Date where planned(); not_before("from"),
        /// pounds an hour
        hourly: f64 where within(1, 1_000),
        /// for whom it holds, as routes say it behind the amount, such as `from age 21`
        holds_for: Option<Text>,
    }
}

record! {
    /// One of the Gatsby Benchmarks of good career guidance.
    Benchmark {
        /// its number, 1 to 8
        number: u32 where within(1, 8),
        /// what changed in the last update
        updated: Option<Text>,
    }
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
        /// the code by which open data knows it, such as `QOP` of an integrated care board
        code: Option<Text>,
    }
}

record! {
    /// Open data that lists of organisations and places and figures come from.
    Dataset {
        /// the name of its licence
        licence: Text,
        /// where the licence can be read
        licence_url: Address where web_page(),
        /// what its licence asks to be said of it, word for word
        attribution: Vec<Text>,
        /// what to bear in mind about what is listed, in one sentence for visitors
        note: Option<Text>,
        /// the CSV file that figures are drawn from, in the folder `content/data`, such as `register.csv`
        table: Option<Text>,
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
        /// other words that people type and mean the same by
        also: Vec<Text>,
        /// words of the site that it should find
        finds: Vec<Text>,
        /// the official page about it, where this site has none
        url: Option<Address> where web_page(),
        /// what that page is called, such as `Dentist, on NHS Health Careers`
        url_title: Option<Text>,
    }
}

record! {
    /// What an organisation or a thing is called now, in its title; texts that use an old name are told.
    HouseTerm {
        /// the day from which it is called so
        since: Option<Date> where since(1900),
        /// other ways to write it and names of before, which `trellis fix` may replace as they stand
        instead_of: Vec<Text>,
        /// names of what was there before it, which somebody has to think about
        was_before: Vec<Text>,
        /// pages in which the old names may stand, such as `case-studies/open-day`
        allowed_in: Vec<Any<P>>,
    }
}
