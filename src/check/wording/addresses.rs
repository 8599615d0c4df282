//! An address of another website is the one that everybody uses: in fields and in texts alike.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::diagnostic::catalogue::Stray;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::entry::{self, Kind, OutsideAddress};
use crate::source::{SourcePath, Span};

/// Names of the computer that somebody sits at.
const OWN_COMPUTER: [&str; 4] = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"];

/// A service that leads on to other websites, and notes who follows.
struct Detour {
    /// How its host ends, or what it begins with where countries have hosts of their own.
    host: &'static str,
    path: &'static str,
    /// The names of the part that holds the address that it leads to; none if that is in a code of its own.
    holds: &'static [&'static str],
    name: &'static str,
}

const DETOURS: [Detour; 14] = [
    Detour { host: "safelinks.protection.outlook.com", path: "/", holds: &["url"], name: "Outlook" },
    Detour { host: "safelinks.protection.office365.us", path: "/", holds: &["url"], name: "Outlook" },
    Detour { host: "www.google.", path: "/url", holds: &["q", "url"], name: "Google" },
    Detour { host: "www.bing.com", path: "/ck/a", holds: &[], name: "Bing" },
    Detour { host: "duckduckgo.com", path: "/l/", holds: &["uddg"], name: "DuckDuckGo" },
    Detour { host: "l.facebook.com", path: "/l.php", holds: &["u"], name: "Facebook" },
    Detour { host: "l.instagram.com", path: "/", holds: &["u"], name: "Instagram" },
    Detour { host: "www.linkedin.com", path: "/redir/redirect", holds: &["url"], name: "LinkedIn" },
    Detour { host: "www.youtube.com", path: "/redirect", holds: &["q"], name: "YouTube" },
    Detour { host: "linkprotect.cudasvc.com", path: "/url", holds: &["a"], name: "Barracuda" },
    Detour { host: "urldefense.proofpoint.com", path: "/", holds: &[], name: "Proofpoint" },
    Detour { host: "urldefense.com", path: "/", holds: &[], name: "Proofpoint" },
    Detour { host: "protect.checkpoint.com", path: "/", holds: &[], name: "Check Point" },
    Detour { host: "mimecastprotect.com", path: "/s/", holds: &[], name: "Mimecast" },
];

/// What is wrong with the addresses of a file.
pub(super) fn check(path: &SourcePath, kind: Kind, text: &str) -> Vec<Diagnostic> {
    if !names_such_a_host(text) {
        return Vec::new();
    }
    let found = entry::outside_addresses(path, kind, text);
    found.iter().filter_map(|found| judge(path, text, found)).collect()
}

/// Whether anything in a file looks like one. Most files are asked no more, for finding their addresses is to read them.
fn names_such_a_host(text: &str) -> bool {
    text.match_indices("://").any(|(at, scheme)| {
        let rest = &text[at + scheme.len()..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        let host = rest.split(|c| !is_part(c)).next().unwrap_or_default();
        OWN_COMPUTER.contains(&without_port(host)) || DETOURS.iter().any(|detour| detour.is_host(host))
    })
}

fn judge(path: &SourcePath, text: &str, found: &OutsideAddress) -> Option<Diagnostic> {
    let OutsideAddress { address, place } = found;
    let at = Span::new(path, place.clone());
    let (_, rest) = address.split_once("://")?;
    let (host, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if OWN_COMPUTER.contains(&without_port(host)) {
        return Some(catalogue::stray_mark(at, Stray::OwnComputer));
    }
    let detour = DETOURS.iter().find(|detour| detour.takes(host, rest))?;
    let right = detour.leads_to(rest);
    let fix = right.as_ref().and_then(|right| fix(path, text, address, place, right));
    Some(catalogue::stray_mark(at, Stray::Detour { by: detour.name, to: right.as_deref() }).maybe_fix(fix))
}

fn without_port(host: &str) -> &str {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(host, _)| host)
}

impl Detour {
    fn is_host(&self, host: &str) -> bool {
        if self.host.ends_with('.') {
            return host.get(..self.host.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(self.host));
        }
        let (before, end) = host.split_at_checked(host.len().wrapping_sub(self.host.len())).unwrap_or_default();
        end.eq_ignore_ascii_case(self.host) && (before.is_empty() || before.ends_with('.'))
    }

    fn takes(&self, host: &str, rest: &str) -> bool {
        let path = rest.split(['?', '#']).next().unwrap_or_default();
        // What stands at the root leads on only where it holds an address, or all of it is a code.
        let is_path = if self.path.ends_with('/') && self.holds.is_empty() {
            path.len() > self.path.len() && path.starts_with(self.path)
        } else {
            path.trim_end_matches('/') == self.path.trim_end_matches('/')
                && (self.holds.is_empty() || rest.contains('?'))
        };
        self.is_host(host) && is_path
    }

    /// The address that it leads to, as a reader of the page would copy it.
    fn leads_to(&self, rest: &str) -> Option<String> {
        let (_, query) = rest.split_once('?')?;
        let parts = || query.split(['&', '#']).filter_map(|part| part.split_once('='));
        let typed = self.holds.iter().find_map(|wanted| parts().find(|(name, _)| name == wanted))?.1;
        let right = percent_decode_str(typed).decode_utf8().ok()?.into_owned();
        let is_web = right.starts_with("https://") || right.starts_with("http://");
        (is_web && entry::address::flaw(&right).is_none()).then_some(right)
    }
}

/// Writes the address in its place, if it is typed as it is read and nothing in the new one has a meaning there.
fn fix(path: &SourcePath, text: &str, address: &str, place: &Range<usize>, right: &str) -> Option<Fix> {
    let is_plain = |c: char| c.is_alphanumeric() || "/:.?=&%+-_~#;@!$".contains(c);
    let is_typed = text.get(place.clone()) == Some(address);
    (is_typed && right.chars().all(is_plain)).then(|| Fix::new(Span::new(path, place.clone()), right))
}
