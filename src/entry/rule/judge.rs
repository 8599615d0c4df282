//! Says what is wrong with a value by its rules.

use super::{Measure, Rule};
use crate::entry::address;
use crate::entry::fields::{FieldInfo, Map, Reader, Shape};
use crate::entry::locate::Step;
use crate::entry::node::Node;
use crate::entry::site_address;

/// A field that is written, with the record it stands in.
struct Written<'a> {
    map: Map<'a>,
    fields: &'static [FieldInfo],
    node: &'a Node,
    shape: Shape,
}

/// Judges the values of a record by the rules of their fields, each where it stands. Of the faults of one value the
/// first is told; a value that its field could not read is left alone.
pub fn judge(map: Map<'_>, fields: &'static [FieldInfo], reader: &mut Reader) {
    for info in fields.iter().filter(|info| !info.rules.is_empty()) {
        let Some((name, node)) = written(map, info) else { continue };
        let value = Written { map, fields, node, shape: (info.shape)() };
        reader.at(Step::Field(name.to_string().into()), |reader| {
            info.rules.iter().all(|rule| value.keeps(*rule, reader));
        });
    }
}

fn written<'n>(map: Map<'n>, info: &FieldInfo) -> Option<(&'n str, &'n Node)> {
    info.written(map).filter(|(_, node)| **node != Node::Null)
}

impl Written<'_> {
    /// Whether the value is as a rule wants it; reports it if it is not.
    fn keeps(&self, rule: Rule, reader: &mut Reader) -> bool {
        let fault = match rule {
            Rule::Within(least, most) => self.outside(least, most),
            Rule::Years(first, last) => self.outside_years(first, last),
            Rule::Past(first) => {
                let today_or_before = self.measure().and_then(Measure::day);
                today_or_before.into_iter().for_each(|day| reader.claim_past(day));
                self.outside_years(first, Rule::LAST_YEAR)
            }
            Rule::NotBelow(other) => self.below(other),
            Rule::After(other) => self.not_after(other),
            Rule::Rises { part, first } => return self.rises(part, first, reader),
            Rule::WebPage => self.other_than_web(),
            Rule::SiteAddress => self.no_site(),
            Rule::Code(form) => self.no_code(form),
            Rule::Reachable => None,
        };
        let Some((message, help)) = fault else { return true };
        reader.invalid(message, Some(help));
        false
    }

    fn measure(&self) -> Option<Measure> {
        Measure::of(&self.shape, self.node)
    }

    /// Another field of the same record, as it is written and as it compares.
    fn other(&self, name: &str) -> Option<(String, Measure)> {
        let info = self.fields.iter().find(|info| info.name == name)?;
        let (_, node) = written(self.map, info)?;
        Measure::of(&(info.shape)(), node).map(|measure| (typed(node), measure))
    }

    fn outside(&self, least: u32, most: u32) -> Option<(String, String)> {
        let Some(Measure::Number(number)) = self.measure() else { return None };
        let is_inside = (f64::from(least)..=f64::from(most)).contains(&number);
        let message = format!("`{}` is not between {least} and {most}", typed(self.node));
        (!is_inside).then(|| (message, format!("write a number from {least} to {most}")))
    }

    fn outside_years(&self, first: i16, last: i16) -> Option<(String, String)> {
        let year = self.measure()?.day()?.year();
        let help = format!("write a year from {first} to {last}: is a digit missing, or wrong?");
        (!(first..=last).contains(&year)).then(|| (format!("the year {year} cannot be right here"), help))
    }

    fn below(&self, name: &str) -> Option<(String, String)> {
        let own = self.measure()?;
        let (other, measure) = self.other(name)?;
        own.is_below(measure).then(|| {
            let typed = typed(self.node);
            match own {
                Measure::Number(_) => (
                    format!("`{typed}` is less than `{name}`, which is {other}"),
                    format!("write {other} or more here, or mend `{name}`"),
                ),
                Measure::Time { .. } => earlier(&typed, name, &other),
            }
        })
    }

    fn not_after(&self, name: &str) -> Option<(String, String)> {
        let own = self.measure()?;
        let (other, measure) = self.other(name)?;
        if let (Measure::Time { is_instant: own, .. }, Measure::Time { is_instant: other, .. }) = (own, measure)
            && own != other
        {
            let (with, without) = if own { ("this", name) } else { (name, "this") };
            let is_named = |word: &str| if word == "this" { word.to_string() } else { format!("`{word}`") };
            return Some((
                format!("{} has a time and {} has none", is_named(with), is_named(without)),
                "write both with a time, or both without if it takes whole days".into(),
            ));
        }
        own.is_over_before(measure).then(|| earlier(&typed(self.node), name, &other))
    }

    /// Whether the items of a list go up; reports the first one that does not.
    fn rises(&self, part: &'static str, first: Option<u32>, reader: &mut Reader) -> bool {
        let (Node::List(items), Shape::List(item)) = (self.node, &self.shape) else { return true };
        let Shape::Record { fields, .. } = **item else { return true };
        let Some(info) = fields.iter().find(|info| info.name == part) else { return true };
        let mut last: Option<(String, Measure)> = None;
        for (index, item) in items.iter().enumerate() {
            let Some((_, node)) = as_map(item).and_then(|map| written(map, info)) else { return true };
            let Some(measure) = Measure::of(&(info.shape)(), node) else { return true };
            let typed = typed(node);
            let fault = match (&last, first) {
                (None, Some(first)) if measure != Measure::Number(first.into()) => Some((
                    format!("the first `{part}` is `{typed}`, and must be {first}"),
                    format!("begin with `{part}: {first}`, then go up"),
                )),
                (Some((before, last)), _) if !last.is_below(measure) => Some((
                    format!("`{part}` does not go up: after {before} comes `{typed}`"),
                    "write the lowest one first, and look for a digit that is missing or wrong".into(),
                )),
                _ => None,
            };
            if let Some((message, help)) = fault {
                let path = [Step::Item(index), Step::Field(part.into())];
                reader.along(&path, |reader| reader.invalid(message, Some(help)));
                return false;
            }
            last = Some((typed, measure));
        }
        true
    }

    /// The address, if it is one at all.
    fn address(&self) -> Option<String> {
        let text = self.node.scalar_text()?.trim().to_string();
        address::flaw(&text).is_none().then_some(text)
    }

    fn other_than_web(&self) -> Option<(String, String)> {
        let text = self.address()?;
        let is_web = text.starts_with("https://") || text.starts_with("http://");
        (!is_web).then(|| {
            (format!("`{text}` is not the address of a web page"), "write one that starts with `https://`".into())
        })
    }

    fn no_site(&self) -> Option<(String, String)> {
        site_address::fault(&self.address()?)
    }

    fn no_code(&self, form: &str) -> Option<(String, String)> {
        let text = self.node.scalar_text()?;
        let text = text.trim();
        let fits = |(own, wanted): (char, char)| if wanted == '0' { own.is_ascii_digit() } else { own == wanted };
        let is_code = text.chars().count() == form.chars().count() && text.chars().zip(form.chars()).all(fits);
        let help = format!("write {}", super::wording::of_code(form));
        (!is_code).then(|| (format!("`{text}` is not such a code"), help))
    }
}

fn earlier(own: &str, name: &str, other: &str) -> (String, String) {
    let message = match own == other {
        true => format!("this is the same as `{name}`, {other}"),
        false => format!("`{own}` is before `{name}`, which is {other}"),
    };
    (message, format!("write a later one here, or an earlier one in `{name}`"))
}

fn as_map(node: &Node) -> Option<Map<'_>> {
    match node {
        Node::Map(map) => Some(map),
        Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) | Node::Text(_) | Node::List(_) => None,
    }
}

/// A single value as its author would read it back.
fn typed(node: &Node) -> String {
    if let Node::Float(number) = node {
        return number.to_string();
    }
    node.scalar_text().map_or_else(|| node.describe().to_string(), |text| text.trim().to_string())
}
