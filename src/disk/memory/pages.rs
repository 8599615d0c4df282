//! Rendered pages as they are kept.

use serde::{Deserialize, Serialize};

use crate::audit::{Audited, KeptAudit, KeptLink, KeptPair};
use crate::disk::told::Finding;
use crate::memo::Kept;
use crate::output::{FileClass, OutputFile};

/// A page as it is written.
#[derive(Serialize, Deserialize)]
struct Page<'a> {
    key: u128,
    said: u128,
    html: &'a str,
    findings: Vec<Finding>,
    ids: Vec<u64>,
    title: Option<(u32, u32)>,
    links: Vec<KeptLink>,
    pairs: Vec<KeptPair>,
}

/// The pages of one file; none where one of them is not as we would write it.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<(u128, Kept)>> {
    postcard::from_bytes::<Vec<Page<'_>>>(bytes).ok()?.into_iter().map(Page::meant).collect()
}

/// The bytes of one file.
pub(super) fn write(pages: &[(u128, Kept)]) -> Option<Vec<u8>> {
    let pages: Option<Vec<Page<'_>>> = pages.iter().map(|(key, page)| Page::new(*key, page)).collect();
    postcard::to_stdvec(&pages?).ok()
}

impl<'a> Page<'a> {
    fn new(key: u128, page: &'a Kept) -> Option<Page<'a>> {
        let KeptAudit { findings, ids, title, links, pairs } = page.audited().kept();
        let findings = findings.iter().map(Finding::new).collect();
        let html = std::str::from_utf8(&page.file.bytes).ok()?;
        Some(Page { key, said: page.said, html, findings, ids, title, links, pairs })
    }

    fn meant(self) -> Option<(u128, Kept)> {
        let Page { key, said, html, findings, ids, title, links, pairs } = self;
        let findings = findings.into_iter().map(Finding::meant).collect::<Option<_>>()?;
        let audited = Audited::of_kept(KeptAudit { findings, ids, title, links, pairs }, html)?;
        Some((key, Kept::with_audit(OutputFile::new(FileClass::Page, html.as_bytes()), said, audited)))
    }
}
