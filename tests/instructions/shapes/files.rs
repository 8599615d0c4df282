//! Shapes of fields, tables, settings and drawings.

use super::{HEAD, Shape, deeper, drawing, field, glossary, headed, many, role_with_steps, run, settings, sheet, site};

/// Shapes that lie in other places than the text of a page.
pub const ALL: &[Shape] = &[
    Shape { name: "a long summary", files: |size| headed("A page", &run(size, "We help. ")) },
    Shape { name: "a long title", files: |size| headed(&run(size, "We help. "), "We help.") },
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
    Shape {
        name: "names that are repeated in a field",
        files: |size| field(&format!("extra:\n{}", many(size, |n| format!("  a{n}: &n{n} one\n  b{n}: *n{n}\n")))),
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
            sheet(format!(
                "id,title,summary,kind,reviewed\n{}",
                many(size, |n| format!("p{n},Partner {n},They help.,college,2026-11-01\n"))
            ))
        },
    },
    Shape {
        name: "rows of a sheet that say nothing",
        files: |size| sheet(format!("id,title,summary,kind,reviewed\n{}", many(size, |n| format!("p{n}\n")))),
    },
    Shape {
        name: "columns of a sheet",
        files: |size| sheet(format!("{}\n{}\n", many(size / 2, |n| format!("c{n},")), run(size / 2, "a,"))),
    },
    Shape { name: "quotation marks in a sheet", files: |size| sheet(format!("id,title\n{}", run(size, "\"a"))) },
    Shape {
        name: "entries of a list",
        files: |size| {
            glossary(many(size, |n| {
                format!("  - id: term-{n}\n    title: Term {n}\n    summary: It helps.\n    reviewed: 2026-11-01\n")
            }))
        },
    },
    Shape {
        name: "entries of one name",
        files: |size| {
            glossary(run(size, "  - id: term\n    title: Term\n    summary: It helps.\n    reviewed: 2026-11-01\n"))
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
        name: "reviews of a table that are due",
        files: |size| {
            glossary(many(size, |n| {
                format!("  - id: term-{n}\n    title: Term {n}\n    summary: It helps.\n    reviewed: 2016-11-01\n")
            }))
        },
    },
    Shape {
        name: "gaps to be filled in a table",
        files: |size| {
            glossary(many(size, |n| {
                format!("  - id: term-{n}\n    title: Term {n}\n    summary: FILL IN.\n    reviewed: 2026-11-01\n")
            }))
        },
    },
    Shape {
        name: "unknown entries of a table",
        files: |size| {
            glossary(many(size, |n| {
                format!(
                    "  - id: term-{n}\n    title: Term {n}\n    summary: It helps.\n    see_also: [trem-{n}]\n    reviewed: 2026-11-01\n"
                )
            }))
        },
    },
    Shape {
        name: "findings in fields",
        files: |size| {
            glossary(many(size, |n| {
                format!(
                    "  - id: term-{n}\n    title: Term {n}\n    summary: Click **here** &amp; [there](x.md) lorem ipsum.\n    reviewed: 2026-11-01\n"
                )
            }))
        },
    },
    Shape {
        name: "unknown references of a role",
        files: |size| role_with_steps(many(size, |n| format!("  - role: role-{n}\n"))),
    },
    Shape { name: "steps of a role to one role", files: |size| role_with_steps(run(size, "  - role: other\n")) },
    Shape { name: "settings that are unknown", files: |size| settings(many(size, |n| format!("setting{n}: one\n"))) },
    Shape {
        name: "short forms that are known",
        files: |size| settings(format!("known_acronyms:\n{}", many(size, |n| format!("  - A{n}\n")))),
    },
    Shape {
        name: "parts of a drawing in parts",
        files: |size| drawing(&format!("{}{}", run(size / 2, "<g>"), run(size / 2, "</g>"))),
    },
    Shape { name: "parts of a drawing", files: |size| drawing(&run(size, "<path d=\"M0 0\"/><!-- a -->")) },
    Shape { name: "what runs in a drawing", files: |size| drawing(&run(size, "<a onclick=\"a()\"/>")) },
];
