//! Paragraphs that begin with a tab or four blanks, as word processors push them in: Markdown takes them for code.

use super::Passage;
use crate::diagnostic::catalogue::Pasted;
use crate::diagnostic::{Diagnostic, Fix, catalogue};
use crate::prose;
use crate::source::Span;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(body) = passage.body() else { return };
    let text = &passage.text[body.clone()];
    if !text.contains("\n\t") && !text.contains("\n    ") && !text.starts_with(['\t', ' ']) {
        return;
    }
    for code in prose::pushed_in(text, body.start) {
        let typed = &passage.text[code.range.clone()];
        // Words with blanks between them, and not the signs of a program.
        let is_words = typed.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() > 2
            && !typed.contains(['{', ';', '=']);
        if !is_words || is_program(typed) || is_sample(typed, text[..code.range.start - body.start].trim_end()) {
            continue;
        }
        // The first line's indent stands before the range of the block.
        let line = passage.text[..code.range.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let is_alone = code.is_outermost && passage.text[line..code.range.start].trim().is_empty();
        let words = typed.trim_end();
        let whole = line..code.range.start + words.len();
        let plain: Vec<&str> = passage.text[whole.clone()].lines().map(str::trim_start).collect();
        let fix =
            (is_alone && are_sentences(typed)).then(|| Fix::new(Span::new(passage.path, whole), plain.join("\n")));
        let at = Span::new(passage.path, code.range.start..code.range.start + words.lines().next().unwrap_or("").len());
        diagnostics.push(catalogue::pasted_text(at, Pasted::PushedIn).maybe_fix(fix));
    }
}

/// Whether code speaks to a computer: a prompt, a note between commands, a name in angle brackets, `--option`.
fn is_program(typed: &str) -> bool {
    let begins = |line: &str| ["$ ", "# ", "> ", "//", "% ", "@", "<"].iter().any(|sign| line.starts_with(sign));
    let is_odd = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '<' | '>'));
        word.starts_with("--") && word.len() > 2
            || word.contains(['_', '<', '>'])
            || word.contains("::")
            || word.ends_with("()")
    };
    let is_command = || typed.trim_start().starts_with(|c: char| c.is_lowercase()) && !are_ended(typed);
    typed.lines().any(|line| begins(line.trim_start())) || typed.split_whitespace().any(is_odd) || is_command()
}

/// Whether code is a sample that a text has announced: of Markdown, or a list of single words below a text that sets other
/// words as code.
fn is_sample(typed: &str, before: &str) -> bool {
    let is_list = typed.lines().all(|line| line.split_whitespace().count() < 2);
    before.ends_with(':') && (typed.contains('`') || is_list && before.contains('`'))
}

/// Whether words begin as a sentence does, and end so.
fn are_sentences(typed: &str) -> bool {
    let begins = typed.trim_start().trim_start_matches(['*', '_', '"', '\u{201c}', '(', '[']);
    begins.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) && are_ended(typed)
}

fn are_ended(typed: &str) -> bool {
    typed.trim_end().trim_end_matches(['*', '_', '"', '\u{201d}', ')']).ends_with(['.', '!', '?', ':', ';'])
}
