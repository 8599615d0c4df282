//! Reads scripts for what could send something or keep it where it is sent along: cookies, requests, beacons, sockets.
//!
//! A script can hide what it does. This finds what a script says in its own words, outside of comments, which is
//! enough for those who do not want to hide it; `docs/hosting.md` says what a host can set to be certain.

use std::ops::Range;

use super::document::Document;
use super::names::{Name, Tag};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::Span;

/// Words by which a script sends something.
const SENDERS: [&str; 8] = [
    "fetch",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "importScripts",
];

/// Words by which a script keeps what is sent along with each page.
const COOKIES: [&str; 2] = ["cookie", "cookieStore"];

/// Scripts inside pages.
pub(super) fn check(page: &Document<'_>, found: &mut Vec<Diagnostic>) {
    for script in page.all(Tag::Script).filter(|script| !script.has(Name::Src)) {
        let kind = script.get(Name::Type).unwrap_or("").trim().to_ascii_lowercase();
        if !(kind.is_empty() || kind == "module" || kind.ends_with("javascript") || kind.ends_with("ecmascript")) {
            continue;
        }
        for (_, text) in script.texts() {
            judge(text, |_| script.span(), found);
        }
    }
}

/// Judges a script; `at` says where a part of it can be edited.
pub(super) fn judge(script: &str, at: impl Fn(Range<usize>) -> Span, found: &mut Vec<Diagnostic>) {
    for range in words(script) {
        let word = &script[range.clone()];
        if COOKIES.contains(&word) {
            found.push(catalogue::cookie(at(range), word));
        } else if SENDERS.contains(&word) {
            found.push(catalogue::script_sends(at(range), word));
        }
    }
}

/// The words of a script's code, and strings that are one word: `document["cookie"]` is `document.cookie`.
fn words(script: &str) -> Vec<Range<usize>> {
    let bytes = script.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut last) = (0, b';');
    while at < bytes.len() {
        let byte = bytes[at];
        let start = at;
        match byte {
            b'/' if bytes.get(at + 1) == Some(&b'/') => at += find(&bytes[at..], b"\n"),
            b'/' if bytes.get(at + 1) == Some(&b'*') => at += 2 + find(&bytes[at + 2..], b"*/") + 2,
            b'/' if begins_pattern(last) => at = end_of(bytes, at, b'/'),
            b'"' | b'\'' => {
                at = end_of(bytes, at, byte);
                if script.get(start + 1..at.saturating_sub(1)).is_some_and(|text| text.bytes().all(is_word)) {
                    found.push(start + 1..at - 1);
                }
                last = byte;
            }
            _ if is_word(byte) => {
                at += bytes[at..].iter().take_while(|byte| is_word(**byte)).count();
                found.push(start..at);
                // After these words a `/` begins a pattern; after others it divides.
                last =
                    if matches!(&script[start..at], "return" | "typeof" | "case" | "in" | "of") { b';' } else { byte };
            }
            _ => {
                at += 1;
                last = if byte.is_ascii_whitespace() { last } else { byte };
            }
        }
    }
    found
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

/// Whether a `/` after this byte begins a pattern and does not divide.
fn begins_pattern(last: u8) -> bool {
    matches!(last, b'(' | b',' | b'=' | b':' | b'[' | b'!' | b'&' | b'|' | b'?' | b'{' | b'}' | b';' | b'+' | b'>')
}

/// How far it is to some bytes, or to the end.
fn find(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).position(|window| window == wanted).unwrap_or(bytes.len())
}

/// One past the closing byte of a string or a pattern, which ends with its line at the latest.
fn end_of(bytes: &[u8], start: usize, close: u8) -> usize {
    let (mut at, mut in_set) = (start + 1, false);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' => return at,
            b'[' if close == b'/' => in_set = true,
            b']' => in_set = false,
            byte if byte == close && !in_set => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn found(script: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let path = SourcePath::new("a.js");
        judge(script, |range| Span::new(&path, range), &mut found);
        found.iter().map(|finding| &script[finding.span.start..finding.span.end]).collect()
    }

    #[test]
    fn code_is_told_from_what_is_only_said() {
        assert_eq!(found("document.cookie = 'a'"), ["cookie"]);
        assert_eq!(found("window['fetch']('/x'); new WebSocket(u)"), ["fetch", "WebSocket"]);
        assert!(found("// no cookie\n/* fetch */ say('we fetch no cookie'); prefetch(a.cookies)").is_empty());
        assert_eq!(found("let a = b / c; // '\nfetch(a)"), ["fetch"]);
        assert_eq!(found("let a = /[/'\"]/.test(b); fetch(a)"), ["fetch"]);
        assert_eq!(found("say(`we ${fetch(a)}`)"), ["fetch"]);
        assert_eq!(found("let x = \"unclosed\nfetch(a)"), ["fetch"]);
        assert!(found("ends in a comment /*").is_empty());
    }
}
