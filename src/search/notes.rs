//! What people type and the site calls otherwise: what search says of it, and the pages that it leads to.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::documents::{Document, Name};
use super::text::{STOP, stem, words};
use crate::entry::kinds::{Kind, Synonym};
use crate::graph::Linked;
use crate::view::Context;

/// How strongly a name from the list of synonyms speaks. Names of several words are matched whole, by [`Note::leads`].
const WEIGHT: f32 = 6.0;
/// What each later page of the list loses.
const NEXT: f32 = 0.85;
/// What pages lose that only have the words in a longer name.
const NEAR: f32 = 0.6;

/// What search says to people who type words that the site uses otherwise or not at all.
#[derive(Debug, Clone)]
pub struct Note {
    /// What they type, in each of its forms.
    pub typed: Vec<Arc<str>>,
    pub say: Arc<str>,
    /// The numbers of the documents that it leads to, the best first.
    pub leads: Vec<usize>,
    /// The official page about it and what that is called, where this site has none.
    pub elsewhere: Option<(Arc<str>, Arc<str>)>,
}

type Stems = BTreeSet<String>;

/// The notes of a site. What visitors type becomes another name of what they mean: first of what is called so, else of
/// what is called something with these words in it.
pub(super) fn notes(context: &Context<'_>, documents: &mut [Document]) -> Vec<Note> {
    let called: Vec<Vec<Stems>> = documents.iter().map(names).collect();
    let synonyms = context.graph.all::<Synonym>();
    synonyms.map(|synonym| note(&synonym, &called, documents)).collect()
}

fn names(document: &Document) -> Vec<Stems> {
    let others = document.names.iter().map(|name| &name.words);
    std::iter::once(&document.title).chain(others).map(|name| stems(name)).collect()
}

fn stems(text: &str) -> Stems {
    words(text).iter().map(|word| stem(word)).collect()
}

fn note(synonym: &Linked<'_, Synonym>, called: &[Vec<Stems>], documents: &mut [Document]) -> Note {
    let typed: Vec<Arc<str>> = std::iter::once(synonym.title()).chain(&synonym.also).map(Arc::clone).collect();
    let mut leads: Vec<usize> = Vec::new();
    let mut share = 1.0;
    for phrase in &synonym.finds {
        let (exact, near) = meant(phrase, called, documents);
        for (at, share) in exact.iter().map(|at| (*at, share)).chain(near.iter().map(|at| (*at, share * NEAR))) {
            let names = typed.iter().filter_map(|words| hidden(words, share));
            documents[at].names.extend(names);
        }
        leads.extend(exact.into_iter().chain(near.into_iter().take(2)));
        share *= NEXT;
    }
    let mut seen = BTreeSet::new();
    leads.retain(|at| seen.insert(*at));
    let elsewhere = synonym.url.as_ref().map(|url| {
        let title = synonym.url_title.as_ref().unwrap_or(synonym.title());
        (url.0.clone(), title.clone())
    });
    Note { typed, say: synonym.node.summary().clone(), leads, elsewhere }
}

/// The documents that are called so, and those that are called something with these words in it.
fn meant(phrase: &str, called: &[Vec<Stems>], documents: &[Document]) -> (Vec<usize>, Vec<usize>) {
    let wanted = stems(phrase);
    let which = |fits: &dyn Fn(&Stems) -> bool| -> Vec<usize> {
        (0..called.len()).filter(|&at| called[at].iter().any(fits)).collect()
    };
    let exact = which(&|name| *name == wanted);
    // An explanation of a word is not yet the page that people look for.
    let explained = |&at: &usize| documents[at].group == Kind::GlossaryTerm.search_group();
    let mut near = if exact.iter().all(explained) { which(&|name| wanted.is_subset(name)) } else { Vec::new() };
    near.retain(|at| !exact.contains(at));
    // And so it comes last.
    let (explained, found): (Vec<usize>, Vec<usize>) = exact.into_iter().partition(explained);
    (found.into_iter().chain(explained).collect(), near)
}

/// A name of one word, beside words that say nothing.
fn hidden(words: &Arc<str>, share: f32) -> Option<Name> {
    let mut telling = self::words(words);
    telling.retain(|word| !STOP.split(' ').any(|stop| stop == word));
    (telling.len() == 1).then(|| Name { words: words.clone(), is_shown: false, weight: WEIGHT * share })
}
