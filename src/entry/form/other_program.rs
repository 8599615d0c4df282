//! Files of other programs that are only called like text, by what they begin with.

/// What the names inside a file of a program of office say of it: all of them are zip archives.
const IN_ARCHIVES: [(&[u8], &str); 6] = [
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet"),
    (b"Index/Document.iwa", "a document of Pages or Numbers"),
];
/// First bytes, and what begins so.
const BEGINNINGS: [(&[u8], &str); 12] = [
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a document of a word processor (RTF)"),
    (b"\xD0\xCF\x11\xE0", "a document of an old version of Word, Excel or PowerPoint"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xFF\xD8\xFF", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture or a recording"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"bplist", "a file of a Mac's own (property list)"),
    (b"7z\xBC\xAF", "an archive (7z)"),
    (b"\x1F\x8B", "an archive (gzip)"),
];
/// As far as names are looked for from either end of an archive: they stand before each file in it, and all at its end.
const FAR: usize = 64 << 10;

/// What a file is, if it is one of a program that writes no plain text.
pub fn other_program(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        let (first, last) = (&bytes[..bytes.len().min(FAR)], &bytes[bytes.len().saturating_sub(FAR)..]);
        let holds = |name: &[u8]| [first, last].iter().any(|part| part.windows(name.len()).any(|at| at == name));
        return Some(IN_ARCHIVES.iter().find(|(name, _)| holds(name)).map_or("a zip archive", |(_, what)| what));
    }
    // Pictures of telephones say so behind the length of their first part.
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a picture or a film");
    }
    BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}
