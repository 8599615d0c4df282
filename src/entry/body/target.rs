//! Judges where a link or an image in a text leads.

use super::LinkUse;

/// Whether a target is part of the site.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reach {
    Inside,
    Outside,
}

/// Where a target leads, or why nobody should follow it and what to do instead.
pub(super) fn judge_target(target: &str, used: LinkUse) -> Result<Reach, (&'static str, &'static str)> {
    let tidy: String = target.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let lower = tidy.to_ascii_lowercase();
    if tidy.is_empty() || tidy == "#" {
        return Err(("leads nowhere", "write the file it should lead to, or take the link out and keep its words"));
    }
    // Whatever stands behind `#` names a section.
    if tidy.starts_with('#') {
        return Ok(Reach::Inside);
    }
    if lower.starts_with("www.") {
        return Err(("has no `https://` in front", "write the whole address, starting with `https://`"));
    }
    if lower.starts_with("//") {
        return Err(("does not say how to get there", "write the whole address, starting with `https://`"));
    }
    // The name of a thing in a program, such as `pay::Band`, which is no kind of address.
    let is_name = lower.contains("::")
        && lower.split("::").all(|part| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
    let scheme = lower.split_once(':').filter(|_| !is_name).filter(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'&' | b';' | b'#'))
    });
    match (scheme, used) {
        (None, _) if tidy.contains('\\') => Err(("uses `\\`", "write `/` between folders")),
        (None, _) => Ok(Reach::Inside),
        (Some(("http" | "https" | "mailto" | "tel", _)), LinkUse::Page) => Ok(Reach::Outside),
        (Some(("http" | "https", _)), LinkUse::Image) => Err((
            "shows an image from another website, which would tell that website about every visitor",
            "put the image into the `content` folder",
        )),
        (Some(_), _) => {
            Err(("is of a kind that is not safe", "use an address that starts with `https://`, `mailto:` or `tel:`"))
        }
    }
}
