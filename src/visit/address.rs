//! The parts of web addresses that a visit needs.

/// The host, with its port if it is written; whatever else there is, if it is no web address.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    authority.rsplit_once('@').map_or(authority, |(_, host)| host)
}

/// The address that a page at `from` means by `to`; none if it leads elsewhere than to websites.
pub(super) fn join(from: &str, to: &str) -> Option<String> {
    let to = to.trim().split('#').next().unwrap_or_default();
    let lower = to.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some(to.to_string());
    }
    let (scheme, rest) = from.split_once("://")?;
    if to.starts_with("//") {
        return Some(format!("{scheme}:{to}"));
    }
    let has_scheme = to.split(['/', '?']).next().is_some_and(|first| first.contains(':'));
    if has_scheme {
        return None;
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = match to.chars().next() {
        Some('/') => to.to_string(),
        Some('?') => format!("{}{to}", if path.is_empty() { "/" } else { path }),
        _ => tidy(&format!("{}/{to}", path.rsplit_once('/').map_or("", |(folder, _)| folder))),
    };
    Some(format!("{scheme}://{authority}{path}"))
}

/// A path without `.` and `..`.
fn tidy(path: &str) -> String {
    let (path, query) = path.split_once('?').map_or((path, String::new()), |(path, query)| (path, format!("?{query}")));
    let mut parts: Vec<&str> = Vec::new();
    let mut pieces = path.split('/').skip(1).peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            ".." => drop(parts.pop()),
            "." => {}
            piece => parts.push(piece),
        }
        if matches!(piece, "." | "..") && pieces.peek().is_none() {
            parts.push("");
        }
    }
    format!("/{}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found() {
        assert_eq!(host("https://a.uk:8080/b?c=d"), "a.uk:8080");
        assert_eq!(host("http://me@a.uk?b"), "a.uk");
        assert_eq!(host("https://[::1]/"), "[::1]");
    }

    #[test]
    fn other_addresses_are_meant_from_where_they_stand() {
        let from = "https://a.uk/b/c?d=e";
        for (to, expected) in [
            ("http://x.uk/y#z", "http://x.uk/y"),
            ("//x.uk", "https://x.uk"),
            ("/y", "https://a.uk/y"),
            ("?y", "https://a.uk/b/c?y"),
            ("y:z/", ""),
            ("y/?z=/../", "https://a.uk/b/y/?z=/../"),
            ("../y/./z", "https://a.uk/y/z"),
            ("..", "https://a.uk/"),
        ] {
            assert_eq!(join(from, to).unwrap_or_default(), expected, "{to}");
        }
        assert_eq!(join("https://a.uk", "y").as_deref(), Some("https://a.uk/y"));
    }
}
