//! What the fields of another program's page are here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::front::{Values, single, texts};
use super::told::{Became, FieldCounts, Told};
use crate::entry::Kind;
use crate::entry::kinds::Period;
use crate::import::column::Column;
use crate::import::dates::in_words;
use crate::import::synonyms;
use crate::import::write::scalar;
use crate::nearest::nearest;
use crate::slug::slug;

/// The fields of a page that are taken over, and what other programs call them. Of several words the first that a page
/// has is taken.
const WORDS: &[(&str, &[&str])] = &[
    ("title", &["title", "page-title", "heading"]),
    ("summary", &["summary", "description", "meta-description", "lead", "lede", "intro", "excerpt", "subtitle"]),
    ("menu", &["nav-title", "link-title", "menu-title"]),
    ("order", &["order", "weight", "nav-order"]),
    ("owner", &["owner", "content-owner"]),
    (
        "reviewed",
        &[
            "reviewed",
            "last-reviewed-on",
            "last-reviewed",
            "lastmod",
            "last-modified",
            "modified",
            "last-updated",
            "updated",
            "date",
        ],
    ),
    ("review_every", &["review-every", "review-in"]),
    ("publish_from", &["publish-from", "publish-date"]),
    ("expires", &["expires", "expiry-date"]),
    ("draft", &["draft", "published"]),
    ("former_ids", &["former-ids", "aliases", "redirect-from", "old-paths"]),
    ("extra.tags", &["tags"]),
    ("extra.categories", &["categories", "category"]),
];

/// Fields that say where a page was, which is asked elsewhere.
const ADDRESSES: &[&str] = &["permalink", "url", "slug", "aliases", "redirect-from", "old-paths", "former-ids"];

/// Old fields, and the fields of Trellis that somebody says they are; an empty one leaves a field out.
pub type Said = BTreeMap<String, String>;

/// The fields of a new page.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Fields {
    pub title: Option<String>,
    pub summary: Option<String>,
    pub menu: Option<String>,
    pub order: Option<u32>,
    pub owner: Option<String>,
    pub reviewed: Option<Date>,
    /// The day that a post bears. It is how new the facts are, and no day on which somebody has checked them.
    pub written: Option<Date>,
    pub as_of: Option<Date>,
    pub review_every: Option<String>,
    pub publish_from: Option<Date>,
    pub expires: Option<Date>,
    pub is_draft: bool,
    pub extra: Vec<(String, Vec<String>)>,
}

/// The fields of a page that old ones can be.
pub fn own() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(name, _)| *name).filter(|name| *name != "former_ids")
}

/// Judges what somebody says of a field; gives what is wrong with it and what would be right.
pub fn judge(field: &str) -> Result<(), (String, String)> {
    let is_extra =
        field.strip_prefix("extra.").is_some_and(|name| !name.is_empty() && slug(name) == name.replace('_', "-"));
    if field.is_empty() || is_extra || own().any(|name| name == field) {
        return Ok(());
    }
    let help = nearest(field, own()).map_or_else(
        || format!("write one of: {}; or `extra.` and a name of your own", own().collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean `{near}`?"),
    );
    Err((format!("no field of a page is called `{field}`"), help))
}

/// The field that an old one is, and how sure that is: the less, the surer.
fn meant(name: &str, said: &Said) -> Option<(String, usize)> {
    if let Some(field) = said.get(name) {
        return (!field.is_empty()).then(|| (field.clone(), 0));
    }
    let word = slug(&apart(name));
    let known = WORDS.iter().find_map(|(field, words)| Some((*field, words.iter().position(|known| *known == word)?)));
    let other = || {
        let is_ours =
            |field: &&str| Column::named(Kind::Page, field).is_some() && WORDS.iter().any(|(name, _)| name == field);
        synonyms::meant(Kind::Page, &word).find(is_ours).map(|field| (field, usize::MAX))
    };
    known.or_else(other).map(|(field, rank)| (field.to_string(), rank.saturating_add(1)))
}

/// `lastReviewed` as two words.
fn apart(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && out.ends_with(|before: char| before.is_lowercase()) {
            out.push('-');
        }
        out.push(letter);
    }
    out
}

/// Reads the fields of a page. What is not taken over is told.
pub fn read(values: &Values, said: &Said, today: Date, told: &mut Told, mapped: &mut FieldCounts) -> Fields {
    let mut found: BTreeMap<String, Vec<(usize, &str, &Value)>> = BTreeMap::new();
    for (name, value) in values {
        match meant(name, said) {
            Some((field, rank)) => found.entry(field).or_default().push((rank, name, value)),
            None if ADDRESSES.contains(&&*slug(&apart(name))) => count(mapped, name, Became::OldAddress),
            None => drop_field(name, value, told, mapped),
        }
    }
    let mut fields = Fields::default();
    for (field, mut olds) in found {
        olds.sort_by_key(|(rank, ..)| *rank);
        let mut is_taken = false;
        for (_, name, value) in olds {
            if field == "former_ids" {
                count(mapped, name, Became::OldAddresses);
            } else if !is_taken && fields.take(&field, name, value, today, told) {
                is_taken = true;
                count(mapped, name, what_became(name, &field));
            } else {
                drop_field(name, value, told, mapped);
            }
        }
    }
    fields
}

fn what_became(name: &str, field: &str) -> Became {
    match field {
        "reviewed" if name != field && is_day_of_post(name) => Became::Written,
        field => Became::Field(field.to_string()),
    }
}

fn count(mapped: &mut FieldCounts, name: &str, became: Became) {
    *mapped.entry((name.to_string(), became)).or_default() += 1;
}

/// Whether a field says when a post was written, and not when somebody last looked at it.
fn is_day_of_post(name: &str) -> bool {
    slug(name) == "date"
}

fn drop_field(name: &str, value: &Value, told: &mut Told, mapped: &mut FieldCounts) {
    if *value == Value::Null || *value == Value::String(String::new()) {
        return;
    }
    count(mapped, name, Became::LeftOut);
    let value = single(value).unwrap_or_else(|| value.to_string());
    told.dropped(format!("the field `{name}`: {value}"));
}

impl Fields {
    /// Takes a value, if it fits.
    fn take(&mut self, field: &str, name: &str, value: &Value, today: Date, told: &mut Told) -> bool {
        let (text, day) = (single(value), single(value).as_deref().and_then(day));
        match field {
            "title" => keep(&mut self.title, text),
            "summary" => keep(&mut self.summary, text),
            "menu" => keep(&mut self.menu, text),
            "owner" => keep(&mut self.owner, text),
            "order" => keep(&mut self.order, text.and_then(|text| text.parse().ok()).filter(|order| *order <= 1000)),
            "review_every" => keep(&mut self.review_every, text.filter(|text| Period::parse(text).is_some())),
            "expires" => {
                if let Some(day) = day.filter(|day| *day < today) {
                    told.changed(format!("`{name}` is over since {day}, so the page is not on the site"));
                }
                keep(&mut self.expires, day)
            }
            "publish_from" => keep(&mut self.publish_from, day),
            // What is to come is no day on which somebody has looked.
            "reviewed" if day.is_some_and(|day| day > today) => {
                let is_first = is_day_of_post(name) && self.publish_from.is_none();
                if is_first {
                    told.changed(format!("`{name}` is to come, so it is `publish_from`"));
                    self.publish_from = day;
                }
                is_first
            }
            "reviewed" if is_day_of_post(name) => keep(&mut self.written, day),
            "reviewed" => keep(&mut self.reviewed, day),
            "draft" => {
                let is_yes = *value == true || text.as_deref() == Some("true");
                self.is_draft |= if slug(name) == "published" { !is_yes } else { is_yes };
                true
            }
            other => match (other.strip_prefix("extra."), texts(value)) {
                (Some(own), items) if !items.is_empty() => {
                    self.extra.push((own.to_string(), items));
                    true
                }
                _ => false,
            },
        }
    }

    /// The fields as they stand above a page's text.
    pub fn written(&self, former: &[String]) -> String {
        let mut out = String::from("---\n");
        let mut line = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                out.push_str(&format!("{name}: {value}\n"));
            }
        };
        let text = |text: &Option<String>| text.as_deref().map(scalar);
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        line("title", text(&self.title));
        line("summary", text(&self.summary));
        line("menu", text(&self.menu));
        line("order", self.order.map(|order| order.to_string()));
        line("owner", text(&self.owner));
        line("reviewed", day(self.reviewed));
        line("as_of", day(self.as_of));
        line("review_every", text(&self.review_every));
        line("draft", self.is_draft.then(|| "true".into()));
        line("publish_from", day(self.publish_from));
        line("expires", day(self.expires));
        let items = |items: &[String], indent: &str| {
            items.iter().map(|item| format!("\n{indent}- {}", scalar(item))).collect::<String>()
        };
        line("former_ids", (!former.is_empty()).then(|| items(former, "  ")));
        let extra = self.extra.iter().map(|(name, list)| format!("\n  {name}:{}", items(list, "    ")));
        line("extra", (!self.extra.is_empty()).then(|| extra.collect()));
        out.push_str("---\n");
        out.replace(": \n", ":\n")
    }
}

fn keep<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let fits = value.is_some();
    if fits {
        *place = value;
    }
    fits
}

/// A day, however another program writes it; the time of the day is nobody's concern.
fn day(text: &str) -> Option<Date> {
    let start = text.get(..10).and_then(|day| day.parse().ok());
    let is_whole = text.get(10..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['T', ' ', 't']));
    start.filter(|_| is_whole).or_else(|| in_words(text)).or_else(|| month_first(text))
}

/// `January 2, 2020`.
fn month_first(text: &str) -> Option<Date> {
    let (month, rest) = text.split_once(' ')?;
    let (day, year) = rest.split_once(' ')?;
    in_words(&format!("{} {month} {year}", day.trim_end_matches(',')))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn taken(values: Value) -> (Fields, Told) {
        let mut told = Told::default();
        let values = values.as_object().cloned().unwrap_or_default();
        let fields = read(&values, &Said::new(), "2026-11-23".parse().unwrap(), &mut told, &mut FieldCounts::new());
        (fields, told)
    }

    #[test]
    fn fields_of_other_programs_are_known_by_their_names() {
        let (fields, told) = taken(json!({
            "title": "Our team: a look", "description": "Who we\nare.", "date": "2019-01-01", "layout": "page",
            "last_reviewed_on": "2026-01-02", "review_in": "6 months", "weight": 7, "tags": ["a", "b"], "draft": false
        }));
        let written = "---\ntitle: \"Our team: a look\"\nsummary: Who we are.\norder: 7\nreviewed: 2026-01-02\n\
                       review_every: 6 months\nformer_ids:\n  - /a/\nextra:\n  tags:\n    - a\n    - b\n---\n";
        assert_eq!(fields.written(&["/a/".into()]), written);
        assert_eq!(told.dropped, ["the field `layout`: page", "the field `date`: 2019-01-01"]);
    }

    #[test]
    fn a_day_to_come_is_no_review() {
        let (fields, _) = taken(json!({"date": "2027-01-02T10:00:00Z", "published": false}));
        assert_eq!((fields.publish_from, fields.reviewed), (day("2027-01-02"), None));
        assert!(fields.is_draft);
        let (fields, _) = taken(json!({"date": "2019-01-02"}));
        assert_eq!((fields.written, fields.reviewed), (day("2019-01-02"), None), "nor is the day of a post");
    }

    #[test]
    fn days_are_read_however_they_are_written() {
        for text in ["2020-01-02", "2020-01-02 10:00:00 +0000", "2 January 2020", "January 2, 2020", "2 Jan 2020"] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some("2020-01-02"), "{text}");
        }
        assert_eq!((day("soon"), day("03/04/2020")), (None, None));
    }

    #[test]
    fn what_is_said_of_a_field_must_be_one() {
        assert!(judge("summary").is_ok() && judge("extra.colour").is_ok() && judge("").is_ok());
        assert_eq!(judge("sumary").unwrap_err().1, "did you mean `summary`?");
    }
}
