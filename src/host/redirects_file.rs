//! GitHub Pages and GitLab Pages, which set all headers themselves.

use super::{BOTH, Former, Host, NONE, Place, Told};

pub(super) const GITHUB_PAGES: Host = Host {
    name: "github-pages",
    title: "GitHub Pages",
    // Without it files whose names begin with `_` or `.` are left out.
    place: Place::Inside(&[(".nojekyll", |_| String::new())]),
    sets_headers: false,
    former: Former::ShowsPage,
    twins: NONE,
};

pub(super) const GITLAB_PAGES: Host = Host {
    name: "gitlab-pages",
    title: "GitLab Pages",
    place: Place::Inside(&[("_redirects", redirects)]),
    sets_headers: false,
    former: Former::NeedsRoom,
    twins: BOTH,
};

/// The name of the project is part of both addresses.
fn redirects(told: &Told) -> String {
    told.redirects().map(|(from, to)| line(&from, &to, "301")).collect()
}

/// One line: from, to and status.
pub(super) fn line(from: &str, to: &str, status: &str) -> String {
    format!("{from} {to} {status}\n")
}
