//! `trellis path`: all ways from one place to another.

use clap::Args;
use serde_json::{Value, json};

use super::every_path::{self, name};
use super::lookup::{AskArgs, Format, warn_of_unread};
use super::say::{self, note, say};
use super::{Outcome, screen};
use crate::Error;
use crate::entry::kinds::{Money, MoveKind, Profession, Relation, Route};
use crate::find::Survey;
use crate::graph::pathway::EdgeKind;
use crate::graph::ways::{self, Leg, Near, Network, Rules, Way, Ways, by};
use crate::graph::{Graph, Linked, NodeId};

#[derive(Debug, Args)]
pub struct PathArgs {
    /// Where somebody is: an id such as at-school or roles/podiatry-assistant, a path or an address
    #[arg(value_name = "FROM", required_unless_present = "all")]
    from: Option<String>,
    /// Where they want to be
    #[arg(value_name = "TO", required_unless_present = "all")]
    to: Option<String>,
    /// Tell the ways from every place to every other, a line each
    #[arg(long, conflicts_with_all = ["from", "to"])]
    all: bool,
    /// Only routes that pay a wage
    #[arg(long)]
    earn: bool,
    /// Nothing that is a degree or needs one
    #[arg(long)]
    no_degree: bool,
    /// How many ways are told at most
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    limit: u16,
    /// How the ways are written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    #[command(flatten)]
    ask: AskArgs,
}

/// One end of the ways that are asked for.
struct End {
    node: NodeId,
    /// The places that it stands for.
    places: Vec<NodeId>,
}

pub fn run(args: &PathArgs) -> Result<Outcome, Error> {
    let (snapshot, request) = args.ask.read()?;
    let survey = Survey::new(&snapshot, &request);
    let graph = survey.graph();
    let rules = Rules { earn: args.earn, no_degree: args.no_degree };
    let (Some(from), Some(to)) = (&args.from, &args.to) else {
        every_path::tell(graph, rules, args.limit.into(), args.format)?;
        warn_of_unread(&survey)?;
        return Ok(Outcome::Clean);
    };
    let (from, to) = (end(from, args, &survey)?, end(to, args, &survey)?);
    let network = Network::new(graph, &from.places, rules);
    let ways = network.ways(&from.places, &to.places, args.limit.into());
    let near = network.near(&from.places, &to.places, &ways);
    if args.format == Format::Json {
        say::json(|out| writeln!(out, "{:#}", answer(graph, &from, &to, &ways, &near)))?;
    } else if ways.ways.is_empty() {
        let free = || Network::whole(graph).ways(&from.places, &to.places, 1);
        let options = [("--earn", rules.earn), ("--no-degree", rules.no_degree)];
        let mut given: Vec<&str> =
            options.into_iter().filter_map(|(name, is_given)| is_given.then_some(name)).collect();
        if !given.is_empty() && free().ways.is_empty() {
            given.clear();
        }
        tell_none(graph, &from, &to, &near, &given)?;
    } else {
        tell(graph, &from, &to, &ways)?;
    }
    warn_of_unread(&survey)?;
    Ok(Outcome::Clean)
}

fn end(typed: &str, args: &PathArgs, survey: &Survey<'_>) -> Result<End, Error> {
    let number = args.ask.entry(typed, survey)?;
    let entry = survey.entry(number);
    let node = survey.node(number).ok_or_else(|| {
        Error::Usage(format!("{} is not on the site\n  help: `trellis why {0}` says why", entry.path))
    })?;
    if !ways::KINDS.contains(&entry.kind) {
        let kinds = ways::KINDS.map(|kind| kind.many()).join(", ");
        let message = format!("{} is no place on a pathway\n  help: places are: {kinds}", survey.name(number));
        return Err(Error::Usage(message));
    }
    Ok(End { node, places: ways::ends(survey.graph(), node) })
}

/// `Podiatry (any of its 3 roles)`.
fn called(graph: &Graph, end: &End) -> String {
    let title = graph.node(end.node).title();
    match graph.cast::<Profession>(end.node) {
        Some(_) => format!("{title} (any of its {})", screen::count(end.places.len(), "role", "roles")),
        None => title.to_string(),
    }
}

/// `ruled_out_by` are the options without which there is a way.
fn tell_none(graph: &Graph, from: &End, to: &End, near: &Near, ruled_out_by: &[&str]) -> Result<(), Error> {
    let kept = if ruled_out_by.is_empty() { "" } else { " that keeps to this" };
    say!("There is no way from {} to {}{kept}.", called(graph, from), called(graph, to))?;
    if !ruled_out_by.is_empty() {
        say!("Without {} there is one.", ruled_out_by.join(" and "))?;
    }
    if !near.helping.is_empty() {
        let helping: Vec<String> = near.helping.iter().map(|&route| place(graph, route)).collect();
        say!("These only help you apply: {}.", helping.join("; "))?;
    }
    match near.nearest {
        Some(node) => {
            say!("The nearest that can be reached is {} ({}).", graph.node(node).title(), name(graph, node))?;
        }
        None => say!("Nothing that has to do with it can be reached from there.")?,
    }
    Ok(())
}

fn tell(graph: &Graph, from: &End, to: &End, ways: &Ways) -> Result<(), Error> {
    for (number, way) in (1..).zip(&ways.ways) {
        say!("{number}. {}", place(graph, way.from))?;
        let mut at = way.from;
        for step in &way.steps {
            say!("   -> {}: {}", place(graph, step.to), how(graph, at, step))?;
            at = step.to;
        }
    }
    let found = screen::count(ways.ways.len(), "way", "ways");
    let rest = match ways {
        Ways { has_more: true, .. } => ", and there are more (see --limit)",
        Ways { gave_up: true, .. } => ", and there may be more: the search was stopped",
        _ => "",
    };
    note!("{found} from {} to {}, the shortest first{rest}", called(graph, from), called(graph, to))
}

/// `Podiatry degree (degree, level 6, Three years, fees)`.
fn place(graph: &Graph, node: NodeId) -> String {
    let title = graph.node(node).title();
    match graph.cast::<Route>(node) {
        Some(route) => format!("{title} ({})", facts(graph.get(route))),
        None => format!("{title} ({})", graph.node(node).kind().one()),
    }
}

fn facts(route: Linked<'_, Route>) -> String {
    let money = match route.fields.money {
        Money::Wage => "with a wage",
        Money::NoFee => "no fee",
        Money::Fees => "with fees",
    };
    let level = route.fields.level.map(|level| format!("level {level}"));
    let kind = route.fields.route_type.as_str().to_string();
    [Some(kind), level, Some(route.fields.how_long.trim_end_matches('.').to_string()), Some(money.into())]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

fn how(graph: &Graph, from: NodeId, step: &Leg) -> String {
    let words = match step.kind {
        EdgeKind::Offers => "worth a look from here",
        EdgeKind::Onward => "people go on to it",
        EdgeKind::Trains => "people in the role go on by it",
        EdgeKind::Enter(Relation::Qualifies) => "it qualifies you",
        EdgeKind::Enter(Relation::GetsJob) => "it gets you the job",
        EdgeKind::Enter(Relation::HelpsApply) => "it helps you apply",
        EdgeKind::Move(MoveKind::Progress) => "a step up",
        EdgeKind::Move(MoveKind::Sideways) => "a move at the same stage",
        EdgeKind::Move(MoveKind::StepOff) => "a step off, into support work",
    };
    let by: Vec<String> = by(graph, from, step).into_iter().map(|route| place(graph, route)).collect();
    if by.is_empty() { words.to_string() } else { format!("{words}, by {}", by.join(" or ")) }
}

fn answer(graph: &Graph, from: &End, to: &End, ways: &Ways, near: &Near) -> Value {
    json!({
        "from": object(graph, from.node),
        "to": object(graph, to.node),
        "ways": ways.ways.iter().map(|way| way_object(graph, way)).collect::<Vec<_>>(),
        "has_more": ways.has_more,
        "gave_up": ways.gave_up,
        "nearest": near.nearest.map(|node| object(graph, node)),
        "helping": near.helping.iter().map(|&node| object(graph, node)).collect::<Vec<_>>(),
    })
}

fn way_object(graph: &Graph, way: &Way) -> Value {
    let mut at = way.from;
    let mut steps = Vec::new();
    for step in &way.steps {
        let by: Vec<Value> = by(graph, at, step).into_iter().map(|route| object(graph, route)).collect();
        steps.push(json!({ "kind": step.kind.as_str(), "by": by, "to": object(graph, step.to) }));
        at = step.to;
    }
    json!({ "from": object(graph, way.from), "steps": steps })
}

fn object(graph: &Graph, node: NodeId) -> Value {
    let mut object = json!({ "id": name(graph, node), "title": graph.node(node).title() });
    if let Some(route) = graph.cast::<Route>(node).map(|route| graph.get(route).fields) {
        object["route_type"] = route.route_type.as_str().into();
        object["level"] = route.level.into();
        object["how_long"] = (&*route.how_long).into();
        object["money"] = route.money.as_str().into();
    }
    object
}
