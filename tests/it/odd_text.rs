//! Whatever characters an author types or pastes, every rule over words gets to its end and points between characters.

use proptest::prelude::*;
use trellis::entry::{self, FileRole, role_of};
use trellis::find::Survey;
use trellis::graph::Drafts;
use trellis::pipeline::{self, Request};
use trellis::refactor;
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::warm;

const PAGE: &str = "content/pages/help.md";

/// Blanks that take more than one byte, marks that join the letter before them, and letters that change their length
/// as capitals.
const ODD: [&str; 24] = [
    "\u{a0}", "\u{85}", "\u{2003}", "\u{2009}", "\u{2028}", "\u{2029}", "\u{202f}", "\u{3000}", "\u{200b}", "\u{feff}",
    "\u{301}", "\u{20e3}", "\u{fe0f}", "é", "ŵ", "İ", "ı", "ß", "ﬁ", "ǅ", "Ⓐ", "ª", "²", "🙂",
];

/// What rules over words look for, and marks of Markdown and YAML.
const WORDS: [&str; 64] = [
    "«",
    "»",
    "„",
    "‹",
    "–",
    "·",
    "•",
    "£",
    "HCPC",
    "AHPs",
    "BSL",
    "NHS",
    "A",
    "OT",
    "III",
    "iPAD",
    "GOV.UK",
    "a@NHS.net",
    "https://a.uk/X",
    "(",
    ")",
    "\"",
    "'",
    "\u{2019}",
    "\u{201c}",
    "\u{201d}",
    "the old name",
    "Health Education England",
    "then called",
    "2019",
    "No.",
    "e.g.",
    "Dr.",
    ".",
    "!",
    "?",
    "…",
    "see right.",
    "green button",
    "click here",
    "200 KB",
    "**",
    "*",
    "_",
    "`",
    "``",
    "[",
    "](x.pdf)",
    "![",
    "](a.png)",
    "<b>",
    "&nbsp;",
    "&nGt;",
    "&#x301;",
    "# ",
    "## ",
    "\n- ",
    "\n\n",
    "\n> ",
    " | ",
    "\n|---|\n",
    "[^1]",
    "\r\n",
    "{#x}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(ODD.to_vec()).prop_map(str::to_string),
        4 => prop::sample::select(WORDS.to_vec()).prop_map(str::to_string),
        2 => Just(" ".to_string()),
        1 => any::<char>().prop_map(|c| c.to_string()),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// A page with the same words in a field, in a field without quotation marks, and in its text.
fn page(field: &str, plain: &str, body: &str) -> String {
    let quoted = serde_json::Value::from(field);
    let plain = plain.replace(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'], " ");
    format!(
        "---\ntitle: Help {plain}\nsummary: {quoted}\nsources:\n  - title: {quoted}\n    url: https://a.uk\n    \
         seen: 2026-11-01\nreviewed: 2026-11-23\n---\n\n{body}\n"
    )
}

/// A site of one page, with names that its words are held against.
fn site(page: &str) -> Snapshot {
    let common = "    summary: What it is.\n    reviewed: 2026-11-23\n";
    let glossary = format!("entries:\n  - id: hcpc\n    title: HCPC\n    also: [Project ŵ SEARCH]\n{common}");
    let names = format!("entries:\n  - id: nhs\n    title: NHS Énglánd\n    instead_of: [the old name, HÉE]\n{common}");
    let files = [
        (PAGE, page),
        ("content/data/glossary.yaml", &glossary),
        ("content/data/house-terms.yaml", &names),
        ("site.yaml", "title: ŵ\n"),
    ];
    files.into_iter().map(|(path, text)| (path, text.as_bytes())).collect()
}

fn request() -> Request {
    Request { today: "2026-12-01".parse().expect("a date"), drafts: Drafts::Hide, base_url: None, staging: false }
}

/// Reads and judges a page; every place that is told lies between characters of the file that it names.
fn assert_is_judged(text: &str) -> Result<(), TestCaseError> {
    let snapshot = site(text);
    let build = pipeline::build(&snapshot, &request(), &mut warm::memo(), &|_| {});
    for finding in &build.diagnostics {
        let fixes = finding.fix.iter().map(|fix| &fix.span);
        for span in std::iter::once(&finding.span).chain(fixes) {
            let file = snapshot.text(&span.path);
            let is_between = file.is_none_or(|file| file.get(span.start..span.end).is_some());
            prop_assert!(is_between, "{finding:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::times::times(300), ..ProptestConfig::default() })]

    #[test]
    fn any_words_are_judged(field in text(), plain in text(), body in text()) {
        assert_is_judged(&page(&field, &plain, &body))?;
    }

    /// The same for words that no rule sees, because their file is broken.
    #[test]
    fn any_words_are_found(field in text(), plain in text(), body in text()) {
        let text = page(&field, &plain, &body);
        let path = SourcePath::new(PAGE);
        let FileRole::Entries(kind) = role_of(&path) else { panic!("{path} holds no entries") };
        for block in entry::visitor_text(&path, kind, &text) {
            for (at, c) in block.text.char_indices() {
                let place = block.locate(at..at + c.len_utf8());
                prop_assert!(text.get(place.clone()).is_some(), "{place:?} of {block:?} in {text:?}");
            }
        }
    }
}

/// `trellis fix` as often as it has something to mend: files stay text, and it comes to an end.
fn mended(mut site: Snapshot) -> Result<Snapshot, TestCaseError> {
    for _ in 0..20 {
        let judged = pipeline::judge(&site, &request(), &mut warm::memo(), &|_| {});
        let changes = refactor::mend(&judged.diagnostics, &site).changes;
        if changes.is_empty() {
            return Ok(site);
        }
        for change in changes {
            let after = change.after.clone().expect("nothing goes");
            prop_assert!(std::str::from_utf8(&after).is_ok(), "{change:?}");
            site.insert(change.to, File::new(after));
        }
    }
    Err(TestCaseError::fail(format!("it is never mended: {:?}", site.text(&SourcePath::new(PAGE)))))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::times::times(60), ..ProptestConfig::default() })]

    #[test]
    fn any_words_are_mended(field in text(), plain in text(), body in text()) {
        mended(site(&page(&field, &plain, &body)))?;
    }

    /// Another page names this one among any words; it gets another name, and the words stay.
    #[test]
    fn any_words_stand_around_a_name(before in text(), after in text(), body in text()) {
        let words = format!("{before} [it](help.md) {after}\n\n[it](help.md)");
        let mut site = site(&page("Help", "here", &body));
        let other = page("More", "more", &words);
        let path = SourcePath::new("content/pages/more.md");
        site.insert(path.clone(), File::new(other.clone().into_bytes()));
        let request = request();
        let survey = Survey::new(&site, &request);
        let Some((number, _)) = (0..).zip(&survey.contents.entries).find(|(_, entry)| &*entry.id == "help") else {
            return Ok(());
        };
        // Where in doubt, nothing is renamed.
        if let Ok(renaming) = refactor::rename(number, "quite-another-name", &survey) {
            for change in renaming.changes.iter().filter(|change| change.path == path) {
                let text = std::str::from_utf8(change.after.as_deref().unwrap()).expect("text stays text");
                prop_assert_eq!(text.replace("quite-another-name", "help"), other.as_str());
            }
        }
    }
}

#[test]
fn any_mark_may_stand_alone() {
    // Every character of the first pages of Unicode, and all punctuation: none is one byte for a rule that looks for it.
    let marks = ('\u{80}'..='\u{17f}').chain('\u{2000}'..='\u{206f}').chain('\u{3000}'..='\u{303f}');
    for mark in marks.filter(|c| !c.is_control()) {
        let words = format!("{mark} ask{mark} {mark}{mark}us{mark}_now{mark}.");
        assert_is_judged(&page(&words, &words, &words)).expect("every finding is inside");
    }
}

#[test]
fn any_blank_may_stand_before_a_short_form() {
    for blank in ['\u{a0}', '\u{2003}', '\u{2009}', '\u{3000}', '\u{2028}', '\u{85}'] {
        let words = format!("Ask the{blank}BSL team.");
        assert_is_judged(&page(&words, &words, &words)).expect("every finding is inside");
    }
}
