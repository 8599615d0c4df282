//! The index as a script: how strongly each stem speaks for each document, in few bytes.
//!
//! Stems stand in order, each as a capital letter that says how many letters it shares with the one before, and the
//! rest. For each stem come the documents that have it: the steps from one to the next (`steps`), and for each a
//! letter for its strength (`levels`), a capital one for the last. Both are strings of their own because each packs
//! best with its like.

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::strengths::{SUMMARY, Said, average_length};
use super::text::{RULES, STOP, words};
use super::{Ask, Document, Language, Note};

/// Strengths are told apart in so many steps.
const LEVELS: f32 = 12.0;
/// A strength of half the most; strengths level off, so that a word said ten times does not count tenfold.
const HALF: f32 = 4.0;
/// A stem that more than one document in so many merely mentions is no help in finding it.
const COMMON: usize = 16;

/// The index of the documents.
pub fn index(documents: &[Document], notes: &[Note], language: &Language) -> String {
    let average = average_length(documents);
    // A part for each core: what is said of a document does not depend on those beside it.
    let part = documents.len().div_ceil(rayon::current_num_threads()).max(1);
    let said: Vec<Said> = documents.par_chunks(part).map(|documents| Said::by(documents, average)).collect();
    let (mut terms, mut steps, mut levels) = (String::new(), String::new(), String::new());
    let mut before = String::new();
    for (stem, mut found) in postings(said) {
        if found.len() > documents.len() / COMMON {
            found.retain(|(_, strength)| *strength > SUMMARY * 0.6);
        }
        if found.is_empty() {
            continue;
        }
        push_term(&mut terms, &before, &stem);
        push_postings(&mut steps, &mut levels, &found);
        before = stem;
    }
    script(documents, notes, language, [("terms", terms), ("steps", steps), ("levels", levels)])
}

/// Every stem in order, with the documents that have it and how strongly it speaks for each.
fn postings(said: Vec<Said>) -> Vec<(String, Vec<(usize, f32)>)> {
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let mut found: Vec<Vec<(usize, f32)>> = Vec::new();
    let mut first = 0;
    for part in said {
        let stems: Vec<Option<usize>> = part
            .stems
            .into_iter()
            .map(|stem| {
                let next = numbers.len();
                stem.map(|stem| *numbers.entry(stem).or_insert(next))
            })
            .collect();
        found.resize_with(numbers.len(), Vec::new);
        let next = first + part.documents.len();
        for (at, document) in (first..).zip(part.documents) {
            for (word, strength) in document {
                let Some(stem) = stems[word as usize] else { continue };
                // Words of one stem speak together.
                match found[stem].last_mut() {
                    Some((last, together)) if *last == at => *together += strength,
                    Some(_) | None => found[stem].push((at, strength)),
                }
            }
        }
        first = next;
    }
    let mut postings: Vec<_> =
        numbers.into_iter().map(|(stem, number)| (stem, std::mem::take(&mut found[number]))).collect();
    postings.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    postings
}

fn push_term(terms: &mut String, before: &str, stem: &str) {
    let same = before.chars().zip(stem.chars()).take(25).take_while(|(a, b)| a == b).count();
    terms.push(char::from(b'A' + same as u8));
    terms.extend(stem.chars().skip(same));
}

fn push_postings(steps: &mut String, levels: &mut String, found: &[(usize, f32)]) {
    let mut next = 0;
    for (index, (at, strength)) in found.iter().enumerate() {
        push_number(steps, at - next);
        next = at + 1;
        let level = (strength / (strength + HALF) * LEVELS) as u8;
        let first = if index + 1 == found.len() { b'A' } else { b'a' };
        levels.push(char::from(first + level));
    }
}

/// A number in printable characters: any digits above come in 31s, the last in 60s.
fn push_number(out: &mut String, number: usize) {
    let mut above = Vec::new();
    let mut rest = number / 60;
    while rest > 0 {
        above.push(60 + rest % 31);
        rest /= 31;
    }
    for digit in above.into_iter().rev().chain([number % 60]) {
        let code = b'#' + digit as u8;
        // A backslash would need another before it.
        out.push(char::from(if code >= b'\\' { code + 1 } else { code }));
    }
}

fn script(documents: &[Document], notes: &[Note], language: &Language, packed: [(&str, String); 3]) -> String {
    let groups: BTreeMap<&str, u8> = documents.iter().map(|document| (document.group, document.favour)).collect();
    let order: FxHashMap<&str, usize> = groups.keys().enumerate().map(|(at, group)| (*group, at)).collect();
    let mut lines = String::new();
    for document in documents {
        let shown = document.names.iter().filter(|name| name.is_shown);
        let names: Vec<String> = shown.map(|name| plain(&name.words)).collect();
        let (href, group) = (&document.href, order[document.group]);
        let (title, summary) = (plain(&document.title), plain(&document.summary));
        writeln!(lines, "{group}\t{href}\t{title}\t{summary}\t{}", names.join("; ")).expect("a String takes any text");
    }
    let mut data = serde_json::Map::new();
    let groups: Vec<String> = groups.iter().map(|(name, favour)| format!("{name} {favour}")).collect();
    data.insert("groups".into(), Value::from(groups));
    data.insert("stop".into(), Value::from(STOP));
    data.insert("rules".into(), Value::from(RULES.to_vec()));
    data.insert("docs".into(), Value::from(lines.trim_end_matches('\n')));
    data.insert("notes".into(), Value::from(lines_of(notes, note)));
    data.insert("asks".into(), Value::from(lines_of(&language.asks, ask)));
    data.insert("near".into(), Value::from(language.near.clone().unwrap_or_default()));
    data.insert("weak".into(), Value::from(words(&language.weak).join(" ")));
    data.extend(packed.map(|(name, text)| (name.to_string(), Value::from(text))));
    format!("var trellisSearchData={};\n", Value::Object(data))
}

fn lines_of<T>(all: &[T], line: impl Fn(&T) -> String) -> String {
    all.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What is typed, what is said, the documents that it leads to, and the official page with its name.
fn note(note: &Note) -> String {
    let forms = |text: &str| words(text).join(" ");
    let typed: Vec<String> = note.typed.iter().map(|text| forms(text)).collect();
    let leads: Vec<String> = note.leads.iter().map(usize::to_string).collect();
    let (url, title) = note.elsewhere.as_ref().map_or(("", String::new()), |(url, title)| (url, plain(title)));
    format!("{}\t{}\t{}\t{url}\t{title}", typed.join(","), plain(&note.say), leads.join(" "))
}

fn ask(ask: &Ask) -> String {
    let phrases: Vec<String> = ask.phrases.split(',').map(|phrase| words(phrase).join(" ")).collect();
    format!("{}\t{}\t{}", ask.part, ask.label, phrases.join(","))
}

/// Text on one line, without the mark between columns.
fn plain(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn document(title: &str, text: &str) -> Document {
        Document {
            href: String::new(),
            group: "roles",
            favour: 10,
            title: title.into(),
            summary: "".into(),
            names: Vec::new(),
            headings: Vec::new(),
            text: vec![text.into()],
        }
    }

    proptest! {
        #[test]
        fn an_index_is_the_same_in_however_many_parts_it_is_made(
            said in proptest::collection::vec(("[abs ]{0,9}", "(feet|foot|x-ray|the|a|walks|walking|[a-c]| ){0,20}"), 1..9),
            part in 1..9_usize,
        ) {
            let documents: Vec<Document> = said.iter().map(|(title, text)| document(title, text)).collect();
            let whole = postings(vec![Said::by(&documents, 9.0)]);
            prop_assert_eq!(postings(documents.chunks(part).map(|part| Said::by(part, 9.0)).collect()), whole);
        }

    }
}
