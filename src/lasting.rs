//! Names that bear a mark of the bytes. Browsers keep such files for a year and never ask about them; all others are asked
//! about each time. Here stands which files of a theme have a mark, which have none and why, and how a mark is known again:
//! for pages, for hosts, for the publisher and for the dev server alike.

/// Where a theme's files are published.
pub const FOLDER: &str = "assets/";

/// Endings of files that only pages, styles and scripts load, so that their names may change. What people link to and keep,
/// such as a document, and what scripts fetch by a name of their own, such as data, keeps its name.
const ENDINGS: [&str; 14] =
    ["css", "js", "mjs", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "woff", "woff2", "ttf", "otf"];

/// Files below [`FOLDER`] that keep their plain names all the same, and why. A star stands for anything.
pub const PLAIN: [(&str, &str); 5] = [
    ("favicon.ico", "browsers, bookmarks and search engines remember where it is"),
    ("share-*.png", "other websites keep its address and ask for it months later"),
    ("search-data.js", "it changes with every edit, and pages need not change with it"),
    ("near-data.js", "it changes with every edit, and pages need not change with it"),
    ("ways-data.js", "it changes with every edit, and pages need not change with it"),
];

/// A longer name keeps as it is, so that nobody who looks for names must look further.
pub const LONGEST: usize = 200;

/// The name that a text begins with, as far as a name can go.
pub fn name_at(text: &str) -> &str {
    let most = &text.as_bytes()[..text.len().min(LONGEST + 1)];
    let length = most.iter().position(|byte| !is_of_name(*byte)).unwrap_or(most.len());
    text.get(..length).unwrap_or("")
}

/// Whether a theme's file has a mark in its name. Names that addresses write in another way keep them as well.
pub fn takes_mark(name: &str) -> bool {
    let is_plain = name.len() <= LONGEST && name.bytes().all(is_of_name);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    is_plain && ENDINGS.contains(&ending) && !PLAIN.iter().any(|(pattern, _)| fits(pattern, name))
}

/// Whether a byte means itself in the path of an address.
pub fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._/".contains(&byte)
}

fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        Some((before, after)) => {
            name.len() >= before.len() + after.len() && name.starts_with(before) && name.ends_with(after)
        }
        None => pattern == name,
    }
}

/// A name with the mark of bytes that have this hash: `theme.css` is `theme.3f2a91c4.css`.
pub fn marked(name: &str, hash: u128) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}.{:08x}.{ending}", hash as u32)
}

/// The path of a theme's file without its mark; none if it can have none.
pub fn plain(path: &str) -> Option<String> {
    let (rest, ending) = path.strip_prefix(FOLDER)?.rsplit_once('.')?;
    let (stem, mark) = rest.rsplit_once('.')?;
    (ENDINGS.contains(&ending) && !stem.is_empty() && is_mark(mark)).then(|| format!("{FOLDER}{stem}.{ending}"))
}

/// Whether a path is that of a theme's file, with the mark of these very bytes.
pub fn is_asset(path: &str, hash: u128) -> bool {
    plain(path).is_some_and(|plain| marked(&plain, hash) == path)
}

/// Whether a file's name changes with its bytes: a theme's file, or a smaller copy of a picture.
pub fn is_lasting(path: &str, hash: u128) -> bool {
    is_asset(path, hash) || is_copy(path)
}

fn is_copy(path: &str) -> bool {
    let mut parts = path.rsplit('.');
    let is_copy = parts.next() == Some("webp")
        && parts.next().is_some_and(is_mark)
        && parts.next().and_then(|size| size.strip_suffix('w')).is_some_and(is_number);
    is_copy && parts.next().is_some()
}

/// What such names look like as a regular expression, for hosts that know those; `root` is the site's root, as one.
pub fn expression(root: &str) -> String {
    let endings = ENDINGS.join("|");
    format!(r"(?:^{root}{FOLDER}.+\.[0-9a-f]{{8}}\.(?:{endings})|\.[0-9]+w\.[0-9a-f]{{8}}\.webp)$")
}

/// The same as the patterns of a shell, each with the ending of its files.
pub fn patterns() -> impl Iterator<Item = (&'static str, String)> {
    let mark = "[0-9a-f]".repeat(8);
    let copies = ("webp", format!("*w.{mark}.webp"));
    ENDINGS.into_iter().map(move |ending| (ending, format!("{FOLDER}*.{mark}.{ending}"))).chain([copies])
}

fn is_mark(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_put_before_the_ending_and_known_again() {
        let path = format!("{FOLDER}{}", marked("icons/a.b.svg", 0x1111_3f2a_91c4));
        assert_eq!(path, "assets/icons/a.b.3f2a91c4.svg");
        assert_eq!(plain(&path).as_deref(), Some("assets/icons/a.b.svg"));
        assert!(is_asset(&path, 0x3f2a_91c4) && !is_asset(&path, 0x3f2a_91c5));
        for other in ["assets/theme.css", "images/a.3f2a91c4.svg", "assets/a.3F2A91C4.svg", "assets/.3f2a91c4.svg"] {
            assert_eq!(plain(other), None, "{other}");
        }
    }

    #[test]
    fn what_others_ask_for_by_its_name_has_no_mark() {
        for name in ["theme.css", "search.js", "people.svg", "icon-192.png", "fonts/a.woff2"] {
            assert!(takes_mark(name), "{name}");
        }
        for name in
            ["favicon.ico", "share-roles.png", "search-data.js", "guide.pdf", "icons.json", "my icon.svg", "LICENSE"]
        {
            assert!(!takes_mark(name), "{name}");
        }
    }

    #[test]
    fn smaller_copies_of_pictures_last_wherever_they_are() {
        assert!(is_lasting("images/day.480w.1f0c3a9d.webp", 0));
        for other in ["images/day.1f0c3a9d.webp", "images/day.w.1f0c3a9d.webp", "day.20260314.png"] {
            assert!(!is_lasting(other, 0x1f0c_3a9d), "{other}");
        }
    }
}
