//! `[[page]]` of note programs leads to the page of that name, if there is one.

use super::Subject;
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::graph::Node;
use crate::slug::own_name;
use crate::source::way;

/// The same findings, each with the link that was meant where one page alone has the name. Which there are is not known
/// where the words of one file are judged.
pub(super) fn mend(subject: &Subject<'_>, findings: &mut [Diagnostic]) {
    for finding in findings.iter_mut().filter(|finding| finding.code == Code::ForeignMark) {
        let text = subject.snapshot.text(&finding.span.path).unwrap_or("");
        let typed = text.get(finding.span.start..finding.span.end).unwrap_or("");
        let inside = typed.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
        if let Some(link) = inside.and_then(|inside| link(subject, finding, inside)) {
            finding.fix = Some(Box::new(Fix::new(finding.span.clone(), link)));
        }
    }
}

fn link(subject: &Subject<'_>, finding: &Diagnostic, inside: &str) -> Option<String> {
    let (name, words) = inside.split_once('|').map_or((inside, None), |(name, words)| (name, Some(words.trim())));
    let name = name.trim();
    let is_called = |node: &Node| **node.id() == *name || own_name(node.id()) == name;
    let is_it =
        |node: &&Node| node.entry.row.is_none() && (is_called(node) || node.common.title.eq_ignore_ascii_case(name));
    let mut found = subject.graph.nodes().map(|(_, node)| node).filter(is_it);
    let node = found.next().filter(|_| found.next().is_none())?;
    let words = words.unwrap_or(if is_called(node) { &node.common.title } else { name });
    let target = way(finding.span.path.folder(), node.entry.path.as_str());
    (!words.contains(['[', ']'])).then(|| format!("[{words}]({target})"))
}
