//! Names that programs give to copies of files.
//!
//! Windows writes `about - Copy` and `about - Copy (2)`, macOS `about copy` and `about copy 2`, browsers and GNOME
//! `about (1)` and `about (copy)`, Dropbox `about (Anna's conflicted copy 2026-11-23)`, OneDrive `about-LAPTOP7`, older
//! Windows `Copy of about`.

/// The name of the file that a file with this name is a copy of, if it is called as a copy is.
pub fn original(name: &str) -> Option<&str> {
    before_marks(name).filter(|original| original.chars().any(char::is_alphanumeric))
}

fn before_marks(name: &str) -> Option<&str> {
    let copied = |name: &str| name.to_lowercase().contains("copy");
    if let Some((number, before)) = name.strip_prefix("Copy ").and_then(|rest| rest.split_once("of "))
        && number.chars().all(|c| c.is_ascii_digit() || "() ".contains(c))
    {
        return Some(before);
    }
    if let Some((before, inside)) = name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        let is_number = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
        if is_number || copied(inside) {
            return Some(before_marks(before).unwrap_or(before));
        }
    }
    let numberless = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    for end in [" - Copy", " - copy", " copy", " Copy"] {
        if let Some(before) = numberless.strip_suffix(end) {
            return Some(before);
        }
    }
    // The name of a computer, in capitals, behind a name in small letters.
    let at = name.char_indices().find(|(at, _)| name[*at..].starts_with('-') && is_computer(&name[at + 1..]))?.0;
    Some(&name[..at]).filter(|name| !name.chars().any(char::is_uppercase))
}

/// `LAPTOP7`, `DESKTOP-4F2K1`.
fn is_computer(name: &str) -> bool {
    let is_of_capitals = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    is_of_capitals && name.bytes().filter(u8::is_ascii_uppercase).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn copies_are_known_by_their_names() {
        for copy in [
            "about - Copy",
            "about - Copy (2)",
            "about copy",
            "about copy 2",
            "about (1)",
            "about (copy)",
            "about (another copy)",
            "about (Anna's conflicted copy 2026-11-23)",
            "about-LAPTOP7",
            "about-DESKTOP-4F2K1",
            "Copy of about",
            "Copy (2) of about",
        ] {
            assert_eq!(original(copy), Some("about"), "{copy}");
        }
        assert_eq!(original("about us - Copy"), Some("about us"));
    }

    #[test]
    fn other_names_are_those_of_no_copy() {
        for name in [
            "about",
            "photocopy",
            "copy",
            "- Copy",
            "About Us",
            "NHS-IT",
            "level-3",
            "about-us",
            "(1)",
            "Copy of ",
            "b-NH",
            "",
        ] {
            assert_eq!(original(name), None, "{name}");
        }
    }
}
