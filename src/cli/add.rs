//! `trellis add`: a new entry to fill in.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::say::{note, say};
use super::{Outcome, file, today};
use crate::Error;
use crate::contents::{self, read_all};
use crate::disk;
use crate::entry::{self, FileRole, Kind};
use crate::names::{Names, Use};
use crate::skeleton::table::{self, Added};
use crate::skeleton::{self, FILL_IN, NothingToName, Skeleton, Wanted};
use crate::slug::slug;
use crate::snapshot::Snapshot;
use crate::source::SourcePath;

#[derive(Debug, Args)]
pub struct AddArgs {
    /// What to add, such as `role`, `route`, `partner` or `page`
    #[arg(value_name = "KIND", value_parser = kinds(), ignore_case = true)]
    kind: Kind,
    /// What it is called, as visitors read it
    #[arg(value_name = "TITLE")]
    title: String,
    /// Its name in addresses and in other files, if not the title in small letters and hyphens; with a section, such
    /// as about/our-team
    #[arg(long, value_name = "NAME")]
    id: Option<String>,
    /// The folder that holds site.yaml and content
    #[arg(long, value_name = "DIR", default_value = ".")]
    site: PathBuf,
}

/// Every kind by its name, and by what else people may call it.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let value = |kind: &Kind| {
        let [name, others @ ..] = kind.words();
        let spoken = [kind.one(), kind.many(), kind.folder()].map(str::to_string);
        PossibleValue::new(name).aliases(others.into_iter().chain(spoken)).help(kind.about())
    };
    let values: Vec<PossibleValue> = Kind::ALL.iter().map(value).collect();
    PossibleValuesParser::new(values).try_map(|word| Kind::named(&word).ok_or("no such kind"))
}

pub fn run(args: &AddArgs) -> Result<Outcome, Error> {
    let title = args.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = args.id.clone().unwrap_or_else(|| slug(&title));
    let snapshot = disk::read(&args.site, Some(&args.site.join("public")))?;
    let names = Names::of(&read_all(&snapshot, &mut contents::Memo::default()).entries);
    let wanted = Wanted { kind: args.kind, id: &id, title: &title, today: today()?, names: &names };
    refuse_name(wanted)?;
    if args.kind.is_data() { add_row(&args.site, &snapshot, wanted) } else { add_page(&args.site, wanted) }
}

/// Refuses names that cannot be addresses, and names that are taken.
fn refuse_name(wanted: Wanted<'_>) -> Result<(), Error> {
    let Wanted { kind, id, names, .. } = wanted;
    let path = SourcePath::new(kind.page_path(id));
    if !kind.takes_id(id) || !kind.is_data() && entry::role_of(&path) != FileRole::Entries(kind) {
        let help = format!("name it with --id, such as --id my-page; {}", kind.id_rule());
        return Err(Error::Usage(if id.is_empty() {
            format!("no name can be made of this title\n  help: {help}")
        } else {
            format!("`{id}` cannot be a name\n  help: {help}")
        }));
    }
    match names.taken(kind, id) {
        None => Ok(()),
        Some((Use::Present, path)) => Err(Error::Usage(format!(
            "there is a {} called `{id}` already, in {path}\n  help: change that one, or choose another name with --id",
            kind.one()
        ))),
        Some((Use::Former, path)) => Err(Error::Usage(format!(
            "`{id}` was the name of {path}, and its old address leads there\n  help: choose another name with --id"
        ))),
    }
}

fn add_page(site: &Path, wanted: Wanted<'_>) -> Result<Outcome, Error> {
    let inside = wanted.kind.page_path(wanted.id);
    let path = file::inside(site, inside);
    if file::stands(&path)? {
        return Err(Error::Usage(format!(
            "{} is there already\n  help: choose another name with --id",
            path.display()
        )));
    }
    let made = skeleton::page(wanted).map_err(|missing| refuse_lonely(wanted, missing))?;
    file::write(&path, &made.text)?;
    tell(&path, &made, "")?;
    Ok(Outcome::Clean)
}

fn add_row(site: &Path, snapshot: &Snapshot, wanted: Wanted<'_>) -> Result<Outcome, Error> {
    let lonely = |missing| refuse_lonely(wanted, missing);
    let path = |end: &str| SourcePath::new(format!("content/{}.{end}", wanted.kind.folder()));
    let path = ["yaml", "yml"].map(path).into_iter().find(|path| snapshot.get(path).is_some()).unwrap_or(path("yaml"));
    let added = match snapshot.get(&path) {
        None => Added::Table(table::first_row(wanted).map_err(lonely)?),
        Some(_) => {
            let text = snapshot.text(&path).ok_or_else(|| {
                Error::Usage(format!("{path} is not UTF-8 text\n  help: save it as UTF-8, then try again"))
            })?;
            table::add_row(&path, text, wanted).map_err(lonely)?
        }
    };
    match added {
        Added::Table(made) => {
            let path = file::inside(site, path.as_str());
            file::write(&path, &made.text)?;
            tell(&path, &made, " in the new row")?;
            Ok(Outcome::Clean)
        }
        Added::ByHand(made) => Err(Error::Usage(format!(
            "{path} is written in a way that only a person can add to\n  help: write this row below `entries:`\n\n{}",
            made.text
        ))),
    }
}

fn refuse_lonely(wanted: Wanted<'_>, NothingToName(missing): NothingToName) -> Error {
    let (one, missing, [word, ..]) = (wanted.kind.one(), missing.one(), missing.words());
    Error::Usage(format!(
        "a {one} must name a {missing}, and this site has none yet\n  help: add one first: trellis add {word} \"TITLE\""
    ))
}

/// The path for programs, and what to do next for people.
fn tell(path: &Path, made: &Skeleton, place: &str) -> Result<(), Error> {
    say!("{}", path.display())?;
    note!("It is a draft, and not on the site yet. Before it can be:")?;
    note!("  write over each {FILL_IN}: {}", made.to_fill.join(", "))?;
    note!("  then take out the line `draft: true`{place}")?;
    if cfg!(feature = "serve") {
        note!("`trellis serve --drafts` shows it while you write.")?;
    }
    Ok(())
}
