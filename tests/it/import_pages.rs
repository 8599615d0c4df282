//! Pages of other programs: what is taken over, what is told, and that the site can be published the same day.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use crate::folder::copy;
use crate::import::Run;
use crate::import_workbook::archive;

/// The small site, and another one beside it.
struct Move {
    folder: TempDir,
}

impl Move {
    fn from(files: &[(&str, &str)]) -> Move {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), &folder.path().join("site"));
        let made = Move { folder };
        files.iter().for_each(|(path, text)| made.old(path, text));
        made
    }

    fn old(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.folder.path().join("old").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn trellis(&self, arguments: &[&str]) -> Run {
        Run::of(&self.folder, arguments)
    }

    fn import(&self, arguments: &[&str]) -> Run {
        self.trellis(&[&["import", "pages", "old"], arguments].concat())
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("site").join(path)).unwrap_or_else(|_| panic!("there is no {path}"))
    }

    /// Every file of the site.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let site = self.folder.path().join("site");
        let mut found = BTreeMap::new();
        let mut folders = vec![site.clone()];
        while let Some(folder) = folders.pop() {
            for item in fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()) {
                let name = item.strip_prefix(&site).unwrap().to_str().unwrap().to_string();
                match item.is_dir() {
                    true if name.starts_with('.') || name == "public" => {}
                    true => folders.push(item),
                    false => drop(found.insert(name, fs::read(&item).unwrap())),
                }
            }
        }
        found
    }

    /// The site is published, since what was wrong with its pages was taken down.
    #[track_caller]
    fn builds(&self) {
        let run = self.trellis(&["build"]);
        assert_eq!(run.code, 0, "{}", run.said);
    }
}

const HUGO: &[(&str, &str)] = &[
    ("hugo.toml", "baseURL = 'https://old.example/'\n"),
    (
        "content/about/_index.md",
        "+++\ntitle = 'About us'\ndescription = 'Who we are.'\ndate = 2026-01-02\nweight = 5\n+++\n\n# About us\n\nSee [our team](/about/team/) and [the form](team.md#form).\n\n{{< gallery abc >}}\n",
    ),
    (
        "content/about/team.md",
        "---\ntitle: Our team\ndate: 2026-01-02T10:00:00Z\ntags: [people]\nlayout: wide\naliases: [/people/]\n---\nWe are a team.\n\n#### Form\n\n![A foot](/img/foot.svg)\n\n<p>Ask <strong>Sam</strong> at <a href=\"sam@old.example\">her desk</a>.</p>\n",
    ),
    ("static/img/foot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\"/>"),
    ("layouts/page.md", "no page\n"),
];

#[test]
fn a_site_of_hugo_is_up_the_same_day() {
    let site = Move::from(HUGO);
    let run = site.import(&[]);
    assert_eq!(run.code, 0, "{}", run.said);
    let about = "---\ntitle: About us\nsummary: Who we are.\norder: 5\nreviewed: 2026-01-02\nformer_ids:\n  - /about/\n---\n\n\
                 See [our team](about/team.md) and [the form](about/team.md#form).\n\n<!-- {{< gallery abc >}} -->\n";
    // The small site has a page of that name.
    assert!(run.out.contains("leave content/about/_index.md: content/pages/about.md is there already"), "{}", run.out);
    assert_ne!(site.read("content/pages/about.md"), about);
    let team = "---\ntitle: Our team\nsummary: We are a team.\nreviewed: 2026-01-02\nformer_ids:\n  - /about/team/\n  - /people/\n\
                extra:\n  tags:\n    - people\n---\n\nWe are a team.\n\n## Form\n\n![A foot](../../images/foot.svg)\n\n\
                Ask **Sam** at [her desk](mailto:sam@old.example).\n";
    assert_eq!(site.read("content/pages/about/team.md"), team);
    for words in [
        "add content/pages/about/team.md from content/about/team.md\n",
        "  changed: it had no summary: its first sentence is one\n",
        "  changed: headings are on the levels below the title\n",
        "  dropped: the field `layout`: wide\n",
        "copy content/images/foot.svg from static/img/foot.svg\n",
    ] {
        assert!(run.out.contains(words), "does not say {words:?}: {}", run.out);
    }
    for words in ["made by Hugo", "`description` is `summary`: 1", "Next: trellis build\n"] {
        assert!(run.said.contains(words), "does not say {words:?}: {}", run.said);
    }
    site.builds();
    let again = site.import(&[]);
    assert!(again.code == 2 && again.said.contains("no page to take over"), "{}", again.said);
}

#[test]
fn a_page_without_a_text_is_told() {
    let page = |text: &str| format!("---\ntitle: Where we are\ndate: 2026-01-02\n---\n\n{text}\n");
    let (map, words) = (page("{% include map.html %}"), page("We are in Leeds."));
    let site = Move::from(&[("map.md", map.as_str()), ("words.md", words.as_str())]);
    let run = site.import(&[]);
    assert_eq!(run.code, 0, "{}", run.said);
    let told = "  changed: it has no text: visitors see its title and summary alone\n";
    let of_map = run.out.split("add ").find(|part| part.contains("map.md")).unwrap();
    assert!(of_map.contains(told) && run.out.matches(told).count() == 1, "{}", run.out);
}

#[test]
fn a_packed_site_is_the_same_site() {
    let [folder, packed] = [Move::from(HUGO), Move::from(&[])];
    let files: Vec<_> = HUGO.iter().map(|(path, text)| (format!("old-main/{path}"), text.to_string())).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (&**path, text.clone())).collect();
    fs::write(packed.folder.path().join("old.zip"), archive(&files)).unwrap();
    let run = [folder.import(&[]), packed.trellis(&["import", "pages", "old.zip"])];
    assert_eq!(run[1].code, 0, "{}", run[1].said);
    assert_eq!((&run[0].out, &run[0].said), (&run[1].out, &run[1].said));
    assert_eq!(folder.files(), packed.files());
    fs::write(packed.folder.path().join("old.zip"), "no archive").unwrap();
    let none = packed.trellis(&["import", "pages", "old.zip"]);
    assert!(none.code == 2 && none.said.contains("a ZIP file of it"), "{}", none.said);
}

#[test]
fn what_is_known_of_one_site_is_kept_when_another_comes() {
    let page = |link: &str| format!("---\ntitle: {link}\nreviewed: 2026-01-02\n---\n\nWe are [there]({link}.html).\n");
    let site = Move::from(&[("a.md", &page("first"))]);
    assert_eq!(site.import(&[]).code, 0);
    site.builds();
    site.old("b.md", page("second"));
    assert_eq!(site.import(&[]).code, 0);
    let known = site.read("known.json");
    assert!(known.contains("first.html") && known.contains("second.html"), "{known}");
    site.builds();
    // What nobody can read is not written over.
    fs::write(site.folder.path().join("site/known.json"), "<<<<<<< mine\n").unwrap();
    site.old("c.md", page("third"));
    let run = site.import(&[]);
    assert!(run.code == 1 && run.said.contains("these are no findings that are known"), "{}", run.said);
    assert_eq!(site.read("known.json"), "<<<<<<< mine\n");
}

#[test]
fn a_drawing_that_does_something_stays_behind() {
    let page = "---\ntitle: A\nreviewed: 2026-01-02\n---\n\nWe draw ![feet](a.svg), ![toes](c.svg) and ![hands](b.svg), \
                with [a game](game.html).\n";
    let site = Move::from(&[
        ("a.md", page),
        ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
        ("game.html", "<script>alert(1)</script>"),
        ("b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 360\"/>"),
    ]);
    // Browsers read it, and nobody here can.
    let script = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    site.old("c.svg", script.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    let run = site.import(&[]);
    assert!(run.code == 0 && run.out.contains("a drawing with a script or something"), "{}{}", run.out, run.said);
    assert!(run.out.contains("a file that browsers or servers run"), "{}", run.out);
    let drawings: Vec<String> =
        site.files().into_keys().filter(|name| name.ends_with(".svg") || name.contains("files/")).collect();
    assert_eq!(drawings, ["content/images/b.svg"]);
}

#[test]
fn a_section_takes_what_would_be_in_the_way() {
    let site = Move::from(HUGO);
    let run = site.import(&["--into", "old-site"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let about = site.read("content/pages/old-site/about.md");
    assert!(about.contains("[our team](about/team.md)") && about.contains("<!-- {{< gallery abc >}} -->"), "{about}");
    assert!(!about.contains("# About us"), "the title is said once");
    assert!(run.said.contains("{{< gallery >}}: 1"), "{}", run.said);
    site.builds();
    let page = fs::read_to_string(site.folder.path().join("site/public/about/team/index.html")).unwrap();
    assert!(page.contains("old-site/about/team.html"), "the old address leads to the page: {page}");
}

#[test]
fn posts_and_pages_of_jekyll_keep_their_addresses() {
    let site = Move::from(&[
        ("_config.yml", "title: Docs\nbaseurl: /docs\nurl: https://old.example\n"),
        ("README.md", "How to work on this.\n"),
        (
            "index.md",
            "---\ntitle: Start\nlast_reviewed_on: 2026-02-03\nreview_in: 6 months\n---\n[Rules]({{ site.baseurl }}/rules.html) and [news]({% post_url 2020-01-02-we-move %}).\n",
        ),
        (
            "rules.md",
            "---\ntitle: Rules\nlast_reviewed_on: 2026-02-03\n---\n# Rules\n\n# One\n\nWrite to <rules@old.example>.\n{: .lead}\n",
        ),
        (
            "_posts/2020-01-02-we-move.md",
            "---\ntitle: \"We move: soon\"\ncategories: news\n---\n{% include map.html %}\n\nBack to [the rules](/docs/rules).\n",
        ),
        ("_includes/map.md", "part\n"),
    ]);
    let run = site.import(&[]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(site.read("content/pages/start-page.md").ends_with("[Rules](rules.md) and [news](posts/we-move.md).\n"));
    assert!(site.read("content/pages/start-page.md").contains("review_every: 6 months\n"));
    assert!(site.read("content/pages/rules.md").ends_with("---\n\n## One\n\nWrite to <rules@old.example>.\n"));
    let post = site.read("content/pages/posts/we-move.md");
    for words in [
        "reviewed: 2020-01-02\n",
        "  - /news/2020/01/02/we-move.html\n",
        "<!-- {% include map.html %} -->",
        "[the rules](../rules.md)",
    ] {
        assert!(post.contains(words), "does not say {words:?}: {post}");
    }
    for words in ["leave README.md: ", "leave _includes/map.md: `_includes` is a folder of parts"] {
        assert!(run.out.contains(words), "does not say {words:?}: {}", run.out);
    }
    site.builds();
}

#[test]
fn pages_of_eleventy_and_middleman_come_too() {
    let site = Move::from(&[
        (".eleventy.js", "module.exports = {}\n"),
        ("src/guide/Über uns.md", "{\"title\": \"Us\", \"date\": \"2 January 2026\"}\nWords about us. More words.\n"),
        (
            "src/guide/index.md",
            "---\ntitle: Guide\ndate: 2026-01-02\n---\n[Us](/guide/%C3%9Cber%20uns/)\n\n[Gone](/gone/)\n",
        ),
        ("src/secret.md", "---\npermalink: false\n---\nData.\n"),
    ]);
    let run = site.import(&[]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(site.read("content/pages/guide.md").ends_with("[Us](guide/uber-uns.md)\n\n[Gone](/gone/)\n"));
    assert!(site.read("content/pages/guide/uber-uns.md").contains("summary: Words about us.\n"));
    for words in [
        "the link /gone/ leads nowhere",
        "leave src/secret.md: it says `permalink: false`",
        "no way from the old address /guide/Über uns/",
    ] {
        assert!(run.out.contains(words), "does not say {words:?}: {}", run.out);
    }
    site.builds();
    let site = Move::from(&[
        ("config.rb", "set :x, 1\n"),
        (
            "source/patterns/buttons.html.md.erb",
            "---\ntitle: Buttons\nlast_reviewed_on: 2026-01-02\n---\nUse [links](/links.html).\n\n<%= partial 'x' %>\n",
        ),
        (
            "source/links.html.md",
            "---\ntitle: Links\nlast_reviewed_on: 2026-01-02\nold_paths: [/old-links.html]\n---\nLinks.\n",
        ),
    ]);
    let run = site.import(&[]);
    assert_eq!(run.code, 0, "{}", run.said);
    let buttons = site.read("content/pages/patterns/buttons.md");
    assert!(buttons.contains("[links](../links.md)") && buttons.contains("<!-- <%= partial 'x' %> -->"), "{buttons}");
    assert!(!buttons.contains("former_ids"), "its address stays: {buttons}");
    assert!(site.read("content/pages/links.md").contains("former_ids:\n  - /old-links.html\n"));
    site.builds();
}

#[test]
fn a_trial_and_a_refusal_write_nothing() {
    let site = Move::from(HUGO);
    let before = site.files();
    let run = site.import(&["--dry-run"]);
    assert!(run.code == 0 && run.said.contains("Would import 1 page and 1 file. Nothing was changed"), "{}", run.said);
    assert_eq!(site.files(), before);
    site.old("content/undated.md", "---\ntitle: Undated\n---\nWords.\n");
    let run = site.import(&[]);
    assert!(run.code == 2 && run.said.contains("1 page does not say when somebody last checked"), "{}", run.said);
    assert_eq!(site.files(), before);
    let run = site.import(&["--map", "layout=sumary", "--reviewed", "today"]);
    assert!(run.code == 2 && run.said.contains("did you mean `summary`?"), "{}", run.said);
    assert_eq!(site.files(), before);
    assert_eq!(site.import(&["--reviewed", "today"]).code, 0);
    assert!(site.read("content/pages/undated.md").contains("reviewed: 2026-11-23\n"));
}

#[test]
fn odd_files_stay_out_and_are_told() {
    let site = Move::from(&[("a.md", "---\ntitle: A\ndate: 2026-01-02\n---\n[b](b.md) ![c](../../secret.svg)\n")]);
    site.old("b.md", b"\xEF\xBB\xBF---\r\ntitle: B\r\ndate: 2026-01-02\r\ndraft: true\r\n---\r\nCaf\xE9.\r\n");
    site.old("c.md", b"---\ntitle: C\n---\n\0\x01");
    site.old("d.md", "---\ntitle: [\n---\n");
    site.old("B b.md", "---\ntitle: B\ndate: 2026-01-02\n---\nTwo.\n");
    site.old("b-b.md", "---\ntitle: B\ndate: 2026-01-02\n---\nThree.\n");
    site.old("big.md", "word ".repeat(500_000));
    site.old("roles.md", "---\ntitle: Roles\ndate: 2026-01-02\n---\nWords.\n");
    fs::write(site.folder.path().join("secret.svg"), "<svg/>").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.folder.path().join("secret.svg"), site.folder.path().join("old/e.md")).unwrap();
    let run = site.import(&[]);
    assert_eq!(run.code, 0, "{}", run.said);
    let b = site.read("content/pages/b.md");
    assert!(b.contains("draft: true\n") && b.ends_with("Café.\n") && !b.contains('\r'), "{b}");
    for words in [
        "leave c.md: it is no text",
        "leave d.md: its fields cannot be read as YAML",
        "leave big.md: it is longer than any page",
        "it is called `b-b-2`, since another is called `b-b`",
        "the link ../../secret.svg leads nowhere",
        "no way from the old address /roles/",
    ] {
        assert!(run.out.contains(words), "does not say {words:?}: {}", run.out);
    }
    #[cfg(unix)]
    assert!(run.out.contains("leave e.md: it is a link that leads out of the folder"), "{}", run.out);
    site.builds();
}

/// What is written as kramdown reads it.
const KRAMDOWN: &[(&str, &str)] = &[
    ("_config.yml", "email: us@old.example\n"),
    ("README.md", "How to work on this.\n"),
    ("code-of-conduct.md", "# Our conduct\n\nWe listen to each other here.\n"),
    ("index.md", "---\n\nWe meet twice a year. Write to {{ site.email }}.\n\n---\n\nSee you there.\n"),
    (
        "visit.md",
        "---\ntitle: Visits\nsummary: 5&#37; of us &amp; you\n---\n[//]: # (Ask Sam first.)\n\n[The map](#map), [the bus](#bus)\n\n\
         **Where** \\\\\nThe mill\n\n<br/>\n<span id=\"map\">\n## The map\nWe are here.\n\nBand\n:   What a post pays\n\n\
         Step\n:   A year in a band\n\n<table><tr><th>Day</th><th>Open</th></tr><tr><td>Mon</td><td>No<br>Yes</td></tr></table>\n\n\
         <span id=\"bus\">\n",
    ),
];

#[test]
fn what_other_programs_make_of_signs_is_shown_as_they_show_it() {
    let site = Move::from(KRAMDOWN);
    let run = site.import(&["--reviewed", "today"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(site.read("content/pages/code-of-conduct.md").contains("summary: We listen to each other here.\n"));
    let first = site.read("content/pages/start-page.md");
    assert!(
        first.ends_with("---\n\nWe meet twice a year. Write to us@old.example.\n\n---\n\nSee you there.\n"),
        "{first}"
    );
    let visit = site.read("content/pages/visit.md");
    for words in [
        "summary: 5% of us & you\n",
        "\n<!-- Ask Sam first. -->\n",
        "**Where**\\\nThe mill\n",
        "## The map {#map}\nWe are here.\n",
        "- **Band**: What a post pays\n- **Step**: A year in a band\n\n",
        "| No<br>Yes |",
    ] {
        assert!(visit.contains(words), "does not say {words:?}: {visit}");
    }
    for words in ["leave README.md: ", "dropped: the place `#bus` (`<span>`)", "dropped: the line at its top"] {
        assert!(run.out.contains(words), "does not say {words:?}: {}", run.out);
    }
    site.builds();
    let page = fs::read_to_string(site.folder.path().join("site/public/visit.html")).unwrap();
    assert!(page.contains("No<br>Yes") && page.contains("id=\"map\"") && !page.contains("Ask Sam"), "{page}");
}

#[test]
fn tables_are_imported_as_before_and_help_says_both() {
    let site = Move::from(&[]);
    let help = site.trellis(&["import", "pages", "--help"]);
    assert!(help.code == 0 && help.out.contains("Take over the Markdown pages of a site"), "{}{}", help.out, help.said);
    let none = site.trellis(&["import", "pages", "nowhere"]);
    assert!(none.code == 2 && none.said.contains("could not open nowhere"), "{}", none.said);
    let own = site.trellis(&["import", "pages", "site/content"]);
    assert!(own.code == 2 && own.said.contains("is part of this site already"), "{}", own.said);
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Pieces of pages, each with words of its own.
const PIECES: &[&str] = &[
    "plainA words",
    "**boldB** and *leanB*",
    "# headC one",
    "Setext headC\n===",
    "#### deepD",
    "- itemE\n- itemF\n\n    codeF pushed",
    "1. firstG\n2. secondG",
    "> quotedH words",
    "[linkI](gone.md \"titleI\")",
    "![altJ](gone.png)",
    "<div class=\"box\"><p>boxedK <b>strongK</b></p></div>",
    "<div>\n\nbetweenL\n\n</div>",
    "<ul>\n<li>listedM</li>\n\n<li>moreM <ul><li>nestedM</li></ul></li>\n</ul>",
    "<table><tr><td colspan=2>wideN</td></tr><tr><td>cellN</td><td>otherN</td></tr></table>",
    "words <span>spannedO</span> <b>openO",
    "{{< note warningP >}}\ninsideP\n{{< /note >}}",
    "among {{ siteQ.title }} words",
    "{% include fileR.html %}",
    "```\ncodeS {{ inS }}\n```",
    "<script>var scriptT = 1</script>",
    "<details><summary>summedU</summary>\nhiddenU\n</details>",
    "| headV | otherV |\n|---|---|\n| cellV | lastV |",
    "noteW[^1]\n\n[^1]: footW",
    "<a name=\"anchorX\"></a>afterX $nameX$",
    "<!-- remarkY -->",
    "a < b & c > d, AT&T, 5*3*2 _underZ_",
    "<pre>pre1\n  formatted1</pre>",
    "<blockquote>\nquoted2\n\nand2\n</blockquote>",
    "term4\n:   meaning4\n:\tother4 meant4\n\n    below4",
    "[//]: # (comment5 -- more5)\nafter5\n[comment]: <> (comment6\ngoes6 on6)\nlast6",
    "endsA7 \\\\\nendsB7\\\\\nendsC7",
    "<br/>\nlone8\n- listed8",
    "<section id=\"place9\">\n## heading9\n</section>",
    "## <a name=\"place10\">heading10</a> more10",
    "(label11)=\nwords11",
    "<table><tr><th>head12</th></tr><tr><th>row12</th><td>cell12<br>next12<p>para12</p></td></tr></table>",
    "{{< figure src=\"pic13.png\" >}}below13{{< /figure >}}",
    "{{< box13\n title=\"shown13 words13\"\n>}}",
    "word3<br/>\nnext3 <img src=\"x.png\" alt=\"alt3\">",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]

    #[test]
    fn every_word_is_in_the_page_or_told(
        pages in proptest::collection::vec(proptest::collection::vec(0..PIECES.len(), 1..9), 6)
    ) {
        let site = Move::from(&[]);
        let texts: Vec<String> = pages.iter().map(|page| {
            page.iter().map(|piece| PIECES[*piece]).collect::<Vec<_>>().join("\n\n") + "\n"
        }).collect();
        for (number, text) in texts.iter().enumerate() {
            site.old(&format!("page-{number}.md"), format!("---\ntitle: Page {number}\ndate: 2026-01-02\n---\n{text}"));
        }
        let run = site.import(&[]);
        prop_assert_eq!(run.code, 0, "{}", run.said);
        for (number, text) in texts.iter().enumerate() {
            let path = format!("content/pages/page-{number}.md");
            let told = run.out.split("add ").find(|told| told.starts_with(&path)).unwrap_or("");
            let there = words(&format!("{} {told} {}", site.read(&path), run.said));
            // Tags and their attributes are no words.
            let signs = words("div class box span ul li table tr td colspan script details summary pre br img src alt a name blockquote b p 2 id section th comment");
            for word in words(text) {
                prop_assert!(there.contains(&word) || signs.contains(&word), "{word} is lost from\n{text}\nas\n{}", site.read(&path));
            }
        }
        let run = site.trellis(&["build"]);
        prop_assert_eq!(run.code, 0, "{}", run.said);
    }
}
