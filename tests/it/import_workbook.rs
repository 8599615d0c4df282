//! Workbooks as people keep them: sheets, titles above the header, dates by their cells, words that say nothing, totals.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

use crate::import::Desk;

/// A cell of a sheet.
#[derive(Clone, Copy)]
enum Cell {
    Nothing,
    Words(&'static str),
    Number(f64),
    /// Days since the end of 1899.
    Day(f64),
}

use Cell::{Day, Nothing, Number, Words};

type Rows = Vec<Vec<Cell>>;

pub fn archive(files: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook as Excel saves it: named sheets, of which some are hidden.
fn excel(sheets: &[(&str, bool, Rows)]) -> Vec<u8> {
    let (mut list, mut relations, mut types) = (String::new(), String::new(), String::new());
    let mut files = Vec::new();
    for (number, (name, is_hidden, rows)) in (1..).zip(sheets) {
        let state = if *is_hidden { " state=\"hidden\"" } else { "" };
        write!(list, "<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"r{number}\"/>").unwrap();
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
        write!(relations, "<Relationship Id=\"r{number}\" Type=\"{kind}\" Target=\"worksheets/sheet{number}.xml\"/>")
            .unwrap();
        write!(types, "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>").unwrap();
        files.push((format!("xl/worksheets/sheet{number}.xml"), sheet(rows)));
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut all = vec![
        (
            "[Content_Types].xml".to_string(),
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels".to_string(),
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_string(),
            format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{list}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_string(),
            format!(
                "<Relationships xmlns=\"{package}/relationships\">{relations}<Relationship Id=\"s\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml".to_string(),
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
    ];
    all.extend(files);
    archive(&all.iter().map(|(name, text)| (&**name, text.clone())).collect::<Vec<_>>())
}

fn sheet(rows: &Rows) -> String {
    let mut out = String::new();
    for (row, cells) in (1..).zip(rows) {
        write!(out, "<row r=\"{row}\">").unwrap();
        for (column, cell) in ('A'..).zip(cells) {
            match cell {
                Nothing => Ok(()),
                Words(text) => write!(out, "<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
                Number(number) => write!(out, "<c r=\"{column}{row}\"><v>{number}</v></c>"),
                Day(days) => write!(out, "<c r=\"{column}{row}\" s=\"1\"><v>{days}</v></c>"),
            }
            .unwrap();
        }
        out.push_str("</row>");
    }
    format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{out}</sheetData></worksheet>"
    )
}

/// The same rows as LibreOffice saves them.
fn open_document(rows: &Rows) -> Vec<u8> {
    let mut out = String::new();
    for cells in rows {
        out.push_str("<table:table-row>");
        for cell in cells {
            match cell {
                Nothing => write!(out, "<table:table-cell/>"),
                Words(text) => write!(
                    out,
                    "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
                ),
                Number(number) => {
                    write!(out, "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>")
                }
                Day(days) => {
                    assert_eq!(*days, CHECKED);
                    write!(out, "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-10-14\"/>")
                }
            }
            .unwrap();
        }
        out.push_str("</table:table-row>");
    }
    let names = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    let content = format!(
        "<office:document-content {names}><office:body><office:spreadsheet><table:table table:name=\"Partners\">{out}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".into()),
        ("META-INF/manifest.xml", manifest.into()),
        ("content.xml", content),
    ])
}

/// 14 October 2026.
const CHECKED: f64 = 46_309.0;

/// A title and a blank row above the names of columns, a telephone number that is not known, a row of sums.
fn partners() -> Rows {
    let words =
        |cells: [&'static str; 7]| cells.map(|text| if text.is_empty() { Nothing } else { Words(text) }).to_vec();
    let mut first =
        words(["Hill College", "FE College", "North", "www.hill.example", "Courses", "A college on a hill.", ""]);
    first.push(Day(CHECKED));
    let mut second =
        words(["Lake Trust", "nhs employers", "north", "https://lake.example/", "Visits", "A trust by a lake.", "TBC"]);
    second.push(Day(CHECKED));
    let mut header = words(["Organisation", "Type", "Borough", "Web", "What they offer", "Description", "Phone"]);
    header.push(Words("Checked"));
    vec![vec![Words("Our partners, autumn 2026")], vec![], header, first, second, vec![Words("Total"), Number(2.0)]]
}

const MADE: &str = "\
id,title,summary,kind,area,website,offers,checked_on,reviewed
hill-college,Hill College,A college on a hill.,college,north,https://www.hill.example,Courses,2026-10-14,2026-11-23
lake-trust,Lake Trust,A trust by a lake.,nhs-employer,north,https://lake.example/,Visits,2026-10-14,2026-11-23
";

const SAID: [&str; 6] = ["import", "partners", "--reviewed", "today", "--value", "fe college=college"];

#[test]
fn a_workbook_as_somebody_keeps_it_becomes_partners() {
    let staff = vec![vec![Words("Staff")]];
    let sheets = [("Old", true, staff.clone()), ("Partners", false, partners()), ("Staff", false, staff)];
    for (name, bytes) in [("list.xlsx", excel(&sheets)), ("list.ods", open_document(&partners()))] {
        let desk = Desk::new("");
        fs::write(desk.folder.path().join(name), bytes).unwrap();
        let run = desk.trellis(&[&SAID[..], &[name]].concat());
        assert_eq!(run.code, 0, "{name}: {}", run.said);
        assert_eq!(desk.read("list.csv"), MADE, "{name}");
        for words in [
            "Row 3 names the columns",
            "Row 6 sums up the others and is left out",
            "Column G `Phone`: 1 cell says nothing (TBC), as if empty",
        ] {
            assert!(run.said.contains(words), "{name} does not say {words:?}: {}", run.said);
        }
        let told = run.said.contains("The sheet `Partners` is read; for another say --sheet (`Staff`)");
        assert_eq!(told, name == "list.xlsx", "{}", run.said);
    }
}

#[test]
fn another_sheet_is_chosen_by_name() {
    let desk = Desk::new("");
    let sheets = [("Notes", false, vec![vec![Words("Ask Amy")]]), ("Our partners", false, partners())];
    fs::write(desk.folder.path().join("list.xlsx"), excel(&sheets)).unwrap();
    let run = desk.trellis(&[&SAID[..], &["list.xlsx", "--sheet", "our PARTNERS"]].concat());
    assert!(run.code == 0 && desk.read("list.csv") == MADE, "{}", run.said);
    let named = desk.read("list.csv");
    fs::remove_file(desk.folder.path().join("site/content/partners/list.csv")).unwrap();
    let run = desk.trellis(&[&SAID[..], &["list.xlsx"]].concat());
    assert!(run.code == 0 && desk.read("list.csv") == named, "a sheet of notes names no columns: {}", run.said);
    let run = desk.trellis(&[&SAID[..], &["list.xlsx", "--sheet", "Partners"]].concat());
    assert!(run.code == 2 && run.said.contains("its sheets are `Notes`, `Our partners`"), "{}", run.said);
}

#[test]
fn rows_that_do_not_fit_are_left_out_if_that_is_asked_for() {
    let mut rows = partners();
    rows.insert(
        4,
        vec![
            Words("Far College"),
            Words("college"),
            Words("Nroth"),
            Nothing,
            Words("Talks"),
            Words("A college."),
            Nothing,
            Day(CHECKED),
        ],
    );
    let desk = Desk::new("");
    fs::write(desk.folder.path().join("list.xlsx"), excel(&[("Partners", false, rows)])).unwrap();
    let run = desk.trellis(&[&SAID[..], &["list.xlsx"]].concat());
    assert!(run.code == 1 && run.said.contains("row 5, column C `Borough`: no area is called `Nroth`"), "{}", run.said);
    assert!(!desk.partners().contains_key("list.csv"));
    let run = desk.trellis(&[&SAID[..], &["list.xlsx", "--skip-bad"]].concat());
    assert!(run.code == 0 && run.said.contains("Left out: 1 row of the table (5)"), "{}", run.said);
    assert_eq!(desk.read("list.csv"), MADE);
}

#[test]
fn a_damaged_workbook_is_refused_in_words() {
    let desk = Desk::new("");
    let whole = excel(&[("Partners", false, partners())]);
    fs::write(desk.folder.path().join("list.xlsx"), &whole[..whole.len() / 2]).unwrap();
    let run = desk.trellis(&[&SAID[..], &["list.xlsx"]].concat());
    assert!(
        run.code == 2 && run.said.contains("open it in the program that made it, and save it again"),
        "{}",
        run.said
    );
    assert!(!run.said.contains("panicked"), "{}", run.said);
}
