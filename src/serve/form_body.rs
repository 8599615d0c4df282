//! The body of a form: taken in bounded size and time, and for addresses that take one.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::safety;

/// At and below these addresses forms are taken; no other request has a body.
const PLACES: [&str; 14] = [
    "_trellis/edit",
    "_trellis/check",
    "_trellis/preview",
    "_trellis/add",
    "_trellis/rename",
    "_trellis/duplicate",
    "_trellis/hide",
    "_trellis/delete",
    "_trellis/deleted",
    "_trellis/import",
    "_trellis/picture",
    "_trellis/changes",
    "_trellis/publish",
    "_trellis/new",
];

/// At and below these addresses a form may bring a file.
const PLACES_FOR_FILES: [&str; 2] = ["_trellis/import", "_trellis/picture"];

/// The most bytes that a form may have. Letters beyond ASCII take up to six times their size in it.
pub const MOST: usize = 4 << 20;
/// The most bytes that a form with a file may have: a photograph has up to fifteen million.
pub const MOST_WITH_FILE: usize = 32 << 20;
/// The most bytes that a form with another site may have.
pub const MOST_WITH_SITE: usize = 128 << 20;
/// Below this address a form may bring a whole site.
const PLACE_FOR_SITES: &str = "_trellis/import/pages";
/// Time for a form to arrive.
const TIME_TO_SEND: Duration = Duration::from_secs(20);

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";
const WITH_FILE: &str = "multipart/form-data";

/// What a head says of the body behind it.
#[derive(Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing that anybody would read.
    None,
    /// A form of so many bytes, and how it is written, as its head says without blanks.
    Form(usize, String),
    Bad(&'static str),
}

/// What comes behind a head, of which the lines were found to be good.
pub fn announced(head: &[u8]) -> Body {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let mut words = lines.next().unwrap_or_default().split(' ');
    let is_post = words.next() == Some("POST");
    let target = words.next().unwrap_or_default();
    if !is_post || !is_edit(target) {
        return Body::None;
    }
    let fields: Vec<(&str, &str)> =
        lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name, value.trim())).collect();
    let all = |wanted: &str| -> Vec<&str> {
        fields.iter().filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| *value).collect()
    };
    // Two readers could take different ends of the body for true.
    if !all("transfer-encoding").is_empty() || all("content-length").len() > 1 {
        return Body::Bad("400 Bad Request");
    }
    let is_of =
        |kind: &str, wanted: &str| kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(wanted);
    let most = |kind: &str| match kind {
        kind if is_of(kind, MEDIA_TYPE) => Some(MOST),
        kind if is_of(kind, WITH_FILE) && is_at_any(target, &[PLACE_FOR_SITES]) => Some(MOST_WITH_SITE),
        kind if is_of(kind, WITH_FILE) && is_at_any(target, &PLACES_FOR_FILES) => Some(MOST_WITH_FILE),
        _ => None,
    };
    match (&all("content-type")[..], all("content-length").first()) {
        (_, None) => Body::Bad("411 Length Required"),
        (_, Some(length)) if length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) => {
            Body::Bad("400 Bad Request")
        }
        ([kind], Some(length)) => match (most(kind), length.parse()) {
            (None, _) => Body::Bad("415 Unsupported Media Type"),
            (Some(most), Ok(length)) if length <= most => match kind.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
                true => Body::Form(length, kind.replace(' ', "")),
                false => Body::Bad("400 Bad Request"),
            },
            _ => Body::Bad("413 Content Too Large"),
        },
        _ => Body::Bad("415 Unsupported Media Type"),
    }
}

/// Whether a form may be sent to an address.
pub fn is_edit(target: &str) -> bool {
    is_at_any(target, &PLACES)
}

fn is_at_any(target: &str, places: &[&str]) -> bool {
    let is_at =
        |path: &str, place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    safety::path_of(target).is_some_and(|path| places.iter().any(|place| is_at(&path, place)))
}

/// Takes in a body of which the start came with the head; none if it does not come in time, or not whole.
pub fn take(mut client: &TcpStream, mut body: Vec<u8>, length: usize) -> io::Result<Option<Vec<u8>>> {
    let deadline = Instant::now() + TIME_TO_SEND;
    let mut piece = [0; 16 * 1024];
    while body.len() < length {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(None);
        }
        client.set_read_timeout(Some(left))?;
        match client.read(&mut piece) {
            Ok(0) => return Ok(None),
            Ok(read) => body.extend_from_slice(&piece[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {}
            Err(error) => return Err(error),
        }
    }
    body.truncate(length);
    Ok(Some(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(fields: &str) -> Body {
        announced(format!("POST /_trellis/edit/roles/a HTTP/1.1\r\nHost: localhost\r\n{fields}").as_bytes())
    }

    #[test]
    fn only_forms_for_the_desk_have_a_body() {
        let form = "Content-Type: application/x-www-form-urlencoded";
        assert_eq!(told(&format!("{form}\r\nContent-Length: 12")), Body::Form(12, MEDIA_TYPE.into()));
        assert_eq!(
            told(&format!("{form}; charset=UTF-8\r\ncontent-length: 0")),
            Body::Form(0, format!("{MEDIA_TYPE};charset=UTF-8"))
        );
        for (fields, status) in [
            (form.to_string(), "411"),
            (format!("{form}\r\nContent-Length: {}", MOST + 1), "413"),
            (format!("{form}\r\nContent-Length: 99999999999999999999999"), "413"),
            (format!("{form}\r\nContent-Length: -1"), "400"),
            (format!("{form}\r\nContent-Length: 1\r\nContent-Length: 1"), "400"),
            (format!("{form}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked"), "400"),
            ("Content-Type: text/plain\r\nContent-Length: 1".to_string(), "415"),
            ("Content-Length: 1".to_string(), "415"),
            ("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1".to_string(), "415"),
        ] {
            assert!(matches!(told(&fields), Body::Bad(told) if told.starts_with(status)), "{fields}");
        }
        let file = "Content-Type: multipart/form-data; boundary=x";
        let with_file = |address: &str, length: usize| {
            announced(format!("POST {address} HTTP/1.1\r\n{file}\r\nContent-Length: {length}").as_bytes())
        };
        for (address, most) in [
            ("/_trellis/import", MOST_WITH_FILE),
            ("/_trellis/picture/roles/a", MOST_WITH_FILE),
            ("/_trellis/import/pages", MOST_WITH_SITE),
        ] {
            let kind = format!("{WITH_FILE};boundary=x");
            assert_eq!(with_file(address, most), Body::Form(most, kind));
            assert_eq!(with_file(address, most + 1), Body::Bad("413 Content Too Large"));
        }
        for line in [
            "GET /_trellis/edit/roles/a",
            "POST /_trellis/open",
            "POST /",
            "POST /_trellis/edit/../open",
            "POST /_trellis/addition",
            "POST /_trellis",
        ] {
            let head = format!("{line} HTTP/1.1\r\n{form}\r\nContent-Length: 9");
            assert_eq!(announced(head.as_bytes()), Body::None, "{line}");
        }
    }
}
