//! Whatever stands in a file, reading it ends, and every finding points into it.

use proptest::prelude::*;
use trellis::diagnostic::Reported;
use trellis::entry::fields::FieldPart;
use trellis::entry::kinds::Kind;
use trellis::entry::locate::Step;
use trellis::entry::node::Node;
use trellis::entry::{self, Entry, FileRole, role_of};
use trellis::graph::Drafts;
use trellis::pipeline::{self, Judged, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::{SourcePath, Span};

use crate::warm;

/// A path of each kind in each form.
fn paths() -> Vec<String> {
    let forms = |kind: &Kind| match kind.is_data() {
        true => ["yaml", "csv"].map(|form| format!("content/{}.{form}", kind.folder())).to_vec(),
        false => ["md", "yaml", "csv"].map(|form| format!("content/{}/name.{form}", kind.folder())).to_vec(),
    };
    Kind::ALL.iter().flat_map(forms).collect()
}

fn read(path: &str, bytes: &[u8]) -> Reported<Vec<std::sync::Arc<Entry>>> {
    let path = SourcePath::new(path);
    let FileRole::Entries(kind) = role_of(&path) else { panic!("{path} holds no entries") };
    entry::read(&path, kind, &File::new(bytes))
}

fn judge(files: &[(&str, &[u8])]) -> Judged {
    let snapshot: Snapshot = files.iter().map(|(path, bytes)| (*path, *bytes)).collect();
    let today = "2026-12-01".parse().expect("a date");
    let request = Request { today, drafts: Drafts::Hide, base_url: None, staging: false };
    pipeline::judge(&snapshot, &request, &mut warm::memo(), &|_| {})
}

/// Whether a span lies inside the bytes, and, if they are text, between characters.
pub fn is_inside(span: &Span, bytes: &[u8]) -> bool {
    let between = |text: &str| text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
    span.start <= span.end && span.end <= bytes.len() && std::str::from_utf8(bytes).map_or(true, between)
}

/// Reads bytes as one file of a site, with every finding pointing into it, and fills what text there is.
fn read_alone(path: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let read = read(path, bytes);
    for finding in &read.diagnostics {
        prop_assert!(is_inside(&finding.span, bytes), "{path}: {finding:?}");
    }
    for entry in &read.value {
        let mut holes = 0;
        let html = entry.body.fill(&[], |_, out| {
            holes += 1;
            out.push('·');
        });
        prop_assert_eq!(holes, entry.body.holes.len());
        prop_assert!(html.len() >= entry.body.html.len());
        let text = std::str::from_utf8(bytes).expect("only text has entries");
        for site in 0..entry.refs.len() {
            prop_assert!(is_inside(&entry.locate_reference(text, site as u32), bytes));
        }
        prop_assert!(is_inside(&entry.locate_start(text), bytes));
    }
    for finding in judge(&[(path, bytes)]).diagnostics.iter().filter(|finding| finding.span.path.as_str() == path) {
        prop_assert!(is_inside(&finding.span, bytes), "{path}: {finding:?}");
    }
    Ok(())
}

/// Pieces of content files, put together in any order.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "---\n", "---\r\n", "---\r", "\u{feff}", "title: Name\n", "summary: ", "reviewed: 2026-11-23\n", "sources:\n", "  - ", "- ",
            "each:\n", "entries:\n", "  - id: a\n", "    title: T\n", "id,title,summary\n", "a,b,c\n", "\"", "\"\"", ",", ";", "\r",
            "\n", "\n\n", "\t", "# H\n", "### H {#x}\n", "[a](b.md#c)", "![](x.png)", "![a](x.png \"decorative\")",
            "[^1]", "[^1]: note\n", "| a | b |\n|---|---|\n| c | d |\n", "<b>", "<!--", "-->", "> ", "1. ", "```\n", "*", "_", "`",
            "[", "]", "(", ")", "{", "}", "&a ", "*a ", "!x ", "| ", ">-\n", "ŵŷ", "🙂", "\u{0}", "leads_to:\n", "role: x\n", "stage: x\n",
            "kind: x\n", "area: x\n", "items:\n", "steps:\n", "  route: y\n", "? ", ": ", "'", "#", "%", "@", "extra: {a: [1]}\n",
        ]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..6),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Front matter that closes, so that what is inside is looked at.
fn pages() -> impl Strategy<Value = Vec<u8>> {
    (pieces(), pieces()).prop_map(|(front, body)| [b"---\n", &*front, b"\n---\n", &*body].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::times::times(400), ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_in_every_kind_and_form(path in prop::sample::select(paths()), bytes in pieces()) {
        read_alone(&path, &bytes)?;
    }

    #[test]
    fn any_front_matter_and_text_are_read(path in prop::sample::select(paths()), bytes in pages()) {
        read_alone(&path, &bytes)?;
    }

    #[test]
    fn any_settings_are_read(bytes in pieces()) {
        for finding in judge(&[("site.yaml", &bytes)]).diagnostics.iter().filter(|finding| finding.span.path.as_str() == "site.yaml") {
            prop_assert!(is_inside(&finding.span, &bytes), "{finding:?}");
        }
    }

    /// The text at the place where a value is located, read again, is the value.
    #[test]
    fn a_value_is_where_it_is_located(values in prop::collection::vec((style(), value()), 1..6), nest in any::<bool>()) {
        let mut text = String::from("---\ntitle: T\nsummary: S\nreviewed: 2026-11-23\nextra:\n");
        for (index, (style, value)) in values.iter().enumerate() {
            match nest {
                true => text.push_str(&format!("  k{index}:\n    - ŵ: {}\n", style.write(value))),
                false => text.push_str(&format!("  k{index}: {}\n", style.write(value))),
            }
        }
        text.push_str("---\n");
        let read = read("content/pages/name.md", text.as_bytes());
        prop_assert!(read.diagnostics.is_empty(), "{:?}\n{text}", read.diagnostics);
        for (index, (_, value)) in values.iter().enumerate() {
            let mut steps = vec![Step::Field("extra".into()), Step::Field(format!("k{index}").into())];
            if nest {
                steps.extend([Step::Item(0), Step::Field("ŵ".into())]);
            }
            let span = read.value[0].locate(&text, &steps, FieldPart::Value);
            let at = &text[span.start..span.end];
            let again = entry::parse_yaml(&SourcePath::new("x"), at, 0, &mut Vec::new());
            prop_assert_eq!(again.map(|again| again.node), Some(Node::Text(value.as_str().into())), "{:?} in\n{}", at, text);
        }
    }

    /// The same for the cells of a table: what is located is what was read.
    #[test]
    fn a_cell_is_where_it_is_located(rows in prop::collection::vec(prop::collection::vec("[a-zŵ\",; \n=]{0,8}", 3), 1..5)) {
        let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let mut text = String::from("id,title,summary,place\n");
        for (index, row) in rows.iter().enumerate() {
            text.push_str(&format!("r{index},{}\n", row.iter().map(quote).collect::<Vec<_>>().join(",")));
        }
        let read = read("content/events/table.csv", text.as_bytes());
        prop_assert_eq!(read.value.len(), rows.len());
        for (entry, row) in read.value.iter().zip(&rows) {
            for (name, cell) in ["title", "summary", "place"].into_iter().zip(row).filter(|(_, cell)| !cell.trim().is_empty()) {
                let span = entry.locate_field(&text, name, FieldPart::Value);
                prop_assert_eq!(text[span.start..span.end].replace("\"\"", "\""), cell.trim());
            }
        }
    }
}

/// How a text may be written in YAML.
#[derive(Debug, Clone, Copy)]
enum Style {
    Plain,
    Single,
    Double,
}

impl Style {
    fn write(self, value: &str) -> String {
        match self {
            Style::Plain => value.to_string(),
            Style::Single => format!("'{value}'  # said"),
            Style::Double => format!("\"{value}\" "),
        }
    }
}

fn style() -> impl Strategy<Value = Style> {
    prop::sample::select(vec![Style::Plain, Style::Single, Style::Double])
}

fn value() -> impl Strategy<Value = String> {
    // Words that YAML takes for a number or a truth are another matter.
    "[a-zŵé🙂][a-zŵ é🙂.,;/-]{0,20}[xyzé🙂]".prop_filter("a word with a meaning", |text| !matches!(&**text, "y" | "no"))
}

// ---- Large and deep files: they must end, and not by a panic. How fast is measured by the benches.

fn page(body: &str) -> String {
    format!("---\ntitle: Help\nsummary: Where to find help.\nreviewed: 2026-11-23\n---\n{body}")
}

#[test]
fn markdown_may_be_deep() {
    let deep = 10_000;
    let list: String = (0..1000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    let bodies = [
        ">".repeat(deep),
        "- ".repeat(deep),
        list,
        "[".repeat(deep),
        "![".repeat(deep),
        "[a](".repeat(deep),
        "*a_".repeat(deep),
        "`".repeat(deep),
        "<".repeat(deep),
        "<!--".repeat(deep),
        "[^".repeat(deep),
        "| a ".repeat(deep) + "\n" + &"|---".repeat(deep) + "\n| b |\n",
        (0..deep).map(|n| format!("[^{n}] [^{n}]: a\n\n")).collect(),
        "#".repeat(deep),
        (0..deep).map(|_| "## Same\n\n").collect(),
    ];
    for body in bodies {
        read_alone("content/pages/help.md", page(&body).as_bytes()).expect("every finding is inside");
    }
}

#[test]
fn yaml_may_be_deep() {
    let deep = 10_000;
    let step: String = (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth + 2))).collect();
    for value in [
        "[".repeat(deep),
        "{a: ".repeat(deep),
        "[".repeat(deep) + &"]".repeat(deep),
        "\n  ".to_string() + &"- ".repeat(deep),
        "\n".to_string() + &step,
        "\"".to_string() + &"\\".repeat(deep),
        "&a ".repeat(deep),
        "!a ".repeat(deep),
        "? ".repeat(deep),
    ] {
        let text = format!("---\ntitle: Help\nsummary: S\nreviewed: 2026-11-23\nextra: {value}\n---\n");
        read_alone("content/pages/help.md", text.as_bytes()).expect("every finding is inside");
        read_alone("content/data/pay.yaml", format!("entries: {value}\n").as_bytes()).expect("every finding is inside");
        judge(&[("site.yaml", format!("title: {value}\n").as_bytes())]);
    }
}

#[test]
fn a_text_may_be_long() {
    let paragraph = "Some *words* and [a link](about.md) and `code`.\n\n";
    for body in ["a ".repeat(1 << 20), paragraph.repeat(20_000), "a".repeat(1 << 20), "[a](b.md)".repeat(50_000)] {
        read("content/pages/help.md", page(&body).as_bytes());
    }
}

#[test]
fn a_table_may_be_long() {
    let rows: String = (0..2_000).map(|n| format!("r{n},Name,\"A, b\",soon\n")).collect();
    let read = read("content/events/table.csv", format!("id,title,summary,reviewed\n{rows}").as_bytes());
    assert_eq!(read.value.len(), 2_000);
}
