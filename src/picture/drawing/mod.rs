//! Drawings (SVG): how large one is, what in it runs or loads something, and what of it is published.
//!
//! A drawing is read as browsers read it, as XML: what is not well-formed, they do not show. Notes of those who drew it,
//! and of their programs, are left out. A drawing in a page is only a picture, but it has an address too, and opened by
//! itself it is a page of this site: so it may run no script and load nothing.

mod active;
mod notes;
mod read;
mod tag;

use std::ops::Range;

pub use active::{Active, Deed};

use super::{Size, Trouble};
use tag::Attribute;

/// What is known of a drawing.
#[derive(Debug)]
pub(super) struct Drawing {
    /// As it says itself.
    pub size: Option<Size>,
    /// What in it runs or loads something, in order.
    pub active: Vec<Active>,
    /// Parts that are not published, in order, none touching another.
    notes: Vec<Range<usize>>,
}

/// Reads a whole drawing.
pub(super) fn read(bytes: &[u8]) -> Result<Drawing, Trouble> {
    read::read(std::str::from_utf8(bytes).map_err(|_| Trouble::OtherKind)?)
}

impl Drawing {
    /// What is published of its bytes; nothing if all are.
    pub fn cut(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        if self.notes.is_empty() {
            return None;
        }
        let mut kept = Vec::with_capacity(bytes.len());
        let mut from = 0;
        for note in &self.notes {
            kept.extend_from_slice(&bytes[from..note.start]);
            from = note.end;
        }
        kept.extend_from_slice(&bytes[from..]);
        Some(kept)
    }
}

/// The size that an SVG gives itself, or the size of its `viewBox`.
fn size(attributes: &[Attribute<'_>]) -> Option<Size> {
    let attribute = |name: &str| attributes.iter().find(|one| one.name == name).map(|one| &*one.value);
    let side = |name| attribute(name).and_then(|text| whole(text.trim().trim_end_matches("px")));
    let size = side("width").zip(side("height")).or_else(|| {
        let view = attribute("viewBox")?;
        let parts: Vec<&str> = view.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [_, _, width, height] => whole(width).zip(whole(height)),
            _ => None,
        }
    });
    size.map(|(width, height)| Size { width, height })
}

/// A length in whole pixels; none if it is no plain number above zero.
fn whole(text: &str) -> Option<u32> {
    let length: f64 = text.parse().ok()?;
    let is_length = (0.5..=100_000.0).contains(&length);
    // The range was just asked for.
    is_length.then(|| length.round() as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEAD: &str = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'";

    const UTF_16: &str = "<?xml version='1.0' encoding='utf-16'?><svg/>";

    fn size_of(attributes: &str) -> Option<Size> {
        let svg = format!("<?xml version='1.0'?><!-- a drawing --><svg {attributes}><g/></svg>");
        read(svg.as_bytes()).unwrap().size
    }

    fn found(inner: &str) -> Vec<String> {
        let svg = format!("<svg {HEAD}>{inner}</svg>");
        let read = read(svg.as_bytes()).unwrap();
        read.active.iter().map(|active| format!("{:?} {}", active.deed, &svg[active.at.clone()])).collect()
    }

    fn published(svg: &str) -> String {
        let read = read(svg.as_bytes()).unwrap();
        read.cut(svg.as_bytes()).map_or_else(|| svg.to_string(), |kept| String::from_utf8(kept).unwrap())
    }

    #[test]
    fn a_drawing_has_the_size_that_it_gives_itself() {
        let wide = Some(Size { width: 80, height: 40 });
        assert_eq!(size_of("width='80' height='40px' viewBox='0 0 8 4'"), wide);
        assert_eq!(size_of("viewBox='0 0 80 40'"), wide);
        assert_eq!(size_of("width='100%' height='40' viewBox='-1,-1,80,40'"), wide);
        assert_eq!(size_of("width='100%'"), None);
        assert_eq!(size_of("width='NaN' height='-1' viewBox='0 0 1e99 4'"), None);
    }

    #[test]
    fn what_is_no_drawing_is_told_from_one_that_is_not_well_formed() {
        for other in ["<html></html>", "not a drawing", "", "<", "\u{feff}", "<svgs/>", "<!-- -->", UTF_16] {
            assert_eq!(read(other.as_bytes()).unwrap_err(), Trouble::OtherKind, "{other}");
        }
        assert_eq!(read(b"\xff\xfe<svg/>").unwrap_err(), Trouble::OtherKind);
        for (broken, line) in [
            ("<svg>\n<rect></svg>", 2),
            ("<svg>\n<g>", 2),
            ("<svg/><svg/>", 1),
            ("<svg/>\n\nmore", 3),
            ("<svg>\n\n<rect x=1/></svg>", 3),
            ("<svg><rect x='1' x='2'/></svg>", 1),
            ("<svg><rect x='<'/></svg>", 1),
            ("<svg><rect x='1'y='2'/></svg>", 1),
            ("<svg>&nbsp;</svg>", 1),
            ("<svg><text x='&what;'/></svg>", 1),
            ("<svg>\0</svg>", 1),
            ("<svg>\n\u{1b}</svg>", 2),
            ("<svg><!-- a -- b --></svg>", 1),
            ("<svg>]]></svg>", 1),
            ("<svg><inkscape:x/></svg>", 1),
            ("<svg inkscape:x='1'/>", 1),
            ("<svg><![CDATA[</svg>", 1),
            ("<svg/><!DOCTYPE svg>", 1),
            ("<svg><?xml version='1.0'?></svg>", 1),
        ] {
            assert_eq!(read(broken.as_bytes()).unwrap_err(), Trouble::NotWellFormed { line }, "{broken}");
        }
        for fine in ["<svg/>", "\u{feff}<?xml version='1.0' encoding='UTF-8'?>\n<svg></svg>\n", "<svg>&#65;&amp;</svg>"]
        {
            assert!(read(fine.as_bytes()).is_ok(), "{fine}");
        }
    }

    #[test]
    fn whatever_runs_is_found() {
        assert_eq!(found("<script>alert(1)</script>"), ["Script <script"]);
        assert_eq!(found("<x:script xmlns:x='http://www.w3.org/1999/xhtml'/>"), ["Script <x:script"]);
        assert_eq!(found("<g onclick='a()'/>"), ["Handler(\"onclick\") onclick='a()'"]);
        assert_eq!(found("<desc><script/></desc>"), ["Script <script"]);
        for address in
            ["javascript:a()", " JavaScript:a()", "java\nscript:a()", "&#106;avascript:a()", "data:text/html,x"]
        {
            assert!(found(&format!("<a href='{address}'/>"))[0].starts_with("ScriptAddress"), "{address}");
            assert!(found(&format!("<a xlink:href='{address}'/>"))[0].starts_with("ScriptAddress"), "{address}");
        }
        for name in ["href", "xlink:href", "onclick", "src"] {
            assert!(found(&format!("<set attributeName='{name}' to='x'/>"))[0].starts_with("Changes"), "{name}");
        }
        assert!(
            found("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>")[0].starts_with("Page")
        );
        assert!(found("<p xmlns='http://www.w3.org/1999/xhtml'/>")[0].starts_with("Page"));
    }

    #[test]
    fn whatever_loads_is_found() {
        for inner in [
            "<image href='http://a.example/b.png'/>",
            "<image xlink:href='b.png'/>",
            "<image href='data:image/svg+xml,x'/>",
            "<use href='other.svg#x'/>",
            "<use xlink:href='//a.example/x.svg#x'/>",
            "<feImage href='https://a.example/'/>",
            "<linearGradient href='a.svg#b'/>",
            "<rect fill='url(http://a.example/b#c)'/>",
            "<rect style='background:url( \"//a.example\" )'/>",
            "<rect style='fill:u\\72l(//a.example)'/>",
            "<rect filter='URL(a.svg#b)'/>",
            "<style>@import 'a.css';</style>",
            "<style>@imp<!-- -->ort 'a.css';</style>",
            "<style><![CDATA[ @font-face { src: url(a.woff2) } ]]></style>",
            "<style>a { fill: &#117;rl(//a.example) }</style>",
            "<g xml:base='http://a.example/'/>",
            "<a href='#b' ping='http://a.example/'/>",
            "<iframe src='a.html'/>",
        ] {
            assert!(found(inner).iter().any(|found| found.starts_with("Loads")), "{inner}: {:?}", found(inner));
        }
        for all in ["<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", "<?xml-stylesheet href='a.css'?><svg/>"] {
            assert_eq!(read(all.as_bytes()).unwrap().active.len(), 1, "{all}");
        }
    }

    #[test]
    fn ordinary_drawings_do_nothing() {
        for inner in [
            "<use href='#a'/><use xlink:href='#a'/><image href='data:image/png;base64,AAAA'/>",
            "<a href='https://a.example/'/><a href='../roles/index.html'/><a href='mailto:a@b.example'/>",
            "<rect fill='url(#a)' style='fill:url(\"#b\");clip-path:url(#c)' transform='rotate(3)'/>",
            "<style>.a { fill: url(#b) } /* url(http://a.example) */ .c::after { content: 'url(x)' }</style>",
            "<style>@font-face { src: url(data:font/woff2;base64,AAAA) }</style>",
            "<animate attributeName='opacity' values='0;1'/><text>url(http://a.example) onclick=</text>",
        ] {
            assert_eq!(found(inner), Vec::<String>::new(), "{inner}");
        }
    }

    #[test]
    fn notes_stay_at_home_and_licences_go_along() {
        let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:cc=\"http://creativecommons.org/ns#\"";
        let noted = format!(
            "<!-- by me --><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/x.dtd\">{head} \
             xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" inkscape:export-filename=\"/home/me/x.png\">\
             <title>A foot</title><desc>What it shows</desc><?editor note?><inkscape:grid><g/></inkscape:grid>\
             <metadata><cc:Work><x>me</x></cc:Work></metadata><g inkscape:label=\"old\" id=\"a\"/></svg>"
        );
        assert_eq!(
            published(&noted),
            format!("{head}><title>A foot</title><desc>What it shows</desc><g id=\"a\"/></svg>")
        );
        let licensed =
            format!("{head}><!-- Copyright somebody --><metadata><cc:Work><cc:license/></cc:Work></metadata></svg>");
        assert_eq!(published(&licensed), licensed);
        assert!(read(noted.as_bytes()).unwrap().active.is_empty());
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_what_is_published_reads_the_same(
            inner in "(<|>|/|!--|--|'|\"|=|&|;|g|a:b|script|xmlns:a|url\\(|é| |\\?|\\[|\\]){0,24}",
        ) {
            let svg = format!("<svg {HEAD}>{inner}</svg>");
            if let Ok(first) = read(svg.as_bytes()) {
                prop_assert!(first.active.iter().all(|active| svg.get(active.at.clone()).is_some()));
                let cut = published(&svg);
                let again = read(cut.as_bytes()).unwrap();
                prop_assert_eq!(again.size, first.size);
                prop_assert_eq!(published(&cut), cut);
            }
        }
    }
}
