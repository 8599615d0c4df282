//! The index as a script: how strongly each stem speaks for each document, in few bytes.
//!
//! Stems stand in order, each as a capital letter that says how many letters it shares with the one before, and the
//! rest. For each stem come the documents that have it: the steps from one to the next (`steps`), and for each a
//! letter for its strength (`levels`), a capital one for the last. Both are strings of their own because each packs
//! best with its like.

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::text::{RULES, STOP, each_word_and_compound, stem, words};
use super::{Ask, Document, Language, Note};

const TITLE: f32 = 8.0;
const HEADING: f32 = 4.0;
const SUMMARY: f32 = 2.0;
const TEXT: f32 = 1.0;

/// Strengths are told apart in so many steps.
const LEVELS: f32 = 12.0;
/// A strength of half the most; strengths level off, so that a word said ten times does not count tenfold.
const HALF: f32 = 4.0;
/// A stem that more than one document in so many merely mentions is no help in finding it.
const COMMON: usize = 16;

/// The index of the documents.
pub fn index(documents: &[Document], notes: &[Note], language: &Language) -> String {
    let stop: FxHashSet<&str> = STOP.split(' ').collect();
    let average = documents.par_iter().map(text_length).sum::<usize>() as f32 / documents.len().max(1) as f32;
    let said: Vec<Vec<(String, f32)>> =
        documents.par_iter().map(|document| strengths(document, average, &stop)).collect();
    let stems = stems(&said);
    let mut postings: FxHashMap<&str, Vec<(usize, f32)>> = FxHashMap::default();
    for (at, document) in said.iter().enumerate() {
        for (word, strength) in document {
            let found = postings.entry(&stems[word.as_str()]).or_default();
            // Words of one stem speak together.
            match found.last_mut() {
                Some((last, together)) if *last == at => *together += strength,
                _ => found.push((at, *strength)),
            }
        }
    }
    let mut postings: Vec<_> = postings.into_iter().collect();
    postings.sort_unstable_by_key(|(stem, _)| *stem);
    let (mut terms, mut steps, mut levels) = (String::new(), String::new(), String::new());
    let mut before = "";
    for (stem, mut found) in postings {
        if found.len() > documents.len() / COMMON {
            found.retain(|(_, strength)| *strength > SUMMARY * 0.6);
        }
        if found.is_empty() {
            continue;
        }
        push_term(&mut terms, before, stem);
        push_postings(&mut steps, &mut levels, &found);
        before = stem;
    }
    script(documents, notes, language, [("terms", terms), ("steps", steps), ("levels", levels)])
}

fn text_length(document: &Document) -> usize {
    document.text.iter().map(|text| count_words(text)).sum()
}

/// Words with blanks between them.
fn count_words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let mut is_blank = true;
    let begins = |byte: u8| {
        let was_blank = std::mem::replace(&mut is_blank, matches!(byte, b'\t'..=b'\r' | b' '));
        was_blank && !is_blank
    };
    text.bytes().map(begins).map(usize::from).sum()
}

/// The stem of each word, worked out once for all documents.
fn stems(said: &[Vec<(String, f32)>]) -> FxHashMap<&str, String> {
    let words: FxHashSet<&str> = said.iter().flatten().map(|(word, _)| word.as_str()).collect();
    words.into_iter().map(|word| (word, stem(word))).collect()
}

/// How strongly each word speaks for a document, by where it stands and how much else stands there; in the order of
/// words, so that sums are the same in every run.
fn strengths(document: &Document, average: f32, stop: &FxHashSet<&str>) -> Vec<(String, f32)> {
    let mut by_word: FxHashMap<String, f32> = FxHashMap::default();
    let mut counts: FxHashMap<String, f32> = FxHashMap::default();
    let mut add = |text: &mut dyn Iterator<Item = &str>, weight: f32, usual: f32| {
        let mut length = 0.0;
        for text in text {
            each_word_and_compound(text, |word| {
                length += 1.0;
                add_to(&mut counts, word, 1.0);
            });
        }
        let room = 0.5 + 0.5 * length / usual;
        for (word, count) in counts.drain() {
            *by_word.entry(word).or_default() += weight * (2.0 * count / (count + 1.0)) / room;
        }
    };
    add(&mut [&*document.title].into_iter(), TITLE, 3.0);
    for name in &document.names {
        add(&mut [&*name.words].into_iter(), name.weight, 3.0);
    }
    for heading in &document.headings {
        add(&mut [&**heading].into_iter(), HEADING, 4.0);
    }
    add(&mut [&*document.summary].into_iter(), SUMMARY, 16.0);
    add(&mut document.text.iter().map(|text| &**text), TEXT, average.max(1.0));
    let mut by_word: Vec<_> = by_word.into_iter().filter(|(word, _)| !stop.contains(word.as_str())).collect();
    by_word.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    by_word
}

fn add_to(strengths: &mut FxHashMap<String, f32>, word: &str, more: f32) {
    match strengths.get_mut(word) {
        Some(strength) => *strength += more,
        None => {
            strengths.insert(word.to_string(), more);
        }
    }
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

    proptest! {
        #[test]
        fn words_are_counted_as_blanks_part_them(text in "([ \t\n\u{b}\u{c}\ra.é\u{a0}\u{2003}]|\u{1c}){0,30}") {
            prop_assert_eq!(count_words(&text), text.split_whitespace().count());
        }
    }
}
