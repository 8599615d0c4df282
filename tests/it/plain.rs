//! Pages that are read plainly are read as browsers read them: those of the shipped site, of every spec and fault, and
//! pages of chance.

use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;
use trellis::graph::Drafts;
use trellis::output::{Output, OutputPath};
use trellis::pipeline::{self, Request};
use trellis::{audit, disk};

use crate::warm;

/// Pages that are read in another way than browsers read them, with both.
pub fn read_otherwise(output: &Output) -> impl Iterator<Item = String> {
    pages(output).filter_map(|(path, html)| audit::read_plainly(html).err().map(|told| format!("{path} is {told}")))
}

fn pages(output: &Output) -> impl Iterator<Item = (&OutputPath, &str)> {
    let pages = output.files.iter().filter(|(path, _)| path.as_str().ends_with(".html"));
    pages.map(|(path, file)| (path, std::str::from_utf8(&file.bytes).expect("pages are text")))
}

#[test]
fn the_shipped_site_is_read_plainly_and_as_browsers_do() {
    let snapshot = disk::read(Path::new(env!("CARGO_MANIFEST_DIR")), None).expect("the site can be read");
    let request = Request { today: date(2026, 11, 23), drafts: Drafts::Hide, base_url: None, staging: false };
    let build = pipeline::build(&snapshot, &request, &mut warm::memo(), &|_| {});
    let output = build.output.expect("the site has no error");
    assert_eq!(read_otherwise(&output).next(), None);
    for (path, html) in pages(&output) {
        let read = audit::read_plainly(html).expect("it is read as browsers do");
        assert_eq!(read, html.len(), "{path} goes on: {:?}", html[read..].chars().take(80).collect::<String>());
    }
}

/// Parts of pages: plain ones, and ones that are written otherwise.
const PARTS: &[&str] = &[
    "<!DOCTYPE html>",
    "<!doctype html>",
    "<p>",
    "</p>",
    "<p class=\"a b\">",
    "<p\n  id=\"x\"\n>",
    "<ul><li>",
    "<li>",
    "</ul>",
    "<a href=\"a.html?b=1&amp;c=2\">",
    "<a href=\"&amp;\">",
    "<a href=\"x&quot;\">",
    "<a title=\"b&#39;\">",
    "<a title=\"&nbsp;\">",
    "<a title=\"&lt&gt;\">",
    "<a href=''>",
    "<a href=x>",
    "</a>",
    "</A>",
    "<a href=\"x\"class=\"y\">",
    "<a href = \"x\">",
    "<a href= \"x\">",
    "<a href =\"x\">",
    "<a href=\"a\" href=\"b\">",
    "<a ONCLICK=\"x\">",
    "<img src=\"a.png\" alt=\"\">",
    "<img alt/>",
    "<img alt />",
    "<br/>",
    "<br>",
    "<svg viewBox=\"0 0 1 1\"><path d=\"M0\"/>",
    "</svg>",
    "<svg><title>a</title>",
    "<input disabled>",
    "<input disabled value=\"\">",
    "<DIV>",
    "</div>",
    "<h2 id=\"a\">",
    "</h2>",
    "<title>A &amp; b</title>",
    "<title>",
    "</title>",
    "<title>a < b</title>",
    "<title>a &copy b</title>",
    "<script>",
    "</script>",
    "<script>let a = '<p>'</script>",
    "<script><!-- a --></script>",
    "<script src=\"a.js\" defer></script>",
    "<script></script >",
    "<style>p{color:red}</style>",
    "<style></styles></style>",
    "<style>",
    "</style>",
    "<textarea>&lt;a</textarea>",
    "<textarea>\na",
    "<noscript><p class=\"n\">a</p></noscript>",
    "<noscript>",
    "</noscript>",
    "<noscript><a href=x></noscript>",
    "<noscript>a &lt; b",
    "<template><p>",
    "</template>",
    "<iframe src=\"a\"></iframe>",
    "<iframe>",
    "<xmp>",
    "<plaintext>",
    "<noembed>",
    "<!-- a -->",
    "<!--",
    "-->",
    "<!a>",
    "<?a?>",
    "</>",
    "</ p>",
    "<",
    "< p>",
    "a < b",
    ">",
    "&",
    "&amp;",
    "&lt;b&gt;",
    "&#39;",
    "&#x27;",
    "&#x2F;",
    "&nbsp;",
    "&copy;",
    "&copy",
    "&amp",
    "&#0;",
    "&ampx;",
    "\r\n",
    "\r",
    "\0",
    "\t",
    "\n",
    " ",
    "words",
    "A caf\u{e9}, 24\u{a0}hours",
    "\u{1f600}",
    "\u{feff}",
    "=",
    "\"",
    "'",
    "/",
    "<p a:b_c-d=\"e\">",
    "<p =\"a\">",
    "<p \"a\">",
    "<p/a>",
    "<p/ a>",
    "<p a/b>",
    "<p a=\"b",
    "<p a",
    "<p",
    "</p",
    "</p a=\"b\">",
    "</p/>",
    "<![CDATA[a]]>",
    "<table><tr><td>",
    "<tr>",
    "</table>",
    "<my-part>",
    "</my-part>",
    "<h1.a>",
    "<p\u{e9}>",
    "<p \u{e9}=\"a\">",
    "<p\ta=\"b\">",
    "<p\u{c}a>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::times::times(2000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_chance_are_read_as_browsers_do(parts in prop::collection::vec(prop::sample::select(PARTS), 0..12)) {
        let html = parts.concat();
        if let Err(told) = audit::read_plainly(&html) {
            prop_assert!(false, "{html:?} is {told}");
        }
    }

    #[test]
    fn a_damaged_page_is_read_as_browsers_do(cut in 0..WHOLE.len(), length in 0_usize..4, put in prop::sample::select(PARTS)) {
        prop_assume!(WHOLE.is_char_boundary(cut) && WHOLE.is_char_boundary((cut + length).min(WHOLE.len())));
        let html = format!("{}{put}{}", &WHOLE[..cut], &WHOLE[(cut + length).min(WHOLE.len())..]);
        if let Err(told) = audit::read_plainly(&html) {
            prop_assert!(false, "{html:?} is {told}");
        }
    }
}

/// A page with one of everything.
const WHOLE: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>A &amp; b</title>\n\
    <script src=\"a.js\" defer></script><script type=\"application/ld+json\">{\"a\":\"b\"}</script>\n</head>\n<body>\n\
    <svg viewBox=\"0 0 1 1\"><path d=\"M0\"/></svg><main id=\"main\">\n<h1>A caf\u{e9}</h1>\n\
    <p class=\"a\"><a href=\"b.html?c&amp;d\" hidden>b &lt; c</a><br><img src=\"a.png\" alt=\"\"></p>\n\
    <noscript><p>No &amp; no</p></noscript>\n<ul>\n<li>a\n<li>b</ul>\n<textarea>a</textarea></main>\n</body>\n</html>\n";
