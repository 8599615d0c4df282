//! A built page as it is served: its bytes and one script tag, which knows the page's path and version.

use serde_json::json;

use super::live::News;

/// The script that keeps a page fresh, and gives it the toolbar; on the desk, it keeps the desk fresh. It is part of no
/// built page.
pub const SCRIPT: &str = concat!(include_str!("reload.js"), include_str!("toolbar.js"), include_str!("desk.js"));

/// Where the script tag is put: before this, or at the end.
const BODY_END: &[u8] = b"</body>";

/// The bytes to send for a page.
pub fn with_script(page: &[u8], path: &str, version: u64) -> Vec<u8> {
    let tag = tag(path, version);
    let at = page.windows(BODY_END.len()).rposition(|window| window == BODY_END).unwrap_or(page.len());
    [&page[..at], tag.as_bytes(), &page[at..]].concat()
}

fn tag(path: &str, version: u64) -> String {
    let path = path.replace('&', "&amp;").replace('"', "&quot;");
    format!("<script src=\"/_trellis/reload.js\" data-version=\"{version}\" data-path=\"{path}\"></script>")
}

/// News as the script reads it.
pub fn news<S>(news: &News<S>) -> String {
    let problems = &news.edition.problems;
    let changed = news.changed.as_ref();
    let since = changed.map(|files| files.iter().map(|(_, since)| *since).collect::<Vec<_>>());
    let changed = changed.map(|files| files.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>());
    json!({
        "after": news.after,
        "version": news.edition.version,
        "changed": changed,
        "since": since,
        "complete": news.is_complete,
        "site": news.edition.site.is_some(),
        "errors": problems.errors,
        "warnings": problems.warnings,
        "html": problems.html,
        "pages": problems.pages.iter().map(|page| page.as_str()).collect::<Vec<_>>(),
        "freshness": problems.freshness.word(),
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_one_tag_and_keeps_its_bytes() {
        for page in ["<html><body>x</body></html>\n", "no end", ""] {
            let served = String::from_utf8(with_script(page.as_bytes(), "a\"b.html", 7)).unwrap();
            assert_eq!(served.replacen(&tag("a\"b.html", 7), "", 1), page);
            assert_eq!(served.matches("<script").count(), 1);
        }
    }
}
