//! How templates hang together: what one extends, includes and makes. The engine finds the same faults, but names
//! whichever template it met first, and not the place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Template, Templates, find, is_default, scan};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::nearest::nearest;

/// A template's command that names another one.
struct Tie<'t> {
    /// The name as it is written.
    written: &'t str,
    /// The other one's whole name; none if there is no such template.
    to: Option<&'t str>,
    at: Range<usize>,
}

/// Tells circles of templates, templates that extend what is not there, and components that are made twice.
pub(super) fn tell(templates: &Templates, diagnostics: &mut Vec<Diagnostic>) {
    let extends = ties(templates, "extends");
    for (name, tie) in extends.iter().flat_map(|(name, ties)| ties.iter().map(move |tie| (name, tie))) {
        if tie.to.is_none() {
            let bare = |name: &str| name.split_once('/').map_or("", |(_, bare)| bare).to_string();
            let names: BTreeSet<String> = templates.keys().map(|name| bare(name)).collect();
            let near = nearest(tie.written, names.iter().map(String::as_str));
            diagnostics.push(catalogue::missing_template(templates[*name].span(tie.at.clone()), tie.written, near));
        }
    }
    tell_circles(templates, &extends, "extends", diagnostics);
    tell_circles(templates, &ties(templates, "include"), "includes", diagnostics);
    tell_doubled_components(templates, diagnostics);
}

fn ties<'t>(templates: &'t Templates, word: &'static str) -> BTreeMap<&'t str, Vec<Tie<'t>>> {
    let of = |template: &'t Template| -> Vec<Tie<'t>> {
        let commands: Vec<Range<usize>> = scan::commands(&template.text, &[word]).collect();
        let tie = |at: Range<usize>| {
            let written = scan::string(&template.text[at.clone()])?;
            Some(Tie { written, to: find(templates, written).map(|(name, _)| name), at })
        };
        commands.into_iter().filter_map(tie).collect()
    };
    templates.iter().map(|(name, template)| (name.as_str(), of(template))).collect()
}

/// Each circle once, at the first command in it that the site's owner wrote.
fn tell_circles(
    templates: &Templates,
    ties: &BTreeMap<&str, Vec<Tie<'_>>>,
    does: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut told = BTreeSet::new();
    for start in ties.keys() {
        let Some(circle) = circle(ties, start) else { continue };
        let mut members = circle.clone();
        members.sort_unstable();
        if !told.insert(members) {
            continue;
        }
        let own = circle.iter().position(|name| !is_default(&templates[*name].path)).unwrap_or(0);
        let (name, next) = (circle[own], circle[(own + 1) % circle.len()]);
        let tie = ties[name].iter().find(|tie| tie.to == Some(next)).expect("the circle goes this way");
        let others: Vec<String> =
            (1..circle.len()).map(|step| templates[circle[(own + step) % circle.len()]].path.to_string()).collect();
        let default = format!("default/{}", name.split_once('/').map_or(name, |(_, bare)| bare));
        let instead = (others.is_empty() && name != default && templates.contains_key(&default)).then_some(&*default);
        diagnostics.push(catalogue::circular_template(templates[name].span(tie.at.clone()), does, &others, instead));
    }
}

/// The way from a template back to itself, if there is one.
fn circle<'t>(ties: &BTreeMap<&'t str, Vec<Tie<'t>>>, start: &'t str) -> Option<Vec<&'t str>> {
    let mut before: BTreeMap<&str, &str> = BTreeMap::new();
    let mut next = vec![start];
    while let Some(name) = next.pop() {
        for to in ties[name].iter().filter_map(|tie| tie.to) {
            if to == start {
                let mut way = vec![name];
                while let Some(&earlier) = before.get(way[way.len() - 1]) {
                    way.push(earlier);
                }
                way.reverse();
                return Some(way);
            }
            if let std::collections::btree_map::Entry::Vacant(entry) = before.entry(to) {
                entry.insert(name);
                next.push(to);
            }
        }
    }
    None
}

/// Two components of one name in one theme: which is meant, nobody can say.
fn tell_doubled_components(templates: &Templates, diagnostics: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<(bool, &str), &Template> = BTreeMap::new();
    for template in templates.values() {
        for at in scan::commands(&template.text, &["component"]) {
            let rest = scan::inside(&template.text[at.clone()])["component".len()..].trim_start();
            let name = &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())];
            if let Some(first) = known.insert((is_default(&template.path), name), template) {
                diagnostics.push(catalogue::doubled_component(template.span(at), name, &first.path));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{files, templates};
    use super::*;
    use crate::config;
    use crate::snapshot::Snapshot;

    #[test]
    fn the_default_theme_hangs_together() {
        let (site, mut diagnostics) = (Snapshot::default(), Vec::new());
        let files = files(&site, &config::read(&site, None).value, &mut diagnostics);
        let templates = templates(&files, &mut diagnostics);
        assert!(ties(&templates, "extends").values().any(|ties| !ties.is_empty()), "none extends another");
        tell(&templates, &mut diagnostics);
        assert_eq!(diagnostics, []);
    }
}
