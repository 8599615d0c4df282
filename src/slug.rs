//! One way to turn words into addresses, used by ids, heading anchors and file names alike.

/// Lower-case ASCII words joined by single hyphens; empty when nothing is left.
///
/// Letters outside ASCII become their usual spelling (`ŵ` → `w`, `ß` → `ss`), so that Welsh and other names
/// give stable addresses.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut push = |c: char| {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() && c != '\'' && c != '’' {
            out.push('-');
        }
    };
    for c in text.chars() {
        match c {
            c if c.is_ascii() => push(c),
            '’' => {}
            c if !c.is_alphanumeric() => push('-'),
            c => deunicode::deunicode_char(c).unwrap_or("-").chars().for_each(&mut push),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether a text is fit to be an id: exactly what [`slug`] would make of it.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The longest name of an entry with its sections, so that files of a site can be kept on every system.
pub const LONGEST_ID: usize = 180;

/// Whether a text may be the name of an entry: its own name, and before it the sections that it lies in.
pub fn is_id(text: &str) -> bool {
    text.len() <= LONGEST_ID && text.split('/').all(is_id_part)
}

/// Whether a text may be the name of an entry or a section: fit for an address, of a usable length, and free on every
/// system.
pub fn is_id_part(text: &str) -> bool {
    is_slug(text) && !is_reserved(text) && text.len() <= 100
}

/// A name with its sections as an address can have it.
pub fn slugs(text: &str) -> String {
    let parts: Vec<String> = text.split('/').map(slug).filter(|part| !part.is_empty()).collect();
    parts.join("/")
}

/// The last part of a name, without its sections.
pub fn own_name(id: &str) -> &str {
    id.rsplit_once('/').map_or(id, |(_, name)| name)
}

/// Names that Windows keeps for devices, so that no file may bear them on any system.
pub fn is_reserved(stem: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = stem.to_ascii_lowercase();
    DEVICES.contains(&stem.as_str())
        || stem
            .strip_prefix("com")
            .or_else(|| stem.strip_prefix("lpt"))
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_become_addresses() {
        for (text, expected) in [
            ("Ways in", "ways-in"),
            ("What you'll do", "what-youll-do"),
            ("What you’ll do", "what-youll-do"),
            ("Llŷn and Gŵyr", "llyn-and-gwyr"),
            ("Straße — ça va?", "strasse-ca-va"),
            ("NHS 111 / 999", "nhs-111-999"),
            (";)", ""),
            ("🙂", ""),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_may_lie_in_sections() {
        for id in ["a", "about/our-team", "a/b/c", "index", "about/index"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "/", "a/", "/a", "a//b", "a/B", "a/con", "con/a", "a/.b", "../a", "a.b/c"] {
            assert!(!is_id(id), "{id}");
        }
        assert_eq!(slugs("About us/Our Team"), "about-us/our-team");
        assert_eq!(own_name("a/b/c"), "c");
    }

    proptest! {
        #[test]
        fn a_slug_is_empty_or_fit_to_be_an_id(text in "\\PC{0,40}") {
            let made = slug(&text);
            prop_assert!(made.is_empty() || is_slug(&made), "{made:?}");
            prop_assert_eq!(slug(&made), made);
        }
    }
}
