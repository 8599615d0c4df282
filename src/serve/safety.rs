//! Who may ask, and for what: addresses and origins that are refused.

use std::net::IpAddr;

use percent_encoding::percent_decode_str;

/// What only this process knows, and nobody can guess: from the system, which has it where this program runs.
pub fn secret() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The path that an address asks for, without its first slash and freed from percent signs, once; nothing if no file
/// can be there. What is found may only be looked up in a table of published files, never on disk.
pub fn path_of(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let is_odd = |c: char| c.is_control() || c == '\\';
    let parts = path.strip_suffix('/').unwrap_or(&path);
    let plain = parts.is_empty() && path.is_empty() || parts.split('/').all(|part| !matches!(part, "" | "." | ".."));
    (plain && !path.contains(is_odd)).then(|| path.into_owned())
}

/// The value of a field in the query of an address.
pub fn query<'t>(target: &'t str, name: &str) -> Option<&'t str> {
    let (_, query) = target.split('#').next()?.split_once('?')?;
    query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name)).map(|(_, value)| value)
}

/// The same as people typed it: forms write a blank as `+`, and others in percent signs.
pub fn query_text(target: &str, name: &str) -> Option<String> {
    let typed = query(target, name)?.replace('+', " ");
    Some(percent_decode_str(&typed).decode_utf8_lossy().into_owned())
}

/// Whether a `Host` is one that this server answers to. A name that somebody else's DNS may point here is not one:
/// their page could then read the site, which may hold drafts.
pub fn is_own_host(host: &str, bound: IpAddr) -> bool {
    let name = host_name(host);
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback() || !bound.is_loopback())
}

/// Whether a page may ask: it must come from this very server.
pub fn is_own_origin(origin: &str, host: &str) -> bool {
    origin.strip_prefix("http://").is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

/// What a browser says of a request: who asks, in which way, and what for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Visit<'r> {
    pub site: Option<&'r str>,
    pub mode: Option<&'r str>,
    pub destination: Option<&'r str>,
}

impl Visit<'_> {
    /// Whether it is the site's own pages that ask, or its reader. Other websites may lead a reader here, and nothing
    /// else: a script or a picture of ours on their page would tell them what is in a draft. For them, another port of
    /// this computer is another website.
    pub fn is_welcome(self, is_reading: bool) -> bool {
        match self.site {
            // Not every client is a browser, and not every browser says so.
            None | Some("none" | "same-origin") => true,
            Some(_) => is_reading && self.mode == Some("navigate") && self.destination == Some("document"),
        }
    }
}

/// A host without its port.
fn host_name(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.ends_with(':') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_are_decoded_once() {
        assert_eq!(path_of("/").as_deref(), Some(""));
        assert_eq!(path_of("/roles/?x=1#y").as_deref(), Some("roles/"));
        assert_eq!(path_of("/a%20b%2Bc/%C5%B5.html").as_deref(), Some("a b+c/ŵ.html"));
        assert_eq!(path_of("/100%2525.png").as_deref(), Some("100%25.png"));
    }

    #[test]
    fn no_spelling_leads_out() {
        for target in [
            "/../../etc/passwd",
            "/%2e%2e%2f%2e%2e%2fetc/passwd",
            "/..%2f..",
            "/..\\x",
            "/%5c..%5c",
            "/a//b",
            "//etc",
            "/./a",
            "/a/..",
            "/%00",
            "/a%0d%0ab",
            "/%c0%ae%c0%ae/",
            "/%ff",
            "",
            "*",
            "http://evil.example/",
        ] {
            assert_eq!(path_of(target), None, "{target}");
        }
    }

    #[test]
    fn fields_of_forms_are_read_as_they_were_typed() {
        let target = "/entries?q=a+b%26c%2B%C5%B5&kind=&odd=%ff%zz#q=no";
        assert_eq!(query_text(target, "q").as_deref(), Some("a b&c+ŵ"));
        assert_eq!(query_text(target, "kind").as_deref(), Some(""));
        assert_eq!(query_text(target, "none"), None);
        assert!(query_text(target, "odd").is_some());
    }

    #[test]
    fn other_websites_may_lead_a_reader_here_and_nothing_else() {
        let visit =
            |site, mode, destination| Visit { site: Some(site), mode: Some(mode), destination: Some(destination) };
        assert!(Visit::default().is_welcome(true) && Visit::default().is_welcome(false));
        for site in ["none", "same-origin"] {
            for (mode, destination) in [("navigate", "document"), ("no-cors", "script"), ("cors", "empty")] {
                assert!(visit(site, mode, destination).is_welcome(false), "{site} {mode}");
            }
        }
        for site in ["cross-site", "same-site", "", "what comes next"] {
            assert!(visit(site, "navigate", "document").is_welcome(true), "{site}");
            assert!(!visit(site, "navigate", "document").is_welcome(false), "{site} sends a form");
            for (mode, destination) in [
                ("no-cors", "script"),
                ("no-cors", "image"),
                ("no-cors", "document"),
                ("cors", "empty"),
                ("navigate", "iframe"),
                ("navigate", "embed"),
                ("navigate", "object"),
                ("websocket", "websocket"),
            ] {
                assert!(!visit(site, mode, destination).is_welcome(true), "{site} {mode} {destination}");
            }
            assert!(!Visit { site: Some(site), ..Visit::default() }.is_welcome(true));
        }
    }

    #[test]
    fn only_own_hosts_and_origins_are_answered() {
        let (loopback, any) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([0, 0, 0, 0]));
        for host in ["127.0.0.1:4000", "localhost:8080", "LOCALHOST", "[::1]:4000", "127.0.0.1"] {
            assert!(is_own_host(host, loopback), "{host}");
        }
        for host in ["evil.example", "evil.example:4000", "localhost.evil.example", "192.168.1.7:4000", "", "[", "::"] {
            assert!(!is_own_host(host, loopback), "{host}");
        }
        assert!(is_own_host("192.168.1.7:4000", any) && !is_own_host("evil.example", any));
        assert!(is_own_origin("http://127.0.0.1:4000", "127.0.0.1:4000"));
        for origin in ["http://127.0.0.1:4001", "https://127.0.0.1:4000", "null", "http://evil.example"] {
            assert!(!is_own_origin(origin, "127.0.0.1:4000"), "{origin}");
        }
    }
}
