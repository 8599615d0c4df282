//! Forms in which capitals are short for nothing, each told by what stands around them.

/// What people are called is shorter, in bytes.
const SHORT: usize = 20;
/// The most initials that people have.
const MOST_INITIALS: usize = 3;
/// The parts of a code are shorter on either side, in bytes.
const LONGEST_CODE: usize = 40;
const CALLED: [&str; 9] = ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Sir", "Dame"];

/// `DON'T`, `X-RAY`, `AT&T`, `#AHPDAY`, `A_FILE`: a part of something that is read as one.
pub(super) fn is_part_of_a_sign(before: &str, after: &str) -> bool {
    let is_cut = after.strip_prefix(['\'', '\u{2019}']).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let mut last = before.chars().rev();
    let (mark, letter, other) = (last.next(), last.next(), last.next());
    let is_single = letter.is_some_and(char::is_uppercase) && !other.is_some_and(char::is_alphanumeric);
    let follows = matches!(mark, Some('#' | '@' | '_' | '$' | '&')) || mark == Some('-') && is_single;
    // `EP:IC Research`: a name with a colon in it.
    let is_joined = after.strip_prefix(':').is_some_and(|rest| rest.starts_with(char::is_uppercase))
        || before.strip_suffix(':').is_some_and(|rest| rest.ends_with(char::is_uppercase));
    is_cut || is_joined || follows || after.starts_with(['_', '&'])
}

/// `South Africa = ZA`, `The sign said ARAF`, `Text START to 80800`, `the promo code "QXZAB"`: it is written as it stands there, or is to be typed.
pub(super) fn is_literal(before: &str, after: &str) -> bool {
    const SAID: [&str; 20] = [
        "said", "says", "sign", "reads", "word", "words", "marked", "labelled", "text", "texting", "reply", "replying",
        "type", "typing", "enter", "press", "code", "keyword", "password", "voucher",
    ];
    if before.trim_end().ends_with('=') {
        return true;
    }
    let last = before.trim_end().trim_end_matches(OPEN).rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    SAID.iter().any(|said| last.eq_ignore_ascii_case(said)) || before.ends_with(OPEN) && after.starts_with(CLOSE)
}

const OPEN: [char; 3] = ['"', '\u{201c}', '\u{2018}'];
const CLOSE: [char; 3] = ['"', '\u{201d}', '\u{2019}'];

/// `Mrs JM Smith`.
pub(super) fn is_initials(before: &str, word: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(SHORT))..];
    let called = near.trim_end().trim_end_matches('.').rsplit(char::is_whitespace).next().unwrap_or("");
    word.len() <= MOST_INITIALS && CALLED.contains(&called)
}

pub(super) fn is_pair(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// `version 2.1 AA`.
pub(super) fn is_level(before: &str) -> bool {
    before.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// `[VIDEO]`: a mark that stands as it is.
pub(super) fn is_tag(before: &str, after: &str) -> bool {
    before.ends_with('[') && after.starts_with(']')
}

/// `MS Word`: who makes a program.
pub(super) fn is_maker(word: &str, after: &str) -> bool {
    const PROGRAMS: [&str; 7] = ["Excel", "Office", "Outlook", "PowerPoint", "Teams", "Visual", "Word"];
    word == "MS" && after.strip_prefix(' ').is_some_and(|rest| PROGRAMS.iter().any(|name| rest.starts_with(name)))
}

/// `GTECH Corporation`: what a firm is called.
pub(super) fn is_firm(after: &str) -> bool {
    const ENDS: [&str; 12] = [
        "Airlines",
        "Airways",
        "Corp",
        "Corporation",
        "Holdings",
        "Inc",
        "LLC",
        "LLP",
        "Limited",
        "Ltd",
        "PLC",
        "Securities",
    ];
    let next = after.strip_prefix(' ').and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
    next.is_some_and(|next| ENDS.contains(&next))
}

/// `McLean, VA`: the code of a state of the USA behind a town.
pub(super) fn is_state(before: &str, word: &str) -> bool {
    const STATES: &str = "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY \
                          NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY";
    let town = before.strip_suffix(", ").and_then(|before| before.rsplit([' ', '(']).next()).unwrap_or("");
    let is_town = town.starts_with(char::is_uppercase) && town.contains(char::is_lowercase);
    is_town && STATES.split_whitespace().any(|state| state == word)
}

/// `6:00 p.m. ET`, `12:00 ET`, `4 pm PST`.
pub(super) fn is_time_zone(before: &str, word: &str) -> bool {
    const ZONES: [&str; 14] =
        ["CDT", "CEST", "CET", "CST", "CT", "EDT", "EST", "ET", "MDT", "MST", "MT", "PDT", "PST", "PT"];
    let time = before.trim_end().rsplit(' ').next().unwrap_or("");
    let half = time.trim_matches(|c: char| c.is_ascii_digit() || c == ':');
    let is_half = ["am", "pm", "a.m.", "p.m."].iter().any(|known| half.eq_ignore_ascii_case(known));
    let is_clock = time.contains(':') && time.ends_with(|c: char| c.is_ascii_digit());
    ZONES.contains(&word) && (is_half || is_clock)
}

/// `ST 0217`, `ISO-9001`, `RD-19`: the letters of a number. Four digits that are a year make none.
pub(super) fn is_code_number(after: &str) -> bool {
    let is_joined = after.starts_with('-');
    let rest = after.strip_prefix([' ', '-', '\u{a0}']).unwrap_or("");
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_year = digits == 4 && (rest.starts_with("19") || rest.starts_with("20"));
    (digits >= 3 || is_joined && digits >= 2) && !is_year
}

/// The `BEN` of `W8-BEN`, the `GZ` of `ST/GZ-J100-700-400`, the `SARS` of `SARS-CoV-2`: a part of a word that hyphens and
/// slashes hold together, and of which another part has a digit.
pub(super) fn is_in_code(before: &str, after: &str) -> bool {
    let is_held = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_');
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST_CODE))..];
    let after = &after[..after.floor_char_boundary(LONGEST_CODE)];
    let start = before.trim_end_matches(is_held).len();
    let end = after.len() - after.trim_start_matches(is_held).len();
    let [before, after] = [&before[start..], &after[..end]];
    let is_joined = before.ends_with(['-', '/', '_']) || after.starts_with(['-', '/', '_']);
    // `NHS-led/24-hour` is no code, nor is `A/B`.
    let has_word = [before, after]
        .iter()
        .flat_map(|side| side.split(['-', '/', '_']))
        .any(|part| part.chars().filter(|c| c.is_lowercase()).count() > 2);
    let has_digit = [before, after].iter().any(|side| side.contains(|c: char| c.is_ascii_digit()));
    is_joined && has_digit && !has_word
}

/// `DD` and `YYYY` of `DD/MM/YYYY`.
pub(super) fn is_date_form(word: &str) -> bool {
    matches!(word, "DD" | "MMM" | "MMMM" | "YY" | "YYYY" | "HH")
}

/// Either half of `TL;DR`.
pub(super) fn is_half(before: &str, after: &str) -> bool {
    before.strip_suffix(';').is_some_and(|before| before.ends_with(char::is_uppercase))
        || after.strip_prefix(';').is_some_and(|after| after.starts_with(char::is_uppercase))
}

/// `ABB` at A level and `DMM` in a BTEC.
pub(super) fn is_grades(word: &str) -> bool {
    let are_in_order = |grades: &str| {
        let places: Option<Vec<usize>> = word.chars().map(|c| grades.find(c)).collect();
        places.is_some_and(|places| places.is_sorted())
    };
    (2..=3).contains(&word.len()) && (are_in_order("ABCDE") || are_in_order("DMP"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_stand_behind_towns() {
        assert!(is_state("Live near McLean, ", "VA") && is_state("the library (Washington, ", "DC"));
        assert!(!is_state("It is small, ", "VA") && !is_state("MRI, ", "CT") && !is_state("Leeds, ", "QX"));
    }

    #[test]
    fn what_is_to_be_typed_is_literal() {
        for (before, after) in
            [("Text ", " to 80800"), ("the code ", ""), ("press \u{2018}", "\u{2019}"), ("It is \"", "\", they say")]
        {
            assert!(is_literal(before, after), "{before}");
        }
        assert!(!is_literal("The context ", " says") && !is_literal("\"The ", " is ours\""));
    }
}
