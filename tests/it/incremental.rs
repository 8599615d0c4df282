//! A build that remembers the last one gives the same bytes and findings as one that remembers nothing, whatever was
//! edited in between; and the same site gives the same bytes on any machine.

use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use trellis::diagnostic::Code;
use trellis::disk::Memory;
use trellis::graph::Drafts;
use trellis::memo::Memo;
use trellis::pipeline::{self, Build, Request};
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::corpus;
use crate::times::times;

/// The name of every template of a page, so that these tests say nothing about the default theme.
fn templates() -> Vec<String> {
    let folder = crate::spec::folder("themes/default/templates");
    let files = std::fs::read_dir(folder).expect("the default theme is there").map(|file| file.unwrap().file_name());
    let names = files.filter_map(|name| Some(name.to_str()?.strip_suffix(".html")?.to_string()));
    let mut names: Vec<String> = names.filter(|name| name != "base").collect();
    names.sort();
    names
}

/// A page that shows all of its view.
const TEMPLATE: &str = "<html lang=\"{{ page.site.language }}\"><title>Page {{ page.path }}</title>\
                        <link rel=\"stylesheet\" href=\"{{ page.root }}assets/site.css\">\
                        <link rel=\"stylesheet\" href=\"{{ page.root }}assets/theme.css\">\
                        <body><header></header><main id=\"main\"><h1>Page {{ page.path }}</h1>{{ page }}{{ view }}\
                        {% if view.about %}{{ view.about.body | safe }}{% endif %}\
                        {% if view.letters %}{% for group in view.letters %}{% for term in group.terms %}\
                        <p id=\"{{ term.id }}\">{{ term.term }}</p>{% endfor %}{% endfor %}{% endif %}</main>\
                        <footer></footer></body></html>";

/// Pages in sections, one of which is a section of a section.
const SECTIONS: [(&str, &str); 2] = [
    (
        "content/pages/about/team.md",
        "---\ntitle: Our team\nsummary: Who we are.\nmenu: Our team\nsources:\n  - title: The made-up register\n    \
         url: https://example.org/register\n    seen: 2026-11-01\nreviewed: 2026-11-01\n---\n\nSee \
         [what this is about](../about.md) and [our early days](../about/history/early.md).\n",
    ),
    (
        "content/pages/about/history/early.md",
        "---\ntitle: Our early days\nsummary: How it began.\nsources:\n  - title: The made-up register\n    \
         url: https://example.org/register\n    seen: 2026-11-01\nreviewed: 2026-11-01\n---\n\nIt began with \
         [our team](../../about/team.md).\n",
    ),
];

/// A small site with a theme of its own.
fn site(seed: u64) -> Snapshot {
    let files = corpus::site(30, seed).into_iter().map(|(path, text)| (path, text.into_bytes()));
    let mut site: Snapshot = files.collect();
    for name in templates() {
        put(&mut site, &format!("themes/plain/templates/{name}.html"), TEMPLATE);
    }
    for (path, text) in SECTIONS {
        put(&mut site, path, text);
    }
    put(&mut site, "content/line.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"/>");
    put(&mut site, "themes/plain/static/site.css", "main { margin: auto }\n");
    edit(&mut site, "site.yaml", |text| text + "theme: plain\n");
    site
}

fn put(site: &mut Snapshot, path: &str, text: &str) {
    site.insert(SourcePath::new(path), File::new(text.as_bytes()));
}

fn edit(site: &mut Snapshot, path: &str, change: impl FnOnce(String) -> String) {
    if let Some(text) = site.text(&SourcePath::new(path)) {
        let text = change(text.to_string());
        put(site, path, &text);
    }
}

/// One thing that someone does to a site between two builds. A number chooses the file.
#[derive(Debug, Clone)]
enum Edit {
    Body(usize),
    Title(usize),
    Summary(usize),
    Add(usize),
    Delete(usize),
    DeleteEvent(usize),
    Rename(usize),
    /// Moves an entry into a section, or out of it.
    Section(usize),
    /// Makes the page of that section, beside its folder or in it, or moves it from one to the other.
    SectionPage(usize),
    Draft(usize),
    Break(usize),
    Row(usize),
    /// Doubles or removes the last row of a table.
    Rows(usize),
    Words(usize),
    Vocabulary(usize),
    Term(usize),
    SiteTitle(usize),
    Addresses,
    BaseUrl,
    /// Has devices keep the site, or no longer.
    Offline,
    Setting(usize),
    Template(usize),
    BreakTemplate(usize),
    /// Puts something into a template that the audit refuses.
    Fault(usize),
    /// Puts something into a text that the audit warns of.
    Picture(usize),
    Style(usize),
    /// Changes a word or a colour of the theme.
    Theme(usize),
    Day(i64),
    /// Another process goes on: it knows what the last one kept on the disk.
    Process,
    /// Puts everything back as it was at first.
    Restore,
    Nothing,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        3 => any::<usize>().prop_map(Edit::Body),
        3 => any::<usize>().prop_map(Edit::Title),
        1 => any::<usize>().prop_map(Edit::Summary),
        2 => any::<usize>().prop_map(Edit::Add),
        1 => any::<usize>().prop_map(Edit::Delete),
        1 => any::<usize>().prop_map(Edit::DeleteEvent),
        1 => any::<usize>().prop_map(Edit::Rename),
        2 => any::<usize>().prop_map(Edit::Section),
        2 => any::<usize>().prop_map(Edit::SectionPage),
        2 => any::<usize>().prop_map(Edit::Draft),
        1 => any::<usize>().prop_map(Edit::Break),
        2 => any::<usize>().prop_map(Edit::Row),
        2 => any::<usize>().prop_map(Edit::Rows),
        3 => any::<usize>().prop_map(Edit::Words),
        2 => (0..4_usize).prop_map(Edit::Vocabulary),
        2 => any::<usize>().prop_map(Edit::Term),
        1 => any::<usize>().prop_map(Edit::SiteTitle),
        1 => Just(Edit::Addresses),
        1 => Just(Edit::BaseUrl),
        2 => Just(Edit::Offline),
        2 => any::<usize>().prop_map(Edit::Setting),
        1 => any::<usize>().prop_map(Edit::Template),
        1 => any::<usize>().prop_map(Edit::BreakTemplate),
        2 => any::<usize>().prop_map(Edit::Fault),
        2 => any::<usize>().prop_map(Edit::Picture),
        1 => any::<usize>().prop_map(Edit::Style),
        1 => any::<usize>().prop_map(Edit::Theme),
        1 => (0..600_i64).prop_map(Edit::Day),
        4 => Just(Edit::Process),
        6 => Just(Edit::Restore),
        1 => Just(Edit::Nothing),
    ];
    prop::collection::vec(edit, 1..9)
}

/// A site that is being worked on.
struct Work {
    first: Snapshot,
    now: Snapshot,
    day: Date,
}

impl Work {
    fn new(seed: u64) -> Work {
        let first = site(seed);
        Work { now: first.clone(), first, day: corpus::TODAY.parse().unwrap() }
    }

    /// The chosen file below a folder, if there is one.
    fn choose(&self, folder: &str, number: usize) -> Option<String> {
        let files: Vec<_> = self.now.below(folder).map(|(path, _)| path).collect();
        let pages: Vec<_> = files.iter().filter(|path| path.extension() == "md").collect();
        (!pages.is_empty()).then(|| pages[number % pages.len()].to_string())
    }

    fn edit_page(&mut self, number: usize, change: impl FnOnce(String) -> String) {
        if let Some(path) = self.choose("content", number) {
            edit(&mut self.now, &path, change);
        }
    }

    fn make(&mut self, step: &Edit) {
        match *step {
            Edit::Body(n) => self.edit_page(n, |text| format!("{text}\nOne more line, number {}.\n", n % 10)),
            Edit::Title(n) => {
                self.edit_page(n, |text| text.replacen("title: ", &format!("title: New{} ", n % 5), 1));
            }
            Edit::Summary(n) => self.edit_page(n, |text| text.replacen("summary: ", "summary: In short, ", 1)),
            Edit::Add(n) => {
                let copy = self.choose(["content/roles", "content/routes", "content/events"][n % 3], n);
                if let Some(path) = copy {
                    let text = self.now.text(&SourcePath::new(path.as_str())).unwrap().to_string();
                    put(&mut self.now, &path.replace(".md", &format!("-more-{}.md", n % 3)), &text);
                }
            }
            Edit::Delete(n) => self.delete("content", n),
            Edit::DeleteEvent(n) => self.delete("content/events", n),
            Edit::Rename(n) => {
                if let Some(path) = self.choose("content", n) {
                    let file = self.now.remove(&SourcePath::new(path.as_str())).unwrap();
                    self.now.insert(SourcePath::new(path.replace(".md", "-renamed.md")), file);
                }
            }
            Edit::Section(n) => {
                if let Some(path) = self.choose(["content/events", "content/pages/about", "content"][n % 3], n) {
                    self.move_between_sections(&path);
                }
            }
            Edit::SectionPage(n) => self.change_section_page(["content/events", "content/pages"][n % 2], n),
            Edit::Draft(n) => self.edit_page(n, |text| match text.contains("draft: true\n") {
                true => text.replacen("draft: true\n", "", 1),
                false => text.replacen("---\n", "---\ndraft: true\n", 1),
            }),
            Edit::Break(n) => self.edit_page(n, |text| text.replacen("reviewed: ", "reviewd: ", 1)),
            Edit::Row(n) => edit(&mut self.now, "content/partners/table-0.csv", |text| {
                text.replacen("Listed partner", &format!("Row {} partner", n % 4), 1)
            }),
            Edit::Rows(n) => edit(&mut self.now, "content/partners/table-0.csv", |text| {
                let (rest, last) = text.trim_end().rsplit_once('\n').unwrap_or((&text, ""));
                match n % 3 {
                    0 => format!("{rest}\n"),
                    1 => text.clone() + last + "\n",
                    _ => format!("{text}more-{n}{}\n", last.trim_start_matches(|c| c != ',')),
                }
            }),
            Edit::Words(n) => self.edit_page(n, |text| {
                let names = (0..4).map(|number| format!("old name {number}")).collect::<Vec<_>>().join(", ");
                text + "\nThe QXZ and the XYQ know "
                    + &names
                    + ", and they say so to everybody. "
                    + &"It is sad. ".repeat(n % 9)
            }),
            Edit::Vocabulary(0) => toggle(&mut self.now, "reading_age: 5\n"),
            Edit::Vocabulary(1) => edit(&mut self.now, "content/data/house-terms.yaml", |text| {
                text.replacen("[old name 1]", "[other name 1, The QXZ]", 1)
            }),
            Edit::Vocabulary(n) => edit(&mut self.now, "content/data/glossary.yaml", |text| {
                text.replacen(&format!("also: [word {}]", n % 2), "also: [QXZ]", 1)
            }),
            // Every text of the corpus has one of these words.
            Edit::Term(n) => edit(&mut self.now, "content/data/glossary.yaml", |text| {
                text.replacen(
                    "title: Term",
                    &format!("title: {}", ["Your", "Every", "Most people", "Teacher"][n % 4]),
                    1,
                )
            }),
            Edit::SiteTitle(n) => {
                edit(&mut self.now, "site.yaml", |text| text.replacen("title: ", &format!("title: Site {} ", n % 4), 1))
            }
            Edit::Addresses => toggle(&mut self.now, "addresses: directories\n"),
            Edit::Setting(n) => {
                let settings = [
                    "raw_html: allow\n",
                    "review_grace: 3 months\n",
                    "publish: ['*.txt']\n",
                    "weak_hosts: [example.org]\n",
                    "owner_public: false\n",
                    "brand:\n  colours:\n    light:\n      accent: '#7a1f5c'\n",
                    "levels:\n  overdue-review: off\n",
                    "contact:\n  name: The office\n  phone: 0300 123\n",
                ];
                toggle(&mut self.now, settings[n % settings.len()]);
            }
            Edit::BaseUrl => toggle(&mut self.now, "base_url: https://example.org/careers/\n"),
            Edit::Offline => toggle(&mut self.now, "offline: true\n"),
            Edit::Template(n) => self.template(n, "<!-- changed -->"),
            Edit::BreakTemplate(n) => self.template(n, "{{ page.nothing.of.this }}"),
            Edit::Fault(n) => self.template(n, "<img src=\"nothing.png\">"),
            Edit::Picture(n) => self.edit_page(n, |text| text + "\n![image of a line](../line.svg)\n"),
            Edit::Style(n) => {
                put(&mut self.now, "themes/plain/static/site.css", &format!("main {{ margin: {n}px }}\n"))
            }
            Edit::Theme(n) if n % 2 == 0 => {
                put(&mut self.now, "themes/plain/strings/en.ftl", &format!("home-title = Home {n}\n"));
            }
            Edit::Theme(n) => {
                let yaml = format!("colours:\n  light:\n    ink: '#{:06x}'\n", n % 0x40_0000);
                put(&mut self.now, "themes/plain/theme.yaml", &yaml);
            }
            Edit::Day(days) => self.day = "2026-06-01".parse::<Date>().unwrap() + days.days(),
            Edit::Restore => self.now = self.first.clone(),
            Edit::Process | Edit::Nothing => {}
        }
    }

    fn move_between_sections(&mut self, path: &str) {
        let Some(file) = self.now.remove(&SourcePath::new(path)) else { return };
        let text = std::str::from_utf8(&file.bytes).expect("the corpus is text");
        match path.contains("/part/") {
            true => put(&mut self.now, &path.replace("/part/", "/"), &text.replace("](../../", "](../")),
            false => {
                let (folder, name) = path.rsplit_once('/').expect("it is in a folder");
                put(&mut self.now, &format!("{folder}/part/{name}"), &text.replace("](../", "](../../"));
            }
        }
    }

    fn change_section_page(&mut self, folder: &str, number: usize) {
        let (beside, inside) = (format!("{folder}/part.md"), format!("{folder}/part/index.md"));
        if let Some(file) = self.now.remove(&SourcePath::new(beside.as_str())) {
            let text = std::str::from_utf8(&file.bytes).expect("the corpus is text");
            put(&mut self.now, &inside, &text.replace("](../", "](../../"));
        } else if let Some(file) = self.now.remove(&SourcePath::new(inside)) {
            let text = std::str::from_utf8(&file.bytes).expect("the corpus is text");
            put(&mut self.now, &beside, &text.replace("](../../", "](../"));
        } else if let Some(path) = self.choose(folder, number) {
            let text = self.now.text(&SourcePath::new(path)).expect("it was chosen").to_string();
            put(&mut self.now, &beside, &text.replace("](../../", "](../").replacen("title: ", "title: Part of ", 1));
        }
    }

    fn delete(&mut self, folder: &str, number: usize) {
        if let Some(path) = self.choose(folder, number) {
            self.now.remove(&SourcePath::new(path));
        }
    }

    fn template(&mut self, number: usize, more: &str) {
        let templates = templates();
        let name = &templates[number % templates.len()];
        edit(&mut self.now, &format!("themes/plain/templates/{name}.html"), |text| text + more);
    }

    fn build(&self, memo: &mut Memo) -> Build {
        build(&self.now, self.day, memo)
    }
}

fn toggle(site: &mut Snapshot, line: &str) {
    edit(site, "site.yaml", |text| if text.contains(line) { text.replace(line, "") } else { text + line });
}

fn build(site: &Snapshot, today: Date, memo: &mut Memo) -> Build {
    let request = Request { today, drafts: Drafts::Hide, base_url: None, staging: false };
    pipeline::build(site, &request, memo, &|_| {})
}

/// The same memo as another process has it, which knows what this one kept in a folder.
fn of_another_process(memo: &Memo, site: &Snapshot, folder: &Path) -> Memo {
    let memory = || {
        let mut memory = Memory::of(folder, 7, 7);
        let mut memo = Memo::default();
        memory.recall(&mut memo);
        (memory, memo)
    };
    let (knows_before, _) = memory();
    knows_before.keep(memo, site);
    memory().1
}

/// All bytes of the site, or nothing if it was not built.
fn bytes(build: &Build) -> Option<Vec<(&str, &[u8])>> {
    let output = build.output.as_ref()?;
    Some(output.files.iter().map(|(path, file)| (path.as_str(), &*file.bytes)).collect())
}

fn shows(page: &[u8], words: &str) -> bool {
    page.windows(words.len()).any(|window| window == words.as_bytes())
}

#[track_caller]
fn assert_same(a: &Build, b: &Build, when: &str) {
    assert_eq!(a.diagnostics, b.diagnostics, "findings differ {when}");
    let (a, b) = (bytes(a), bytes(b));
    assert_eq!(a.is_some(), b.is_some(), "only one was built {when}");
    for (a, b) in a.iter().flatten().zip(b.iter().flatten()) {
        assert!(a == b, "{} differs from {} {when}", a.0, b.0);
    }
    assert_eq!(a.map(|files| files.len()), b.map(|files| files.len()), "numbers of files differ {when}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: times(24), max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn an_incremental_build_equals_a_clean_one(seed in 0..4_u64, script in edits()) {
        let mut work = Work::new(seed);
        let mut memo = Memo::default();
        let folder = tempfile::tempdir().unwrap();
        prop_assert!(work.build(&mut memo).output.is_some(), "the site that all edits start from has errors");
        for step in &script {
            if matches!(step, Edit::Process) {
                memo = of_another_process(&memo, &work.now, folder.path());
            }
            work.make(step);
            let (mut nothing, kept) = (Memo::default(), work.build(&mut memo));
            let clean = work.build(&mut nothing);
            assert_same(&kept, &clean, &format!("after {step:?}"));
            if clean.output.is_some() {
                prop_assert_eq!(memo.sizes(), nothing.sizes(), "the memo kept more than one build after {:?}", step);
            }
        }
    }
}

#[test]
fn a_memo_does_not_grow_while_a_template_is_broken() {
    let mut work = Work::new(1);
    let mut memo = Memo::default();
    work.build(&mut memo);
    let before = memo.sizes();
    work.make(&Edit::BreakTemplate(24));
    for _ in 0..3 {
        assert!(work.build(&mut memo).output.is_none());
        assert!(memo.sizes().pages <= before.pages);
    }
    work.make(&Edit::Restore);
    work.build(&mut memo);
    assert_eq!(memo.sizes(), before);
}

#[test]
fn a_rebuild_renders_what_changed() {
    let mut work = Work::new(1);
    let mut memo = Memo::default();
    let clean = work.build(&mut memo);
    let others = clean.diagnostics.iter().filter(|finding| finding.code != Code::StrayFile);
    assert_eq!((clean.rendered, others.count()), (clean.pages, 0), "{:?}", clean.diagnostics);
    assert_eq!(work.build(&mut memo).rendered, 0, "nothing changed");
    edit(&mut work.now, "content/events/open-day-0.md", |text| text + "\nOne more line.\n");
    assert_eq!(work.build(&mut memo).rendered, 1, "one body changed");
    put(&mut work.now, "content/events/notes.txt", "An asset.");
    assert_eq!(work.build(&mut memo).rendered, 0, "an asset came");
    edit(&mut work.now, "content/data/glossary.yaml", |text| text.replacen("also: [mentor]", "also: [manager]", 1));
    let build = work.build(&mut memo);
    let with_term = bytes(&build).unwrap().iter().filter(|(_, page)| shows(page, "glossary.html#term-0")).count();
    assert!(with_term > 1 && build.rendered < build.pages / 2, "{with_term} of {} show the new term", build.rendered);
    assert!(build.rendered >= with_term, "a page that shows the new term was kept");
}

#[test]
fn another_process_renders_what_changed() {
    let mut work = Work::new(1);
    let folder = tempfile::tempdir().unwrap();
    let mut memo = Memo::default();
    let clean = work.build(&mut memo);
    memo = of_another_process(&memo, &work.now, folder.path());
    let again = work.build(&mut memo);
    assert_eq!(again.rendered, 0, "nothing changed");
    assert_same(&clean, &again, "in another process");
    memo = of_another_process(&memo, &work.now, folder.path());
    edit(&mut work.now, "content/events/open-day-0.md", |text| text + "\nOne more line.\n");
    assert_eq!(work.build(&mut memo).rendered, 1, "one body changed");
}

#[test]
fn pages_show_what_becomes_of_the_section_that_they_lie_in() {
    let mut work = Work::new(1);
    let mut memo = Memo::default();
    assert!(work.build(&mut memo).output.is_some());
    let steps = [Edit::Section(0), Edit::SectionPage(0), Edit::SectionPage(0), Edit::Title(0), Edit::Section(0)];
    for step in &steps {
        work.make(step);
        let (kept, clean) = (work.build(&mut memo), work.build(&mut Memo::default()));
        assert!(clean.output.is_some(), "{step:?}: {:?}", clean.diagnostics);
        assert_same(&kept, &clean, &format!("after {step:?}"));
    }
}

#[test]
fn what_the_audit_found_is_remembered_with_the_page() {
    let mut work = Work::new(1);
    let mut memo = Memo::default();
    work.build(&mut memo);
    work.make(&Edit::Fault(24));
    let first = work.build(&mut memo);
    assert!(first.output.is_none());
    let codes = |build: &Build| {
        let ours = build.diagnostics.iter().filter(|finding| finding.code != Code::StrayFile);
        ours.map(|finding| finding.code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&first), ["broken-page-link", "image-text"], "each once, whatever the number of pages");
    let again = work.build(&mut memo);
    assert_eq!((again.rendered, codes(&again)), (0, codes(&first)), "nothing is rendered twice to find it again");
    work.make(&Edit::Restore);
    assert!(work.build(&mut memo).output.is_some());
}

#[test]
fn threads_order_and_runs_make_no_difference() {
    let work = Work::new(2);
    let first = work.build(&mut Memo::default());
    assert!(first.output.is_some(), "{:?}", first.diagnostics);
    assert_same(&first, &work.build(&mut Memo::default()), "in a second run");
    for threads in [1, 4] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let build = pool.install(|| work.build(&mut Memo::default()));
        assert_same(&first, &build, &format!("with {threads} threads"));
    }
    let mut files: Vec<_> = work.now.iter().collect();
    files.sort_by_key(|(_, file)| file.hash);
    let mut shuffled = Snapshot::default();
    for (path, file) in files {
        shuffled.insert(path.clone(), file.clone());
    }
    assert_same(&first, &build(&shuffled, work.day, &mut Memo::default()), "with files in another order");
}
