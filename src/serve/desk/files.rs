//! What pages of the desk load.

/// Files that pages of the desk load. What helps with forms reads what is pasted, adds a bar to texts, and
/// moves groups, and shows what is found while somebody types and how the page would look.
const FILES: [(&str, &str); 2] = [
    ("desk.css", include_str!("desk.css")),
    (
        "writing.js",
        concat!(
            include_str!("paste.js"),
            include_str!("writing.js"),
            include_str!("picture.js"),
            include_str!("groups.js"),
            include_str!("checking.js"),
            include_str!("preview.js")
        ),
    ),
];

/// A file that pages of the desk load.
pub struct DeskFile {
    pub name: &'static str,
    pub bytes: &'static [u8],
}

/// The file of a name below `/_trellis/`.
pub fn named(name: &str) -> Option<DeskFile> {
    let found = FILES.iter().find(|(own, _)| *own == name);
    found.map(|(name, text)| DeskFile { name, bytes: text.as_bytes() })
}
