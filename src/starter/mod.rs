//! The files of a new site: one small example of each of the most used kinds, plainly called an example. And those by
//! which a code host looks after a site.
//!
//! They stand in `src/starter/site` as they will stand on disk, except that `TODAY` stands for the day, `IN-A-YEAR`
//! for the same day of the next year, and `THIS-VERSION` for the version of the program.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_embed::RustEmbed;

use crate::upgrade::Version;

#[derive(RustEmbed)]
#[folder = "src/starter/site/"]
struct Starter;

/// What stands for the day in the starter's files.
const TODAY: &str = "TODAY";
const IN_A_YEAR: &str = "IN-A-YEAR";
const THIS_VERSION: &str = "THIS-VERSION";

/// Every file of a new site: its path in the site's folder, and its text.
pub fn files(today: Date) -> Vec<(String, String)> {
    let (today, in_a_year) = (today.to_string(), today.saturating_add(1.year()).to_string());
    let version = Version::own().to_string();
    let fill = |text: &str| text.replace(TODAY, &today).replace(IN_A_YEAR, &in_a_year).replace(THIS_VERSION, &version);
    let text = |path: &str| Starter::get(path).map(|file| fill(&String::from_utf8_lossy(&file.data)));
    Starter::iter().filter_map(|path| Some((path.to_string(), text(&path)?))).collect()
}

/// What the owner of a new site has said of it.
#[derive(Debug, Clone, Default)]
pub struct Named<'a> {
    pub title: &'a str,
    pub description: &'a str,
    /// One of [`COLOURS`]; the theme's own if it is none of them.
    pub colour: &'a str,
    /// Who answers visitors' questions; nobody if it is empty.
    pub contact: &'a str,
    /// Their e-mail address; none if it is empty.
    pub email: &'a str,
}

/// A colour for a site: the dark band, links, and what decorates the band, by day and for dark pages.
#[derive(Debug)]
pub struct Scheme {
    pub name: &'static str,
    /// `deep`, `link` and `lattice` by day.
    pub light: [&'static str; 3],
    pub dark: [&'static str; 3],
}

/// Colours to choose from, the theme's own first. A test builds a site with each, so all can be read.
pub const COLOURS: [Scheme; 6] = [
    Scheme { name: "Green", light: ["#114136", "#0a5a48", "#2f6757"], dark: ["#0c2e26", "#8fe0c1", "#2b6252"] },
    Scheme { name: "Blue", light: ["#12305c", "#1a4a8a", "#34578a"], dark: ["#0d2240", "#9cc4ff", "#2c4a78"] },
    Scheme { name: "Teal", light: ["#0b4650", "#0b5c6b", "#2b6c77"], dark: ["#08303a", "#8fdcea", "#265c68"] },
    Scheme { name: "Purple", light: ["#3a1a5c", "#5b2a8c", "#5f4180"], dark: ["#27123e", "#d3b7ff", "#4c3568"] },
    Scheme { name: "Red", light: ["#5c1426", "#8a1f3a", "#84384c"], dark: ["#3d0e1a", "#ffb3c0", "#6b2e3c"] },
    Scheme { name: "Grey", light: ["#22303a", "#2f4858", "#46565f"], dark: ["#1a252d", "#b5cede", "#3c4c57"] },
];

/// Every file of a new site that its owner has given a name.
pub fn files_named(today: Date, named: &Named<'_>) -> Vec<(String, String)> {
    let mut files = files(today);
    if let Some((_, text)) = files.iter_mut().find(|(path, _)| path == SETTINGS) {
        *text = settings(text, named);
    }
    files
}

/// Where the settings are.
const SETTINGS: &str = "site.yaml";

/// The settings of a new site, with what its owner has said in the place of the examples.
fn settings(text: &str, named: &Named<'_>) -> String {
    // What JSON writes between quotes, YAML reads as the same words.
    let quoted = |words: &str| serde_json::Value::from(words).to_string();
    let line = |line: &str| match line.split_once(": ") {
        Some(("title", _)) => format!("title: {}", quoted(named.title)),
        Some(("description", _)) => format!("description: {}", quoted(named.description)),
        _ => line.to_string(),
    };
    let mut text: String = text.lines().map(line).map(|line| line + "\n").collect();
    if !named.contact.is_empty() {
        let email = if named.email.is_empty() { String::new() } else { format!("mailto:{}", named.email) };
        let address = if email.is_empty() { email } else { format!("\n  address: {}", quoted(&email)) };
        text += &format!("\ncontact:\n  name: {}{address}\n", quoted(named.contact));
    }
    let own = COLOURS.iter().skip(1).find(|scheme| scheme.name == named.colour);
    if let Some(Scheme { light, dark, .. }) = own {
        let group = |name: &str, [deep, link, lattice]: &[&str; 3]| {
            format!("    {name}:\n      deep: '{deep}'\n      link: '{link}'\n      lattice: '{lattice}'\n")
        };
        text += &format!("\nbrand:\n  colours:\n{}{}", group("light", light), group("dark", dark));
    }
    text
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::Drafts;
    use crate::memo::Memo;
    use crate::pipeline::{self, Request};
    use crate::snapshot::Snapshot;

    #[test]
    fn a_new_site_can_be_published_in_each_colour_and_under_any_name() {
        let today = jiff::civil::date(2026, 12, 1);
        let request = Request { today, drafts: Drafts::Hide, base_url: None, staging: false };
        for scheme in &COLOURS {
            let named = Named {
                title: "Careers: \"us\" # and 'you' \\ {{ x }}",
                description: "What we do, and how to join us.",
                colour: scheme.name,
                contact: "Careers team",
                email: "careers@example.org",
            };
            let files = files_named(today, &named);
            let snapshot: Snapshot = files.iter().map(|(path, text)| (&**path, text.as_bytes())).collect();
            let built = pipeline::build(&snapshot, &request, &mut Memo::default(), &|_| {});
            let errors: Vec<_> = built.diagnostics.iter().filter(|finding| finding.is_error()).collect();
            assert!(errors.is_empty(), "{}: {errors:?}", scheme.name);
            let config = crate::config::read(&snapshot, None).value;
            assert_eq!((&*config.title, &*config.description), (named.title, named.description));
            assert_eq!(config.contact.unwrap().name.as_ref(), named.contact);
            assert_eq!(config.brand.is_some(), scheme.name != COLOURS[0].name);
        }
    }
}
