//! Where words of the glossary stand in a text: the first use of each term becomes a link to what it means.
//!
//! The matcher is made once for a site and runs over the parts of a body that are plain words, which the body knows
//! from its own file. It never guesses: a word inside another word, or an abbreviation in small letters, is no match.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use pulldown_cmark_escape::escape_html_body_text;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::entry::Body;
use crate::entry::kinds::{GlossaryTerm, Kind};
use crate::graph::{Graph, LinkTarget, Node, NodeId};

/// The words of a glossary, ready to be looked for.
#[derive(Debug, Default)]
pub struct Terms {
    /// Nothing where there is no glossary.
    matcher: Option<AhoCorasick>,
    patterns: Vec<Pattern>,
}

/// One form of a term.
#[derive(Debug)]
struct Pattern {
    term: NodeId,
    /// As it stands in HTML.
    words: String,
    /// Whether capitals matter: they do in abbreviations and in names.
    exact: bool,
}

/// A use of a term in a body's HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub term: NodeId,
    pub at: Range<usize>,
}

impl Terms {
    /// Forms that are the title of a page are left out: links to that page have those words, and one text should not
    /// lead to two places.
    pub fn new(graph: &Graph) -> Terms {
        let mut forms: FxHashMap<String, Pattern> = FxHashMap::default();
        for term in graph.all::<GlossaryTerm>() {
            let also = term.fields.also.iter().map(|form| &**form);
            for form in std::iter::once(&**term.title()).chain(also).map(str::trim).filter(|form| !form.is_empty()) {
                let mut words = String::with_capacity(form.len());
                escape_html_body_text(&mut words, form).expect("a String takes any text");
                // Of two terms with one form, the first in the glossary has it.
                let pattern = Pattern { term: term.id.node(), exact: has_own_capitals(form), words };
                forms.entry(form.to_lowercase()).or_insert(pattern);
            }
        }
        leave_out_titles(graph, &mut forms);
        let mut patterns: Vec<Pattern> = forms.into_values().collect();
        patterns.sort_by(|a, b| a.words.cmp(&b.words));
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(patterns.iter().map(|pattern| &*pattern.words));
        // It fails only for more words than memory holds.
        Terms { matcher: matcher.ok().filter(|_| !patterns.is_empty()), patterns }
    }

    /// First uses of terms in an entry's body, in order. Terms that the entry itself is about, or that its author
    /// linked by hand, are left alone.
    pub fn uses(&self, node: &Node) -> Vec<Use> {
        let Some(matcher) = &self.matcher else { return Vec::new() };
        let body = node.body();
        // Soft line breaks are blanks to a reader.
        let html = body.html.replace('\n', " ");
        let mut done: FxHashSet<NodeId> = linked_by_hand(node).collect();
        done.extend(self.found(matcher, node.title(), 0..node.title().len()).map(|found| found.term));
        let mut uses = Vec::new();
        for words in &body.words {
            let words = words.start as usize..words.end as usize;
            uses.extend(self.found(matcher, &html, words).filter(|found| done.insert(found.term)));
        }
        uses.retain(|found| !is_words_of_a_link(body, &html, &html[found.at.clone()]));
        uses
    }

    /// Every use in a part of a text, whole words only.
    fn found<'a>(
        &'a self,
        matcher: &'a AhoCorasick,
        text: &'a str,
        part: Range<usize>,
    ) -> impl Iterator<Item = Use> + 'a {
        let from = part.start;
        matcher.find_iter(&text[part.clone()]).filter_map(move |found| {
            let pattern = &self.patterns[found.pattern().as_usize()];
            let at = from + found.start()..from + found.end();
            let fits = stands_alone(text, &at) && (!pattern.exact || is_same(&text[at.clone()], &pattern.words));
            fits.then_some(Use { term: pattern.term, at })
        })
    }
}

/// Takes away the forms that pages are called by.
fn leave_out_titles(graph: &Graph, forms: &mut FxHashMap<String, Pattern>) {
    let lengths: FxHashSet<usize> = forms.keys().map(String::len).collect();
    // Names that are in use now are told apart from terms too.
    let is_name = |kind: &&Kind| kind.has_own_pages() || **kind == Kind::HouseTerm;
    let with_pages = Kind::ALL.iter().filter(is_name);
    for &node in with_pages.flat_map(|&kind| graph.of_kind(kind)) {
        let title = graph.node(node).title();
        // Most titles are told apart by their length alone.
        if lengths.contains(&title.len()) {
            forms.remove(&title.to_lowercase());
        }
    }
}

/// Whether a form has capitals of its own, beside that of a sentence's first word.
fn has_own_capitals(form: &str) -> bool {
    let first_word = form.split_whitespace().next().unwrap_or(form);
    form.chars().skip(1).any(char::is_uppercase) || first_word.chars().count() == 1
}

/// Whether a use has the capitals of its form. A first small letter may be a capital where a sentence begins.
fn is_same(used: &str, form: &str) -> bool {
    let rest = |text: &'_ str| text.char_indices().nth(1).map_or(text.len(), |(at, _)| at);
    let (used_rest, form_rest) = (&used[rest(used)..], &form[rest(form)..]);
    used == form || (used_rest == form_rest && form.starts_with(char::is_lowercase))
}

/// Whether no letter, digit or hyphen touches a part of a text. An ampersand before it would make it part of HTML.
fn stands_alone(text: &str, at: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '&' | '#' | '@' | '/');
    !text[..at.start].ends_with(joins) && !text[at.end..].starts_with(|c| joins(c) && c != '&' && c != '/')
}

fn linked_by_hand(node: &Node) -> impl Iterator<Item = NodeId> {
    node.links.iter().filter_map(LinkTarget::node)
}

/// Whether the author made a link of just these words.
fn is_words_of_a_link(body: &Body, html: &str, words: &str) -> bool {
    body.link_words().any(|(_, link)| html[link].eq_ignore_ascii_case(words))
}
