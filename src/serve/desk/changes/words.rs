//! What Git has to say, in plain words, and what to do about it.

use std::path::Path;

use serde::Serialize;

use super::refused::Refused;
use crate::characters;
use crate::serve::git::{Trouble, UnderWay};

/// Of what Git and hooks say, so much is shown.
const MOST_SAID: usize = 8000;

/// Why there is nothing to see.
#[derive(Debug, Serialize)]
pub struct TroubleView {
    pub title: &'static str,
    pub text: &'static str,
    /// What to type in a terminal.
    pub typed: Option<String>,
    /// What Git says itself.
    pub said: Option<String>,
}

pub fn trouble(trouble: &Trouble, root: &Path) -> TroubleView {
    let told = |title, text| TroubleView { title, text, typed: None, said: None };
    match trouble {
        Trouble::NoProgram => told(
            "The program Git is not there",
            "Git is not installed on this computer, or is not found. Get it from git-scm.com, then start Trellis again.",
        ),
        Trouble::NoRepository => told(
            "Git does not look after this site",
            "The site’s folder lies in no Git repository, so there are no versions of the whole site here. Each save of \
             a page can still be undone at the end of its form.",
        ),
        Trouble::NotTrusted(typed) => {
            let own = || format!("git config --global --add safe.directory {}", root.display());
            let typed = characters::shown(&typed.clone().unwrap_or_else(own)).into_owned();
            let text = "The folder belongs to another user of this computer, so Git does nothing in it. If you know whose \
                        it is and trust them, type this in a terminal, then load this page again:";
            TroubleView { typed: Some(typed), ..told("Git does not trust this folder", text) }
        }
        Trouble::Slow => told(
            "Git takes too long",
            "Git has not answered within 10 seconds, so it was stopped. Load this page again: a second time is often \
             quicker. Otherwise use Git as you would without Trellis.",
        ),
        Trouble::StillAtWork => told("Git is still at work", STILL_AT_WORK),
        Trouble::TooMuch => told(
            "Too much has changed",
            "There are more changes than can be shown here. Use Git as you would without Trellis.",
        ),
        Trouble::Said(words) => TroubleView {
            said: Some(said(words)),
            ..told("Git cannot say what has changed", "Show this to somebody who knows Git:")
        },
    }
}

const STILL_AT_WORK: &str = "Git has not finished within two minutes, and goes on. Load this page again in a while to see \
                             what has come of it.";

/// Why nothing was committed.
pub fn not_committed(trouble: &Trouble) -> Refused {
    match trouble {
        Trouble::Said(words) => Refused {
            said: Some(said(words)),
            ..Refused::plainly(
                409,
                "Git, or a check that this repository runs before each commit, has refused. Mend what it says, then use \
                 the button again. Your files are as they were, unless that check has changed them.",
            )
        },
        Trouble::StillAtWork => Refused::plainly(503, STILL_AT_WORK),
        Trouble::NoProgram => Refused::plainly(500, "The program Git is no longer there."),
        Trouble::Slow | Trouble::TooMuch | Trouble::NoRepository | Trouble::NotTrusted(_) => {
            Refused::plainly(500, "Git no longer answers here. Load this page again to see why.")
        }
    }
}

pub fn under_way(under_way: UnderWay) -> &'static str {
    match under_way {
        UnderWay::Merge => {
            "Two lines of work are being brought together (a merge). Finish that first, or call it off: “git merge \
             --abort”. Ask whoever began it if it was not you."
        }
        UnderWay::Rebase => {
            "Commits are being put on top of others (a rebase). Finish that first, or call it off: “git rebase --abort”. \
             Ask whoever began it if it was not you."
        }
        UnderWay::CherryPick => {
            "A commit is being taken over from elsewhere (a cherry-pick). Finish that first, or call it off: “git \
             cherry-pick --abort”. Ask whoever began it if it was not you."
        }
        UnderWay::Revert => {
            "A commit is being taken back (a revert). Finish that first, or call it off: “git revert --abort”. Ask \
             whoever began it if it was not you."
        }
        UnderWay::Conflict => {
            "A file has two versions that do not fit together (a conflict). Choose what it is to say, then tell Git: \
             “git add” and its name."
        }
    }
}

/// Words of a program as people may see them.
fn said(words: &str) -> String {
    let words = if words.is_empty() { "(It said nothing.)" } else { words };
    let shown = match words.char_indices().nth(MOST_SAID) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_string(),
    };
    characters::shown_lines(&shown).into_owned()
}
