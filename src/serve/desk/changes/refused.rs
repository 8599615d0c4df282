//! Why nothing was committed, as the page says it.

use serde::Serialize;

/// Why nothing was committed.
#[derive(Debug, Serialize)]
pub struct Refused {
    #[serde(skip)]
    pub status: u16,
    pub text: String,
    /// What Git or a hook says.
    pub said: Option<String>,
    /// The field that is to blame.
    pub at: Option<&'static str>,
}

impl Refused {
    pub fn plainly(status: u16, text: &str) -> Refused {
        Refused { status, text: text.into(), said: None, at: None }
    }

    pub fn at(status: u16, text: &str, field: &'static str) -> Refused {
        Refused { at: Some(field), ..Refused::plainly(status, text) }
    }
}
