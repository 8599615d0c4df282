//! The body of a form: taken in bounded size and time, for one address only, and read strictly.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::safety;

/// At and below these addresses forms are taken; no other request has a body.
const PLACES: [&str; 8] = [
    "_trellis/edit",
    "_trellis/check",
    "_trellis/add",
    "_trellis/rename",
    "_trellis/duplicate",
    "_trellis/hide",
    "_trellis/delete",
    "_trellis/deleted",
];

/// The most bytes that a form may have. Letters beyond ASCII take up to six times their size in it.
pub const MOST: usize = 4 << 20;
/// Time for a form to arrive.
const TIME_TO_SEND: Duration = Duration::from_secs(20);
/// The most fields that a form may have.
const MOST_FIELDS: usize = 4000;

const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

/// What a head says of the body behind it.
#[derive(Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing that anybody would read.
    None,
    /// A form of so many bytes.
    Form(usize),
    Bad(&'static str),
}

/// What comes behind a head, of which the lines were found to be good.
pub fn announced(head: &[u8]) -> Body {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let mut words = lines.next().unwrap_or_default().split(' ');
    let is_post = words.next() == Some("POST");
    if !is_post || !is_edit(words.next().unwrap_or_default()) {
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
    let is_form = |kind: &&str| kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(MEDIA_TYPE);
    match (&all("content-type")[..], all("content-length").first()) {
        (_, None) => Body::Bad("411 Length Required"),
        (_, Some(length)) if length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) => {
            Body::Bad("400 Bad Request")
        }
        ([kind], Some(length)) if is_form(kind) => match length.parse() {
            Ok(length) if length <= MOST => Body::Form(length),
            _ => Body::Bad("413 Content Too Large"),
        },
        _ => Body::Bad("415 Unsupported Media Type"),
    }
}

/// Whether a form may be sent to an address.
pub fn is_edit(target: &str) -> bool {
    let is_at =
        |path: &str, place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    safety::path_of(target).is_some_and(|path| PLACES.iter().any(|place| is_at(&path, place)))
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

/// The fields of a form, each of which comes once.
#[derive(Debug, Default, Clone)]
pub struct Posted(BTreeMap<String, String>);

impl Posted {
    /// Reads a body; none if it is not written as browsers write it.
    pub fn read(body: &[u8]) -> Option<Posted> {
        let mut fields = BTreeMap::new();
        for pair in body.split(|byte| *byte == b'&').filter(|_| !body.is_empty()) {
            let at = pair.iter().position(|byte| *byte == b'=')?;
            let (name, value) = (decoded(&pair[..at])?, decoded(&pair[at + 1..])?);
            if fields.len() == MOST_FIELDS || fields.insert(name, value).is_some() {
                return None;
            }
        }
        Some(Posted(fields))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The names of all fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// A text of a form: `+` is a blank, and what stands behind a percent sign is a byte.
fn decoded(text: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte if byte.is_ascii_graphic() => *byte,
            _ => return None,
        });
    }
    String::from_utf8(bytes).ok()
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
        assert_eq!(told(&format!("{form}\r\nContent-Length: 12")), Body::Form(12));
        assert_eq!(told(&format!("{form}; charset=UTF-8\r\ncontent-length: 0")), Body::Form(0));
        for (fields, status) in [
            (form.to_string(), "411"),
            (format!("{form}\r\nContent-Length: {}", MOST + 1), "413"),
            (format!("{form}\r\nContent-Length: 99999999999999999999999"), "413"),
            (format!("{form}\r\nContent-Length: -1"), "400"),
            (format!("{form}\r\nContent-Length: 1\r\nContent-Length: 1"), "400"),
            (format!("{form}\r\nContent-Length: 1\r\nTransfer-Encoding: chunked"), "400"),
            ("Content-Type: text/plain\r\nContent-Length: 1".to_string(), "415"),
            ("Content-Length: 1".to_string(), "415"),
        ] {
            assert!(matches!(told(&fields), Body::Bad(told) if told.starts_with(status)), "{fields}");
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

    #[test]
    fn forms_are_read_as_browsers_write_them_and_in_no_other_way() {
        let posted = Posted::read(b"a=b+c%26%C5%B5&d=&e=x%0D%0Ay").unwrap();
        assert_eq!([posted.get("a"), posted.get("d"), posted.get("e")], [Some("b c&ŵ"), Some(""), Some("x\r\ny")]);
        assert_eq!(Posted::read(b"").unwrap().names().count(), 0);
        for odd in ["a", "a=b&", "a=b&a=c", "a=%", "a=%1", "a=%zz", "a=%ff", "a=b c", "a=\u{e9}", "a=\0", "&a=b"] {
            assert!(Posted::read(odd.as_bytes()).is_none(), "{odd:?}");
        }
        let many: String = (0..=MOST_FIELDS).map(|number| format!("&{number}=")).collect();
        assert!(Posted::read(&many.as_bytes()[1..]).is_none());
    }
}
