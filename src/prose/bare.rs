//! Addresses that stand bare among words: of websites, with or without `https://`, and of mail.

use std::ops::Range;

/// An address among words, and where it leads.
#[derive(Debug)]
pub struct Bare {
    pub range: Range<usize>,
    pub address: String,
}

/// What ends an address, beside blanks.
const ENDS: [char; 7] = ['"', '\'', '<', '>', '`', '|', '\\'];

/// Browsers take no longer ones.
const LONGEST: usize = 2000;

/// Every address among words, in reading order.
pub fn bare_addresses(text: &str) -> Vec<Bare> {
    let mut found: Vec<Bare> = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(['h', 'H', 'w', 'W', '@']).map(|at| from + at) {
        from = at + 1;
        let last = found.last().map_or(0, |bare| bare.range.end);
        let bare = if text[at..].starts_with('@') { mail(text, at) } else { website(text, at) };
        if let Some(bare) = bare.filter(|bare| bare.range.start >= last) {
            from = bare.range.end;
            found.push(bare);
        }
    }
    found
}

/// The address of a website that begins here.
fn website(text: &str, at: usize) -> Option<Bare> {
    let starts = |start: &str| text[at..].get(..start.len()).is_some_and(|typed| typed.eq_ignore_ascii_case(start));
    let scheme = ["https://", "http://"].into_iter().find(|scheme| starts(scheme));
    if scheme.is_none() && !starts("www.") {
        return None;
    }
    let before = &text[..at];
    let is_inside =
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '=' | ':' | '@' | '.' | '-' | '_'));
    // A link that is typed the wrong way round, or with a blank in it.
    let in_link = before.strip_suffix('(').is_some_and(|before| before.trim_end().ends_with(']'))
        || before.strip_suffix('[').is_some_and(|before| before.ends_with(')'));
    if is_inside || in_link {
        return None;
    }
    let far = text.floor_char_boundary(text.len().min(at + LONGEST));
    let end = text[at..far].find(|c: char| c.is_whitespace() || ENDS.contains(&c)).unwrap_or(far - at);
    let typed = tidy(&text[at..at + end]);
    let host = typed[scheme.map_or(0, str::len)..].split(['/', '?', '#', ':']).next().unwrap_or("");
    let is_host = host.split('.').count() > usize::from(scheme.is_none()) + 1
        && host.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let address = if scheme.is_some() { typed.to_string() } else { format!("https://{typed}") };
    is_host.then(|| Bare { range: at..at + typed.len(), address })
}

/// The address of mail around this `@`.
fn mail(text: &str, at: usize) -> Option<Bare> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let name = text[..at].trim_end_matches(is_name).len();
    let start = name + (text[name..at].len() - text[name..at].trim_start_matches(['.', '-']).len());
    let host = text[at + 1..].split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).next()?;
    let host = host.trim_end_matches(['.', '-']);
    let end = at + 1 + host.len();
    let is_host = host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty())
        && host.rsplit('.').next().is_some_and(|last| last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_inside = text[..start].ends_with(['/', ':', '@', '=']) || text[end..].starts_with(['/', '@', '_']);
    let address = format!("mailto:{}", &text[start..end]);
    (start < at && is_host && !is_inside).then_some(Bare { range: start..end, address })
}

/// An address without the marks that end its sentence, or close the brackets around it.
pub fn tidy(address: &str) -> &str {
    let mut address = address;
    loop {
        let opens = |open: char, close: char| address.matches(open).count() >= address.matches(close).count();
        let is_loose = match address.chars().next_back() {
            Some('.' | ',' | ';' | ':' | '!' | '?') => true,
            Some(')') => !opens('(', ')'),
            Some(']') => !opens('[', ']'),
            Some('}') => !opens('{', '}'),
            _ => false,
        };
        if !is_loose {
            return address;
        }
        address = &address[..address.len() - 1];
    }
}
