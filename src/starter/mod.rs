//! The files of a new site: one small example of each of the most used kinds, plainly called an example.
//!
//! They stand in `src/starter/site` as they will stand on disk, except that `TODAY` stands for the day.

use jiff::civil::Date;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "src/starter/site/"]
struct Starter;

/// What stands for the day in the starter's files.
const TODAY: &str = "TODAY";

/// Every file of a new site: its path in the site's folder, and its text.
pub fn files(today: Date) -> Vec<(String, String)> {
    let today = today.to_string();
    let text = |path: &str| Starter::get(path).map(|file| String::from_utf8_lossy(&file.data).replace(TODAY, &today));
    Starter::iter().filter_map(|path| Some((path.to_string(), text(&path)?))).collect()
}
