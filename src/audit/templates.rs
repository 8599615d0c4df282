//! Finds the tag of a template that a tag of a page came from.
//!
//! A template is read only as far as this needs: which templates it is made of, and its tags with the words that stand
//! in them as they are. A page's tag came from the template's tag that shares most with it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::source::{SourcePath, Span};

/// How far around two like tags is looked to tell them apart.
const AROUND: usize = 60;

/// All templates of a theme, by name: `site/role.html`, `default/base.html`.
#[derive(Debug, Default)]
pub(super) struct Templates(BTreeMap<String, Template>);

#[derive(Debug)]
struct Template {
    path: SourcePath,
    text: Arc<str>,
    extends: Option<String>,
    includes: Vec<String>,
    /// Components that it uses, and those that it makes.
    uses: Vec<String>,
    makes: Vec<String>,
    tags: Vec<Tag>,
}

/// A tag of a template.
#[derive(Debug)]
struct Tag {
    at: Range<usize>,
    /// The parts of it that are written out; between them stands what differs from page to page.
    pieces: Vec<Range<usize>>,
}

impl Templates {
    pub(super) fn read(texts: impl Iterator<Item = (String, SourcePath, Arc<str>)>) -> Templates {
        Templates(texts.map(|(name, path, text)| (name, Reader::read(path, text))).collect())
    }

    /// The template that a name means: the site's own before the default.
    fn find(&self, name: &str) -> Option<(&str, &Template)> {
        let candidates = [name.to_string(), format!("site/{name}"), format!("default/{name}")];
        let (name, template) = candidates.iter().find_map(|name| self.0.get_key_value(name))?;
        Some((name, template))
    }

    /// The templates that a page of a template is made of, the nearest first.
    fn used_by(&self, name: &str) -> Vec<&Template> {
        let mut found: Vec<&Template> = Vec::new();
        let mut known = BTreeSet::new();
        let mut next = vec![name.to_string()];
        while !next.is_empty() {
            for name in std::mem::take(&mut next) {
                let Some((_, template)) = self.find(&name).filter(|(name, _)| known.insert(name.to_string())) else {
                    continue;
                };
                found.push(template);
                next.extend(template.extends.iter().chain(&template.includes).cloned());
                next.extend(template.uses.iter().filter_map(|component| self.maker(component)));
            }
        }
        found
    }

    /// The template that makes a component, the site's own first.
    fn maker(&self, component: &str) -> Option<String> {
        let makes = |(_, template): &(&String, &Template)| template.makes.iter().any(|made| made == component);
        self.0.iter().rev().find(makes).map(|(name, _)| name.clone())
    }

    /// Where the template has the tag that is at `tag` of a page.
    pub(super) fn origin(&self, template: &str, html: &str, tag: Range<usize>) -> Option<Span> {
        let used = self.used_by(template);
        let mut best: Option<(usize, Span)> = None;
        for template in &used {
            for candidate in &template.tags {
                let Some(score) = template.likeness(candidate, html, &tag) else { continue };
                if best.as_ref().is_none_or(|(most, _)| score > *most) {
                    best = Some((score, Span::new(&template.path, candidate.at.clone())));
                }
            }
        }
        let origin = best.map(|(_, span)| span)?;
        // The default theme is without faults, so a fault in a tag of it comes from the template that fills it.
        if is_own(&origin.path) { Some(origin) } else { self.first_own(&used).or(Some(origin)) }
    }

    /// The first line of the first of these templates that is the site's own.
    fn first_own(&self, used: &[&Template]) -> Option<Span> {
        used.iter().find(|template| is_own(&template.path)).map(|template| template.first_line())
    }

    /// The beginning of what an author would edit to change a page of this template as a whole.
    pub(super) fn first_line(&self, template: &str) -> Option<Span> {
        let used = self.used_by(template);
        self.first_own(&used).or_else(|| used.first().map(|template| template.first_line()))
    }
}

fn is_own(path: &SourcePath) -> bool {
    !path.as_str().starts_with("themes/default/")
}

impl Template {
    fn first_line(&self) -> Span {
        let length = self.text.find('\n').unwrap_or(self.text.len());
        Span::new(&self.path, 0..self.text[..length].trim_end().len())
    }

    /// How much a tag of the template has in common with one of the page; none if they cannot be the same.
    fn likeness(&self, tag: &Tag, html: &str, of: &Range<usize>) -> Option<usize> {
        let found = &html[of.clone()];
        let (first, rest) = tag.pieces.split_first()?;
        let mut left = found.strip_prefix(&self.text[first.clone()])?;
        let names_differ = tag.pieces.len() == 1 && !left.is_empty();
        if names_differ && !self.text[first.clone()].ends_with(['"', '\'']) {
            return None;
        }
        let mut score = 4 * first.len();
        for piece in rest {
            let words = &self.text[piece.clone()];
            match left.find(words) {
                Some(at) => {
                    score += 4 * words.len();
                    left = &left[at + words.len()..];
                }
                // It may stand in a part that is not always shown.
                None => score = score.saturating_sub(2 * words.len()),
            }
        }
        let after = common(self.text[tag.at.end..].bytes(), html[of.end..].bytes());
        let before = common(self.text[..tag.at.start].bytes().rev(), html[..of.start].bytes().rev());
        Some(score + after + before)
    }
}

/// How many of the next bytes are the same.
fn common(a: impl Iterator<Item = u8>, b: impl Iterator<Item = u8>) -> usize {
    a.zip(b).take(AROUND).take_while(|(a, b)| a == b).count()
}

/// Reads a template from front to back.
struct Reader {
    template: Template,
    open: Option<Tag>,
    /// Where the part that is being read begins.
    piece: usize,
}

impl Reader {
    fn read(path: SourcePath, text: Arc<str>) -> Template {
        let template = Template {
            path,
            text: text.clone(),
            extends: None,
            includes: Vec::new(),
            uses: Vec::new(),
            makes: Vec::new(),
            tags: Vec::new(),
        };
        let mut reader = Reader { template, open: None, piece: 0 };
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            if let Some((close, is_command)) = engine(rest) {
                let (inside, after) = rest[2..].split_once(close).unwrap_or((&rest[2..], ""));
                reader.end_piece(at);
                reader.command(inside, is_command);
                at = text.len() - after.len();
                reader.piece = at;
                continue;
            }
            match rest.as_bytes()[0] {
                b'<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    reader.open = Some(Tag { at: at..at, pieces: Vec::new() });
                    reader.piece = at;
                }
                b'>' => reader.end_tag(at + 1),
                _ => {}
            }
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        reader.template
    }

    fn end_piece(&mut self, at: usize) {
        if let Some(tag) = self.open.as_mut().filter(|_| at > self.piece) {
            tag.pieces.push(self.piece..at);
        }
    }

    fn end_tag(&mut self, at: usize) {
        self.end_piece(at);
        if let Some(mut tag) = self.open.take() {
            tag.at.end = at;
            self.template.tags.push(tag);
        }
    }

    /// Notes what a command or a value says about other templates.
    fn command(&mut self, inside: &str, is_command: bool) {
        let inside = inside.trim_start_matches('-').trim_start();
        if !is_command {
            self.template.uses.extend(inside.strip_prefix('<').map(name_at));
            return;
        }
        let quoted = || inside.split(['"', '\'']).nth(1).map(str::to_string);
        match inside.split([' ', '(']).next() {
            Some("extends") => self.template.extends = quoted(),
            Some("include" | "import") => self.template.includes.extend(quoted()),
            Some("component") => {
                self.template.makes.push(name_at(inside["component".len()..].trim_start()));
            }
            // `{% <name …> %}` holds what stands up to `{% </name> %}`.
            _ => self.template.uses.extend(inside.strip_prefix('<').map(name_at)),
        }
    }
}

/// How a part that is not shown as it is ends, and whether it is a command.
fn engine(text: &str) -> Option<(&'static str, bool)> {
    match text.as_bytes().get(..2)? {
        b"{{" => Some(("}}", false)),
        b"{%" => Some(("%}", true)),
        b"{#" => Some(("#}", true)),
        _ => None,
    }
}

fn name_at(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn templates() -> Templates {
        let text = |name: &str, text: &str| {
            let (owner, file) = name.split_once('/').unwrap();
            (name.to_string(), SourcePath::new(format!("themes/{owner}/templates/{file}")), Arc::from(text))
        };
        let page = "{% extends \"base.html\" %}\n<img src=\"{{ page.root }}a.png\">{{ <card of={page} /> }}";
        let parts = "{%- component card(of) %}<a class=\"card\"{% if of.x %} hidden{% endif %} href=\"{{ of.href }}\">\
                     {%- endcomponent card %}";
        Templates::read(
            [
                text("default/base.html", "<html lang=\"en\">\n<img src=\"{{ page.logo }}\" alt=\"\">"),
                text("default/parts.html", parts),
                text("site/page.html", page),
            ]
            .into_iter(),
        )
    }

    fn origin(page: &str, html: &str) -> Option<String> {
        let templates = templates();
        let span = templates.origin(page, html, 0..html.len())?;
        let template = templates.0.values().find(|template| template.path == span.path).unwrap();
        Some(format!("{}: {}", span.path, &template.text[span.start..span.end]))
    }

    #[test]
    fn a_tag_is_found_where_most_of_it_is_written() {
        let own = "themes/site/templates/page.html: <img src=\"{{ page.root }}a.png\">";
        assert_eq!(origin("page.html", "<img src=\"../a.png\">").as_deref(), Some(own));
        let logo = "themes/default/templates/base.html: <img src=\"{{ page.logo }}\" alt=\"\">";
        assert_eq!(origin("base.html", "<img src=\"logo.svg\" alt=\"\">").as_deref(), Some(logo));
        let card = "themes/default/templates/parts.html: \
                    <a class=\"card\"{% if of.x %} hidden{% endif %} href=\"{{ of.href }}\">";
        assert_eq!(origin("parts.html", "<a class=\"card\" href=\"x.html\">").as_deref(), Some(card));
        assert_eq!(origin("page.html", "<table>"), None);
    }

    #[test]
    fn a_fault_in_a_tag_of_the_default_theme_comes_from_the_template_that_fills_it() {
        let filled = origin("page.html", "<a class=\"card\" href=\"x.html\">");
        assert_eq!(filled.as_deref(), Some("themes/site/templates/page.html: {% extends \"base.html\" %}"));
    }

    #[test]
    fn what_is_about_a_page_as_a_whole_is_at_the_top_of_its_own_template() {
        let first = templates().first_line("page.html").unwrap();
        assert_eq!((first.path.as_str(), first.start..first.end), ("themes/site/templates/page.html", 0..25));
    }
}
