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
        self == Reach::Anywhere || may_be_public(&name, authority.starts_with('['))
    }
}

/// Names that lead to this computer or into its own network. So does any name without a dot.
const LOCAL: [&str; 10] =
    ["localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa"];

/// Whether a host could be one of the world, in whichever way it is written.
fn may_be_public(name: &str, is_in_brackets: bool) -> bool {
    if is_in_brackets {
        return name.parse().is_ok_and(is_public_v6);
    }
    // What stands behind a percent sign, or another script's digits and dots, could be anything.
    if name.contains('%') || !name.is_ascii() && name.chars().any(|c| !c.is_ascii() && !c.is_alphabetic()) {
        return false;
    }
    if let Some(place) = number(name) {
        return place.is_some_and(is_public_v4);
    }
    let ends = |end: &&str| name.strip_suffix(*end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    name.contains('.') && !LOCAL.iter().any(ends)
}

/// The place that a host means which is a number, as browsers and systems read it: `127.1`, `0x7f.1` and `2130706433`
/// are all `127.0.0.1`. Nothing if the host is a name; none inside if it is a number that means no place.
fn number(host: &str) -> Option<Option<Ipv4Addr>> {
    let parts: Vec<&str> = host.split('.').collect();
    let last = parts.last()?;
    let is_number = |part: &str| part.starts_with("0x") || !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    is_number(last).then(|| place(&parts))
}

fn place(parts: &[&str]) -> Option<Ipv4Addr> {
    let numbers: Vec<u32> = parts.iter().map(|part| part_of(part)).collect::<Option<_>>()?;
    let (last, first) = numbers.split_last()?;
    if first.len() > 3 || first.iter().any(|number| *number > 255) {
        return None;
    }
    // The last number fills all bytes that the others leave.
    let left = 32 - 8 * u32::try_from(first.len()).ok()?;
    if u64::from(*last) >> left != 0 {
        return None;
    }
    let high = (0u32..).zip(first).map(|(at, number)| number << (24 - 8 * at)).sum::<u32>();
    Some(Ipv4Addr::from(high | last))
}

/// A number as C reads it: in sixteens after `0x`, in eights after `0`.
fn part_of(part: &str) -> Option<u32> {
    if let Some(digits) = part.strip_prefix("0x") {
        return if digits.is_empty() { Some(0) } else { u32::from_str_radix(digits, 16).ok() };
    }
    match part.strip_prefix('0') {
        Some(digits) if !digits.is_empty() => u32::from_str_radix(digits, 8).ok(),
        Some(_) | None => part.parse().ok(),
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
            "http://2130706433/",
            "http://127.1",
            "http://127.0.1",
            "http://0x7f.1/",
            "http://0X7F000001",
            "http://0177.0.0.1/",
            "http://017700000001/",
            "http://0",
            "http://0.0.0.0:80",
            "http://0x",
            "http://10.1",
            "http://192.168.257",
            "http://127.0.0.1./",
            "http://256.1.1.1/",
            "http://1.2.3.4.5/",
            "http://08.1.1.1/",
            "http://4294967296/",
            "http://a.127/",
            "http://%31%32%37.0.0.1/",
            "http://127\u{3002}0\u{3002}0\u{3002}1/",
            "http://\u{ff11}\u{ff12}\u{ff17}.0.0.1/",
            "http://\u{2460}27.0.0.1/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]:80/",
            "http://[::127.0.0.1]/",
            "http://[0:0:0:0:0:0:0:1]/",
            "http://[::]/",
            "http://[fe80::1%25eth0]/",
            "http://[127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://localhost./",
            "http://LOCALHOST:8000/",
            "http://me.localhost/",
            "http://localhost.localdomain/",
            "http://router/",
            "http://wiki.corp/",
            "http://me:secret@localhost/",
        ] {
            assert!(!Reach::Public.allows_words(address), "{address}");
        }
        for address in [
            "https://www.local.gov.uk/",
            "https://8.8.8.8/",
            "http://134744072/",
            "http://0x8.8.8.8",
            "https://[2606:4700::1111]:8443/",
            "https://127.example.org/",
            "https://0x7f.example.org./",
            "https://b\u{fc}cher.example/",
            "https://notlocalhost.example/?http://127.0.0.1/",
        ] {
            assert!(Reach::Public.allows_words(address), "{address}");
        }
    }
}
