//! What a graph lacks: the words of what can be wrong.

use super::with_article;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

pub fn no_way_in(at: Span, role: &str) -> Diagnostic {
    Diagnostic::new(Code::NoWayIn, at, format!("no route and no other role leads to `{role}`"))
        .help(format!("add `role: {role}` to `leads_to` of the route that people take, or keep this page as a draft"))
}

pub fn no_way_on(at: Span, role: &str) -> Diagnostic {
    Diagnostic::new(Code::NoWayOn, at, format!("`{role}` leads nowhere, and does not say why people stay"))
        .help("add `leads_to:` with the next roles, or `stay:` with how people grow in this one")
}

pub fn no_next_step(at: Span, kind: &str, id: &str) -> Diagnostic {
    Diagnostic::new(Code::NoNextStep, at, format!("the page of the {kind} `{id}` ends without a next step")).help(
        "add `next_steps:` with a name of content/data/next-steps.yaml, or let one there fit this page by its `fits`",
    )
}

pub fn route_to_nowhere(at: Span, route: &str) -> Diagnostic {
    Diagnostic::new(Code::RouteToNowhere, at, format!("the route `{route}` leads to no role and to no other route"))
        .help("add `leads_to:` or `progresses_to:`, or say `status: closed` if it has ended")
}

pub fn orphan(at: Span, kind: &str, id: &str) -> Diagnostic {
    Diagnostic::new(Code::Orphan, at, format!("no other page refers to the {kind} `{id}`"))
        .help("name it where visitors would look for it, or delete the file")
}

pub fn progress_cycle(at: Span, roles: &[&str]) -> Diagnostic {
    let steps = roles.iter().map(|role| format!("`{role}`")).collect::<Vec<_>>().join(", then ");
    Diagnostic::new(Code::ProgressCycle, at, format!("these steps up go round in a circle: {steps}"))
        .help("write `kind: sideways` where a step is not a step up, or take it out")
}

/// `area` is the name of one that the site has.
pub fn partner_area(at: Span, partner: &str, area: Option<&str>) -> Diagnostic {
    let help = match area {
        Some(area) => format!("add `area:` with a name of content/data/areas.yaml, such as `{area}`"),
        None => "list areas in content/data/areas.yaml, then add `area:` with the name of one".into(),
    };
    Diagnostic::new(Code::PartnerArea, at, format!("the partner `{partner}` has no area, so nobody finds it by place"))
        .help(help)
}

pub fn empty_domain(at: Span, domain: &str) -> Diagnostic {
    Diagnostic::new(Code::EmptyDomain, at, format!("no role shows the domain `{domain}`"))
        .help("add it to `domains` of a role whose work shows it")
}

pub fn stage_gap(at: Span, profession: &str, stage: &str) -> Diagnostic {
    Diagnostic::new(Code::StageGap, at, format!("`{profession}` has no role at the stage `{stage}`"))
        .help(format!("add such a role, or write under `no_role_at` the `stage: {stage}` and `because:`"))
}

pub fn no_source(at: Span, kind: &str) -> Diagnostic {
    Diagnostic::new(Code::NoSource, at, format!("{} gives no source for its facts", with_article(kind)))
        .help("add `sources:` with the `title` and `url` of the page, and the day it was `seen`")
}

pub fn source_without_address(at: Span) -> Diagnostic {
    weak_source(at, "this source has no web address, so nobody can look it up".into())
}

pub fn source_on_weak_host(at: Span, host: &str) -> Diagnostic {
    weak_source(at, format!("`{host}` only retells what others have published, as `weak_hosts` in site.yaml says"))
}

fn weak_source(at: Span, message: String) -> Diagnostic {
    Diagnostic::new(Code::WeakSource, at, message).help(
        "name the publisher's own page in `url:`; if you could only read a copy, keep the publisher's address in `url` \
         and write `read_in:` with where and when you read it",
    )
}
