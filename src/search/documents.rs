//! What can be found: every entry that is shown, and the pages that list them, each with its words by weight.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::text::{stem, words};
use super::{Note, Words};
use crate::entry::kinds::{Fields, ItemStatus, Kind, Synonym};
use crate::graph::{Id, Meant, Node};
use crate::permalink::{self, Permalink};
use crate::view::Context;

/// One thing to find.
#[derive(Debug)]
pub struct Document {
    /// From the site's root.
    pub href: String,
    /// The group of results that it is shown in: the last part of the kind's folder.
    pub group: &'static str,
    /// How much rather people look for this kind than for others, in tenths.
    pub favour: u8,
    pub title: Arc<str>,
    pub summary: Arc<str>,
    pub names: Vec<Name>,
    pub headings: Vec<Arc<str>>,
    /// Everything else that the page says.
    pub text: Vec<Arc<str>>,
}

/// Another name for a document.
#[derive(Debug, Clone)]
pub struct Name {
    pub words: Arc<str>,
    /// Whether its page shows it; what only visitors say is found and not shown.
    pub is_shown: bool,
    pub weight: f32,
}

/// Pages that belong to no entry, and the keys of their names.
const LISTS: [(&str, &str); 23] = [
    ("activities.html", "activities-title"),
    ("assessments/index.html", "assessments-title"),
    ("benchmarks.html", "benchmarks-title"),
    ("case-studies/index.html", "case-studies-title"),
    ("compare.html", "compare-title"),
    ("events/index.html", "events-title"),
    ("framework/index.html", "framework-title"),
    ("glossary.html", "glossary-title"),
    ("guides/index.html", "guides-title"),
    ("interventions/index.html", "interventions-title"),
    ("partners/index.html", "partners-title"),
    ("pathways/index.html", "pathways-title"),
    ("pathways/map.html", "map-title"),
    ("pay.html", "pay-title"),
    ("professions/index.html", "professions-title"),
    ("programmes/index.html", "programmes-title"),
    ("roles/by-profession.html", "roles-by-profession-title"),
    ("roles/by-stage.html", "roles-by-stage-title"),
    ("roles/by-way-in.html", "roles-by-way-in-title"),
    ("roles/index.html", "roles-title"),
    ("routes/index.html", "routes-title"),
    ("shortlist.html", "shortlist-title"),
    ("starting-points/index.html", "start-title"),
];

/// Everything that can be found, in the order of addresses, and what to say to certain words.
pub fn documents(context: &Context<'_>, theme: Words<'_>) -> (Vec<Document>, Vec<Note>) {
    let graph = context.graph;
    let shown = graph.nodes().filter(|(id, node)| node.kind() != Kind::Synonym && graph.has_page(*id));
    let mut documents: Vec<Document> = shown.map(|(_, node)| entry(context, node)).collect();
    for (path, key) in LISTS.into_iter().filter(|(path, _)| context.has_overview(path)) {
        documents.extend(theme(key).map(|title| list(context, path, title)));
    }
    documents.sort_by(|a, b| a.href.cmp(&b.href));
    add_synonyms(context, &mut documents);
    let note = |synonym: crate::graph::Linked<'_, Synonym>| Note {
        typed: synonym.title().clone(),
        say: synonym.node.summary().clone(),
    };
    (documents, context.graph.all::<Synonym>().map(note).collect())
}

fn list(context: &Context<'_>, path: &str, title: String) -> Document {
    Document {
        href: href(context, &Permalink::page(path)),
        group: "pages",
        favour: 10,
        title: title.into(),
        summary: "".into(),
        names: Vec::new(),
        headings: Vec::new(),
        text: Vec::new(),
    }
}

/// The way from the site's root; the page for missing pages is there, and links to nothing in itself.
fn href(context: &Context<'_>, to: &Permalink) -> String {
    permalink::href(context.config.addresses, "404.html", to)
}

fn entry(context: &Context<'_>, node: &Node) -> Document {
    let mut own = Own { context, names: Vec::new(), text: Vec::new() };
    own.take(&node.fields);
    own.text.extend(node.common.status_note.clone());
    own.text.push(visible(&node.body().html).into());
    Document {
        href: href(context, &permalink::of_node(node)),
        group: folder_end(node.kind()),
        favour: favour(node.kind()),
        title: node.title().clone(),
        summary: node.summary().clone(),
        names: own.names.into_iter().map(|words| Name { words, is_shown: true, weight: 6.0 }).collect(),
        headings: node.body().headings.iter().map(|heading| heading.text.clone()).collect(),
        text: own.text,
    }
}

fn folder_end(kind: Kind) -> &'static str {
    kind.folder().rsplit('/').next().unwrap_or(kind.folder())
}

/// Visitors look for jobs and ways in; pages for people who plan come after them.
fn favour(kind: Kind) -> u8 {
    match kind {
        Kind::Role => 13,
        Kind::Profession => 12,
        Kind::Route | Kind::StartingPoint | Kind::Programme => 11,
        Kind::Pathway | Kind::Page | Kind::Event => 10,
        Kind::CaseStudy | Kind::Interest | Kind::Partner => 9,
        _ => 7,
    }
}

/// Gathers what an entry's own fields say.
struct Own<'c> {
    context: &'c Context<'c>,
    names: Vec<Arc<str>>,
    text: Vec<Arc<str>>,
}

impl Own<'_> {
    fn text<'t>(&mut self, texts: impl IntoIterator<Item = &'t Arc<str>>) {
        self.text.extend(texts.into_iter().cloned());
    }

    /// The titles of entries that the page names.
    fn tags<'t, T: 'static>(&mut self, tags: impl IntoIterator<Item = &'t Id<T>>) {
        for tag in tags {
            self.text.push(self.context.graph.node(tag.node()).title().clone());
        }
    }

    fn take(&mut self, fields: &Fields<Meant>) {
        match fields {
            Fields::Profession(it) => {
                self.text(&it.protected_titles);
                self.text([&it.regulator]);
                self.text(it.professional_body.iter().map(|body| &body.name));
                self.tags(&it.interests);
            }
            Fields::Role(it) => {
                self.names.extend(it.other_titles.iter().cloned());
                self.tags(&it.professions);
                self.tags([&it.stage]);
                self.tags(&it.interests);
                for list in [&it.tasks, &it.places, &it.qualities, &it.hard_parts, &it.requirements, &it.checks] {
                    self.text(list.iter());
                }
                self.text(&it.adjustments);
                self.text([&it.hours]);
                for text in [&it.local_level, &it.pay_note, &it.study, &it.regulator, &it.stay] {
                    self.text(text);
                }
            }
            Fields::Route(it) => {
                self.text(&it.standard_code);
                self.text([&it.who_for, &it.how_long, &it.r#where]);
                for list in [&it.what_you_need, &it.cost_or_wage, &it.how_to_apply] {
                    self.text(list.iter());
                }
                self.tags(it.leads_to.iter().map(|opening| &opening.role));
            }
            Fields::StartingPoint(it) => {
                self.text([&it.you_might_say]);
                self.text(it.first_steps.iter());
                self.tags(it.routes.iter().map(|suggestion| &suggestion.route));
                self.tags(&it.programmes);
            }
            Fields::Programme(it) => {
                self.names.extend(it.former_names.iter().cloned());
                self.text([&it.who_for, &it.run_by, &it.cost]);
                self.text(it.offers.iter());
                self.text(it.how_to_join.iter());
                self.tags(&it.routes);
                self.tags(&it.roles);
            }
            Fields::Pathway(it) => {
                self.text([&it.who]);
                self.text(it.steps.iter().map(|step| &step.note));
            }
            _ => self.take_planners(fields),
        }
    }

    /// Kinds that people who plan read, and rows of tables.
    fn take_planners(&mut self, fields: &Fields<Meant>) {
        match fields {
            Fields::Intervention(it) => {
                self.text([&it.what_it_is, &it.ahp_idea]);
                self.text(it.audience.iter());
                self.text(&it.why_it_works);
                self.text(&it.activity);
            }
            Fields::CaseStudy(it) => {
                self.text([&it.place, &it.problem]);
                self.text(it.what_was_done.iter());
                self.text(it.evidence.iter());
                self.tags(&it.area);
                self.tags(&it.roles);
            }
            Fields::Partner(it) => {
                self.names.extend(it.former_names.iter().chain(&it.members).cloned());
                self.text(it.offers.iter());
                self.tags([&it.kind]);
                self.tags(&it.area);
                self.tags(&it.routes);
            }
            Fields::Stage(it) => {
                self.names.extend(it.also_called.iter().cloned());
                for text in [&it.education, &it.experience, &it.supervision] {
                    self.text(text);
                }
            }
            Fields::Domain(it) => {
                let found = it.items.iter().filter(|item| item.status == ItemStatus::Found);
                self.text(found.flat_map(|item| [&item.label].into_iter().chain(&item.text)))
            }
            Fields::Guide(it) => self.text([&it.audience]),
            Fields::Assessment(it) => self.text(it.questions.iter().map(|question| &question.question)),
            Fields::Event(it) => self.text([&it.place, &it.who_for]),
            Fields::GlossaryTerm(it) => self.names.extend(it.also.iter().cloned()),
            _ => {}
        }
    }
}

/// What visitors type becomes another name of what they mean: first of what is called so, else of what is called
/// something with these words in it.
fn add_synonyms(context: &Context<'_>, documents: &mut [Document]) {
    type Stems = BTreeSet<String>;
    let stems = |text: &str| words(text).iter().map(|word| stem(word)).collect::<Stems>();
    let called: Vec<Vec<Stems>> = documents
        .iter()
        .map(|document| {
            std::iter::once(&document.title)
                .chain(document.names.iter().map(|name| &name.words))
                .map(|name| stems(name))
        })
        .map(Iterator::collect)
        .collect();
    for synonym in context.graph.all::<Synonym>() {
        let mut weight = 6.0;
        for phrase in &synonym.finds {
            let wanted = stems(phrase);
            let which = |fits: &dyn Fn(&Stems) -> bool| -> Vec<usize> {
                (0..called.len()).filter(|&at| called[at].iter().any(fits)).collect()
            };
            let exact = which(&|name| *name == wanted);
            // An explanation of a word is not yet the page that people look for.
            let explained = |&at: &usize| documents[at].group == folder_end(Kind::GlossaryTerm);
            let near = if exact.iter().all(explained) { which(&|name| wanted.is_subset(name)) } else { Vec::new() };
            let near = near.into_iter().filter(|at| !exact.contains(at)).collect::<Vec<_>>();
            for (at, share) in exact.into_iter().map(|at| (at, 1.0)).chain(near.into_iter().map(|at| (at, 0.6))) {
                let words = synonym.title().clone();
                documents[at].names.push(Name { words, is_shown: false, weight: weight * share });
            }
            weight *= 0.85;
        }
    }
}

/// The text of HTML that we wrote ourselves.
fn visible(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(text);
        out.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("&amp;", "&").replace("&quot;", " ").replace("&lt;", " ").replace("&gt;", " ").replace("&#39;", "'")
}
