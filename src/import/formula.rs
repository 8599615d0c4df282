//! Keeps spreadsheets from running cells as formulas, and undoes exactly that.
//!
//! A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for a formula, which may fetch pages and run
//! programs (<https://owasp.org/www-community/attacks/CSV_Injection>). Where it splits cells at `;` or at the ends of
//! lines, as in many countries, so may what stands behind one. An apostrophe before it makes it words, for every
//! spreadsheet. What has an apostrophe there already gets one more, so that taking one away gives back any text.

/// What a formula may start with. The last four are the wide forms that East Asian keyboards make.
const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
/// After what a spreadsheet may begin a new cell.
const BREAKS: [char; 4] = [';', '\t', '\r', '\n'];
const MARK: char = '\'';

/// The text as it can be shown to a spreadsheet.
pub fn disarmed(text: &str) -> String {
    changed(text, |out, marks| {
        out.extend(std::iter::repeat_n(MARK, marks + 1));
    })
}

/// The text as it was before [`disarmed`]; other texts stay as they are.
pub fn restored(text: &str) -> String {
    changed(text, |out, marks| {
        out.extend(std::iter::repeat_n(MARK, marks.saturating_sub(1)));
    })
}

/// Writes the apostrophes anew wherever a formula could start behind them.
fn changed(text: &str, write: impl Fn(&mut String, usize)) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = text;
    loop {
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let (before, start) = rest.split_at(blanks);
        out.push_str(before);
        let inner = start.trim_start_matches(MARK);
        let marks = start.len() - inner.len();
        match inner.starts_with(SIGNS) {
            true => write(&mut out, marks),
            false => out.extend(std::iter::repeat_n(MARK, marks)),
        }
        let Some(at) = inner.find(BREAKS) else {
            out.push_str(inner);
            return out;
        };
        let (piece, after) = inner.split_at(at + 1);
        out.push_str(piece);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_becomes_words() {
        for (text, shown) in [
            ("=1+1", "'=1+1"),
            ("+44 20 7946 0000", "'+44 20 7946 0000"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("Advice; =1+1", "Advice; '=1+1"),
            ("first\n=1+1", "first\n'=1+1"),
            ("'=1", "''=1"),
            ("＝1", "'＝1"),
            ("Plain - and = inside", "Plain - and = inside"),
            ("'quoted'", "'quoted'"),
            ("", ""),
        ] {
            assert_eq!(disarmed(text), shown);
        }
    }

    #[test]
    fn words_without_a_formula_are_left_alone() {
        assert_eq!(restored("'quoted'; 'more"), "'quoted'; 'more");
        assert_eq!(restored("=1"), "=1", "a file of somebody else's");
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_none_starts_a_formula(text in "[=+\\-@'; \t\r\na＝]{0,12}") {
            let shown = disarmed(&text);
            prop_assert_eq!(restored(&shown), text);
            for cell in shown.split(BREAKS) {
                prop_assert!(!cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '＝']), "{shown:?}");
            }
        }
    }
}
