//! The steps of "Adding things" in `docs/architecture.md`, done for a kind called workshop.

use std::fs;
use std::path::Path;

/// A change to one file. A file that a step of the document names is changed by that step.
pub struct Step {
    pub file: &'static str,
    pub change: Change,
    pub forgotten: Forgotten,
}

pub enum Change {
    /// The file is new.
    New(&'static str),
    /// Lines go before the first line that begins so.
    Before(&'static str, &'static str),
    /// A text stands where another stood.
    Instead(&'static str, &'static str),
    /// The tests make it anew.
    Made,
}

/// What tells of the step when nobody takes it.
#[derive(PartialEq)]
pub enum Forgotten {
    /// The first steps: without the next nothing compiles.
    First,
    /// The compiler names the file.
    Compiler,
    /// A test of `src/theme/every_kind.rs` names the file.
    Test,
}

use Change::{Before, Instead, Made, New};
use Forgotten::{Compiler, First, Test};

pub const STEPS: &[Step] = &[
    Step { file: "src/entry/kinds/workshop.rs", change: New(include_str!("files/kind.rs")), forgotten: First },
    Step {
        file: "src/entry/kinds/mod.rs",
        change: Before("mod taken;", "mod workshop;\npub use workshop::Workshop;\n"),
        forgotten: First,
    },
    Step {
        file: "src/entry/kinds/table.rs",
        change: Before(
            "    /// A page of its own: home, about, help.",
            r#"    /// Where people can try something for a day.
    Workshop {
        "workshops", "workshop", "workshops", review 6,
        shown: Shown::Page { template: "workshop.html", folder: "workshops", needs: &[] },
        list: List::Own(Menu::Foot(12)),
        search: Some(9), way_to_find: Some(12),
        marks: &[Mark::OpenData],
        ids: Ids { sections: &["sources"], own: &[], starts: &[] },
    }
"#,
        ),
        forgotten: First,
    },
    Step { file: "src/graph/assemble.rs", change: NOTHING_OF_ITS_FIELDS, forgotten: Compiler },
    Step { file: "src/graph/framework.rs", change: NOTHING_OF_ITS_FIELDS, forgotten: Compiler },
    Step { file: "src/view/card.rs", change: NOTHING_OF_ITS_FIELDS, forgotten: Compiler },
    Step { file: "src/view/groups.rs", change: NOTHING_OF_ITS_OWN, forgotten: Compiler },
    Step { file: "src/view/facet.rs", change: NOTHING_OF_ITS_OWN, forgotten: Compiler },
    Step { file: "src/view/namesakes.rs", change: NOTHING_OF_ITS_FIELDS, forgotten: Compiler },
    Step {
        file: "src/search/own.rs",
        change: Before(
            "            Fields::Page(_)",
            "            Fields::Workshop(it) => self.text([&it.who_for]),\n",
        ),
        forgotten: Compiler,
    },
    Step { file: "src/view/workshop.rs", change: New(include_str!("files/view.rs")), forgotten: Compiler },
    Step {
        file: "src/view/mod.rs",
        change: Before("    Event(Box<", "    Workshop(Box<workshop::WorkshopView>),\n"),
        forgotten: Compiler,
    },
    Step { file: "src/view/mod.rs", change: Before("mod when;", "mod workshop;\n"), forgotten: Compiler },
    Step {
        file: "src/view/entry_page.rs",
        change: Before("        Event => event_page,", "        Workshop => workshop_page,\n"),
        forgotten: Compiler,
    },
    Step {
        file: "themes/default/templates/workshop.html",
        change: New(include_str!("files/template.html")),
        forgotten: Test,
    },
    Step {
        file: "themes/default/strings/en.ftl",
        change: Before(
            "kind-events = ",
            "kind-workshops = Workshops\none-workshops = Workshop\nworkshops-title = Workshops\nworkshops-lede = Days to try something.\n\
             crumb-workshops = Workshops\nmenu-workshops = Workshops\nsearch-group-workshops = Workshops\n",
        ),
        forgotten: Test,
    },
    Step { file: "docs/fields.md", change: Made, forgotten: Test },
];

/// In a `match`, the kind joins those for which there is nothing to do.
const NOTHING_OF_ITS_FIELDS: Change = Instead("| Fields::Interest(_)", "| Fields::Interest(_) | Fields::Workshop(_)");
const NOTHING_OF_ITS_OWN: Change = Instead("| Kind::Interest\n", "| Kind::Interest | Kind::Workshop\n");

impl Step {
    /// Takes the step in a copy of the sources.
    pub fn take(&self, copy: &Path) {
        let path = copy.join(self.file);
        let text = || fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", self.file));
        let missing = |what: &str| -> usize { panic!("{} has no line `{what}`: bring the step up to date", self.file) };
        let changed = match &self.change {
            New(text) => text.to_string(),
            Before(line, lines) => {
                let text = format!("\n{}", text());
                let at = text.find(&format!("\n{line}")).unwrap_or_else(|| missing(line)) + 1;
                format!("{}{lines}{}", &text[1..at], &text[at..])
            }
            Instead(old, new) => {
                let text = text();
                if !text.contains(old) {
                    missing(old);
                }
                text.replace(old, new)
            }
            Made => text() + "\n## Workshops (`content/workshops/`)\n",
        };
        fs::write(&path, changed).unwrap_or_else(|error| panic!("{}: {error}", self.file));
    }
}
