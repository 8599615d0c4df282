//! One page, from what another program reads to what Trellis reads.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::address::{self, FIRST, Place, key};
use super::fields::{self, Fields, Said};
use super::front::{self, Front};
use super::old::{Manner, OldSite, is_part, stem};
use super::told::{Counts, FieldCounts, LeftOut, Told};
use super::ways::{Here, Led, Ways, joined};
use super::{body, breaks, dialects, html, marks, notes, summary, terms};
use crate::entry::{FormerName, Kind};
use crate::formatting::capital;
use crate::import::decode::{Encoding, decode};
use crate::refactor::Change;
use crate::source::SourcePath;

/// A page of the old site.
#[derive(Debug)]
pub struct OldPage {
    /// Its file, from the root of the old site.
    pub source: String,
    pub place: Place,
    pub fields: Fields,
    /// Its text, with lines that end in LF.
    pub text: String,
    pub told: Told,
}

/// A page as it will be.
#[derive(Debug)]
pub struct NewPage {
    /// The file that it was, from the root of the old site.
    pub source: String,
    pub path: SourcePath,
    pub told: Told,
    pub(super) fields: Fields,
    pub(super) former: Vec<String>,
    text: String,
}

/// What reading pages needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    pub site: &'a OldSite,
    pub manner: &'a Manner,
    pub said: &'a Said,
    pub today: Date,
}

impl Reading<'_> {
    /// Reads a page; nothing if the file is none, or why it cannot be one.
    pub fn page(&self, source: &str, mapped: &mut FieldCounts) -> Option<Result<OldPage, LeftOut>> {
        let inside = source.strip_prefix(&*self.site.pages)?.trim_start_matches('/');
        stem(inside)?;
        let bytes = self.site.texts.get(source)?;
        Some(self.read(source, inside, bytes, mapped).map_err(|why| LeftOut::new(source, why)))
    }

    fn read(&self, source: &str, inside: &str, bytes: &[u8], mapped: &mut FieldCounts) -> Result<OldPage, String> {
        let mut told = Told::default();
        let decoded = decode(&SourcePath::new(source), bytes, Encoding::Detected);
        if decoded.text.contains('\0') {
            return Err("it is no text".into());
        }
        if !decoded.findings.is_empty() {
            told.changed("letters that are not in UTF-8 were read as Windows writes them; look at them");
        }
        let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
        let Front { is_there, values, body } = front::read(&text)?;
        if !is_there && body > 0 {
            told.dropped("the line at its top, which parted it from nothing");
        }
        if let Some(why) = is_part(inside, is_there, self.manner) {
            return Err(why);
        }
        if values.get("permalink").is_some_and(|value| *value == false) {
            return Err("it says `permalink: false`, so it was no page of its own".into());
        }
        let place = address::place(inside, &values, self.manner, &mut told);
        let mut fields = fields::read(&values, self.said, self.today, &mut told, mapped);
        for field in [&mut fields.title, &mut fields.summary, &mut fields.menu].into_iter().flatten() {
            *field = summary::plain(field);
        }
        fields.is_draft |= inside.split('/').any(|part| part == "_drafts");
        fields.written = fields.written.or(place.day.filter(|day| *day <= self.today));
        Ok(OldPage { source: source.to_string(), place, fields, text: text[body..].to_string(), told })
    }
}

impl OldPage {
    /// The page as it will be at a path. Links and pictures are led on, and `copy` says where a file of the old site goes.
    pub fn moved(
        mut self,
        path: String,
        ways: &Ways<'_>,
        marks: &mut Counts,
        copy: &mut dyn FnMut(&str) -> Result<String, String>,
    ) -> NewPage {
        let told = &mut self.told;
        let text = notes::as_comments(&self.text, told);
        let text = marks::mend(&text, &ways.manner.said, marks, told);
        let text = dialects::ours(&text, told);
        let text = terms::as_list(&text, told);
        let text = breaks::of_kramdown(&text, told);
        let text = html::as_markdown(&text, told);
        let (text, heading) = body::without_title(&text, self.fields.title.as_deref(), told);
        let text = body::levelled(&text, told);
        let address = self.place.old.first().cloned().unwrap_or_default();
        let here = Here { source: &self.source, address: &address, path: &path };
        let (mut number, mut nowhere) = (0_usize, Vec::new());
        let text = body::led(&text, &mut |target| match ways.led(target, here) {
            Led::Same => None,
            Led::To(new) => {
                number += usize::from(new != target);
                Some(new)
            }
            Led::File(old) => match copy(&old) {
                Ok(new) => Some(crate::source::way(super::ways::folder(&path), &new)),
                Err(why) => {
                    nowhere.push(format!("{target} ({why})"));
                    None
                }
            },
            Led::Nowhere => {
                nowhere.push(target.to_string());
                None
            }
        });
        if number > 0 {
            told.changed(format!("{number} of its links lead to the new places"));
        }
        for target in nowhere {
            told.changed(format!("the link {target} leads nowhere, and stays as it is"));
        }
        if !body::shows_something(&text) {
            told.changed("it has no text: visitors see its title and summary alone");
        }
        self.fields.title = self.fields.title.or(heading);
        self.complete(&text);
        let former = self.former(&path);
        let Self { source, fields, told, .. } = self;
        NewPage { source, path: SourcePath::new(path), told, fields, former, text: text.trim().to_string() }
    }

    /// Says what every page must say, from what it says elsewhere.
    fn complete(&mut self, text: &str) {
        let name = self.place.id.rsplit('/').next().unwrap_or_default().replace('-', " ");
        if self.fields.title.is_none() {
            self.fields.title = Some(capital(&name));
            self.told.changed("it had no title: it is called as its file");
        }
        if self.fields.summary.is_none() {
            let (summary, from) = match summary::sentence(text) {
                Some(sentence) => (sentence, "its first sentence"),
                None => (self.fields.title.clone().unwrap_or_default(), "its title"),
            };
            self.told.changed(format!("it had no summary: {from} is one"));
            self.fields.summary = Some(summary);
        }
    }

    /// The addresses that lead on to the page.
    fn former(&mut self, path: &str) -> Vec<String> {
        let id = path.strip_prefix("content/pages/").and_then(|path| path.strip_suffix(".md")).unwrap_or(path);
        let mut kept = Vec::new();
        for old in &self.place.old {
            let is_new = key(old) == id && old.ends_with(".html");
            // Not every disk can tell `About.html` from `about.html`.
            let differs_by_capitals = !is_new && key(old).to_lowercase() == id && old.ends_with(".html");
            match FormerName::read(Kind::Page, old) {
                _ if is_new || kept.contains(old) => {}
                _ if differs_by_capitals => {
                    self.told.dropped(format!(
                        "no way from the old address {old}: only its capitals differ from the new one"
                    ));
                }
                Ok(_) => kept.push(old.clone()),
                Err(why) => self.told.dropped(format!("no way from the old address {old}, which {why}")),
            }
        }
        kept
    }
}

impl NewPage {
    /// What visitors will read as its name.
    pub fn title(&self) -> &str {
        self.fields.title.as_deref().unwrap_or_default()
    }

    /// Whether the page is past the day on which it leaves the site.
    pub(super) fn is_over(&self, today: Date) -> bool {
        self.fields.expires.is_some_and(|day| day < today)
    }

    /// The file as it is to be written.
    pub(super) fn change(&self) -> Change {
        Change::whole(self.path.clone(), None, self.file())
    }

    /// The whole file.
    pub fn file(&self) -> String {
        let text = if self.text.is_empty() { String::new() } else { format!("\n{}\n", self.text) };
        self.fields.written(&self.former) + &text
    }
}

/// New files of pages by what leads to them: old addresses in one spelling, and old files.
pub fn places(pages: &[(OldPage, String)]) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let (mut addresses, mut sources) = (BTreeMap::new(), BTreeMap::new());
    for (page, path) in pages {
        sources.insert(page.source.clone(), path.clone());
        for old in &page.place.old {
            addresses.entry(key(old)).or_insert_with(|| path.clone());
        }
        if page.place.id == FIRST && page.place.old.is_empty() {
            addresses.entry(String::new()).or_insert_with(|| path.clone());
        }
    }
    (addresses, sources)
}

/// The file of a page of a name, below a section if one is named.
pub fn path_of(into: Option<&str>, id: &str) -> String {
    Kind::Page.page_path(&joined(into.unwrap_or(""), id))
}
