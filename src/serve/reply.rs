//! One answer as bytes: status, type, and the part that was asked for.

use std::sync::Arc;

use crate::host::type_of;

/// What browsers are told of every answer: it is what it says it is, no other website may load it as a script, a picture
/// or the like, and none may show it in a frame.
const GUARDS: &str = "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
    Content-Security-Policy: frame-ancestors 'self'\r\n";

/// An answer to one request.
#[derive(Debug)]
pub struct Reply {
    status: u16,
    kind: &'static str,
    fields: Vec<(&'static str, String)>,
    body: Arc<[u8]>,
    /// Whether a part of it may be asked for.
    in_parts: bool,
}

impl Reply {
    /// How a stream of events begins.
    pub fn stream() -> String {
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n{GUARDS}\
             Connection: close\r\n\r\nretry: 500\n\n"
        )
    }

    pub fn text(status: u16, text: &str) -> Reply {
        let body = format!("{text}\n").into_bytes().into();
        Reply { status, kind: "text/plain; charset=utf-8", fields: Vec::new(), body, in_parts: false }
    }

    /// An answer that leaves the page where it is.
    pub fn empty(status: u16) -> Reply {
        Reply { status, kind: "text/plain; charset=utf-8", fields: Vec::new(), body: Arc::new([]), in_parts: false }
    }

    pub fn html(status: u16, html: Vec<u8>) -> Reply {
        Reply { status, kind: type_of("x.html"), fields: Vec::new(), body: html.into(), in_parts: false }
    }

    pub fn file(name: &str, body: Arc<[u8]>) -> Reply {
        Reply { status: 200, kind: type_of(name), fields: Vec::new(), body, in_parts: true }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.fields.push((name, value.into()));
        self
    }

    /// All bytes of the answer.
    pub fn bytes(mut self, range: Option<&str>, head_only: bool) -> Vec<u8> {
        let length = self.body.len();
        let part = match range.filter(|_| self.in_parts).map(|range| parse_range(range, length)) {
            Some(Range::Part(start, end)) => {
                self.status = 206;
                self.fields.push(("Content-Range", format!("bytes {start}-{}/{length}", end - 1)));
                start..end
            }
            Some(Range::Outside) => {
                self.status = 416;
                self.fields.push(("Content-Range", format!("bytes */{length}")));
                0..0
            }
            Some(Range::Whole) | None => 0..length,
        };
        let (status, kind) = (self.status, self.kind);
        let mut head = format!(
            "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
             {GUARDS}Connection: close\r\n",
            reason(status),
            part.len()
        );
        if self.in_parts {
            head.push_str("Accept-Ranges: bytes\r\n");
        }
        for (name, value) in &self.fields {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        if !head_only {
            bytes.extend_from_slice(&self.body[part]);
        }
        bytes
    }
}

/// Leads to a page once a form has been acted upon, so that loading it again sends nothing again.
pub fn lead_to(address: &str) -> Reply {
    Reply::text(303, "Done").with("Location", address)
}

#[derive(Debug, PartialEq, Eq)]
enum Range {
    Whole,
    Part(usize, usize),
    Outside,
}

/// One range of bytes. Several at once, and what is no range, mean the whole file.
fn parse_range(range: &str, length: usize) -> Range {
    let Some((from, to)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Range::Whole;
    };
    match (from.parse::<usize>(), to.parse::<usize>()) {
        (Ok(from), Ok(to)) if from > to => Range::Whole,
        (Ok(from), Ok(_)) if from >= length => Range::Outside,
        (Ok(from), Err(_)) if from >= length && to.is_empty() => Range::Outside,
        (Ok(from), Ok(to)) => Range::Part(from, to.saturating_add(1).min(length)),
        (Ok(from), Err(_)) if to.is_empty() => Range::Part(from, length),
        (Err(_), Ok(0)) if from.is_empty() => Range::Outside,
        (Err(_), Ok(last)) if from.is_empty() && length > 0 => Range::Part(length.saturating_sub(last), length),
        _ => Range::Whole,
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        206 => "Partial Content",
        300 => "Multiple Choices",
        301 => "Moved Permanently",
        303 => "See Other",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        416 => "Range Not Satisfiable",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_head_ends_as_http_has_it() {
        let page = Reply::text(200, "").bytes(None, false);
        for head in [Reply::stream().into_bytes(), page] {
            let text = String::from_utf8(head).unwrap();
            let (head, _) = text.split_once("\r\n\r\n").expect("a head ends with an empty line");
            assert!(!head.replace("\r\n", "").contains(['\r', '\n']), "{head:?}");
        }
    }

    #[test]
    fn ranges_are_read_as_media_players_write_them() {
        assert_eq!(parse_range("bytes=0-3", 10), Range::Part(0, 4));
        assert_eq!(parse_range("bytes=4-", 10), Range::Part(4, 10));
        assert_eq!(parse_range("bytes=-3", 10), Range::Part(7, 10));
        assert_eq!(parse_range("bytes=-99", 10), Range::Part(0, 10));
        assert_eq!(parse_range("bytes=8-99999999999999", 10), Range::Part(8, 10));
        assert_eq!(parse_range("bytes=10-", 10), Range::Outside);
        for odd in ["bytes=5-2", "bytes=0-1,4-5", "bytes=x-", "bytes=-", "lines=1-2", "", "bytes=99999999999999999999-"]
        {
            assert_eq!(parse_range(odd, 10), Range::Whole, "{odd}");
        }
    }
}
