//! Shapes of the texts of pages.

use super::{Shape, allowing_html, deeper, many, page, run};

/// A page that repeats one thing.
macro_rules! runs {
    ($($name:literal $part:literal),* $(,)?) => {
        &[$(Shape { name: $name, files: |size| page(&run(size, $part)) }),*]
    };
}

/// Runs of one thing.
pub const RUNS: &[Shape] = runs![
    "words" "The team helps people to walk again. ",
    "words without an end" "people and ",
    "one long word" "a",
    "one long word of capitals" "A",
    "words of other letters" "\u{e9}\u{4e2d}\u{1f9b6}",
    "no-break spaces" "\u{a0}OT",
    "paragraphs" "We help.\n\n",
    "line breaks" "We help.  \n",
    "blank lines" "\n",
    "tabs" "\t",
    "quotes in quotes" ">",
    "quotes in lists" "> - ",
    "lists in lists" "- ",
    "stars in a line" "* ",
    "numbered lists in lists" "1. ",
    "list items" "- Ask a friend\n",
    "numbered items" "1. Ask a friend\n",
    "tasks" "- [ ] Ask a friend\n",
    "open brackets" "[",
    "closed brackets" "]",
    "empty links left open" "[](",
    "links left open" "[a](",
    "links left open in angles" "[a](<b",
    "links in links" "[[a](b) ",
    "brackets and parentheses" "[ (](",
    "pictures left open" "![",
    "pictures left open at their address" "![a](",
    "pictures that are not there" "![A team at work](team.jpg) ",
    "titles left open" "[a](b \"",
    "references to nothing" "[a] ",
    "references to nothing in full" "[a][b] ",
    "wiki links" "[[podiatrist]] ",
    "stars" "*",
    "underscores" "_",
    "emphasis left open" "*a ",
    "emphasis in emphasis" "*a _a ",
    "emphasis of three" "a***",
    "emphasis and brackets" "[*_a",
    "emphasis closed too often" "a* ",
    "emphasis closed" "*a* ",
    "bold with blanks" "** a ** ",
    "tildes" "~",
    "struck out and left open" "~~a ",
    "code left open" "`a ``a ",
    "code behind backslashes" "``\\",
    "backslashes" "\\",
    "ampersands" "&",
    "entities" "&amp; ",
    "entities left open" "&#x",
    "less-than signs" "<",
    "tags left open" "<a ",
    "tags" "<b>",
    "comments" "<!-- a -->\n\n",
    "comments left open" "<!--",
    "declarations left open" "<!A",
    "processing left open" "<?",
    "character data left open" "<![CDATA[",
    "code fences" "```\na\n```\n\n",
    "code fences of other lengths" "```a\n~~~~b\n",
    "rows of a table left without a head" "| a | b |\n",
    "bars" "|",
    "footnotes to nothing" "[^1] ",
    "footnotes in footnotes" "[^1]: ",
    "headings of one text" "## Pay\n\n",
    "underlined headings" "Pay\n---\n\n",
    "hashes" "#",
    "rules" "---\n\n",
    "callouts" "> [!NOTE]\n> Ask.\n\n",
    "colons" ":::\n",
    "template tags" "{{ a }} {% b %} ",
    "braces" "{",
    "braces with words left open" "{.a ",
    "marks of fields left open" "\u{ab}a_b ",
    "dollars" "$a$b ",
    "highlights" "==a== ",
    "placeholders" "Lorem ipsum. [insert name here] ",
    "marks of a merge" "<<<<<<< a\n=======\n>>>>>>> b\n\n",
    "bare addresses" "https://www.example.org/a ",
    "bare addresses in a row" "www.a",
    "mail addresses" "a@example.org ",
    "mail signs" "a@",
    "one acronym again and again" "Ask the AHP. ",
    "words in capitals" "PLEASE READ THIS NOW. ",
    "parentheses" "(",
    "acronyms in parentheses" "Ask (the ABC ",
    "places on the screen" "Click the button below. ",
    "terms of the glossary" "A placement helps. ",
    "house terms" "Patients and patients. ",
    "full stops" ". ",
    "quotation marks" "\"",
    "links to an entry" "[Feet](feet.md) ",
    "links to a section" "[Feet](feet.md#tasks) ",
    "links to no entry" "[Feet](hands.md) ",
    "links to no section" "[Feet](feet.md#pay) ",
    "links of words that say nothing" "[here](https://www.example.org/) ",
];

/// Shapes of texts that count or grow.
pub const OTHERS: &[Shape] = &[
    Shape { name: "an acronym before many words", files: |size| page(&format!("The AHP {}", run(size, "a "))) },
    Shape { name: "an acronym behind many words", files: |size| page(&format!("{} AHP", run(size, "a "))) },
    Shape {
        name: "many acronyms",
        files: |size| {
            page(&many(size, |n| {
                let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
                format!("The {}{}{}. ", letter(n), letter(n / 26), letter(n / 676))
            }))
        },
    },
    Shape {
        name: "many acronyms in one sentence",
        files: |size| {
            page(&many(size, |n| {
                let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
                format!("the {}{}{} and ", letter(n), letter(n / 26), letter(n / 676))
            }))
        },
    },
    Shape { name: "lists ever deeper", files: |size| page(&deeper(size, "  ", "- a")) },
    Shape { name: "quotes ever deeper", files: |size| page(&deeper(size, ">", " a")) },
    Shape { name: "code of ever more marks", files: |size| page(&deeper(size, "`", " a")) },
    Shape {
        name: "links of one text",
        files: |size| page(&many(size, |n| format!("[Apply](https://e{n}.example/) is one.\n\n"))),
    },
    Shape {
        name: "links of many texts",
        files: |size| page(&many(size, |n| format!("[Apply {n}](https://e{n}.example/) is one.\n\n"))),
    },
    Shape {
        name: "links to own sections",
        files: |size| page(&many(size, |n| format!("## Part {n}\n\n[Part {n}](#part-{n})\n\n"))),
    },
    Shape { name: "headings of many texts", files: |size| page(&many(size, |n| format!("## Part {n}\n\n"))) },
    Shape {
        name: "headings of one text with numbers",
        files: |size| page(&many(size, |n| format!("## Pay\n\n## Pay {n}\n\n"))),
    },
    Shape {
        name: "definitions",
        files: |size| page(&many(size, |n| format!("[l{n}]: https://e{n}.example/\n\n[l{n}]\n\n"))),
    },
    Shape {
        name: "definitions that nothing uses",
        files: |size| page(&many(size, |n| format!("[l{n}]: https://e{n}.example/\n"))),
    },
    Shape {
        name: "one long definition used often",
        files: |size| page(&format!("[x]: https://e.example/{}\n\n{}", run(size / 2, "x"), run(size / 2, "[x] "))),
    },
    Shape { name: "footnotes", files: |size| page(&many(size, |n| format!("Ask.[^{n}]\n\n[^{n}]: A note.\n\n"))) },
    Shape {
        name: "one footnote used often",
        files: |size| page(&format!("{}\n\n[^1]: A note.\n", run(size, "Ask.[^1] "))),
    },
    Shape {
        name: "rows of a table",
        files: |size| page(&format!("| Day | What |\n| --- | --- |\n{}", run(size, "| Monday | Work |\n"))),
    },
    Shape {
        name: "columns of a table with short rows",
        files: |size| {
            let (head, line) = (run(size / 4, "| a "), run(size / 4, "|---"));
            page(&format!("{head}|\n{line}|\n{}", run(size / 2, "| b |\n")))
        },
    },
    Shape {
        name: "columns of a table",
        files: |size| {
            page(&format!("{}|\n{}|\n{}|\n", run(size / 3, "| a "), run(size / 3, "|---"), run(size / 3, "| b ")))
        },
    },
    Shape {
        name: "pictures with junk for words",
        files: |size| page(&many(size, |n| format!("![IMG_{n}.jpg](https://e.example/{n}.jpg)\n\n"))),
    },
    Shape { name: "tags that are allowed", files: |size| allowing_html(run(size, "<div><b>Ask</b></div>\n\n")) },
    Shape { name: "tags in tags that are allowed", files: |size| allowing_html(run(size, "<div>")) },
    Shape { name: "misspelt words joined by hyphens", files: |size| page(&run(size, "teh-")) },
    Shape { name: "bold lines and marks in braces", files: |size| page(&run(size, "**Line**\n\n{a}\n\n")) },
    Shape { name: "short forms in addresses", files: |size| page(&run(size, "QXZA House, Leeds LS1 4AB. ")) },
    Shape { name: "stars of notes", files: |size| page(&run(size, "free*** and ")) },
    Shape { name: "short forms joined by hyphens", files: |size| page(&run(size, "QXZA-B2-")) },
    Shape { name: "values to be filled in", files: |size| page(&run(size, "AB_CD_EF_")) },
    Shape { name: "quotations", files: |size| page(&run(size, "\"so it goes on and on for all of us\" he said and ")) },
    Shape { name: "clauses", files: |size| page(&run(size, "10.2.1 Ask us.\n")) },
];
