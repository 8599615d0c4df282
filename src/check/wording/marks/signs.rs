//! What rules look for, all of it looked for at once: most pieces of text hold nothing of it, and are spared the rules.
//!
//! A sign says that a rule may have something to tell, and never that it has. A rule that looks for something new must
//! have a sign of it here, or its specs fail.

use super::{leftovers, placeholders};
use crate::check::wording::phrases::Phrases;

/// What a rule looks for that is asked only where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Placeholder,
    Leftover,
    Invisible,
    Tag,
    Template,
    Marked,
    Entity,
}

impl Sign {
    const ALL: [Sign; 7] =
        [Sign::Placeholder, Sign::Leftover, Sign::Invisible, Sign::Tag, Sign::Template, Sign::Marked, Sign::Entity];

    fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Without one of these, the rule has nothing to tell. Capitals are as small letters.
    fn words(self) -> Vec<&'static str> {
        match self {
            Sign::Placeholder => placeholders::signs().collect(),
            Sign::Leftover => leftovers::signs().collect(),
            Sign::Invisible => vec![
                "\u{180E}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{2060}", "\u{2061}",
                "\u{2062}", "\u{2063}", "\u{2064}",
            ],
            Sign::Tag => vec!["<"],
            Sign::Template => vec!["{", "<%", "$", "\u{ab}"],
            Sign::Marked => vec!["==", "%%"],
            Sign::Entity => vec!["&"],
        }
    }
}

/// Which signs a text has.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen(u8);

impl Seen {
    pub fn has(self, sign: Sign) -> bool {
        self.0 & sign.bit() != 0
    }
}

/// All signs, made ready to be looked for.
#[derive(Debug, PartialEq)]
pub(in crate::check::wording) struct Signs {
    phrases: Phrases,
    /// Whose sign each of the phrases is.
    of: Vec<Sign>,
}

impl Signs {
    pub fn new() -> Signs {
        let all = || Sign::ALL.into_iter().flat_map(|sign| sign.words().into_iter().map(move |word| (sign, word)));
        Signs { phrases: Phrases::new(all().map(|(_, word)| word)), of: all().map(|(sign, _)| sign).collect() }
    }

    pub(super) fn seen(&self, text: &str) -> Seen {
        Seen(self.phrases.found(text).fold(0, |seen, found| seen | self.of[found.pattern()].bit()))
    }
}
