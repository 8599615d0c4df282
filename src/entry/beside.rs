//! Names of files beside entries that mean something by themselves.

/// What hosts and browsers look for at the root of a site, where a file lies directly in `content/`.
const FOR_HOSTS: [&str; 13] = [
    ".htaccess",
    ".nojekyll",
    "CNAME",
    "LICENSE",
    "_headers",
    "_redirects",
    "favicon.ico",
    "humans.txt",
    "robots.txt",
    "security.txt",
    "serve.json",
    "staticwebapp.config.json",
    "web.config",
];

/// The settings of an editor in the browser, by their path below `content/`: YAML, and no table.
pub const EDITOR_SETTINGS: &str = "admin/config.yml";

/// Whether a file, by its path below `content/`, is published because hosts or browsers look for it there.
pub fn is_for_hosts(inside: &str) -> bool {
    let is_visible = |rest: &str| !rest.split('/').any(|part| part.starts_with('.'));
    FOR_HOSTS.contains(&inside) || inside.strip_prefix(".well-known/").is_some_and(is_visible)
}

/// Who makes a file for itself that no site is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    /// Windows, for its own windows.
    Windows,
    /// A program of Microsoft Office, while somebody has a file open.
    Office,
}

/// Who makes a file of this name for itself, if anybody does.
pub fn maker(name: &str) -> Option<Maker> {
    let is_of_windows =
        ["thumbs.db", "ehthumbs.db", "desktop.ini"].iter().any(|other| name.eq_ignore_ascii_case(other));
    match name {
        _ if is_of_windows => Some(Maker::Windows),
        _ if name.starts_with("~$") => Some(Maker::Office),
        _ => None,
    }
}
