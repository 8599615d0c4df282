//! The strings of the theme that name the values of fields.

use crate::entry::kinds::{Element, Money, RouteType};

/// The string that names a type of route.
pub fn route_type_key(kind: RouteType) -> &'static str {
    match kind {
        RouteType::Experience => "route-type-experience",
        RouteType::PreEmployment => "route-type-pre-employment",
        RouteType::SupportedEmployment => "route-type-supported-employment",
        RouteType::College => "route-type-college",
        RouteType::Apprenticeship => "route-type-apprenticeship",
        RouteType::DegreeApprenticeship => "route-type-degree-apprenticeship",
        RouteType::Degree => "route-type-degree",
        RouteType::ReturnToPractice => "route-type-return-to-practice",
        RouteType::CareerChange => "route-type-career-change",
        RouteType::Job => "route-type-job",
    }
}

/// The string that names an element of Grow Your Own.
pub fn element_key(element: Element) -> &'static str {
    match element {
        Element::OutsideIn => "element-outside-in",
        Element::InWork => "element-in-work",
        Element::InsideUp => "element-inside-up",
    }
}

/// The string that says what a route costs or pays.
pub fn money_key(money: Money) -> &'static str {
    match money {
        Money::Wage => "money-wage",
        Money::NoFee => "money-no-fee",
        Money::Fees => "money-fees",
    }
}
