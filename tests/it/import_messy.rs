//! Lists as people keep them: what is taken over is what was meant, or somebody is told.

use std::fs;

use crate::import::Desk;

/// What every event of these lists has in common.
const EVENT: [&str; 8] =
    ["--reviewed", "today", "--each", "summary=An event for all.", "--each", "place=Hall", "--each", "who_for=All"];
const PARTNER: [&str; 6] = ["--reviewed", "today", "--each", "kind=college", "--each", "area=north"];

/// Imports a list, and gives the rows that came of it; nothing where it was refused.
#[track_caller]
fn imported(kind: &str, list: &str, arguments: &[&str]) -> (Option<Vec<String>>, String) {
    let desk = Desk::new(list);
    let common: &[&str] = if kind == "events" { &EVENT } else { &PARTNER };
    let run = desk.trellis(&[&["import", kind, "list.csv"], common, arguments].concat());
    let table = fs::read_to_string(desk.folder.path().join(format!("site/content/{kind}/list.csv")));
    (table.ok().map(|table| table.lines().skip(1).map(str::to_string).collect()), run.said)
}

/// Holds that a list comes in, and that each row says what it must.
#[track_caller]
fn holds(kind: &str, list: &str, rows: &[&str]) {
    let (found, said) = imported(kind, list, &[]);
    let found = found.unwrap_or_else(|| panic!("{list}\n{said}"));
    assert_eq!(found.len(), rows.len(), "{list}\n{found:#?}");
    for (row, words) in found.iter().zip(rows) {
        assert!(row.contains(words), "{words} is not in {row}");
    }
}

/// Holds that a list is refused, in these words.
#[track_caller]
fn refuses(kind: &str, list: &str, words: &str) {
    let (found, said) = imported(kind, list, &[]);
    assert!(found.is_none() && said.contains(words), "{list} is not refused with {words:?}\n{said}");
}

/// The row that comes of a partner with these cells, and what was said of it.
fn areas(names: &str, cells: &str) -> (Option<String>, String) {
    let desk = Desk::new(format!("Name,Kind,{names}\nLake College,college,{cells}\n"));
    let site = desk.folder.path().join("site/content");
    let known = fs::read_to_string(site.join("data/areas.yaml")).unwrap();
    let south = "  - {id: south, title: South, summary: The south of the county., area_type: region}\n";
    fs::write(site.join("data/areas.yaml"), known.trim_end().to_string() + "\n" + south).unwrap();
    let run = desk.trellis(&["import", "partners", "list.csv", "--reviewed", "today"]);
    let table = fs::read_to_string(site.join("partners/list.csv")).ok();
    (table.map(|table| table.lines().last().unwrap().to_string()), run.said)
}

#[test]
fn a_partner_may_work_in_several_areas() {
    for (names, cells, expected) in [
        ("Area", "North; South", "college,north,south,"),
        ("Area", "\"North, South\"", "college,north,south,"),
        ("Area", "North/South", "college,north,south,"),
        ("Area", "North and South", "college,north,south,"),
        ("Area", "North and North and South", "college,north,south,"),
        ("Area", "North & South", "college,north,south,"),
        ("Area", "\"North\nSouth\"", "college,north,south,"),
        ("Area", "North", "college,north,2"),
        ("Area", "North; north", "college,north,2"),
        ("Area,Other areas", "North,South", "college,north,south,"),
        ("Area,Other areas", "North; South,South", "college,north,south,"),
    ] {
        let (found, said) = areas(names, cells);
        assert!(found.as_ref().is_some_and(|row| row.contains(expected)), "{cells}: {found:?}\n{said}");
    }
    let (found, said) = areas("Area", "North and Nowhere");
    assert!(found.is_none() && said.contains("`Nowhere`"), "{said}");
}

#[test]
fn what_every_row_takes_is_for_empty_cells_alone() {
    let list = "Event,Date,Who for,Venue\nOpen day,5 June 2027,Year 11 only,North campus\nFair,6 June 2027,,\n";
    holds("events", list, &["North campus,Year 11 only", "Hall,All"]);
}

#[test]
fn days_and_times_are_read_as_people_write_them() {
    for (cells, moment) in [
        ("Event,When\nA,Sat 13 March 2027", "2027-03-13,"),
        ("Event,When\nA,13th of March 2027", "2027-03-13,"),
        ("Event,When\nA,\"March 13, 2027\"", "2027-03-13,"),
        ("Event,When\nA,2027/03/13", "2027-03-13,"),
        ("Event,When\nA,13 March 2027 10am-2pm", "2027-03-13T10:00,2027-03-13T14:00"),
        ("Event,Date,Start\nA,13 March 2027,10am", "2027-03-13T10:00,"),
        ("Event,Date,Start,Finish\nA,13 March 2027,9.30,12 noon", "2027-03-13T09:30,2027-03-13T12:00"),
        ("Event,Date,From,To\nA,13 March 2027,10am,2pm", "2027-03-13T10:00,2027-03-13T14:00"),
        ("Event,Date,Time\nA,13 March 2027,10-2", "2027-03-13T10:00,2027-03-13T14:00"),
        ("Event,Date,Time\nA,13 March 2027,1800", "2027-03-13T18:00,"),
        ("Event,Date,Time\nA,13 March 2027,8pm to 1am", "2027-03-13T20:00,2027-03-14T01:00"),
        ("Event,Date,Time\nA,13 March 2027,All day", "2027-03-13,"),
        (
            "Event,Start date,End date,Time\nA,12 July 2027,16 July 2027,10:00-15:00",
            "2027-07-12T10:00,2027-07-16T15:00",
        ),
        ("Event,When\nA,12-16 July 2027", "2027-07-12,2027-07-16"),
        ("Event,When,Time\nA,Mon 1 - Fri 5 March 2027,10-2", "2027-03-01T10:00,2027-03-05T14:00"),
        ("Event,When\nA,29 March - 2 April 2027", "2027-03-29,2027-04-02"),
        ("Event,Date,Start\nA,13 March 2027,930", "2027-03-13T09:30,"),
        ("Event,Starts,Ends\nA,13 March 2027,All day", "2027-03-13,"),
        ("Starts,Date,Title\n5.30pm,13 March 2027,A", "2027-03-13T17:30,"),
    ] {
        holds("events", &format!("{cells}\n"), &[moment]);
    }
}

#[test]
fn what_is_said_in_two_ways_or_in_none_is_told_where_it_stands() {
    for (list, words) in [
        ("Event,When,Time\nA,5 June 2027 10am,11am\n", "row 2, column C `Time`: `10:00 or 11:00`"),
        ("Event,Date,Time,Finish time\nA,5 June 2027,10am-1pm,2pm\n", "row 2, column C `Time`: `14:00 or 13:00`"),
        ("Event,Date\nA,Sun 13 March 2027\n", "row 2, column B `Date`: `Sun 13 March 2027` is not"),
        ("Event,Date,Time\nA,13 March 2027,evening\n", "row 2, column C `Time`: `evening` is not"),
        ("Event,Date,Time\nA,13 March 2027,7-9\n", "row 2, column C `Time`: `7-9` is not"),
        ("Event,Date,Venue\nA,13 March 2027,30\n", "row 2, column C `Venue`: `30` is a number, and words belong here"),
    ] {
        refuses("events", list, words);
    }
    refuses("events", "Event,Date,End date\nA,12-16 July 2027,17 July 2027\n", "`2027-07-17 or 2027-07-16` is not");
    refuses("partners", "Org,Town\nA School,Hill End\nB School,as above\n", "`as above` says to look at another cell");
    let list = "Org,Offers,Town\nA School,Talks,Hill End\n* do not publish,,\nB School,Tours,Sea\n";
    refuses("partners", list, "row 3: it says `* do not publish` and nothing else");
    refuses(
        "partners",
        "Org,Offers,Last checked\nA School,Talks,TBC\n",
        "column C `Last checked`: the field `checked_on` is empty",
    );
}

#[test]
fn the_name_is_that_of_the_organisation_and_of_the_event() {
    let list = "Title,Name,Org\nMrs,Ann Field,Hazel School\nMr,Bob Field,Ridge School\n";
    holds("partners", list, &["hazel-school,Hazel School,", "ridge-school,Ridge School,"]);
    holds("partners", "ID,Organisation\n1,Hazel School\n", &["hazel-school,Hazel School,"]);
    holds("events", "What,When,Employer\nCancelled day,5 June 2027,Larch Care\n", &["cancelled-day,Cancelled day,"]);
    let days = "Event,Date\nOpen day,5 June 2027\nOpen day,6 June 2027\n";
    holds("events", days, &["open-day-2027-06-05,", "open-day-2027-06-06,"]);
    let numbered = "ID,Event,Date\n1,Open day,5 June 2027\n2,Open day,6 June 2027\n";
    holds("events", numbered, &["open-day-2027-06-05,", "open-day-2027-06-06,"]);
}

#[test]
fn the_names_of_columns_are_found_below_titles_of_any_width() {
    holds(
        "partners",
        "Partners,,Updated Nov 2026\nOrganisation,Tel,Website\nA School,,a.example\n",
        &["a-school,A School,"],
    );
    holds("partners", "Contact: Jo,ext 12,\nOrganisation,Tel,Website\nA School,,a.example\n", &["a-school,A School,"]);
}

#[test]
fn cells_are_written_as_the_site_wants_them() {
    let list = "Org,Tel,Email address,P/code,What they offer,Visits\n\
                A School,(020) 7946 0101,info@a.example,ha14qs,\"• Talks\n• Tours\",Not known\n";
    holds("partners", list, &["HA1 4QS,020 7946 0101,mailto:info@a.example,Talks; Tours"]);
}

#[test]
fn an_update_keeps_what_a_row_does_not_say() {
    let list = "Event,Date,Time\nOpen day,13 March 2027,10am-2pm\nNight,15 March 2027,6pm-8pm\n";
    let desk = Desk::new(list);
    let import = |desk: &Desk, more: &[&str]| {
        let run = desk.trellis(&[&["import", "events", "list.csv", "--into", "all"], &EVENT[..], more].concat());
        assert_eq!(run.code, 0, "{}", run.said);
        fs::read_to_string(desk.folder.path().join("site/content/events/all.csv")).unwrap()
    };
    import(&desk, &[]);
    fs::write(
        desk.folder.path().join("list.csv"),
        "Event,Date,Time\nOpen day,6 March 2027,11am\nNight,15 March 2027,TBC\n",
    )
    .unwrap();
    let table = import(&desk, &["--update"]);
    assert!(table.contains("2027-03-06T11:00,2027-03-06T14:00"), "it ends on the day on which it is: {table}");
    assert!(table.contains("2027-03-15T18:00,2027-03-15T20:00"), "nobody knows is no reason to forget: {table}");
}

#[test]
fn each_day_of_a_row_is_held_against_the_same_day_of_the_entry() {
    let desk = Desk::new("Org,Phone,Last checked\nA School,020 7946 0150,2026-10-05\n");
    let import = |desk: &Desk, more: &[&str]| {
        let common = ["import", "partners", "list.csv", "--into", "all"];
        let run = desk.trellis(&[&common[..], &PARTNER[..], more].concat());
        assert_eq!(run.code, 0, "{}", run.said);
        run.said
    };
    import(&desk, &[]);
    let newer = "Org,Phone,Last checked\nA School,020 7946 0199,2026-10-05\n";
    fs::write(desk.folder.path().join("list.csv"), newer).unwrap();
    assert!(import(&desk, &["--update"]).contains("1 changed"), "it was looked at on the same day");
    let older = "Org,Phone,Last checked\nA School,020 7946 0111,2026-10-04\n";
    fs::write(desk.folder.path().join("list.csv"), older).unwrap();
    assert!(import(&desk, &["--update"]).contains("newer than 1 row"));
}

#[test]
fn what_an_editor_says_of_a_cell_comes_before_what_it_looks_like() {
    let list = "Org,Town\nA School,Hill End\nB School,as above\n";
    let (rows, said) = imported("partners", list, &["--value", "as above=Hill End"]);
    assert!(rows.is_some_and(|rows| rows[1].contains("Hill End")), "{said}");
}

#[test]
fn parts_with_one_website_are_not_one_another() {
    let list = "Org,Website\nNorth Adult Learning,https://www.example.org/college\nNorth Sixth Form,https://www.example.org/college/\n";
    let (rows, said) = imported("partners", list, &["--update"]);
    assert_eq!(rows.map(|rows| rows.len()), Some(2), "{said}");
}

#[test]
fn answers_are_good_another_day() {
    let desk = Desk::new("Org,Last checked\nA School,04/10/2026\n");
    let common = ["import", "partners", "list.csv"];
    let said = ["--dates", "day-first", "--save-answers", "mine.yaml"];
    assert_eq!(desk.trellis(&[&common[..], &PARTNER, &said].concat()).code, 0);
    let answers = fs::read_to_string(desk.folder.path().join("mine.yaml")).unwrap();
    assert!(answers.contains("dates: day-first") && answers.contains("\"reviewed\": \"today\""), "{answers}");
    fs::write(desk.folder.path().join("list.csv"), "Org,Last checked\nB School,05/10/2026\n").unwrap();
    let run = desk.trellis(&["import", "partners", "list.csv", "--into", "more", "--answers", "mine.yaml"]);
    assert_eq!(run.code, 0, "{}", run.said);
}

#[test]
fn a_trial_says_what_each_row_would_say() {
    let desk = Desk::new("Event,Date,Time\nOpen day,13 March 2027,10am-2pm\n");
    let run = desk.trellis(&[&["import", "events", "list.csv", "--dry-run"], &EVENT[..]].concat());
    for line in ["add open-day\n", "  starts: 2027-03-13T10:00\n", "  place: Hall\n"] {
        assert!(run.out.contains(line), "{}", run.out);
    }
}
