//! `trellis import pages`: takes over the Markdown pages of another site, all of them or none.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::super::lookup::AskArgs;
use super::super::say::note;
use super::super::{Outcome, parse_date, screen, today};
use super::{old_site, pages_told as told};
use crate::Error;
use crate::disk;
use crate::import::pages::{self, Ending, PagesPlan, Said, WantedPages};
use crate::slug::{is_id, slugs};

#[derive(Debug, Args)]
pub struct PagesArgs {
    /// The folder of the other site, the folder in it that holds the pages, or a ZIP file of the site
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Which field another one is, such as "lede=summary"; "layout=" leaves one out
    #[arg(long, value_name = "FIELD=FIELD", value_parser = super::pair)]
    map: Vec<(String, String)>,
    /// The day on which pages were last checked that do not say it themselves: a date, or `today`
    #[arg(long, value_name = "DATE", value_parser = day)]
    reviewed: Option<Day>,
    /// The section that takes the pages, such as guidance, if it is not the folder of all pages
    #[arg(long, value_name = "SECTION", value_parser = section)]
    into: Option<String>,
    /// How addresses of the old site end, if its settings do not say it
    #[arg(long, value_enum)]
    addresses: Option<Addresses>,
    /// Also print lines for `levels:` in site.yaml, by which what was found most often is told as a warning only
    #[arg(long)]
    levels: bool,
    /// Show what would be done, and do nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    ask: AskArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Addresses {
    /// As files do: /about.html
    Files,
    /// As folders do: /about/
    Folders,
}

#[derive(Debug, Clone, Copy)]
enum Day {
    Today,
    Of(Date),
}

fn day(text: &str) -> Result<Day, String> {
    if text == "today" { Ok(Day::Today) } else { parse_date(text).map(Day::Of) }
}

fn section(text: &str) -> Result<String, String> {
    let name = slugs(text);
    let is_right = is_id(text) && name == text;
    if is_right { Ok(name) } else { Err("small letters a to z, digits and hyphens, such as guidance/schools".into()) }
}

pub fn run(args: &PagesArgs) -> Result<Outcome, Error> {
    let (snapshot, request) = args.ask.read()?;
    let said = args.said()?;
    let reviewed = match args.reviewed {
        Some(Day::Today) => Some(today()?),
        Some(Day::Of(date)) => Some(date),
        None => None,
    };
    let ending = args.addresses.map(|addresses| match addresses {
        Addresses::Files => Ending::Files,
        Addresses::Folders => Ending::Folders,
    });
    let wanted = |site| WantedPages { site, said: &said, into: args.into.as_deref(), ending, reviewed };
    let plan = match old_site::archive(&args.folder)? {
        Some(archive) => {
            let old = archive.site(archive.usual_folder());
            pages::plan(&wanted(&old.site), &|path| old.load(path), &snapshot, &request)
        }
        None => {
            let old = old_site::read(&args.folder)?;
            args.refuse_own(&old.root)?;
            pages::plan(&wanted(&old.site), &|path| old.load(path), &snapshot, &request)
        }
    };
    told::pages(&plan)?;
    told::all(&plan)?;
    if let Some(outcome) = args.refused(&plan)? {
        return Ok(outcome);
    }
    if args.dry_run {
        told::known(&plan, args.levels)?;
        let [pages, files] = told::numbers(&plan);
        note!("Would import {pages} and {files}. Nothing was changed")?;
        return Ok(Outcome::Clean);
    }
    args.write(&plan)
}

impl PagesArgs {
    fn said(&self) -> Result<Said, Error> {
        for (_, field) in &self.map {
            pages::judge_field(field).map_err(|(why, help)| Error::Usage(format!("{why}\n  help: {help}")))?;
        }
        Ok(self.map.iter().cloned().collect())
    }

    /// A site is not imported into itself.
    fn refuse_own(&self, root: &std::path::Path) -> Result<(), Error> {
        let own = self.ask.site.site.canonicalize().map_err(Error::io("open", &self.ask.site.site))?;
        if root.starts_with(&own) && root.join("site.yaml").is_file() || root.starts_with(own.join("content")) {
            return Err(Error::Usage(format!(
                "{} is part of this site already\n  help: name the folder of the other site",
                self.folder.display()
            )));
        }
        Ok(())
    }

    /// Says why nothing can be imported, if that is so.
    fn refused(&self, plan: &PagesPlan) -> Result<Option<Outcome>, Error> {
        if plan.pages.is_empty() {
            return Err(Error::Usage(format!(
                "no page to take over was found in {}\n  help: name the folder that holds the pages in Markdown: files \
                 that end in .md",
                self.folder.display()
            )));
        }
        if let Some(first) = &plan.undated.first {
            let pages = screen::count(plan.undated.pages, "page does", "pages do");
            return Err(Error::Usage(format!(
                "nothing was imported: {pages} not say when somebody last checked what it says, such as {first}\n  help: \
                 say a day for all of these, such as --reviewed 2026-03-14, or --reviewed today if you have just read \
                 them"
            )));
        }
        if plan.refused.is_empty() {
            return Ok(None);
        }
        screen::findings(&plan.refused, &plan.shown)?;
        note!("Nothing was imported: no site can be made with these")?;
        Ok(Some(Outcome::ContentHasErrors))
    }

    fn write(&self, plan: &PagesPlan) -> Result<Outcome, Error> {
        disk::rewrite(&self.ask.site.site, &plan.changes)?;
        told::known(plan, self.levels)?;
        let [pages, files] = told::numbers(plan);
        note!("Imported {pages} and {files}")?;
        note!("Next: trellis build")?;
        Ok(Outcome::Clean)
    }
}
