//! Turns what the template engine says into findings that point into templates.

use tera::ErrorKind;

use super::{Templates, find, is_default};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{LineIndex, SourcePath, Span};

/// What is wrong with templates that cannot be used.
pub(super) fn compiling(error: &tera::Error, templates: &Templates) -> Vec<Diagnostic> {
    if let Some(finding) = placed(error, templates) {
        return vec![finding];
    }
    let message = error.to_string();
    // Names of filters, tests, functions, components, blocks and templates that are not there come all at once, each
    // as a report for people: the engine keeps no other form of them. The tests below hold what is read of it.
    let reports: Vec<Diagnostic> = message.split("\n\n").filter_map(|report| reported(report, templates)).collect();
    if !reports.is_empty() {
        return reports;
    }
    let own = templates.values().find(|template| !is_default(&template.path)).or(templates.values().next());
    let at = own.map_or_else(|| Span::file(&crate::config::path()), |template| template.span(0..0));
    vec![catalogue::template(at, first_line(&message))]
}

/// What is wrong with a template that cannot show a page.
pub(super) fn rendering(error: &tera::Error, template: &str, templates: &Templates) -> Diagnostic {
    placed(error, templates).unwrap_or_else(|| {
        let nowhere = || Span::file(&SourcePath::new(format!("{}/templates/{template}", super::DEFAULT)));
        let at = find(templates, template).map_or_else(nowhere, |(_, template)| template.span(0..0));
        catalogue::template(at, first_line(&error.to_string()))
    })
}

/// A failure of which the engine knows the place.
fn placed(error: &tera::Error, templates: &Templates) -> Option<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let (_, template) = find(templates, report.filename())?;
            let at = template.span(report.span().range.clone());
            Some(catalogue::template(at, first_line(report.message())))
        }
        _ => None,
    }
}

/// One report: `error: Unknown filter …`, and on the next line ` --> default/role.html:2:10`.
fn reported(report: &str, templates: &Templates) -> Option<Diagnostic> {
    let words = report.strip_prefix("error: ")?;
    let (_, place) = report.split_once("--> ")?;
    let mut parts = place.lines().next()?.rsplitn(3, ':');
    let (column, line, name) = (parts.next()?, parts.next()?, parts.next()?);
    let (_, template) = find(templates, name)?;
    let at = LineIndex::new(&template.text).offset(line.trim().parse().ok()?, column.trim().parse().ok()?);
    Some(catalogue::template(template.span(at..at), first_line(words)))
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("").trim().to_string()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Template, engine, strings::Strings};
    use super::*;

    /// What the engine of this very version says of a template, placed.
    fn found(text: &str) -> Vec<String> {
        let path = SourcePath::new("themes/own/templates/a.html");
        let template = Template::new(path, text);
        let templates = Templates::from([("site/a.html".to_string(), template)]);
        let mut diagnostics = Vec::new();
        let config = crate::config::read(&crate::snapshot::Snapshot::default(), None).value;
        let strings = Arc::new(Strings::load(&[], &config, &templates, &mut diagnostics));
        engine::compile(&templates, &strings, &mut diagnostics);
        let lines = LineIndex::new(text);
        let place = |finding: &Diagnostic| {
            let (line, column) = lines.line_column(finding.span.start);
            format!("{line}:{column} {}", finding.message)
        };
        diagnostics.iter().map(place).collect()
    }

    #[test]
    fn every_report_of_the_engine_is_read_with_its_place() {
        assert_eq!(
            found(
                "<p>\n{{ 1 | shout }}{{ loud() }}\n{% if 1 is odder %}{% endif %}{{ <card /> }}{% include \"no.html\" %}"
            ),
            [
                "2:8 Unknown filter `shout`",
                "2:19 Unknown function `loud`",
                "3:12 Unknown test `odder`",
                "3:34 Unknown component `card`",
                "3:56 Unknown template `no.html`",
            ]
        );
    }

    #[test]
    fn a_byte_order_mark_moves_no_place() {
        assert_eq!(found("\u{feff}<p>{{ 1 | shout }}"), ["1:12 Unknown filter `shout`"]);
        assert_eq!(found("\u{feff}<p>{{ page.title }</p>"), ["1:19 Found `}` but expected }}."]);
    }

    #[test]
    fn circles_and_missing_templates_are_found_before_the_engine_stumbles() {
        assert_eq!(found("\n{% extends \"a.html\" %}"), ["2:1 this template extends itself"]);
        assert_eq!(found("{% include 'a.html' %}"), ["1:1 this template includes itself"]);
        assert_eq!(found("{% extends \"b.html\" %}"), ["1:1 there is no template `b.html`"]);
        let doubled = "{% component a() %}{% endcomponent a %}{% component a() %}{% endcomponent a %}";
        assert_eq!(found(doubled).len(), 1);
    }
}
