//! A theme's templates with marks in them: what is rendered with these is the page once more, and says of each of its
//! tags which template wrote it.

use std::ops::Range;
use std::sync::Arc;

use super::marks::{self, Mark, Marked};
use super::naming::Statics;
use super::scan::{self, Kind, Token};
use super::strings::Strings;
use super::{Template, Templates, engine, filters, is_default};
use crate::source::Span;

/// An engine whose pages hold marks.
#[derive(Debug)]
pub struct MarkedTheme {
    tera: tera::Tera,
    /// The tags of all templates, by number.
    tags: Vec<Span>,
    /// Uses of components and blocks in the site's own templates, by number.
    uses: Vec<Use>,
    strings: Arc<Strings>,
    statics: Arc<Statics>,
}

/// A place in a template of the site's own that makes something in a page, where the tags may be another's.
#[derive(Debug)]
struct Use {
    at: Span,
    is_block: bool,
}

impl MarkedTheme {
    /// None where marks change what the engine makes of a template.
    pub(super) fn new(
        templates: &Templates,
        strings: &Arc<Strings>,
        statics: &Arc<Statics>,
        with_words: bool,
    ) -> Option<MarkedTheme> {
        let (mut tags, mut uses) = (Vec::new(), Vec::new());
        let marked: Vec<(&String, String)> =
            templates.iter().map(|(name, template)| (name, mark(template, &mut tags, &mut uses))).collect();
        let mut tera = engine::new(strings);
        if with_words {
            filters::mark_words(&mut tera, strings);
        }
        tera.add_raw_templates(marked).ok()?;
        Some(MarkedTheme { tera, tags, uses, strings: strings.clone(), statics: statics.clone() })
    }

    /// The page and its marks; nothing if it cannot be rendered like that. `root` is the way from the page to the site's
    /// root, and `base` the address of the site.
    pub fn render(&self, template: &str, context: &tera::Context, root: &str, base: Option<&str>) -> Option<Marked> {
        let mut marked = marks::take(&self.tera.render(template, context).ok()?);
        let edits = self.statics.edits(&marked.html, root, base);
        marked.rename(&edits);
        Some(marked)
    }

    /// Where the tag of this number stands.
    pub fn tag(&self, number: u32) -> Option<&Span> {
        self.tags.get(number as usize)
    }

    /// Where this use of a component, or this block, stands.
    pub fn used(&self, number: u32) -> Option<&Span> {
        self.uses.get(number as usize).map(|used| &used.at)
    }

    /// Where this use of a component stands.
    pub fn component(&self, number: u32) -> Option<&Span> {
        self.uses.get(number as usize).filter(|used| !used.is_block).map(|used| &used.at)
    }

    /// Where words of the site's own theme stand.
    pub fn words(&self, number: u32) -> Option<Span> {
        self.strings.own_place(number)
    }
}

/// A template's text with marks in it. Those around blocks and uses of components stand where the engine takes no blank
/// space away.
fn mark(template: &Template, tags: &mut Vec<Span>, uses: &mut Vec<Use>) -> String {
    let text = &*template.text;
    let parts = scan::parts(text);
    let literals: Vec<Range<usize>> =
        parts.iter().filter(|part| part.kind == Kind::Literal).map(|part| part.at.clone()).collect();
    let mut out = String::with_capacity(text.len() * 3 / 2);
    let mut after = None;
    for (at, part) in parts.iter().enumerate() {
        let piece = &text[part.at.clone()];
        if part.kind == Kind::Literal {
            let before = parts.get(at + 1).and_then(|next| bounds(template, next, uses).0);
            let lead = if after.is_some() { piece.len() - piece.trim_start().len() } else { 0 };
            let tail = if before.is_some() { piece.trim_end().len().max(lead) } else { piece.len() };
            out.push_str(&piece[..lead]);
            write(after.take(), &mut out);
            mark_tags(template, &literals, part.at.start + lead..part.at.start + tail, tags, &mut out);
            write(before, &mut out);
            out.push_str(&piece[tail..]);
            continue;
        }
        let (before, next) = bounds(template, part, uses);
        write(after.take(), &mut out);
        if at == 0 || parts[at - 1].kind != Kind::Literal {
            write(before, &mut out);
        }
        out.push_str(piece);
        after = next;
        if let Some(is_block) = begins(template, part) {
            uses.push(Use { at: template.span(part.at.clone()), is_block });
        }
    }
    write(after, &mut out);
    out
}

fn write(mark: Option<Mark>, out: &mut String) {
    if let Some(mark) = mark {
        mark.write(out);
    }
}

/// Whether a part of a site's own template begins a block, or else uses a component: `{{ <card card={x} /> }}`.
fn begins(template: &Template, part: &Token) -> Option<bool> {
    let piece = &template.text[part.at.clone()];
    match part.kind {
        _ if is_default(&template.path) => None,
        Kind::Value => scan::inside(piece).starts_with('<').then_some(false),
        Kind::Command => (scan::word(piece) == "block").then_some(true),
        Kind::Literal | Kind::Nothing => None,
    }
}

/// The marks before and after a part, of which the next use has the number.
fn bounds(template: &Template, part: &Token, uses: &[Use]) -> (Option<Mark>, Option<Mark>) {
    let begin = Mark::Use(uses.len() as u32);
    match begins(template, part) {
        Some(true) => (None, Some(begin)),
        Some(false) => (Some(begin), Some(Mark::UseEnd)),
        None => {
            let is_command = part.kind == Kind::Command && !is_default(&template.path);
            let ends = is_command && scan::word(&template.text[part.at.clone()]) == "endblock";
            (ends.then_some(Mark::UseEnd), None)
        }
    }
}

/// Writes a part that is shown as it is, with a mark before each of its tags.
fn mark_tags(
    template: &Template,
    literals: &[Range<usize>],
    part: Range<usize>,
    tags: &mut Vec<Span>,
    out: &mut String,
) {
    let mut from = part.start;
    for (found, _) in template.text[part.clone()].match_indices('<') {
        let at = part.start + found;
        out.push_str(&template.text[from..at]);
        Mark::Tag(tags.len() as u32).write(out);
        tags.push(template.span(at..tag_end(&template.text, literals, at)));
        from = at;
    }
    out.push_str(&template.text[from..part.end]);
}

/// One past the `>` of a tag, which may have values of the engine in it.
fn tag_end(text: &str, literals: &[Range<usize>], at: usize) -> usize {
    let mut ends = literals.iter().filter(|literal| literal.end > at).filter_map(|literal| {
        let from = literal.start.max(at);
        text[from..literal.end].find('>').map(|length| from + length + 1)
    });
    ends.next().unwrap_or(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn marked(text: &str) -> (String, Vec<String>) {
        let template = Template::new(SourcePath::new("themes/own/templates/a.html"), text);
        let (mut tags, mut uses) = (Vec::new(), Vec::new());
        let marked = mark(&template, &mut tags, &mut uses);
        let shown = marked.replace('\u{FDD0}', "[").replace('\u{FDD1}', "]");
        (
            shown,
            tags.into_iter()
                .chain(uses.into_iter().map(|used| used.at))
                .map(|at| text[at.start..at.end].to_string())
                .collect(),
        )
    }

    #[test]
    fn each_tag_has_a_mark_and_knows_how_far_it_reaches() {
        let (text, tags) = marked("<p{% if a > b %} hidden{% endif %}>{{ \"<b>\" }}</p>");
        assert_eq!(text, "[t0]<p{% if a > b %} hidden{% endif %}>{{ \"<b>\" }}[t1]</p>");
        assert_eq!(tags, ["<p{% if a > b %} hidden{% endif %}>", "</p>"]);
    }

    #[test]
    fn blank_space_that_the_engine_takes_away_is_left_to_it() {
        let (text, tags) = marked("a \n{{- <b /> -}}\n c{{ <d /> }}{{ <e /> }}");
        assert_eq!(text, "a[u0] \n{{- <b /> -}}\n [d0]c[u1]{{ <d /> }}[d0][u2]{{ <e /> }}[d0]");
        assert_eq!(tags, ["{{- <b /> -}}", "{{ <d /> }}", "{{ <e /> }}"]);
        let (text, _) = marked("{% extends 'a' %}\n{% block a -%} b {%- endblock a %}{% block c %}{% endblock %}");
        assert_eq!(
            text,
            "{% extends 'a' %}\n{% block a -%} [u0]b[d0] {%- endblock a %}{% block c %}[u1][d0]{% endblock %}"
        );
    }
}
