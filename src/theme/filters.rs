//! What templates can do to values. Every filter is pure: the same words in, the same words out.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::Strings;
use super::marks::Mark;

pub(super) fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    let words = strings.clone();
    tera.register_filter("t", move |key: &str, arguments: Kwargs, _: &State<'_>| translate(&words, key, &arguments));
    let words = strings.clone();
    tera.register_filter("date", move |date: &str, _: Kwargs, _: &State<'_>| date_in_words(&words, date));
    tera.register_filter("json", |text: &str, _: Kwargs, _: &State<'_>| script_json(text));
    tera.register_filter("pounds", |amount: i64, _: Kwargs, _: &State<'_>| format!("£{}", grouped(amount)));
}

/// The same words as the filter `t` says, with a mark around those of the site's own theme.
pub(super) fn mark_words(tera: &mut Tera, strings: &Arc<Strings>) {
    let strings = strings.clone();
    let marked = move |key: &str, arguments: Kwargs, _: &State<'_>| {
        let words = translate(&strings, key, &arguments)?;
        Ok::<String, Error>(match strings.own_number(key) {
            Some(number) => Mark::Words(number).around(&words),
            None => words,
        })
    };
    tera.register_filter("t", marked);
}

fn translate(strings: &Strings, key: &str, arguments: &Kwargs) -> TeraResult<String> {
    let argument = |(name, value): (&tera::value::Key<'static>, &Value)| {
        let text = value.as_str().map(str::to_string);
        let number = value.as_i64().map(|number| number as f64);
        (name.to_string(), text, number)
    };
    let arguments: Vec<_> = arguments.iter().map(argument).collect();
    strings.get(key, &arguments).ok_or_else(|| {
        Error::message(match strings.wants(key) {
            Some(wanted) => format!("the words `{key}` want to be given `{}`", wanted.join("`, `")),
            None => format!("the theme has no words for `{key}`: add it to its strings"),
        })
    })
}

/// `2026-11-23`, `2026-11-23T09:30` or `2026-11-23T09:30+00:00` as people write it.
fn date_in_words(strings: &Strings, date: &str) -> TeraResult<String> {
    let (day, time) = date.split_once('T').map_or((date, None), |(day, time)| (day, Some(time)));
    let parsed: jiff::civil::Date = day.parse().map_err(|_| Error::message(format!("`{date}` is not a date")))?;
    let month = strings.get(&format!("month-{}", parsed.month()), &[]).unwrap_or_else(|| parsed.month().to_string());
    let words = format!("{} {month} {}", parsed.day(), parsed.year());
    Ok(match time {
        // Hours and minutes.
        Some(time) => format!("{words}, {}", time.chars().take(5).collect::<String>()),
        None => words,
    })
}

/// A text as JSON that is safe inside a `script` element.
fn script_json(text: &str) -> Value {
    Value::safe_string(&serde_json::Value::from(text).to_string().replace('<', "\\u003c"))
}

/// `24465` as `24,465`.
fn grouped(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if amount < 0 {
        out.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(24_465), "24,465");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }
}
