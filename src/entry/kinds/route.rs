//! A route: a way into a career, always told by the same six facts.

use jiff::civil::Date;

use super::super::phase::To;
use super::super::record::{choice, record};
use super::super::values::{Address, AtLeastOne, Text};
use super::{Domain, NextStep, PartnerKind, PayBand, Payment, Role, Stage, Wage};

choice! {
    /// What sort of way in it is.
    RouteType {
        Experience = "experience",
        PreEmployment = "pre-employment",
        SupportedEmployment = "supported-employment",
        College = "college",
        Apprenticeship = "apprenticeship",
        DegreeApprenticeship = "degree-apprenticeship",
        Degree = "degree",
        ReturnToPractice = "return-to-practice",
        CareerChange = "career-change",
        Job = "job",
    }
}

impl RouteType {
    /// Whether such a route can, where a regulator approves it, end with the right to register.
    pub fn can_qualify(self) -> bool {
        matches!(self, RouteType::DegreeApprenticeship | RouteType::Degree | RouteType::ReturnToPractice)
    }

    /// Whether such a route is or needs study for a degree.
    pub fn is_degree(self) -> bool {
        matches!(self, RouteType::DegreeApprenticeship | RouteType::Degree)
    }
}

choice! {
    /// Whom a route takes. Ways in are told in this order: what most readers can take comes first.
    OpenTo {
        /// Whoever meets the entry rules.
        Everyone = "everyone",
        /// People whom an employer takes on or backs.
        WithEmployer = "with-employer",
        /// People who have a degree already.
        Graduates = "graduates",
        /// People who were trained for the role before.
        TrainedBefore = "trained-before",
    }
    default Everyone
}

choice! {
    /// Who pays whom.
    Money {
        /// You earn while you do it.
        Wage = "wage",
        /// No wage, but nothing to pay.
        NoFee = "no-fee",
        /// You pay fees, often with a loan.
        Fees = "fees",
    }
}

choice! {
    /// What a route does for someone who wants a role.
    Relation {
        /// It is the job, or trains people in the job.
        GetsJob = "gets-job",
        /// It lets people register in the profession.
        Qualifies = "qualifies",
        /// It makes an application stronger; it promises nothing.
        HelpsApply = "helps-apply",
    }
}

record! {
    /// A role that a route opens.
    Opening {
        /// the role
        role: To<P, Role>,
        /// what the route does for someone who wants the role
        relation: Relation,
        /// anything to know about it
        note: Option<Text>,
    }
}

record! {
    /// What a route costs, where it has fees that somebody limits or sets.
    Fee {
        /// pounds that a year of it costs at most
        most: u32 where within(1, 100_000),
        /// the year in which that holds, such as `2026/27`
        year: Text,
    }
}

record! {
    /// A way into a career.
    Route {
        /// what sort of way in it is
        route_type: RouteType,
        /// its level, 1 to 8
        level: Option<u32> where within(1, 8),
        /// the code of the apprenticeship standard, such as `ST0216`
        standard_code: Option<Text> where code("ST0000"),
        /// the fewest months that it usually takes; leave out if nobody can say
        months: Option<u32> where within(0, 120),
        /// the most months that it usually takes; leave out if it may take any longer
        months_most: Option<u32> where within(0, 120); not_below("months"),
        /// whom it takes; leave out if it is open to everyone who meets the entry rules
        open_to: OpenTo,
        /// who it is for
        who_for: Text,
        /// what you need
        what_you_need: AtLeastOne<Text>,
        /// how long it takes
        how_long: Text,
        /// what it costs or pays, with the year; what stands in `wages` and `payments` follows by itself
        cost_or_wage: AtLeastOne<Text>,
        /// where you do it
        r#where: Text,
        /// how to apply, first things first
        how_to_apply: AtLeastOne<Text>,
        /// whether it brings a `wage`, costs nothing (`no-fee`) or costs `fees`
        money: Money,
        /// the highest yearly fee, if it is known; visitors see what all steps on their way may cost
        fee: Option<Fee<P>>,
        /// the lowest wages by law that hold for people who do it, such as `[apprentice]`; its page says how much that is
        wages: Vec<To<P, Wage>>,
        /// fees that people on it pay and grants that they can get, as rows of `content/data/payments.yaml`, the most important first
        payments: Vec<To<P, Payment>>,
        /// pay bands that people are usually on while they do it
        pay_bands: Vec<To<P, PayBand>>,
        /// the youngest age
        min_age: Option<u32> where within(0, 120),
        /// stages of the Framework that it can start you at
        stages: Vec<To<P, Stage>>,
        /// domains of the Framework that it builds
        domains: Vec<To<P, Domain>>,
        /// the roles it opens
        leads_to: Vec<Opening<P>>,
        /// routes that people go on to
        progresses_to: Vec<To<P, Route>>,
        /// kinds of partner that offer it
        providers: Vec<To<P, PartnerKind>>,
        /// the day it closes
        closes_on: Option<Date> where planned(),
        /// the route that takes its place
        replaced_by: Option<To<P, Route>>,
        /// next steps that come first at the end of the page; those that fit it follow
        next_steps: Vec<To<P, NextStep>>,
        /// the official page about it
        official_page: Option<Address> where web_page(),
    }
}
