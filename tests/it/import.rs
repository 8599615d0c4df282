//! Tables of other programs: what is taken over, what is refused and how it is told, and that everything comes back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use proptest::prelude::*;
use tempfile::TempDir;
use trellis::contents::{self, read_all};
use trellis::entry::Kind;
use trellis::graph::Drafts;
use trellis::import::{self, Answers, Encoding, Existing, Wanted, export};
use trellis::pipeline::Request;
use trellis::snapshot::{File, Snapshot};
use trellis::source::SourcePath;

use crate::folder::copy;

/// The small site, and a table beside it.
pub struct Desk {
    pub folder: TempDir,
}

pub struct Run {
    pub code: i32,
    pub out: String,
    pub said: String,
}

impl Run {
    /// Runs the program beside the folder `site`, as if it were the 23rd of November 2026.
    pub fn of(folder: &TempDir, arguments: &[&str]) -> Run {
        let mut command = Command::cargo_bin("trellis").unwrap();
        command.current_dir(folder.path()).args(arguments).args(["--site", "site"]).env("NO_COLOR", "1");
        let output = command.env("SOURCE_DATE_EPOCH", "1795392000").output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            said: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Desk {
    pub fn new(table: impl AsRef<[u8]>) -> Desk {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("site")).unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small"), &folder.path().join("site"));
        fs::write(folder.path().join("list.csv"), table).unwrap();
        Desk { folder }
    }

    pub fn trellis(&self, arguments: &[&str]) -> Run {
        Run::of(&self.folder, arguments)
    }

    fn import(&self, arguments: &[&str]) -> Run {
        self.trellis(&[&["import", "partners", "list.csv"], arguments].concat())
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join("site/content/partners").join(path)).unwrap()
    }

    pub fn partners(&self) -> BTreeMap<String, String> {
        let folder = self.folder.path().join("site/content/partners");
        let files = fs::read_dir(folder).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
        files.map(|name| (name.clone(), self.read(&name))).collect()
    }

    /// Imports nothing, and says all of these.
    #[track_caller]
    fn refuses(&self, arguments: &[&str], words: &[&str]) {
        let before = self.partners();
        let run = self.import(arguments);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.said);
        for word in words {
            assert!(run.said.contains(word), "does not say {word:?}: {}", run.said);
        }
        assert!(run.said.contains("Nothing was imported: "), "{}", run.said);
        assert_eq!(self.partners(), before, "nothing is written");
    }
}

const GOOD: &str = "\
Organisation;Type;Borough;Web;What they offer;Description;Fax;Checked\r
Hill College;College;North;www.hill.example;Courses;A college on a hill.;020;14/10/2026\r
Lake Trust;nhs employers;north;https://lake.example/;\"Visits\nPlacements\";A trust by a lake.;'=1+1;03/11/2026\r
";

#[test]
fn a_list_as_somebody_keeps_it_becomes_partners() {
    let desk = Desk::new(GOOD);
    let source = ["--source-title", "The college's own list", "--source-url", "https://college.example/list"];
    let run = desk.import(&[&["--reviewed", "today"][..], &source].concat());
    assert_eq!((run.code, run.out.as_str()), (0, "add hill-college\nadd lake-trust\n"), "{}", run.said);
    for words in [
        "Column B `Type` is the field `kind`",
        "Column G `Fax` is left out",
        "Column D `Web`: 1 cell put right, such as www.hill.example -> https://www.hill.example",
        "Imported partners: 2 added to content/partners/list.csv",
    ] {
        assert!(run.said.contains(words), "does not say {words:?}: {}", run.said);
    }
    let expected = "\
id,title,summary,kind,area,website,offers,checked_on,sources.title,sources.url,sources.seen,reviewed
hill-college,Hill College,A college on a hill.,college,north,https://www.hill.example,Courses,2026-10-14,The college's own list,https://college.example/list,2026-11-23,2026-11-23
lake-trust,Lake Trust,A trust by a lake.,nhs-employer,north,https://lake.example/,Visits; Placements,2026-11-03,The college's own list,https://college.example/list,2026-11-23,2026-11-23
";
    assert_eq!(desk.read("list.csv"), expected);
    let run = desk.trellis(&["check"]);
    assert!(run.code == 0 && run.said.ends_with("nothing to mend\n"), "{}", run.said);
}

#[test]
fn what_a_spreadsheet_could_not_work_out_is_no_value() {
    let desk = Desk::new(
        "Organisation,Type,Borough,Offers,Summary\n#REF!,College,North,Talks,#N/A\nHill College,College,North,####,#VALUE!\n",
    );
    desk.refuses(
        &["--reviewed", "today", "--no-questions"],
        &["#REF!", "#N/A", "#VALUE!", "####"]
            .map(|cell| format!("`{cell}` says that the spreadsheet found no value"))
            .each_ref()
            .map(String::as_str),
    );
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let desk = Desk::new(GOOD);
    let before = desk.partners();
    let run = desk.import(&["--reviewed", "today", "--dry-run"]);
    let added: Vec<&str> = run.out.lines().filter(|line| line.starts_with("add ")).collect();
    assert_eq!((run.code, added), (0, vec!["add hill-college", "add lake-trust"]));
    assert!(run.said.contains("Would import partners: 2 added") && run.said.contains("Nothing was changed"));
    assert_eq!(desk.partners(), before);
}

#[test]
fn every_row_that_does_not_fit_is_told_by_row_and_column_and_none_is_imported() {
    let desk = Desk::new(
        "Name,Type,Area,Website,Offers,Summary,Checked on\n\
         Hill College,Colege,North,www.hill.example,Courses,A college.,2026-10-14\n\
         \n\
         Lake College,college,Nroth,no site,,A college.,soon\n\
         ,college,north,,Courses,A college.,2026-10-14\n\
         North College,college,north,,Courses,Another college.,2026-10-14\n\
         hill college,college,north,,Courses,A college.,2026-10-14\n",
    );
    desk.refuses(
        &["--reviewed", "today"],
        &[
            "row 2, column B `Type`: no partner kind is called `Colege`\n --> list.csv:2:14",
            "did you mean `college`?",
            "row 4, column C `Area`: no area is called `Nroth`",
            "row 4, column D `Website`: `no site` is not a web address",
            "row 4, column G `Checked on`: `soon` is not a date",
            "row 5, column A `Name`: the field `title` is empty",
            "row 6: there is a partner called `north-college` already, in content/partners/north-college.md",
            "row 7: `hill-college` is the name of row 2 too",
            "Nothing was imported: 7 errors",
        ],
    );
}

#[test]
fn rows_that_lack_their_last_cell_are_left_out_if_that_is_asked_for() {
    let desk = Desk::new(
        "Name,Area,Summary,Checked on,Offers,Type\n\
         Hill College,North,A college.,2026-10-14,Courses,college\n\
         Lake College,North,A college.,2026-10-14,Courses,\n",
    );
    desk.refuses(&["--reviewed", "today"], &["row 3, column F `Type`: the field `kind` is empty"]);
    let run = desk.import(&["--reviewed", "today", "--skip-bad"]);
    assert_eq!((run.code, run.out.as_str()), (0, "add hill-college\n"), "{}", run.said);
    assert!(run.said.contains("Left out: 1 row of the table (3)"), "{}", run.said);
}

#[test]
fn a_field_that_no_column_holds_is_told_once() {
    let desk = Desk::new("Name,Home\nHill College,www.hill.example\nLake College,www.lake.example\n");
    desk.refuses(&[], &["no column holds the field `kind`", "--map \"COLUMN=kind\"", "no field yet: `Home`"]);
    let each = ["kind=college", "area=north", "offers=Courses", "summary=A college.", "checked_on=today"];
    let each: Vec<&str> = each.iter().flat_map(|pair| ["--each", pair]).collect();
    desk.refuses(
        &[&each[..], &["--reviewed", "tomorrow"]].concat(),
        &["`reviewed` for every row: `tomorrow` is not a date"],
    );
    let run = desk.import(&[&each[..], &["--reviewed", "today", "--map", "Home=website"]].concat());
    assert_eq!((run.code, run.out.lines().count()), (0, 2), "{}", run.said);
}

#[test]
fn what_is_said_can_be_kept_for_the_next_time() {
    let desk = Desk::new(GOOD.replace("Web;", "Where online;").replace("Fax", "Notes"));
    let said =
        ["--map", "Where online=website", "--map", "Notes=", "--reviewed", "today", "--save-answers", "mine.yaml"];
    let mine = desk.folder.path().join("mine.yaml");
    let run = desk.import(&[&said[..], &["--dry-run"]].concat());
    assert!(run.code == 0 && !mine.exists(), "a dry run writes nothing at all: {}", run.said);
    let run = desk.import(&said);
    assert!(run.code == 0 && mine.exists(), "{}", run.said);
    assert!(desk.read("list.csv").contains("https://www.hill.example"));
    let run = desk.import(&["--answers", "mine.yaml"]);
    assert!(run.code == 0 && run.said.contains("2 unchanged"), "{}", run.said);
}

#[test]
fn what_cannot_be_done_is_answered_with_what_can() {
    let desk = Desk::new(GOOD);
    for (arguments, words) in [
        (vec!["--map", "Wbe=website"], "did you mean `Web`?"),
        (vec!["--map", "Web=webiste"], "did you mean `website`?"),
        (vec!["--map", "Web"], "write a name, `=` and what it is to be"),
        (vec!["--each", "colour=red"], "partners have no field `colour`"),
        (vec!["--into", "?!"], "--into"),
        (vec!["--answers", "list.csv"], "list.csv holds no answers"),
    ] {
        let run = desk.import(&arguments);
        assert!(run.code == 2 && run.said.contains(words), "{arguments:?}: {}", run.said);
    }
    let run = desk.trellis(&["import", "partners", "site/content/partners/more.csv"]);
    assert!(run.code == 2 && run.said.contains("is part of the site already"), "{}", run.said);
    let run = desk.trellis(&["import", "roles", "list.csv"]);
    assert!(run.code == 2 && run.said.contains("partners"), "{}", run.said);
    desk.refuses(
        &["--reviewed", "today", "--map", "Fax=title", "--map", "Organisation=title"],
        &["two columns are to be the field `title`"],
    );
}

#[test]
fn letters_of_windows_are_shown_by_row_and_column_and_read_when_asked() {
    let desk = Desk::new(
        GOOD.replace("Hill", "Caf\u{1}")
            .into_bytes()
            .iter()
            .map(|b| if *b == 1 { 0xE9 } else { *b })
            .collect::<Vec<u8>>(),
    );
    desk.refuses(
        &["--reviewed", "today"],
        &["row 2, column A `Organisation`: byte E9 is no UTF-8", "`é`", "--encoding windows-1252"],
    );
    let run = desk.import(&["--reviewed", "today", "--encoding", "windows-1252"]);
    assert!(run.code == 0 && desk.read("list.csv").contains("cafe-college,Café College"), "{}", run.said);
}

#[test]
fn dates_that_can_be_read_in_two_ways_are_asked_about() {
    let desk = Desk::new(GOOD.replace("14/10/2026", "04/10/2026"));
    desk.refuses(&["--reviewed", "today"], &["`04/10/2026` can be read in two ways", "--dates day-first"]);
    let run = desk.import(&["--reviewed", "today", "--dates", "day-first"]);
    assert!(run.code == 0 && desk.read("list.csv").contains("2026-10-04"), "{}", run.said);
}

#[test]
fn rows_that_are_too_long_and_quotations_without_an_end_are_refused() {
    let desk = Desk::new("Name,Type\nHill, the college,college\nLake\n\"Moor,college\nSea,college\n");
    desk.refuses(&[], &["row 2: it has 3 cells", "row 3: it has 1 cells", "row 4: a quotation mark is opened"]);
    Desk::new("").refuses(&[], &["there are no names of columns here"]);
}

#[test]
fn entries_take_over_what_has_changed_only_when_asked() {
    let table = "\
Name,Web,Offers,Summary,Area\n\
East Clinic,,Visits,,\n\
The North College,https://example.org/college/,Health courses,\"A college, in the north.\",\n\
";
    let desk = Desk::new(table);
    let said = ["--each", "kind=college", "--each", "checked_on=today", "--reviewed", "today"];
    desk.refuses(
        &said,
        &["row 2: there is a partner called `east-clinic` already, in content/partners/more.csv", "--update"],
    );
    let run = desk.import(&[&said[..], &["--update", "--map", "Name="]].concat());
    assert_eq!(run.code, 1, "a row needs its name: {}", run.said);
    // What is not in the table and what is empty there stays; a summary that is needed is there already.
    let desk = Desk::new(table.replace("Visits,,", "Visits,A clinic with a podiatry team.,"));
    let run = desk.import(&[&said[..], &["--update"]].concat());
    assert_eq!(run.code, 0, "{}", run.said);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(
        lines.contains(
            &"change east-clinic (content/partners/more.csv): offers: Visits; Placements, by agreement -> Visits"
        ),
        "{}",
        run.out
    );
    assert!(
        lines.contains(
            &"change north-college (content/partners/north-college.md): title: North College -> The North College"
        ),
        "{}",
        run.out
    );
    assert!(run.said.contains("Imported partners: 2 changed"), "{}", run.said);
    let page = desk.read("north-college.md");
    for line in [
        "title: The North College\n",
        "summary: \"A college, in the north.\"\n",
        "kind: college\n",
        "reviewed: 2026-11-23\n",
        "interventions: [open-day]\n",
    ] {
        assert!(page.contains(line), "{line:?} is not in {page}");
    }
    assert!(
        desk.read("more.csv")
            .contains(",nhs-employer,north,https://www.example.org/clinic,Visits,2026-11-23,2026-11-23,")
    );
    let run = desk.import(&[&said[..], &["--update"]].concat());
    assert!(run.code == 0 && run.out.is_empty() && run.said.contains("2 unchanged"), "{}", run.said);
}

#[test]
fn a_table_grows_by_rows_and_by_columns() {
    let desk = Desk::new(GOOD);
    let run = desk.import(&["--reviewed", "today", "--into", "more", "--each", "status=open"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let text = desk.read("more.csv");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with(",routes,status") && lines[1].ends_with(",volunteering,"), "{text}");
    assert!(lines[2].starts_with("hill-college,") && lines[2].ends_with(",open"), "{text}");
}

#[test]
fn an_export_opens_safely_and_comes_back() {
    let desk = Desk::new("Name,Type,Area,Offers,Summary\n=Hill College,college,north,-x; @y,+44 is a number.\n");
    let run = desk.import(&["--each", "checked_on=today", "--reviewed", "today"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let run = desk.trellis(&["export", "partners", "--out", "all.csv", "--excel"]);
    assert!(run.code == 0 && run.said.ends_with("Exported 3 partners to all.csv\n"), "{}", run.said);
    let text = fs::read_to_string(desk.folder.path().join("all.csv")).unwrap();
    assert!(
        text.starts_with("\u{feff}id,title,")
            && text.contains("'=Hill College,'+44 is a number.")
            && text.contains("'-x; '@y"),
        "{text}"
    );
    let run = desk.trellis(&["import", "partners", "all.csv"]);
    assert!(run.code == 0 && run.said.contains("Imported partners: 3 unchanged"), "{}", run.said);
    let plain = desk.trellis(&["export", "partners"]);
    assert_eq!(text.trim_start_matches('\u{feff}'), plain.out);
}

#[test]
fn an_export_says_what_it_leaves_out() {
    let desk = Desk::new("");
    let page = desk.read("north-college.md") + "Some text.\n";
    let path = desk.folder.path().join("site/content/partners");
    fs::write(path.join("north-college.md"), page.replace("reviewed:", "extra: {colours: [red]}\nreviewed:")).unwrap();
    let run = desk.trellis(&["export", "partners"]);
    assert_eq!(run.code, 0);
    assert!(
        run.said.contains("`extra.colours` is left out") && run.said.contains("the text below its fields"),
        "{}",
        run.said
    );
    fs::write(path.join("broken.md"), "no fields").unwrap();
    let run = desk.trellis(&["export", "partners"]);
    assert!(run.code == 1 && run.said.contains("1 entry could not be read"), "{}", run.said);
}

#[test]
fn events_are_kept_in_spreadsheets_too() {
    let desk = Desk::new(
        "Event,Date,Venue,Audience,Description\nOpen day,14/03/2027 9:30,The clinic,Anyone,Come and meet the team.\n",
    );
    let run = desk.trellis(&["import", "events", "list.csv", "--reviewed", "today"]);
    assert_eq!((run.code, run.out.as_str()), (0, "add open-day\n"), "{}", run.said);
    let text = fs::read_to_string(desk.folder.path().join("site/content/events/list.csv")).unwrap();
    assert!(text.contains("2027-03-14T09:30"), "{text}");
}

#[test]
fn times_that_have_a_column_of_their_own_stay_with_their_days() {
    let desk = Desk::new(
        "Event,Date,Time,Finish time,Venue,Audience,Description\n\
         Open day,14/03/2027,5.30pm,7pm,The clinic,Anyone,Come and meet the team.\n\
         Careers fair,20/03/2027,10am to 2pm,,The hall,Anyone,Meet employers.\n\
         Taster week,22/03/2027,,,The college,Anyone,Try it for a week.\n",
    );
    let run = desk.trellis(&["import", "events", "list.csv", "--reviewed", "today"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let text = fs::read_to_string(desk.folder.path().join("site/content/events/list.csv")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for (line, times) in
        [(1, "2027-03-14T17:30,2027-03-14T19:00,"), (2, "2027-03-20T10:00,2027-03-20T14:00,"), (3, "2027-03-22,,")]
    {
        assert!(lines[line].contains(times), "{times} is not in {}", lines[line]);
    }
    let desk = Desk::new("Event,Date,Time,Venue,Audience,Description\nOpen day,14/03/2027,evening,A,B,Come by.\n");
    let run = desk.trellis(&["import", "events", "list.csv", "--reviewed", "today"]);
    assert!(run.code == 1 && run.said.contains("row 2, column C `Time`"), "{}", run.said);
}

#[test]
fn what_no_list_has_is_not_asked_of_a_row() {
    let desk = Desk::new("Name,Town,Type\nHill College,Sandford,college\nLake College,,college\n");
    let run = desk.import(&["--reviewed", "today"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let rows = desk.read("list.csv");
    for words in [
        "Hill College,\"Listed under Colleges, in Sandford.\",college,",
        "Lake College,Listed under Colleges.,college,",
        ",2026-11-23,2026-11-23",
    ] {
        assert!(rows.contains(words), "{words} is not in {rows}");
    }
    assert_eq!(desk.trellis(&["build"]).code, 0);
    let page = fs::read_to_string(desk.folder.path().join("site/public/partners/hill-college.html")).unwrap();
    assert!(page.contains("Ask them what they can offer."), "{page}");
}

#[test]
fn a_town_or_a_postcode_says_which_area_it_is_in() {
    let desk = Desk::new(
        "Name,Location,Postcode,Type\nHill College,Sandford,,college\nLake College,,M13 9WL,college\nSea College,Atlantis,,college\n",
    );
    let site = desk.folder.path().join("site/content");
    let organisations =
        "id,title,summary,kind,area,town,reviewed\nsand,Sand Clinic,A clinic.,nhs-employer,north,Sandford,2026-11-23\n";
    fs::create_dir_all(site.join("data/organisations")).unwrap();
    fs::write(site.join("data/organisations/clinics.csv"), organisations).unwrap();
    desk.refuses(&["--reviewed", "today"], &["row 4, column B `Location`: no area is called `Atlantis`"]);
    let run = desk.import(&["--reviewed", "today", "--skip-bad"]);
    assert_eq!(run.code, 0, "{}", run.said);
    let rows = desk.read("list.csv");
    assert!(rows.contains("in Sandford.\",college,north,Sandford,"), "{rows}");
}

#[test]
fn older_rows_never_take_the_place_of_newer_facts() {
    let table = "Name,Website,Last checked\nNorth College,https://example.org/new/,2026-10-20\nEast Clinic,https://example.org/new/,2026-11-23\n";
    let desk = Desk::new(table);
    let before = desk.read("north-college.md");
    let run = desk.import(&["--update", "--reviewed", "today", "--each", "kind=college"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert!(
        run.said.contains("Left as it is: what the site says is newer than 1 row of the table (2)"),
        "{}",
        run.said
    );
    assert_eq!(desk.read("north-college.md"), before);
    assert!(desk.read("more.csv").contains("https://example.org/new/"));
}

const COLLEGES: &str = "---
title: Colleges
summary: They are.
how_to_reach: [Ask for the office.]
finders: [{title: Find one, url: 'https://college.example/', finds: One near you.}]
what_to_offer: [A visit.]
reviewed: 2026-11-23
---
";

/// A site with these partners as pages, and what they may name.
fn site(partners: &[Partner]) -> Snapshot {
    let entries =
        |id: &str| format!("entries:\n  - {{id: {id}, title: The {id}, summary: It is., reviewed: 2026-11-23");
    let files = [
        ("content/data/areas.yaml".to_string(), entries("north") + ", area_type: region}\n"),
        ("content/partner-kinds/college.md".to_string(), COLLEGES.to_string()),
    ];
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let list = |texts: &[String]| format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "));
    let page = |(number, partner): (usize, &Partner)| {
        let Partner { title, summary, offers, former_names, sources, has_area } = partner;
        let sources: String =
            sources.iter().map(|title| format!("\n  - title: {}\n    seen: 2026-11-23", quoted(title))).collect();
        let sources = if sources.is_empty() { " []".into() } else { sources };
        let area = if *has_area { "area: north\n" } else { "" };
        let text = format!(
            "---\ntitle: {}\nsummary: {}\nkind: college\n{area}offers: {}\nformer_names: {}\nsources:{sources}\nchecked_on: 2026-11-23\nreviewed: 2026-11-23\n---\n",
            quoted(title),
            quoted(summary),
            list(offers),
            list(former_names),
        );
        (format!("content/partners/partner-{number}.md"), text)
    };
    files
        .into_iter()
        .chain(partners.iter().enumerate().map(page))
        .map(|(path, text)| (path, text.into_bytes()))
        .collect()
}

#[derive(Debug, Clone)]
struct Partner {
    title: String,
    summary: String,
    offers: Vec<String>,
    former_names: Vec<String>,
    sources: Vec<String>,
    has_area: bool,
}

fn hostile() -> impl Strategy<Value = String> {
    // A letter keeps it from being empty; what stands around is what goes wrong elsewhere.
    "[=+\\-@'\";,\\\\|\t\r\n ＝éŵ😀]{0,8}[a-z][=+\\-@'\";,\\\\\t\r\nn ]{0,8}"
        .prop_filter("blanks around it are nobody's", |text| text.trim() == text)
}

fn partner() -> impl Strategy<Value = Partner> {
    let some = |least| prop::collection::vec(hostile(), least..4);
    (hostile(), hostile(), some(1), some(0), some(0), any::<bool>()).prop_map(
        |(title, summary, offers, former_names, sources, has_area)| Partner {
            title,
            summary,
            offers,
            former_names,
            sources,
            has_area,
        },
    )
}

fn table(snapshot: &Snapshot) -> String {
    export(Kind::Partner, &read_all(snapshot, &mut contents::Memo::default()), snapshot).text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(crate::times::times(48)))]

    #[test]
    fn what_is_exported_and_imported_is_the_same(partners in prop::collection::vec(partner(), 1..5)) {
        let before = site(&partners);
        let text = table(&before);
        let sheet = import::read(&SourcePath::new("all.csv"), text.as_bytes(), Encoding::Detected, None);
        prop_assert_eq!(&sheet.diagnostics, &vec![]);
        let answers = Answers::default();
        let mapping = import::propose(&sheet.value, Kind::Partner, &answers).unwrap();
        prop_assert_eq!(mapping.left_out(&sheet.value).count(), 0);
        let wanted = Wanted {
            kind: Kind::Partner,
            sheet: &sheet.value,
            mapping: &mapping,
            each: &answers.each,
            values: &answers.values,
            existing: Existing::Keep,
            order: None,
            into: SourcePath::new("content/partners/all.csv"),
        };
        let request = Request { today: "2026-12-01".parse().unwrap(), drafts: Drafts::Hide, base_url: None, staging: false };
        let plan = import::plan(&wanted, &before, &request, &mut trellis::memo::Memo::default());
        prop_assert_eq!((plan.unchanged, plan.added.len()), (partners.len(), 0), "{:?}", plan.findings);
        let empty = site(&[]);
        let plan = import::plan(&wanted, &empty, &request, &mut trellis::memo::Memo::default());
        prop_assert!(!plan.findings.iter().any(|finding| finding.is_error()), "{:?}", plan.findings);
        let mut after = empty;
        for change in plan.changes {
            after.insert(change.to, File::new(change.after.unwrap()));
        }
        prop_assert_eq!(table(&after), text);
    }
}
