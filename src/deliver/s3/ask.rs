//! What a store is asked, and what it answers.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use ureq::Body;
use ureq::http::{HeaderMap, Response};

/// The longest answer that is read: the list of a very large site.
const LONGEST: u64 = 256 << 20;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask<'a> {
    pub what: What,
    pub key: &'a str,
    pub headers: &'a [(&'static str, &'a str)],
    pub body: &'a [u8],
}

/// What is to be done with an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Read,
    Write,
    Remove,
}

/// What came back.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub status: u16,
    /// The store's own word for what is wrong.
    pub code: String,
    /// By which this state of an object is known.
    pub mark: Option<String>,
    /// When it was answered and when the object was written, by the store's clock.
    pub now: Option<Timestamp>,
    pub written: Option<Timestamp>,
    /// Where the bucket is, if not where it was looked for.
    pub region: Option<String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn read(mut response: Response<Body>) -> Result<Answer, ureq::Error> {
        let headers = response.headers();
        let text = |name: &str| header(headers, name).map(str::to_string);
        let time = |name: &str| DateTimeParser::new().parse_timestamp(header(headers, name)?).ok();
        let mut answer = Answer {
            status: response.status().as_u16(),
            mark: text("etag"),
            now: time("date"),
            written: time("last-modified"),
            region: text("x-amz-bucket-region"),
            ..Answer::default()
        };
        answer.body = response.body_mut().with_config().limit(LONGEST).read_to_vec()?;
        if !answer.is_good() {
            let text = String::from_utf8_lossy(&answer.body);
            answer.code = element(&text, "Code").unwrap_or_default();
            answer.region = answer.region.or_else(|| element(&text, "Region"));
        }
        Ok(answer)
    }

    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the same may well be answered otherwise in a moment.
    pub fn may_pass(&self) -> bool {
        let is_busy = ["RequestTimeout", "ConditionalRequestConflict", "OperationAborted"].contains(&&*self.code);
        is_busy || matches!(self.status, 408 | 429 | 500 | 502..=599)
    }

    /// How long ago the object was written, by the store's clock.
    pub fn age(&self) -> Option<Duration> {
        let age = self.now?.duration_since(self.written?);
        Some(Duration::try_from(age).unwrap_or_default())
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// The text of the first element of a name.
fn element(text: &str, name: &str) -> Option<String> {
    let (_, after) = text.split_once(&format!("<{name}>"))?;
    let (inside, _) = after.split_once(&format!("</{name}>"))?;
    Some(inside.chars().take(100).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_store_are_found_in_its_answer() {
        let answer = "<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code><Region>eu-west-2</Region></Error>";
        assert_eq!(element(answer, "Code").as_deref(), Some("NoSuchKey"));
        assert_eq!(element(answer, "Region").as_deref(), Some("eu-west-2"));
        assert_eq!(element("<html>", "Code"), None);
    }
}
