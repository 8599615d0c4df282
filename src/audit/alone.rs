//! Audits a page that stands alone: its links to other pages are not followed, and what it loads must be in it or beside
//! it. The program reads whole sites; tests try the rules on single pages, and read the page of the report.

use super::addresses::{Home, Leads, follow};
use super::document::Document;
use super::{clashes, judge, links, plain, scan, site, with_text};
use crate::diagnostic::{self, Diagnostic, catalogue};
use crate::source::{SourcePath, Span};

/// Findings are places in the page, under the name that it is given.
pub fn document(path: &SourcePath, html: &[u8]) -> Vec<Diagnostic> {
    let mut found = with_text(html, |html| {
        let document = scan::scan(path, html);
        let mut found = judge(&document);
        addresses(&document, &mut found);
        found
    });
    diagnostic::sort(&mut found);
    found
}

/// How much of a page is read plainly, in bytes. What is then known of it must be what browsers know: where it is not,
/// the error shows both.
pub fn read_plainly(html: &str) -> Result<usize, String> {
    let path = SourcePath::new("page.html");
    let (read, right) = (scan::scan(&path, html), scan::scan_as_browsers(&path, html));
    match read == right {
        true => Ok(plain::read(html, |_, _| {})),
        false => Err(format!("read as\n{read:#?}\nand not as\n{right:#?}")),
    }
}

fn addresses(document: &Document<'_>, found: &mut Vec<Diagnostic>) {
    let home = Home { base_url: None, base_path: "/" };
    let has_part = |part: &str| document.by_id(part).is_some();
    for pair in clashes::pairs(document) {
        let [first, second] = [&pair.first, &pair.second].map(|one| site::written(document.html.as_bytes(), one.link));
        found.push(site::clash(&pair, document.path, [&first, &second]));
    }
    for link in links::all(document) {
        let address = site::written(document.html.as_bytes(), link);
        let span = || Span::new(document.path, link.range());
        match follow("", &address, home) {
            Leads::Inside { part: Some(part), .. } if address.starts_with('#') => {
                if !part.is_empty() && part != "top" && !part.contains('=') && !has_part(&part) {
                    found.push(catalogue::broken_page_fragment(span(), &address));
                }
            }
            Leads::Inside { .. } | Leads::Astray => {}
            other @ (Leads::Outside { .. } | Leads::Elsewhere) => {
                found.extend(site::strayed(link.used, &other, &address, span));
            }
        }
    }
}
