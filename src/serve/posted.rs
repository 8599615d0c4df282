//! What a form says, read strictly: its fields, each of which comes once, and the files that it brings.

use std::collections::BTreeMap;
use std::convert::Infallible;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::stream;
use multer::Multipart;

/// The most fields that a form may have.
const MOST_FIELDS: usize = 4000;
/// The most bytes of the name of a file.
const LONGEST_NAME: usize = 255;

/// The fields of a form.
#[derive(Debug, Default, Clone)]
pub struct Posted {
    fields: BTreeMap<String, String>,
    files: BTreeMap<String, Upload>,
}

/// A file that a form brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// What it is called on the computer that it comes from, without its folder.
    pub name: String,
    pub bytes: Bytes,
}

impl Posted {
    /// Reads a body of which the head says the type; none if it is not written as browsers write it.
    pub fn read(kind: &str, body: Vec<u8>) -> Option<Posted> {
        match multer::parse_boundary(kind) {
            Ok(boundary) => Posted::with_files(boundary, body),
            Err(_) => Posted::encoded(&body),
        }
    }

    fn encoded(body: &[u8]) -> Option<Posted> {
        let mut posted = Posted::default();
        for pair in body.split(|byte| *byte == b'&').filter(|_| !body.is_empty()) {
            let at = pair.iter().position(|byte| *byte == b'=')?;
            posted.take(decoded(&pair[..at])?, decoded(&pair[at + 1..])?)?;
        }
        Some(posted)
    }

    fn with_files(boundary: String, body: Vec<u8>) -> Option<Posted> {
        // It is all here, so nothing need be waited for.
        let whole = stream::once(std::future::ready(Ok::<Bytes, Infallible>(body.into())));
        Posted::parts(Multipart::new(whole, boundary)).now_or_never()?
    }

    async fn parts(mut parts: Multipart<'_>) -> Option<Posted> {
        let mut posted = Posted::default();
        while let Some(part) = parts.next_field().await.ok()? {
            let name = part.name()?.to_string();
            match part.file_name().map(base_name) {
                None => posted.take(name, String::from_utf8(part.bytes().await.ok()?.to_vec()).ok()?)?,
                Some(file) => {
                    let upload = Upload { name: file, bytes: part.bytes().await.ok()? };
                    // A browser sends a file without a name where none was chosen.
                    if !(upload.name.is_empty() && upload.bytes.is_empty())
                        && (posted.files.len() == MOST_FIELDS || posted.files.insert(name, upload).is_some())
                    {
                        return None;
                    }
                }
            }
        }
        Some(posted)
    }

    fn take(&mut self, name: String, value: String) -> Option<()> {
        (self.fields.len() < MOST_FIELDS && self.fields.insert(name, value).is_none()).then_some(())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The words of a field that has one line, without blanks around them and with one between them.
    pub fn words(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The file that a field brings.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.get(name)
    }

    /// The names of all fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.keys().map(String::as_str)
    }
}

/// The name of a file without its folder, which some browsers send too.
fn base_name(name: &str) -> String {
    let own = name.rsplit(['/', '\\']).next().unwrap_or_default();
    own.chars()
        .filter(|letter| !letter.is_control())
        .scan(0, |length, letter| {
            *length += letter.len_utf8();
            (*length <= LONGEST_NAME).then_some(letter)
        })
        .collect()
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

    fn read(body: &[u8]) -> Option<Posted> {
        Posted::read("application/x-www-form-urlencoded", body.to_vec())
    }

    fn read_parts(body: &str) -> Option<Posted> {
        Posted::read("multipart/form-data; boundary=x", body.replace('\n', "\r\n").into_bytes())
    }

    #[test]
    fn forms_are_read_as_browsers_write_them_and_in_no_other_way() {
        let posted = read(b"a=b+c%26%C5%B5&d=&e=x%0D%0Ay").unwrap();
        assert_eq!([posted.get("a"), posted.get("d"), posted.get("e")], [Some("b c&ŵ"), Some(""), Some("x\r\ny")]);
        assert_eq!(read(b"").unwrap().names().count(), 0);
        for odd in ["a", "a=b&", "a=b&a=c", "a=%", "a=%1", "a=%zz", "a=%ff", "a=b c", "a=\u{e9}", "a=\0", "&a=b"] {
            assert!(read(odd.as_bytes()).is_none(), "{odd:?}");
        }
        let many: String = (0..=MOST_FIELDS).map(|number| format!("&{number}=")).collect();
        assert!(read(&many.as_bytes()[1..]).is_none());
    }

    #[test]
    fn a_form_with_a_file_is_read_as_browsers_write_it() {
        let part = |head: &str, body: &str| format!("--x\nContent-Disposition: form-data; {head}\n\n{body}\n");
        let file = |name: &str, body: &str| {
            part(&format!("name=\"table\"; filename=\"{name}\"\nContent-Type: text/csv"), body)
        };
        let posted =
            read_parts(&(part("name=\"a\"", "b\nŵ") + &file("C:\\lists\\my list.csv", "q,r\n1,2") + "--x--\n"));
        let posted = posted.unwrap();
        assert_eq!(posted.get("a"), Some("b\r\nŵ"));
        let upload = posted.file("table").unwrap();
        assert_eq!((&*upload.name, &*upload.bytes), ("my list.csv", &b"q,r\r\n1,2"[..]));
        assert!(posted.get("table").is_none() && posted.file("a").is_none());
        // No file was chosen.
        assert!(read_parts(&(file("", "") + "--x--\n")).unwrap().file("table").is_none());
        for odd in [
            "",
            "--x",
            "--x\nContent-Disposition: form-data\n\nb\n--x--\n",
            "--x\n\nb\n--x--\n",
            &part("name=\"a\"", "b"),
            &(part("name=\"a\"", "b") + &part("name=\"a\"", "c") + "--x--\n"),
            &(file("a", "b") + &file("a", "b") + "--x--\n"),
        ] {
            assert!(read_parts(odd).is_none(), "{odd:?}");
        }
        assert_eq!(base_name(&"ŵ".repeat(300)).len(), 254);
    }
}
