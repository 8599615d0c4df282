//! What is known of a page in plain values, so that it can be kept from one run to the next.

use std::ops::Range;

use super::clashes::{Clashing, Pair};
use super::facts::Audited;
use super::links::{Link, Use};
use crate::diagnostic::Diagnostic;

/// An audited page. Numbers count bytes of the page.
#[derive(Debug)]
pub struct KeptAudit {
    pub findings: Vec<Diagnostic>,
    /// Hashes of its ids, in order.
    pub ids: Vec<u64>,
    pub title: Option<(u32, u32)>,
    pub links: Vec<KeptLink>,
    pub pairs: Vec<KeptPair>,
}

/// Where an address begins, its length, and what for it is.
pub type KeptLink = (u32, u32, u8);

/// Two links that say the same: each with where what it says begins and ends, and what they say.
pub type KeptPair = (KeptLink, (u32, u32), KeptLink, (u32, u32), String);

impl Audited {
    /// What is kept of it.
    pub fn kept(&self) -> KeptAudit {
        let Audited { findings, ids, title, links, pairs } = self;
        let pair = |Pair { first, second, words }: &Pair| {
            let ends = |range: &Range<u32>| (range.start, range.end);
            (plain(first.link), ends(&first.says), plain(second.link), ends(&second.says), words.to_string())
        };
        KeptAudit {
            findings: findings.to_vec(),
            ids: ids.to_vec(),
            title: title.as_ref().map(|title| (title.start, title.end)),
            links: links.iter().map(|link| plain(*link)).collect(),
            pairs: pairs.iter().map(pair).collect(),
        }
    }

    /// What was kept of a page, if it can be of this one: every place is one of its.
    pub fn of_kept(kept: KeptAudit, html: &str) -> Option<Audited> {
        let KeptAudit { findings, ids, title, links, pairs } = kept;
        let place = |(start, end): (u32, u32)| html.get(start as usize..end as usize).map(|_| start..end);
        let link = |link: KeptLink| meant(link, html);
        let pair = |(first, says, second, says_too, words): KeptPair| {
            let first = Clashing { link: link(first)?, says: place(says)? };
            let second = Clashing { link: link(second)?, says: place(says_too)? };
            Some(Pair { first, second, words: words.into() })
        };
        let fits = |finding: &Diagnostic| html.get(finding.span.start..finding.span.end).is_some();
        let title = match title {
            Some(title) => Some(place(title)?),
            None => None,
        };
        (findings.iter().all(fits) && ids.is_sorted()).then_some(())?;
        Some(Audited {
            findings: findings.into(),
            ids: ids.into(),
            title,
            links: links.into_iter().map(link).collect::<Option<_>>()?,
            pairs: pairs.into_iter().map(pair).collect::<Option<_>>()?,
        })
    }
}

fn plain(link: Link) -> KeptLink {
    let Range { start, end } = link.range();
    (start as u32, (end - start) as u32, link.used as u8)
}

fn meant((start, len, used): KeptLink, html: &str) -> Option<Link> {
    let used = *Use::ALL.get(usize::from(used))?;
    html.get(start as usize..start.checked_add(len)? as usize)?;
    Some(Link::new(start, len, used))
}
