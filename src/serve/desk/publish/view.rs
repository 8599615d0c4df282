//! The page as its template sees it.

use serde::Serialize;

use crate::find::why;
use crate::host::{self, Host};
use crate::serve::desk::acts::shown::{Refused, refused_plainly};
use crate::serve::desk::changes;
use crate::serve::desk::context::DeskContext;
use crate::serve::desk::{overview, phrases};

#[derive(Debug, Serialize)]
pub struct View {
    /// `stop`, `look` or `good`.
    state: &'static str,
    headline: String,
    meaning: &'static str,
    /// How many entries visitors do not see: `3 entries`.
    left_out: Option<String>,
    /// Where the site will be, as the settings say.
    address: Option<String>,
    /// What is needed to make the file; none for whoever may not.
    form: Option<FormView>,
    refused: Option<Refused>,
    /// The page of what is changed against the last commit, where there may be one.
    changes: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct FormView {
    token: String,
    /// What the file is called.
    file: String,
    hosts: Vec<HostChoice>,
}

#[derive(Debug, Serialize)]
struct HostChoice {
    name: &'static str,
    title: &'static str,
    is_chosen: bool,
}

/// Whether all that a host must be told lies in the site, so that one file is enough.
pub fn is_offered(host: &Host) -> bool {
    host.beside().is_none()
}

/// `host` is the one that was chosen.
pub fn view(look: &DeskContext<'_>, refused: Option<String>, host: Option<&Host>) -> View {
    let (errors, warnings) = look.counts();
    let (state, headline, meaning) = overview::headline(errors, warnings);
    let left_out = why::left_out(&look.survey).len();
    let config = look.survey.config();
    let choice = |one: &'static Host| HostChoice {
        name: one.name,
        title: one.title,
        is_chosen: host.is_some_and(|host| host.name == one.name),
    };
    let form = || FormView {
        token: look.desk.token.form().to_string(),
        file: super::pack::name(&config.title),
        hosts: host::ALL.into_iter().filter(|host| is_offered(host)).map(choice).collect(),
    };
    View {
        state,
        headline,
        meaning,
        left_out: (left_out > 0).then(|| phrases::count(left_out, "entry", "entries")),
        address: config.base_url.clone(),
        form: look.may_write.then(form),
        refused: refused.map(|why| refused_plainly(&why, "")),
        changes: changes::address(look),
    }
}
