//! The files of a new site: one small example of each of the most used kinds, plainly called an example. And those by
//! which a code host looks after a site.
//!
//! They stand in `src/starter/site` as they will stand on disk, except that `TODAY` stands for the day, and `IN-A-YEAR`
//! for the same day of the next year.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "src/starter/site/"]
struct Starter;

/// What stands for the day in the starter's files.
const TODAY: &str = "TODAY";
const IN_A_YEAR: &str = "IN-A-YEAR";

/// Every file of a new site: its path in the site's folder, and its text.
pub fn files(today: Date) -> Vec<(String, String)> {
    let (today, in_a_year) = (today.to_string(), today.saturating_add(1.year()).to_string());
    let fill = |text: &str| text.replace(TODAY, &today).replace(IN_A_YEAR, &in_a_year);
    let text = |path: &str| Starter::get(path).map(|file| fill(&String::from_utf8_lossy(&file.data)));
    Starter::iter().filter_map(|path| Some((path.to_string(), text(&path)?))).collect()
}

#[derive(RustEmbed)]
#[folder = "src/starter/ci/"]
struct CodeHosts;

/// What the files of a code host must be told.
#[derive(Debug, Clone, Copy)]
pub struct Program<'a> {
    /// The address of the program for Linux, an archive.
    pub archive: &'a str,
    /// The SHA-256 sum of that archive, as 64 hexadecimal digits.
    pub sha256: &'a str,
    /// The branch of which the public sees the site.
    pub branch: &'a str,
}

/// The files by which a code host (`github`, `gitlab`) looks after a site: the path of each in the site's folder, and its
/// text. None for another host.
pub fn ci(host: &str, program: &Program<'_>) -> Vec<(String, String)> {
    let fill = |text: &str| {
        let text = text.replace("@ARCHIVE@", program.archive).replace("@SHA256@", program.sha256);
        text.replace("@BRANCH@", program.branch)
    };
    let text = |path: &str| CodeHosts::get(path).map(|file| fill(&String::from_utf8_lossy(&file.data)));
    let folder = format!("{host}/");
    CodeHosts::iter().filter_map(|path| Some((path.strip_prefix(&folder)?.to_string(), text(&path)?))).collect()
}
