//! Where an address on a page leads: to a file of the site, to a part of one, or away.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Leads<'l> {
    /// To a file of the site, and perhaps to a part of it.
    Inside { path: String, part: Option<Cow<'l, str>> },
    /// To another host.
    Outside { host: &'l str },
    /// Nowhere that could be on the site: post, telephones, data in the address itself.
    Elsewhere,
    /// Out of the site, or to a place that is right only where the site stands at a domain's root.
    Astray,
}

/// Where the site is, for addresses that say so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home<'a> {
    /// The whole address of the site, with a closing slash.
    pub base_url: Option<&'a str>,
    /// Its path, with slashes at both ends.
    pub base_path: &'a str,
}

/// Where `address` leads from a page.
pub(super) fn follow<'l>(page: &str, address: &'l str, home: Home<'_>) -> Leads<'l> {
    let address = address.trim_matches(|c: char| c.is_ascii_whitespace());
    let inside = home.base_url.and_then(|base| address.strip_prefix(base));
    if inside.is_none() {
        if let Some(rest) = after_scheme(address) {
            let host = rest.split(['/', '?', '#']).next().unwrap_or("");
            return Leads::Outside { host };
        }
        if has_scheme(address) {
            return Leads::Elsewhere;
        }
    }
    let (path, part) = match inside.unwrap_or(address).split_once('#') {
        Some((path, part)) => (path, Some(part)),
        None => (inside.unwrap_or(address), None),
    };
    let part = part.map(decoded);
    let path = decoded(path.find('?').map_or(path, |end| &path[..end]));
    let joined = match (inside, path.strip_prefix('/')) {
        (Some(_), _) => join("", &path),
        // The page for missing addresses is shown at any depth, so it alone starts at the root.
        (None, Some(_)) if page == "404.html" => path.strip_prefix(home.base_path).and_then(|below| join("", below)),
        (None, Some(_)) => None,
        (None, None) if path.is_empty() => Some(page.to_string()),
        (None, None) => join(page, &path),
    };
    joined.map_or(Leads::Astray, |path| Leads::Inside { path, part })
}

/// An address without numbers in the place of letters.
fn decoded(address: &str) -> Cow<'_, str> {
    match address.contains('%') {
        true => percent_decode_str(address).decode_utf8_lossy(),
        false => Cow::Borrowed(address),
    }
}

/// What follows `https://`, `http://` or `//`.
fn after_scheme(address: &str) -> Option<&str> {
    if let Some(rest) = address.strip_prefix("//") {
        return Some(rest);
    }
    // A scheme has no colon in it.
    let (scheme, rest) = address.split_once(':')?;
    let rest = rest.strip_prefix("//")?;
    ["https", "http", "ws", "wss", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(rest)
}

fn has_scheme(address: &str) -> bool {
    let end = address.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')));
    end.is_some_and(|end| end > 0 && address.as_bytes()[end] == b':')
}

/// Joins an address to the folder of the page that it is on; nothing if it climbs out of the site.
fn join(page: &str, address: &str) -> Option<String> {
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path = String::with_capacity(folder.len() + 1 + address.len() + "/index.html".len());
    path.push_str(folder);
    let mut last = "";
    for part in address.split('/') {
        last = part;
        match part {
            "." | "" => {}
            ".." => {
                if path.is_empty() {
                    return None;
                }
                path.truncate(path.rfind('/').unwrap_or(0));
            }
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    let is_folder = matches!(last, "" | "." | "..");
    if is_folder {
        path.push_str(if path.is_empty() { "index.html" } else { "/index.html" });
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: Home<'_> = Home { base_url: Some("https://careers.example/ahp/"), base_path: "/ahp/" };

    fn path(page: &str, address: &str) -> Option<String> {
        match follow(page, address, HOME) {
            Leads::Inside { path, .. } => Some(path),
            Leads::Outside { .. } | Leads::Elsewhere | Leads::Astray => None,
        }
    }

    #[test]
    fn addresses_are_followed_as_browsers_do() {
        let cases = [
            ("roles/a.html", "b.html", Some("roles/b.html")),
            ("roles/a.html", "../routes/c.html?x=1#d", Some("routes/c.html")),
            ("roles/a.html", "#ways-in", Some("roles/a.html")),
            ("roles/a.html", "", Some("roles/a.html")),
            ("roles/a/index.html", "../", Some("roles/index.html")),
            ("index.html", "./", Some("index.html")),
            ("a.html", "../b.html", None),
            ("a.html", "/ahp/b.html", None),
            ("404.html", "/ahp/b.html", Some("b.html")),
            ("roles/a.html", "https://careers.example/ahp/", Some("index.html")),
            ("a.html", "caf%C3%A9.html", Some("café.html")),
        ];
        for (page, address, wanted) in cases {
            assert_eq!(path(page, address).as_deref(), wanted, "{address} on {page}");
        }
    }

    #[test]
    fn what_is_not_of_the_site_is_told_apart() {
        let host = |address| match follow("a.html", address, HOME) {
            Leads::Outside { host } => Some(host),
            Leads::Inside { .. } | Leads::Elsewhere | Leads::Astray => None,
        };
        assert_eq!(host("//fonts.example/a.css"), Some("fonts.example"));
        assert_eq!(host("HTTPS://fonts.example?a"), Some("fonts.example"));
        assert_eq!(host("b.html"), None);
        for address in ["mailto:a@b.example", "tel:123", "data:image/png;base64,AA"] {
            assert_eq!(follow("a.html", address, HOME), Leads::Elsewhere);
        }
    }
}
