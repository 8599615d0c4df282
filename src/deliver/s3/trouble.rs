//! Why a store did not do what it was asked to, in words that say what to do about it. No key and no signature is ever in
//! them: of addresses, only the bucket and the path are told.
#![expect(clippy::wildcard_enum_match_arm, reason = "stores and systems know more than what is told apart")]

use std::io;

use jiff::Timestamp;

use super::ask::{Answer, Ask, What};
use crate::characters::shown;
use crate::error::Error;

/// Whether somebody may well answer in a moment.
pub(super) fn may_pass(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::Io(error) => error.kind() != io::ErrorKind::InvalidData,
        ureq::Error::Timeout(_) | ureq::Error::Protocol(_) | ureq::Error::ConnectionFailed => true,
        _ => false,
    }
}

/// Says that nobody answered.
pub(super) fn silence(place: &str, error: &ureq::Error) -> Error {
    let why = match error {
        ureq::Error::Timeout(_) => "the store did not answer in time",
        ureq::Error::HostNotFound => "there is no store of that name",
        ureq::Error::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused => "the store refused the connection",
            io::ErrorKind::TimedOut => "the store did not answer in time",
            io::ErrorKind::InvalidData => "the certificate of the store is not valid",
            _ => "the connection to the store broke",
        },
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => "the certificate of the store is not valid",
        _ => "what answers there is no store",
    };
    told(place, why, "look at --endpoint and at the connection, then publish again: nothing is lost")
}

/// Says why a store refused.
pub(super) fn refusal(place: &str, ask: Ask<'_>, answer: &Answer) -> Error {
    let (why, help) = reason(ask, answer, Timestamp::now());
    told(place, &why, &help)
}

fn told(place: &str, why: &str, help: &str) -> Error {
    Error::Usage(format!("could not publish to {place}: {why}\n  help: {help}"))
}

fn reason(ask: Ask<'_>, answer: &Answer, now: Timestamp) -> (String, String) {
    let both = |why: &str, help: &str| (why.to_string(), help.to_string());
    let apart = answer.now.map_or(0, |theirs| now.duration_since(theirs).as_secs());
    match (answer.status, answer.code.as_str()) {
        (_, "RequestTimeTooSkewed") => clock(apart),
        // A signature that is good is refused where it seems too old, or not yet made.
        (400 | 403, _) if apart.abs() > 5 * 60 => clock(apart),
        (_, "SignatureDoesNotMatch") => both(
            "the store does not accept the signature",
            "AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID, or --region is not that of the store",
        ),
        (_, "InvalidAccessKeyId") => both("the store does not know the key", "look at AWS_ACCESS_KEY_ID"),
        (_, "ExpiredToken" | "InvalidToken" | "TokenRefreshRequired") => both(
            "access that was lent for a while has ended",
            "get new keys, AWS_SESSION_TOKEN among them; if yours are not lent, unset AWS_SESSION_TOKEN",
        ),
        (_, "NoSuchBucket") => both("there is no such bucket", "make it first, or look at its name and at --endpoint"),
        (301 | 302 | 307 | 308, _) | (400, "AuthorizationHeaderMalformed" | "AuthorizationQueryParametersError") => {
            elsewhere(answer.region.as_deref())
        }
        (401 | 403, _) => (
            format!("the key may not {} {}", verb(ask.what), ask.key),
            "it must be allowed s3:GetObject, s3:PutObject and s3:DeleteObject on the objects there, and s3:ListBucket on \
             the bucket"
                .into(),
        ),
        (405 | 501, _) => both("the store does not do what was asked", "look at --endpoint: is it that of a store?"),
        (413, _) | (_, "EntityTooLarge") => {
            (format!("{} is larger than the store takes at once", ask.key), "make the file smaller".into())
        }
        (500.., _) => both("the store has trouble of its own", "publish again later: nothing is lost"),
        (status, code) => {
            let code = if code.is_empty() { String::new() } else { format!(", {}", shown(code)) };
            let why = format!("the store would not {} {} (status {status}{code})", verb(ask.what), ask.key);
            (why, "look at --endpoint, --region and --bucket-in".into())
        }
    }
}

fn verb(what: What) -> &'static str {
    match what {
        What::Read => "read",
        What::Write => "write",
        What::Remove => "remove",
    }
}

fn clock(apart: i64) -> (String, String) {
    let (minutes, way) = (apart.unsigned_abs() / 60, if apart > 0 { "fast" } else { "slow" });
    let why = if minutes == 0 {
        "the clocks of this computer and of the store differ".to_string()
    } else {
        format!("the clock of this computer is {minutes} minutes {way}, by that of the store")
    };
    (why, "set the clock, then publish again".into())
}

fn elsewhere(region: Option<&str>) -> (String, String) {
    match region {
        Some(region) => {
            let region = shown(region);
            (format!("the bucket is in the region {region}"), format!("say --region {region}"))
        }
        None => ("the bucket is elsewhere".into(), "look at --region and --endpoint".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(status: u16, code: &str, minutes: i64) -> String {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
        let theirs = now - jiff::SignedDuration::from_mins(minutes);
        let answer = Answer { status, code: code.into(), now: Some(theirs), ..Answer::default() };
        let ask = Ask { what: What::Write, key: "about.html", headers: &[], body: &[] };
        let (why, help) = reason(ask, &answer, now);
        format!("{why}. {help}")
    }

    #[test]
    fn each_trouble_says_what_to_do_about_it() {
        for (status, code, minutes, words) in [
            (403, "SignatureDoesNotMatch", 0, "AWS_SECRET_ACCESS_KEY does not belong"),
            (403, "InvalidAccessKeyId", 0, "look at AWS_ACCESS_KEY_ID"),
            (403, "AccessDenied", 0, "may not write about.html"),
            (403, "AccessDenied", 20, "20 minutes fast"),
            (403, "RequestTimeTooSkewed", -30, "30 minutes slow"),
            (403, "RequestTimeTooSkewed", 0, "clocks"),
            (400, "ExpiredToken", 0, "AWS_SESSION_TOKEN"),
            (404, "NoSuchBucket", 0, "no such bucket"),
            (301, "PermanentRedirect", 0, "--region"),
            (503, "SlowDown", 0, "publish again later"),
            (400, "Odd\u{1b}[2J", 0, "status 400, Odd"),
        ] {
            let told = told_of(status, code, minutes);
            assert!(told.contains(words), "{status} {code}: {told}");
            assert!(!told.contains('\u{1b}'));
        }
    }
}
