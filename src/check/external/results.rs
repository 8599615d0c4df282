//! What outside addresses answered, and when: a table that `trellis check --external` writes and every check reads.
//!
//! One failure says little, so a table counts on how many days in a row nobody answered.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Map, Value, json};

/// Days after which an address that answered is asked again.
const FRESH_DAYS: i64 = 7;
/// Days on which an address must have failed, and days from the first to the last of them, before anybody is told.
const GRACE_LOOKS: u64 = 3;
const GRACE_DAYS: i64 = 7;

/// What came of asking an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Fine,
    /// The page has moved for good.
    Moved {
        to: String,
    },
    /// The page is not there, or nobody answers.
    Failed {
        why: String,
    },
    /// Somebody is there and does not let programs in, which says nothing about the page.
    Refused {
        why: String,
    },
}

/// The last look at one address.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ProbeRecord {
    on: Date,
    answer: Answer,
    /// The first day of failing without a break, and on how many days it was looked at since then.
    failing: Option<(Date, u64)>,
}

/// The last look at each address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results(BTreeMap<String, ProbeRecord>);

/// What an author should be told about an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Verdict {
    Dead { since: Date, why: String },
    Moved { to: String },
}

impl Results {
    /// Reads a table; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Results, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let addresses = value.get("addresses").and_then(Value::as_object).ok_or("it has no group `addresses`")?;
        let look = |(address, value): (&String, &Value)| match look(value) {
            Some(look) => Ok((address.clone(), look)),
            None => Err(format!("what it says of {address} is not what Trellis writes")),
        };
        addresses.iter().map(look).collect::<Result<_, _>>().map(Results)
    }

    /// The table as a file.
    pub fn text(&self) -> String {
        let addresses: Map<String, Value> =
            self.0.iter().map(|(address, look)| (address.clone(), look.value())).collect();
        let about = "What other websites answered. `trellis check --external` writes this file.";
        let text = serde_json::to_string_pretty(&json!({ "about": about, "addresses": addresses }));
        text.expect("texts, numbers and maps of them are JSON") + "\n"
    }

    /// Those of these addresses that should be asked today: new ones, those that failed, and old answers.
    pub fn due<'a>(&self, addresses: impl IntoIterator<Item = &'a str>, today: Date) -> BTreeSet<&'a str> {
        let is_due = |address: &&str| match self.0.get(*address) {
            None => true,
            Some(look) if look.failing.is_some() => look.on != today,
            // A day that is yet to come was written by a clock that went wrong.
            Some(look) => !(0..FRESH_DAYS).contains(&days(look.on, today)),
        };
        addresses.into_iter().filter(is_due).collect()
    }

    /// Notes what an address answered today.
    pub fn record(&mut self, address: &str, answer: Answer, today: Date) {
        let before = self.0.get(address).filter(|look| look.on <= today);
        let failing = match &answer {
            Answer::Failed { .. } => Some(match before.and_then(|look| Some((look.on, look.failing?))) {
                Some((on, (since, looks))) => (since, looks + u64::from(on != today)),
                None => (today, 1),
            }),
            // Who refuses programs may still have lost the page: the count goes on when there is a real answer.
            Answer::Refused { .. } => before.and_then(|look| look.failing),
            Answer::Fine | Answer::Moved { .. } => None,
        };
        self.0.insert(address.to_string(), ProbeRecord { on: today, answer, failing });
    }

    /// Forgets addresses that nobody links to any more.
    pub fn keep_only(&mut self, addresses: &BTreeSet<&str>) {
        self.0.retain(|address, _| addresses.contains(&**address));
    }

    /// Addresses that authors should be told about.
    pub(in super::super) fn verdicts(&self) -> BTreeMap<String, Verdict> {
        self.0.iter().filter_map(|(address, look)| Some((address.clone(), look.verdict()?))).collect()
    }

    /// Addresses that failed, but not often enough for anybody to be told.
    pub fn waiting(&self) -> usize {
        self.0.values().filter(|look| look.failing.is_some() && look.verdict().is_none()).count()
    }
}

impl ProbeRecord {
    fn verdict(&self) -> Option<Verdict> {
        match (&self.answer, self.failing) {
            (Answer::Moved { to }, _) => Some(Verdict::Moved { to: to.clone() }),
            (Answer::Failed { why }, Some((since, looks)))
                if looks >= GRACE_LOOKS && days(since, self.on) >= GRACE_DAYS =>
            {
                Some(Verdict::Dead { since, why: why.clone() })
            }
            _ => None,
        }
    }

    fn value(&self) -> Value {
        let mut value = json!({ "looked": self.on.to_string() });
        let (answer, detail) = match &self.answer {
            Answer::Fine => ("fine", None),
            Answer::Moved { to } => ("moved", Some(("to", to))),
            Answer::Failed { why } => ("failed", Some(("why", why))),
            Answer::Refused { why } => ("refused", Some(("why", why))),
        };
        value["answer"] = answer.into();
        if let Some((name, text)) = detail {
            value[name] = text.as_str().into();
        }
        if let Some((since, looks)) = self.failing {
            value["failing_since"] = since.to_string().into();
            value["failing_looks"] = looks.into();
        }
        value
    }
}

fn look(value: &Value) -> Option<ProbeRecord> {
    let text = |name: &str| Some(value.get(name)?.as_str()?.to_string());
    let day = |name: &str| text(name)?.parse().ok();
    let answer = match &*text("answer")? {
        "fine" => Answer::Fine,
        "moved" => Answer::Moved { to: text("to")? },
        "failed" => Answer::Failed { why: text("why")? },
        "refused" => Answer::Refused { why: text("why")? },
        _ => return None,
    };
    let failing = match value.get("failing_since") {
        Some(_) => Some((day("failing_since")?, value.get("failing_looks")?.as_u64()?)),
        None => None,
    };
    Some(ProbeRecord { on: day("looked")?, answer, failing })
}

fn days(from: Date, to: Date) -> i64 {
    (to - from).get_days().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://a.uk/page";

    fn day(day: i8) -> Date {
        Date::constant(2026, 11, day)
    }

    fn failed() -> Answer {
        Answer::Failed { why: "404 Not Found".into() }
    }

    /// Results after looks on these days.
    fn after(looks: &[(i8, Answer)]) -> Results {
        let mut results = Results::default();
        looks.iter().for_each(|(on, answer)| results.record(PAGE, answer.clone(), day(*on)));
        assert_eq!(Results::parse(&results.text()).as_ref(), Ok(&results));
        results
    }

    fn is_told(looks: &[(i8, Answer)]) -> bool {
        let results = after(looks);
        let told = results.verdicts().contains_key(PAGE);
        assert!(!told || results.waiting() == 0);
        told
    }

    #[test]
    fn one_outage_is_told_to_nobody() {
        assert!(!is_told(&[(1, failed())]));
        assert!(!is_told(&[(1, failed()), (9, failed())]), "two looks");
        assert!(!is_told(&[(1, failed()), (2, failed()), (3, failed())]), "two days");
        assert!(!is_told(&[(1, failed()), (1, failed()), (9, failed())]), "a second look on one day");
        assert!(is_told(&[(1, failed()), (4, failed()), (8, failed())]));
        assert!(!is_told(&[(1, failed()), (4, Answer::Fine), (8, failed()), (9, failed())]), "it came back");
    }

    #[test]
    fn a_refusal_neither_tells_nor_forgets() {
        let refused = Answer::Refused { why: "403 Forbidden".into() };
        assert!(!is_told(&[(1, refused.clone()), (4, refused.clone()), (9, refused.clone())]));
        assert!(!is_told(&[(1, failed()), (4, failed()), (8, refused.clone())]));
        assert!(is_told(&[(1, failed()), (4, failed()), (6, refused), (8, failed())]));
    }

    #[test]
    fn a_fresh_answer_is_not_asked_for_again() {
        let due = |results: &Results, on: i8| !results.due([PAGE], day(on)).is_empty();
        assert!(due(&Results::default(), 1));
        let fine = after(&[(10, Answer::Fine)]);
        assert_eq!([9, 10, 16, 17].map(|on| due(&fine, on)), [true, false, false, true]);
        let failed = after(&[(10, failed())]);
        assert_eq!([10, 11].map(|on| due(&failed, on)), [false, true]);
    }

    #[test]
    fn what_is_no_table_is_told() {
        assert_eq!(Results::parse("{}").unwrap_err(), "it has no group `addresses`");
        let wrong = r#"{"addresses": {"https://a.uk": {"looked": "soon", "answer": "fine"}}}"#;
        assert_eq!(Results::parse(wrong).unwrap_err(), "what it says of https://a.uk is not what Trellis writes");
        assert!(Results::parse("not JSON").is_err());
    }
}
