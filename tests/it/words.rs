//! Every word that an author wrote is on the page, or a finding names it: a property over Markdown of many constructs.

use std::collections::BTreeMap;

use proptest::prelude::*;
use trellis::diagnostic::Diagnostic;
use trellis::graph::Drafts;
use trellis::pipeline::{self, Request};
use trellis::snapshot::Snapshot;
use trellis::source::SourcePath;

use crate::spec::base;
use crate::warm;

const PAGE: &str = "content/pages/words.md";

/// What people write, slips among it. Each `@` becomes a word that stands nowhere else.
const CONSTRUCTS: [&str; 74] = [
    "@ @ @ @ @.",
    "## @ @",
    "##@ @",
    "## @ {@ @}",
    "## @ {#jobs}",
    "## @ {.@ @}",
    "## @ ##",
    "@ @\n===",
    "@ @.\n---",
    "- @\n- @\n  - @",
    "-@\n-@",
    "1. @\n2. @",
    "1) @\n2) @",
    "• @\n• @",
    "•\t@\n\no\t@",
    "a) @\nb) @",
    "\t@ @ @ @",
    "    @ @ @ @",
    "- @\n\n      @ @ @ @",
    "> @ @\n> @",
    "> [!NOTE]\n> @ @",
    "::: @\n@ @\n:::",
    "!!! @ \"@\"",
    "- [ ] @\n- [x] @",
    "@\n: @ @",
    "**@** *@* ***@*** ~~@~~ ~@~ `@`",
    "** @ ** @ **@",
    "**@**@ @**@**",
    "_@_ __@__ @_@_@",
    "==@== %%@%% ++@++ ^@^",
    "[@](https://a.example/@) @",
    "[@](https://a.example \"@ @\") @",
    "[@] (https://a.example/@) @",
    "(@)[https://a.example/@] @",
    "[@](https://a.example/@ @) @",
    "[@][@] @ [@] @ [@][]",
    "[@][a]\n\n[a]: https://a.example/ \"@\"",
    "[@]: @",
    "[@]: @ @",
    "@ <https://a.example/@> @",
    "@ https://a.example/@ www.a.example/@ @@trust.example",
    "@[^a] @\n\n[^a]: @ @",
    "@[^b] @",
    "[^c]: @ @",
    "| @ | @ |\n|---|--:|\n| @ | @ |",
    "| @ | @ |\n|---|---|\n| @ | @ | @ |\n| @ |",
    "| | @ |\n|---|---|\n| | @ |",
    "| @ | @ |\n| @ | @ |",
    "| @ | @ |\n|---|\n| @ | @ |",
    "@\n| @ | @ |\n|---|---|\n| @ | @ |\n@",
    "@\t@\n@\t@",
    "```\n@ @\n```",
    "```@ @ @\n@\n```",
    "~~~ @\n@\n~~~",
    "<!-- x --> @ @ <!-- y -->",
    "<!-- x -->\n@ @",
    "@ <!-- x --> @",
    "<!-- x --> @ **@** [@](https://a.example/)",
    "@ @  \n@\\\n@",
    "@\n\n---\n\n@",
    "* * *\n@",
    "@ {{ @ }} {% @ %} ${@} $@$",
    "[@ a=\"@\"] @ [/@]",
    "[[@]] [[@|@]]",
    "@ & @ &amp; @ &nbsp; @ &amp;nbsp; @",
    "@ \\* \\_ \\[@\\] \\# @",
    "@\u{a0}@ \u{201c}@\u{201d} @\u{2013}@",
    "#@ #@",
    "{: .@}\n@",
    "@ (@) [@] {@} @/@ @: @; @?",
    "1. @\n\n   @\n\n   - @\n\n2. @",
    "> - @\n>   @\n>\n> @",
    "TBC @ XXXX [insert @] lorem ipsum @",
    "Line @\nSecond @\nThird @",
];

/// The text of a page, and every word in it with its place.
fn page(picked: &[(usize, bool)]) -> (String, Vec<(usize, String)>) {
    let mut text = String::from("---\ntitle: Words\nsummary: All that people write.\nreviewed: 2026-11-23\n---\n\n");
    let (mut words, mut number) = (Vec::new(), 0);
    for (construct, is_apart) in picked {
        let construct = CONSTRUCTS[construct % CONSTRUCTS.len()];
        let mut last = ' ';
        for c in construct.chars() {
            // The second of two is the sign itself: an address of mail.
            if c == '@' && last != '@' {
                let word = format!("wo{}rd", letters(number));
                number += 1;
                words.push((text.len(), word.clone()));
                text.push_str(&word);
            } else {
                text.push(c);
            }
            last = if c == '@' && last == '@' { ' ' } else { c };
        }
        text.push_str(if *is_apart { "\n\n" } else { "\n" });
    }
    (text, words)
}

/// A number in letters.
fn letters(number: usize) -> String {
    format!("{:03}", number).bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

fn lost(text: &str, words: &[(usize, String)], base: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut files: Vec<(&str, Vec<u8>)> = base.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())).collect();
    files.push((PAGE, text.as_bytes().to_vec()));
    let snapshot: Snapshot = files.into_iter().collect();
    let request =
        Request { today: "2026-12-01".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
    let build = pipeline::build(&snapshot, &request, &mut warm::memo(), &|_| {});
    let names = |finding: &Diagnostic, at: usize| {
        finding.span.path == SourcePath::new(PAGE) && finding.span.start <= at && at < finding.span.end
    };
    // An error stops the page, and nothing of it is published.
    let Some(output) = &build.output else { return Vec::new() };
    let (_, file) = output.files.iter().find(|(path, _)| path.as_str() == "words.html").expect("the page");
    let html = String::from_utf8_lossy(&file.bytes);
    let is_lost = |(at, word): &&(usize, String)| {
        !html.contains(&**word) && !build.diagnostics.iter().any(|finding| names(finding, *at))
    };
    words.iter().filter(is_lost).map(|(_, word)| word.clone()).collect()
}

#[test]
fn every_construct_keeps_its_words() {
    let base = base();
    for (number, construct) in CONSTRUCTS.iter().enumerate() {
        let (text, words) = page(&[(number, true)]);
        assert_eq!(lost(&text, &words, &base), Vec::<String>::new(), "{construct}\n{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::times::times(24)))]

    #[test]
    fn no_word_is_lost(picked in prop::collection::vec((0..CONSTRUCTS.len(), any::<bool>()), 1..8)) {
        let base = base();
        let (text, words) = page(&picked);
        prop_assert_eq!(lost(&text, &words, &base), Vec::<String>::new(), "{}", text);
    }
}
