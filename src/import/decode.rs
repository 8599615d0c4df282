//! The text of a file that some other program has saved.

use crate::characters::is_forbidden;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

/// How a file writes its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As the file itself says by its first bytes: UTF-8 or UTF-16.
    Detected,
    /// As Excel saves "CSV" in western countries.
    Windows1252,
}

/// The text, and what is shown where it can only be guessed.
#[derive(Debug)]
pub struct Decoded {
    /// Without a byte order mark.
    pub text: String,
    pub findings: Vec<Diagnostic>,
}

/// The characters of the bytes 0x80 to 0x9F (<https://encoding.spec.whatwg.org/windows-1252.html>).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Reads the text. Bytes that belong to no character are shown as what Windows-1252 would make of them, with a finding
/// each, so that an editor can tell whether that is what they are.
pub fn decode(path: &SourcePath, bytes: &[u8], encoding: Encoding) -> Decoded {
    let clean = |text: String| Decoded { text: text.trim_start_matches('\u{feff}').into(), findings: Vec::new() };
    match (encoding, bytes) {
        (Encoding::Windows1252, bytes) => clean(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
        (_, [0xFF, 0xFE, rest @ ..]) => clean(utf_16(rest, u16::from_le_bytes)),
        (_, [0xFE, 0xFF, rest @ ..]) => clean(utf_16(rest, u16::from_be_bytes)),
        (_, bytes) => utf_8(path, bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)),
    }
}

fn utf_8(path: &SourcePath, bytes: &[u8]) -> Decoded {
    let (mut text, mut findings) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let (start, letter) = (text.len(), windows_1252(*byte));
            text.push(letter);
            findings.push(catalogue::foreign_byte(Span::new(path, start..text.len()), *byte, letter));
        }
    }
    Decoded { text, findings }
}

fn utf_16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

/// A character that no cell may hold, if there is one.
pub fn control_character(path: &SourcePath, text: &str) -> Option<Diagnostic> {
    // A row may end as old systems end theirs.
    let (at, odd) = text.char_indices().find(|&(_, c)| is_forbidden(c) && c != '\r')?;
    Some(catalogue::control_character(Span::new(path, at..at + odd.len_utf8()), odd))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], encoding: Encoding) -> (String, usize) {
        let Decoded { text, findings } = decode(&SourcePath::new("list.csv"), bytes, encoding);
        (text, findings.len())
    }

    #[test]
    fn files_of_every_spreadsheet_are_read() {
        assert_eq!(text("Tŷ".as_bytes(), Encoding::Detected), ("Tŷ".into(), 0));
        assert_eq!(text("\u{feff}Tŷ".as_bytes(), Encoding::Detected), ("Tŷ".into(), 0));
        assert_eq!(text(&[0xFF, 0xFE, b'T', 0, 0x77, 0x01], Encoding::Detected), ("Tŷ".into(), 0));
        assert_eq!(text(&[0xFE, 0xFF, 0, b'T', 0x01, 0x77], Encoding::Detected), ("Tŷ".into(), 0));
        assert_eq!(text(b"caf\xE9 \x96 \x93x\x94", Encoding::Windows1252), ("café – “x”".into(), 0));
    }

    #[test]
    fn bytes_of_windows_are_shown_and_reported() {
        assert_eq!(text(b"caf\xE9 \x96 ok", Encoding::Detected), ("café – ok".into(), 2));
    }
}
