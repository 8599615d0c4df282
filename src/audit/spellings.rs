//! One place of the web has many spellings: with `http` or `https`, with `www.` or without, with a slash at its end.

/// An address in the one spelling by which it is compared with others; nobody is sent there.
pub(super) fn plain(address: &str) -> String {
    let address = address.split('#').next().unwrap_or("").trim();
    let lower = address.to_ascii_lowercase();
    if let Some(number) = lower.strip_prefix("tel:") {
        return telephone(number);
    }
    if lower.starts_with("mailto:") {
        return lower;
    }
    let Some(start) = ["https://", "http://", "//"].iter().find(|start| lower.starts_with(**start)) else {
        return address.to_string();
    };
    let rest = &address[start.len()..];
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let host = rest[..end].to_ascii_lowercase();
    let host = host.trim_end_matches(":443").trim_end_matches(":80").trim_end_matches('.');
    let (path, query) = rest[end..].split_once('?').unwrap_or((&rest[end..], ""));
    let path = path.trim_end_matches('/');
    let path =
        ["/index.html", "/index.htm", "/index.php"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    // These say where a reader came from, and lead nowhere else.
    let query: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("utm_")).collect();
    format!("https://{}{path}?{}", host.strip_prefix("www.").unwrap_or(host), query.join("&"))
}

/// The digits of a number as people dial it within the country.
fn telephone(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44"));
    national.map_or_else(|| format!("tel:{digits}"), |rest| format!("tel:0{}", rest.trim_start_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn spellings_of_one_place_are_equal() {
        for (one, two) in [
            ("http://www.nhs.uk", "https://nhs.uk/"),
            ("https://NHS.uk/conditions/", "https://www.nhs.uk/conditions#feet"),
            ("https://a.uk/index.html", "https://a.uk"),
            ("https://a.uk/x?utm_source=y", "https://a.uk/x"),
            ("tel:+44 20 7946 0000", "tel:02079460000"),
            ("mailto:Me@a.uk", "mailto:me@a.uk"),
            ("//a.uk/", "https://a.uk:443"),
        ] {
            assert_eq!(plain(one), plain(two));
        }
        for (one, two) in [
            ("https://a.uk/x", "https://a.uk/X"),
            ("https://a.uk", "https://b.uk"),
            ("https://a.uk/x?id=1", "https://a.uk/x?id=2"),
            ("tel:111", "tel:999"),
            ("mailto:a@a.uk?subject=x", "mailto:a@a.uk"),
            ("a.html", "https://a.html"),
        ] {
            assert_ne!(plain(one), plain(two));
        }
    }
}
