//! Keeps visits out of this computer and of networks that are nobody else's business.
//!
//! Content is not always written by the person who checks it, so a link must not be able to make the check talk to a
//! router or a printer. What counts is the address that a name leads to at the moment of asking.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::address::host;

/// Where visits may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Public,
    /// Everywhere, for tests with a website of their own.
    Anywhere,
}

impl Reach {
    /// Whether a place in the network may be asked.
    pub(super) fn allows(self, place: IpAddr) -> bool {
        self == Reach::Anywhere || is_public(place)
    }

    /// Whether an address may be asked, as far as it can be told from its words: a proxy may do the looking up.
    pub(super) fn allows_words(self, address: &str) -> bool {
        let authority = host(address);
        let name = match authority.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or(rest),
            None => authority.split(':').next().unwrap_or(authority),
        };
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let is_local = ["localhost", "local", "internal", "lan", "home.arpa"]
            .iter()
            .any(|end| name.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
        self == Reach::Anywhere || !is_local && name.parse().map_or(true, is_public)
    }
}

fn is_public(place: IpAddr) -> bool {
    match place {
        IpAddr::V4(place) => is_public_v4(place),
        IpAddr::V6(place) => is_public_v6(place),
    }
}

/// All but what <https://www.iana.org/assignments/iana-ipv4-special-registry> keeps for other uses.
fn is_public_v4(place: Ipv4Addr) -> bool {
    let [a, b, c, _] = place.octets();
    let is_own =
        matches!(a, 0 | 10 | 127) || matches!((a, b), (172, 16..=31) | (192, 168) | (169, 254) | (100, 64..=127));
    let is_for_tests =
        matches!((a, b), (198, 18 | 19)) || matches!((a, b, c), (192, 0, 0 | 2) | (198, 51, 100) | (203, 0, 113));
    !is_own && !is_for_tests && a < 224
}

/// What is given out to the world begins with 2 or 3; some of it carries an older address in it.
fn is_public_v6(place: Ipv6Addr) -> bool {
    if let Some(inner) = place.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let parts = place.segments();
    let inner = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match parts {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(inner(high, low)),
        [0x2002, high, low, ..] => is_public_v4(inner(high, low)),
        [0x2001, 0..0x200 | 0xdb8, ..] | [0x3fff, 0..0x1000, ..] => false,
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_world_may_be_asked() {
        for place in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            let place: IpAddr = place.parse().unwrap();
            assert!(!Reach::Public.allows(place) && Reach::Anywhere.allows(place), "{place}");
        }
        for place in ["8.8.8.8", "172.32.0.1", "192.0.1.1", "2606:4700::1111", "64:ff9b::808:808"] {
            assert!(Reach::Public.allows(place.parse().unwrap()), "{place}");
        }
    }

    #[test]
    fn words_alone_tell_much() {
        for address in [
            "http://localhost:80/",
            "https://[::1]/x",
            "http://127.0.0.1",
            "https://printer.local",
            "http://a@10.0.0.1/",
        ] {
            assert!(!Reach::Public.allows_words(address), "{address}");
        }
        assert!(
            Reach::Public.allows_words("https://www.local.gov.uk/") && Reach::Public.allows_words("https://8.8.8.8/")
        );
    }
}
