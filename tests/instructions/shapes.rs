//! Shapes of content whose cost could grow faster than they do: deep nesting, runs of one sign, much of one kind.
//! Nobody writes three hundred kilobytes of `![`, but a paste or a broken import can, and the editor who did it waits.

/// Files of a site around one shape of about this many bytes.
pub type Files = Vec<(String, String)>;

/// A shape by its name.
pub struct Shape {
    pub name: &'static str,
    pub files: fn(usize) -> Files,
}

/// The head of the page that holds most of the shapes.
const HEAD: &str = "title: A page\nsummary: A page to try.\nreviewed: 2026-11-01\n";
/// Settings that let everything be read, so that nothing stops before the end.
const SITE: &str = "title: Shapes\ndescription: A site of shapes.\n";
/// A page that texts can lead to.
const FEET: &str = "---\ntitle: Feet\nsummary: We look after feet.\nreviewed: 2026-11-01\n---\n\n## Tasks\n\nFeet.\n";
/// A term of the glossary, to be looked for in texts.
const TERMS: &str = "entries:\n  - id: placement\n    title: Placement\n    summary: A time of learning at work.\n    reviewed: 2026-11-01\n";

/// A site with these files and the few that every shape needs.
fn site(files: impl IntoIterator<Item = (&'static str, String)>) -> Files {
    let around = [
        ("site.yaml", SITE.to_string()),
        ("content/pages/feet.md", FEET.to_string()),
        ("content/data/glossary.yaml", TERMS.to_string()),
    ];
    let mut all: std::collections::BTreeMap<String, String> =
        around.into_iter().map(|(path, text)| (path.to_string(), text)).collect();
    all.extend(files.into_iter().map(|(path, text)| (path.to_string(), text)));
    all.into_iter().collect()
}

/// A page with this text.
fn page(body: &str) -> Files {
    site([("content/pages/page.md", format!("---\n{HEAD}---\n\n{body}\n"))])
}

/// A page with this field beside the others.
fn field(field: &str) -> Files {
    site([("content/pages/page.md", format!("---\n{HEAD}{field}\n---\n\nWords of a page.\n"))])
}

/// As many of something as fit, each with its number.
fn many(size: usize, part: impl Fn(usize) -> String) -> String {
    let mut all = String::with_capacity(size + 100);
    for number in 0.. {
        if all.len() >= size {
            break;
        }
        all += &part(number);
    }
    all
}

fn run(size: usize, part: &str) -> String {
    part.repeat(size / part.len())
}

/// Lines, each further in than the one before, of this size together.
fn deeper(size: usize, indent: &str, line: &str) -> String {
    let mut all = String::new();
    for depth in 0.. {
        if all.len() >= size {
            break;
        }
        all += &format!("{}{line}\n", indent.repeat(depth));
    }
    all
}

/// A page that repeats one thing.
macro_rules! runs {
    ($($name:literal $part:literal),* $(,)?) => {
        &[$(Shape { name: $name, files: |size| page(&run(size, $part)) }),*]
    };
}

/// Runs of one thing.
const RUNS: &[Shape] = runs![
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

/// Shapes that count, grow or lie in other places.
const OTHERS: &[Shape] = &[
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
    Shape {
        name: "tags that are allowed",
        files: |size| {
            let body = run(size, "<div><b>Ask</b></div>\n\n");
            site([
                ("site.yaml", format!("{SITE}raw_html: allow\n")),
                ("content/pages/page.md", format!("---\n{HEAD}---\n\n{body}\n")),
            ])
        },
    },
    Shape {
        name: "tags in tags that are allowed",
        files: |size| {
            let body = run(size, "<div>");
            site([
                ("site.yaml", format!("{SITE}raw_html: allow\n")),
                ("content/pages/page.md", format!("---\n{HEAD}---\n\n{body}\n")),
            ])
        },
    },
    Shape {
        name: "a long summary",
        files: |size| {
            site([(
                "content/pages/page.md",
                format!(
                    "---\ntitle: A page\nsummary: {}\nreviewed: 2026-11-01\n---\n\nWords.\n",
                    run(size, "We help. ")
                ),
            )])
        },
    },
    Shape {
        name: "a long title",
        files: |size| {
            site([(
                "content/pages/page.md",
                format!(
                    "---\ntitle: {}\nsummary: We help.\nreviewed: 2026-11-01\n---\n\nWords.\n",
                    run(size, "We help. ")
                ),
            )])
        },
    },
    Shape { name: "fields in fields", files: |size| field(&format!("extra: {}", run(size, "{a: "))) },
    Shape {
        name: "fields in fields, closed",
        files: |size| field(&format!("extra: {}1{}", run(size / 5 * 4, "{a: "), run(size / 5, "}"))),
    },
    Shape {
        name: "lists in a field",
        files: |size| field(&format!("extra:\n  a: {}{}", run(size / 2, "["), run(size / 2, "]"))),
    },
    Shape { name: "lists in a field left open", files: |size| field(&format!("extra:\n  a: {}", run(size, "["))) },
    Shape { name: "dashes in a field", files: |size| field(&format!("extra:\n  a:\n  {}", run(size, "- "))) },
    Shape { name: "fields ever deeper", files: |size| field(&format!("extra:\n{}", deeper(size, " ", " a:"))) },
    Shape {
        name: "a long list in a field",
        files: |size| field(&format!("extra:\n  a:\n{}", run(size, "    - one\n"))),
    },
    Shape { name: "unknown fields", files: |size| field(&many(size, |n| format!("field{n}: one\n"))) },
    Shape { name: "one field again and again", files: |size| field(&run(size, "title: A page\n")) },
    Shape {
        name: "sources",
        files: |size| {
            field(&format!(
                "sources:\n{}",
                many(size, |n| format!(
                    "  - title: Source {n}\n    url: https://e{n}.example/\n    seen: 2026-11-01\n"
                ))
            ))
        },
    },
    Shape {
        name: "aliases in a field",
        files: |size| field(&format!("extra:\n  a: &a one\n  b:\n{}", run(size, "    - *a\n"))),
    },
    Shape { name: "colons in a field", files: |size| field(&format!("owner: {}", run(size, "a: "))) },
    Shape { name: "quotation marks in a field", files: |size| field(&format!("owner: {}", run(size, "\"a"))) },
    Shape { name: "hashes in a field", files: |size| field(&format!("owner: {}", run(size, "a #b "))) },
    Shape { name: "tabs in fields", files: |size| field(&run(size, "\towner: a\n")) },
    Shape {
        name: "front matter never closed",
        files: |size| site([("content/pages/page.md", format!("---\n{HEAD}{}", run(size, "Words of a page.\n")))]),
    },
    Shape {
        name: "text without front matter",
        files: |size| site([("content/pages/page.md", run(size, "Words of a page.\n"))]),
    },
    Shape {
        name: "rows of a sheet",
        files: |size| {
            site([(
                "content/partners/all.csv",
                format!(
                    "id,title,summary,kind,reviewed\n{}",
                    many(size, |n| format!("p{n},Partner {n},They help.,college,2026-11-01\n"))
                ),
            )])
        },
    },
    Shape {
        name: "rows of a sheet that say nothing",
        files: |size| {
            site([(
                "content/partners/all.csv",
                format!("id,title,summary,kind,reviewed\n{}", many(size, |n| format!("p{n}\n"))),
            )])
        },
    },
    Shape {
        name: "columns of a sheet",
        files: |size| {
            site([(
                "content/partners/all.csv",
                format!("{}\n{}\n", many(size / 2, |n| format!("c{n},")), run(size / 2, "a,")),
            )])
        },
    },
    Shape {
        name: "quotation marks in a sheet",
        files: |size| site([("content/partners/all.csv", format!("id,title\n{}", run(size, "\"a")))]),
    },
    Shape {
        name: "entries of a list",
        files: |size| {
            site([(
                "content/data/glossary.yaml",
                format!(
                    "entries:\n{}",
                    many(size, |n| format!(
                        "  - id: term-{n}\n    title: Term {n}\n    summary: It helps.\n    reviewed: 2026-11-01\n"
                    ))
                ),
            )])
        },
    },
    Shape {
        name: "entries of one name",
        files: |size| {
            site([(
                "content/data/glossary.yaml",
                format!(
                    "entries:\n{}",
                    run(size, "  - id: term\n    title: Term\n    summary: It helps.\n    reviewed: 2026-11-01\n")
                ),
            )])
        },
    },
    Shape {
        name: "unknown references of a table",
        files: |size| {
            site([(
                "content/partners/all.yaml",
                format!(
                    "each:\n  reviewed: 2026-11-01\nentries:\n{}",
                    many(size, |n| format!(
                        "  - id: p-{n}\n    title: Partner {n}\n    summary: They help.\n    kind: college\n    area: area-{n}\n"
                    ))
                ),
            )])
        },
    },
    Shape {
        name: "unknown entries of a table",
        files: |size| {
            site([(
                "content/data/glossary.yaml",
                format!(
                    "entries:\n{}",
                    many(size, |n| format!(
                        "  - id: term-{n}\n    title: Term {n}\n    summary: It helps.\n    see_also: [trem-{n}]\n    reviewed: 2026-11-01\n"
                    ))
                ),
            )])
        },
    },
    Shape {
        name: "findings in fields",
        files: |size| {
            site([(
                "content/data/glossary.yaml",
                format!(
                    "entries:\n{}",
                    many(size, |n| format!(
                        "  - id: term-{n}\n    title: Term {n}\n    summary: Click **here** &amp; [there](x.md) lorem ipsum.\n    reviewed: 2026-11-01\n"
                    ))
                ),
            )])
        },
    },
    Shape {
        name: "unknown references of a role",
        files: |size| {
            site([(
                "content/roles/other.md",
                format!("---\n{HEAD}leads_to:\n{}---\n\nWords.\n", many(size, |n| format!("  - role: role-{n}\n"))),
            )])
        },
    },
    Shape {
        name: "steps of a role to one role",
        files: |size| {
            site([(
                "content/roles/other.md",
                format!("---\n{HEAD}leads_to:\n{}---\n\nWords.\n", run(size, "  - role: other\n")),
            )])
        },
    },
    Shape {
        name: "settings that are unknown",
        files: |size| site([("site.yaml", format!("{SITE}{}", many(size, |n| format!("setting{n}: one\n"))))]),
    },
    Shape {
        name: "short forms that are known",
        files: |size| {
            site([("site.yaml", format!("{SITE}known_acronyms:\n{}", many(size, |n| format!("  - A{n}\n"))))])
        },
    },
    Shape {
        name: "parts of a drawing in parts",
        files: |size| drawing(&format!("{}{}", run(size / 2, "<g>"), run(size / 2, "</g>"))),
    },
    Shape { name: "parts of a drawing", files: |size| drawing(&run(size, "<path d=\"M0 0\"/><!-- a -->")) },
    Shape { name: "what runs in a drawing", files: |size| drawing(&run(size, "<a onclick=\"a()\"/>")) },
];

fn drawing(inside: &str) -> Files {
    site([
        (
            "content/pages/a.svg",
            format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>"),
        ),
        ("content/pages/page.md", format!("---\n{HEAD}---\n\n![A drawing of feet](a.svg)\n")),
    ])
}

/// Every shape, in one order.
pub fn all() -> impl Iterator<Item = &'static Shape> {
    RUNS.iter().chain(OTHERS)
}
