//! `trellis add`: a new entry to fill in.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::say::{note, say};
use super::{Outcome, file, today};
use crate::Error;
use crate::contents::{self, read_all};
use crate::disk;
use crate::entry::Kind;
use crate::names::Names;
use crate::skeleton::{self, CannotAdd, FILL_IN, Skeleton, Wanted};
use crate::slug::slug;

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
    let added = skeleton::add(wanted, &snapshot).map_err(|cannot| refuse(wanted, &cannot))?;
    let path = file::inside(&args.site, added.path.as_str());
    if added.before.is_none() && file::stands(&path)? {
        return Err(refuse(wanted, &CannotAdd::Stands(added.path)));
    }
    file::write(&path, &added.made.text)?;
    tell(&path, &added.made, if args.kind.is_data() { " in the new row" } else { "" })?;
    Ok(Outcome::Clean)
}

/// Why nothing is added, and what to type instead.
fn refuse(wanted: Wanted<'_>, cannot: &CannotAdd) -> Error {
    let help = match cannot {
        CannotAdd::NoName | CannotAdd::NotAName(_) => {
            format!("name it with --id, such as --id my-page; {}", wanted.kind.id_rule())
        }
        CannotAdd::Taken(_) => "change that one, or choose another name with --id".into(),
        CannotAdd::Former(_) | CannotAdd::Stands(_) => "choose another name with --id".into(),
        CannotAdd::NothingToName(missing) => {
            let [word, ..] = missing.words();
            format!("add one first: trellis add {word} \"TITLE\"")
        }
        CannotAdd::NotText(_) => "save it as UTF-8, then try again".into(),
        CannotAdd::ByHand(_, row) => format!("write this row below `entries:`\n\n{row}"),
    };
    Error::Usage(format!("{}\n  help: {help}", cannot.why(wanted.kind, wanted.id)))
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
