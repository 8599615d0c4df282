//! `trellis import KIND FILE`: takes over a table that another program has saved, all of it or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::super::lookup::AskArgs;
use super::super::say::note;
use super::super::{Outcome, file, screen};
use super::{ask, pair, tell, usage};
use crate::Error;
use crate::diagnostic::{Diagnostic, Reported};
use crate::disk;
use crate::entry::Kind;
use crate::import::workbook::{self, Unread};
use crate::import::{self, Answers, DateOrder, Encoding, Existing, Mapping, Plan, Sheet, Wanted};
use crate::memo::Memo;
use crate::pipeline::Request;
use crate::slug::slug;
use crate::snapshot::{File, Snapshot};
use crate::source::SourcePath;

#[derive(Debug, Args)]
pub struct TableArgs {
    /// What the rows are
    #[arg(value_name = "KIND", value_parser = kinds(), ignore_case = true)]
    kind: Kind,
    /// The table: a workbook of Excel or LibreOffice (.xlsx, .ods), or CSV
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The sheet of the workbook, if it is not the first
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Which field a column is, such as "Web address=website"; "Notes=" leaves a column out
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    /// What every row takes where its own cell is empty, such as "kind=college"; a date may be `today`
    #[arg(long, value_name = "FIELD=VALUE", value_parser = pair)]
    each: Vec<(String, String)>,
    /// What is meant by a cell, such as "FE College=college"
    #[arg(long, value_name = "CELL=VALUE", value_parser = pair)]
    value: Vec<(String, String)>,
    /// The day someone last checked the rows: a date, or `today`
    #[arg(long, value_name = "DATE")]
    reviewed: Option<String>,
    /// The name of the page or document that the facts come from; it was seen today
    #[arg(long, value_name = "TITLE")]
    source_title: Option<String>,
    /// Its web address
    #[arg(long, value_name = "URL", requires = "source_title")]
    source_url: Option<String>,
    /// Answers that an earlier import has saved
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Write the answers into a file, to be used again with --answers
    #[arg(long, value_name = "FILE")]
    save_answers: Option<PathBuf>,
    /// Let entries that are there already take over what the rows say
    #[arg(long)]
    update: bool,
    /// Leave out rows that do not fit, and list them
    #[arg(long)]
    skip_bad: bool,
    /// Show what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    /// Ask nothing, also on a terminal
    #[arg(long)]
    no_questions: bool,
    /// How the file writes its letters, if not in UTF-8 or UTF-16
    #[arg(long, value_enum)]
    encoding: Option<Letters>,
    /// Whether 03/04/2026 is in April or in March
    #[arg(long, value_parser = orders())]
    dates: Option<DateOrder>,
    /// The row that names the columns, if it is not the first
    #[arg(long, value_name = "ROW", value_parser = clap::value_parser!(u32).range(1..))]
    header: Option<u32>,
    /// The table that takes new rows, if it is not to be called like the file
    #[arg(long, value_name = "NAME")]
    into: Option<String>,
    #[command(flatten)]
    ask: AskArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Letters {
    /// As Excel saves "CSV" in western countries
    #[value(name = "windows-1252")]
    Windows1252,
}

/// What stands first in a date, by the words that files of answers have for it.
fn orders() -> impl TypedValueParser<Value = DateOrder> {
    let day = PossibleValue::new(DateOrder::DayFirst.name()).help("The third of April");
    let month = PossibleValue::new(DateOrder::MonthFirst.name()).help("The fourth of March");
    PossibleValuesParser::new([day, month]).try_map(|word| DateOrder::named(&word).ok_or("no such order"))
}

/// Kinds of which people keep tables, by the name of several of them.
pub fn kinds() -> impl TypedValueParser<Value = Kind> {
    let value = |kind: Kind| PossibleValue::new(slug(kind.many())).alias(slug(kind.one())).help(kind.about());
    PossibleValuesParser::new(import::kinds().map(value)).try_map(|word| Kind::named(&word).ok_or("no such kind"))
}

pub fn run(args: &TableArgs) -> Result<Outcome, Error> {
    let (snapshot, request) = args.ask.read()?;
    let sheet = args.sheet(&snapshot)?;
    let Reported { value: mut sheet, diagnostics } = sheet;
    if !diagnostics.is_empty() {
        return refused(&diagnostics, &with_sheet(&snapshot, &sheet));
    }
    let rows = sheet.rows.len();
    let mut answers = args.answers()?;
    let mapping = args.mapping(&sheet, &mut answers)?;
    for value in answers.each.values_mut().filter(|value| *value == "today") {
        *value = request.today.to_string();
    }
    tell::columns(&sheet, &mapping)?;
    let plan = args.plan(&mut sheet, &mapping, &answers, &snapshot, &request)?;
    if plan.findings.iter().any(Diagnostic::is_error) {
        return refused(&plan.findings, &plan.shown);
    }
    tell::put_right(&sheet, &plan)?;
    screen::findings(&plan.findings, &plan.shown)?;
    tell::worked_out(&plan)?;
    tell::changes(&plan, args.dry_run)?;
    if !args.dry_run {
        disk::rewrite(&args.ask.site.site, &plan.changes)?;
    }
    tell::summary(args.kind, &plan, &args.into()?, args.dry_run)?;
    let is_left_out = sheet.rows.is_empty() && rows > 0;
    Ok(if is_left_out { Outcome::ContentHasErrors } else { Outcome::Clean })
}

impl TableArgs {
    /// What would be done; without the rows that do not fit, if that is asked for.
    fn plan(
        &self,
        sheet: &mut Sheet,
        mapping: &Mapping,
        answers: &Answers,
        snapshot: &Snapshot,
        request: &Request,
    ) -> Result<Plan, Error> {
        let order = answers.dates;
        let existing = if self.update { Existing::Update } else { Existing::Keep };
        let into = self.into()?;
        let mut memo = Memo::default();
        let mut plan = |sheet: &Sheet| {
            let (kind, Answers { each, values, .. }, into) = (self.kind, answers, into.clone());
            let wanted = Wanted { kind, sheet, mapping, each, values, existing, order, into };
            import::plan(&wanted, snapshot, request, &mut memo)
        };
        if !self.skip_bad {
            return Ok(plan(sheet));
        }
        let (plan, left_out) = import::plan_what_fits(sheet, plan);
        if !left_out.rows.is_empty() {
            screen::findings(&left_out.findings, &plan.shown)?;
            let numbers: Vec<String> = left_out.rows.iter().map(usize::to_string).collect();
            let rows = screen::count(numbers.len(), "row", "rows");
            note!("Left out: {rows} of the table ({})", numbers.join(", "))?;
        }
        Ok(plan)
    }

    /// The lines of a workbook's sheet, or the bytes as they are.
    fn lines(&self, bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
        let file = self.file.display();
        let refuse = |why: String, help: &str| Err(Error::Usage(format!("{file} {why}\n  help: {help}")));
        match workbook::read(&bytes, self.sheet.as_deref()) {
            Ok(book) => {
                if self.sheet.is_none() && !book.others.is_empty() {
                    let others = book.others.join("`, `");
                    note!("The sheet `{}` is read; for another say --sheet (`{others}`)", book.sheet)?;
                }
                Ok(book.text.into_bytes())
            }
            Err(Unread::NoWorkbook) if self.sheet.is_none() => Ok(bytes),
            Err(Unread::NoWorkbook) => refuse("has no sheets".into(), "leave out --sheet, or choose a workbook"),
            Err(Unread::NoSheet(names)) => {
                refuse("has no sheet of that name".into(), &format!("its sheets are `{}`", names.join("`, `")))
            }
            Err(Unread::TooLarge) => refuse(
                "is too large to be a list".into(),
                "copy the rows that you need into a new workbook, and import that",
            ),
            Err(Unread::Broken(why)) => {
                refuse(format!("cannot be read: {why}"), "open it in the program that made it, and save it again")
            }
        }
    }

    fn sheet(&self, snapshot: &Snapshot) -> Result<Reported<Sheet>, Error> {
        let bytes = fs::read(&self.file).map_err(Error::io("read", &self.file))?;
        let path = SourcePath::new(self.file.display().to_string());
        let content = self.ask.site.site.join("content").canonicalize().ok();
        let is_content =
            content.zip(self.file.canonicalize().ok()).is_some_and(|(content, file)| file.starts_with(content));
        if is_content || snapshot.get(&path).is_some() {
            return Err(Error::Usage(format!(
                "{path} is part of the site already\n  help: import a file from outside the folder `content`"
            )));
        }
        let encoding =
            if self.encoding == Some(Letters::Windows1252) { Encoding::Windows1252 } else { Encoding::Detected };
        let bytes = self.lines(bytes)?;
        Ok(import::read(&path, &bytes, encoding, self.header.map(|row| row as usize)))
    }

    /// What was said in a file of answers, and over it what was said now.
    fn answers(&self) -> Result<Answers, Error> {
        let mut answers = match &self.answers {
            Some(path) => read_answers(path)?,
            None => Answers::default(),
        };
        answers.columns.extend(self.map.iter().cloned());
        answers.values.extend(self.value.iter().cloned());
        answers.dates = self.dates.or(answers.dates);
        let mut each: BTreeMap<String, String> = self.each.iter().cloned().collect();
        let mut give = |field: &str, value: &Option<String>| {
            if let Some(value) = value {
                each.insert(field.into(), value.clone());
            }
        };
        give("reviewed", &self.reviewed);
        give("sources.title", &self.source_title);
        give("sources.url", &self.source_url);
        give("sources.seen", &self.source_title.as_ref().map(|_| "today".to_string()));
        for (field, value) in each {
            let column = import::field_named(self.kind, &field).map_err(usage)?;
            answers.each.insert(column.to_string(), value);
        }
        Ok(answers)
    }

    /// The field of each column; on a terminal people are asked about those that nobody knows.
    fn mapping(&self, sheet: &Sheet, answers: &mut Answers) -> Result<Mapping, Error> {
        let mut mapping = import::propose(sheet, self.kind, answers).map_err(usage)?;
        let is_open = mapping.decided.contains(&false) || !mapping.missing(self.kind, &answers.each).is_empty();
        let mut save = self.save_answers.clone();
        if is_open && !self.no_questions && io::stdin().is_terminal() && io::stderr().is_terminal() {
            let mut talk = ask::Talk { from: &mut io::stdin().lock(), to: &mut io::stderr() };
            let saved = talk
                .about(sheet, self.kind, &mapping, answers, self.ask.site.request()?.today)
                .map_err(Error::io("ask about", &self.file))?;
            save = save.or(saved);
            mapping = import::propose(sheet, self.kind, answers).map_err(usage)?;
        }
        if save.is_some() && self.dry_run {
            note!("The answers are not written down in a trial")?;
        }
        if let Some(path) = save.as_ref().filter(|_| !self.dry_run) {
            file::write(path, answers.text())?;
            note!("The answers are in {}. Next time: --answers {}", path.display(), file::typed(path))?;
        }
        Ok(mapping)
    }

    fn into(&self) -> Result<SourcePath, Error> {
        let stem = self.file.file_stem().unwrap_or_default().to_string_lossy();
        let name = slug(self.into.as_deref().map_or(&*stem, |name| name.trim_end_matches(".csv")));
        if name.is_empty() {
            return Err(Error::Usage(format!("no name can be made of `{stem}`\n  help: name the table with --into")));
        }
        Ok(SourcePath::new(format!("content/{}/{name}.csv", self.kind.folder())))
    }
}

fn read_answers(path: &Path) -> Result<Answers, Error> {
    let text = fs::read_to_string(path).map_err(Error::io("read", path))?;
    let name = SourcePath::new(path.display().to_string());
    Answers::parse(&name, &text).map_err(|findings| {
        let first = findings.first().map_or("it has no answers", |finding| &finding.message);
        Error::Usage(format!("{name} holds no answers: {first}\n  help: write it anew with --save-answers"))
    })
}

fn with_sheet(snapshot: &Snapshot, sheet: &Sheet) -> Snapshot {
    let mut shown = snapshot.clone();
    shown.insert(sheet.path.clone(), File::new(sheet.text.as_bytes()));
    shown
}

fn refused(findings: &[Diagnostic], shown: &Snapshot) -> Result<Outcome, Error> {
    screen::findings(findings, shown)?;
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    note!("Nothing was imported: {}", screen::count(errors, "error", "errors"))?;
    Ok(Outcome::ContentHasErrors)
}
