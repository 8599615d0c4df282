//! What the form about another site says: where its pages lie, and what is meant by them.

use jiff::civil::Date;

use super::super::Desk;
use super::super::acts::shown::{Refused, refused_plainly};
use super::super::context::DeskContext;
use super::super::kept::KeptFile;
use crate::import::pages::{self, Archive, Ending, NoArchive, PagesPlan, Said, WantedPages};
use crate::serve::posted::Posted;
use crate::slug::{is_id, slug, slugs};

/// What leaves a field out.
pub const LEFT_OUT: &str = "leave";
/// What keeps a field for the owner's own theme.
pub const EXTRA: &str = "extra";

/// Another site, and what somebody has said about it.
pub struct Asked {
    pub kept: KeptFile,
    pub archive: Archive,
    /// The folder of the archive that is the site, or that holds its pages.
    pub folder: String,
    /// The section that takes the pages.
    pub into: Option<String>,
    pub ending: Option<Ending>,
    /// The day on which pages were last checked that do not say it.
    pub reviewed: Option<Date>,
    pub said: Said,
}

/// Reads the form, or says why its site cannot be looked at.
pub fn read(desk: &Desk, posted: &Posted, today: Date) -> Result<Asked, Refused> {
    let upload = posted.file("site");
    let kept = match upload {
        Some(upload) => Some(desk.archives.keep(upload)),
        None => posted.get("of").and_then(|mark| desk.archives.get(mark)),
    };
    let Some(kept) = kept else {
        let help = "Choose the file again. It is kept only while the server runs, and until another one comes.";
        return refuse("There is no file.", help);
    };
    let archive = Archive::read(kept.bytes.clone()).or_else(|why| unread(&why, &kept.name))?;
    let said = |name: &str| posted.get(name).map(str::trim).filter(|said| !said.is_empty());
    let about = |name: &str| said(name).filter(|_| upload.is_none());
    let folder = posted.get("folder").filter(|_| upload.is_none()).map(|folder| folder.trim_matches('/').to_string());
    let folder = folder.filter(|folder| archive.folders().contains_key(&**folder));
    let folder = folder.unwrap_or_else(|| archive.usual_folder().to_string());
    Ok(Asked {
        folder,
        into: about("into").map(section).transpose()?,
        ending: match about("addresses") {
            Some("files") => Some(Ending::Files),
            Some("folders") => Some(Ending::Folders),
            _ => None,
        },
        reviewed: said("reviewed").map(|text| day(text, today)).transpose()?,
        said: fields(posted),
        kept,
        archive,
    })
}

fn refuse<T>(why: &str, help: &str) -> Result<T, Refused> {
    Err(refused_plainly(why, help))
}

fn unread<T>(why: &NoArchive, name: &str) -> Result<T, Refused> {
    match why {
        NoArchive::Other => refuse(
            &format!("“{name}” is no ZIP file."),
            "Pack the folder of the other site first. In Windows: right click, Compress to ZIP file. On a Mac: right click, \
             Compress. A code host offers it as “Download ZIP”.",
        ),
        NoArchive::Broken(why) => refuse(&format!("“{name}” cannot be read: {why}."), "Pack the folder again."),
        NoArchive::TooLarge => refuse(
            &format!("“{name}” holds more than a site needs."),
            "Pack only the folder with the pages and their pictures.",
        ),
    }
}

fn section(typed: &str) -> Result<String, Refused> {
    let name = slugs(typed);
    let help = "Write a short name, such as guidance, or guidance/schools for a section in a section.";
    if is_id(&name) { Ok(name) } else { refuse(&format!("“{typed}” cannot be a section."), help) }
}

fn day(typed: &str, today: Date) -> Result<Date, Refused> {
    match typed.parse() {
        Ok(day) if day <= today => Ok(day),
        Ok(_) => refuse("The day on which somebody checked the pages is still to come.", "Say a day that has been."),
        Err(_) => {
            refuse(&format!("“{typed}” is no date."), "Write the year, the month and the day, such as 2026-03-14.")
        }
    }
}

/// What somebody says of the fields of the old pages.
fn fields(posted: &Posted) -> Said {
    let numbers = posted.names().filter_map(|name| name.strip_prefix("k."));
    let said = numbers.filter_map(|number| {
        let (old, field) = posted.get(&format!("k.{number}")).zip(posted.get(&format!("c.{number}")))?;
        let field = match field {
            "" => return None,
            LEFT_OUT => String::new(),
            EXTRA => extra(old)?,
            field => field.to_string(),
        };
        pages::judge_field(&field).is_ok().then(|| (old.to_string(), field))
    });
    said.collect()
}

/// The field in which an old one is kept for the owner's own theme; none where its name has no letter of ours.
pub fn extra(old: &str) -> Option<String> {
    let name = slug(old).replace('-', "_");
    (!name.is_empty()).then(|| format!("extra.{name}"))
}

impl Asked {
    pub fn plan(&self, look: &DeskContext<'_>) -> PagesPlan {
        let site = self.archive.site(&self.folder);
        let wanted = WantedPages {
            site: &site.site,
            said: &self.said,
            into: self.into.as_deref(),
            ending: self.ending,
            reviewed: self.reviewed,
        };
        pages::plan(&wanted, &|path| site.load(path), look.survey.snapshot, look.survey.request)
    }
}
