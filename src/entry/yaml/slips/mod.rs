//! The slip that keeps a text from being YAML: the parser notices it late, and says it in the words of its grammar.
//!
//! A suspicion is no proof. Each is tried: a slip is what it is only if the text can be read further without it.

mod kinds;
mod line;

use std::ops::Range;

use kinds::Kind;
use line::{Line, lines};

/// Other bytes in the place of some.
#[derive(Debug, Clone)]
struct Edit {
    range: Range<usize>,
    text: String,
}

impl Edit {
    fn new(range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { range, text: text.into() }
    }
}

/// Something in a line that may be a slip.
#[derive(Debug)]
struct Slip {
    reason: String,
    help: String,
    place: Range<usize>,
    /// What makes the line what it was meant to be, in order.
    edits: Vec<Edit>,
    /// Whether that is what everybody would write.
    is_sure: bool,
}

impl Slip {
    fn new(reason: impl Into<String>, help: impl Into<String>, place: Range<usize>, edits: Vec<Edit>) -> Slip {
        Slip { reason: reason.into(), help: help.into(), place, edits, is_sure: false }
    }

    fn sure(self) -> Slip {
        Slip { is_sure: true, ..self }
    }
}

/// A slip to tell of.
#[derive(Debug)]
pub(super) struct Diagnosis {
    pub reason: String,
    pub help: String,
    pub place: Range<usize>,
    /// Other places that belong to it.
    pub also: Vec<(Range<usize>, &'static str)>,
    /// What mends it, where that is beyond doubt.
    pub fix: Option<(Range<usize>, String)>,
}

/// So many slips of one file are told at once.
const MOST: usize = 10;
/// So many lines above the one where the trouble was noticed are suspects.
const SUSPECTS: usize = 60;
/// Longer texts take too long to be read again and again.
const LONGEST: usize = 1 << 20;

/// Every slip of a text that cannot be read, as far as it can be told.
pub(super) fn find(text: &str) -> Vec<Diagnosis> {
    if let Some(conflict) = conflict(text) {
        return vec![conflict];
    }
    let mut told: Vec<Diagnosis> = Vec::new();
    let mut now = text.to_string();
    while let Some(noticed) = noticed(&now).filter(|_| told.len() < MOST && text.len() <= LONGEST) {
        let Some((slip, better)) = slip(&now, noticed) else { break };
        let Some(slip) = in_original(text, &now, slip) else { break };
        told.push(slip);
        now = better;
    }
    told
}

/// Where a text is noticed to be no YAML.
#[derive(Clone, Copy)]
struct Noticed {
    line: usize,
    /// Bytes from there to the end of the text: the fewer, the further it can be read.
    left: usize,
}

fn noticed(text: &str) -> Option<Noticed> {
    let at = super::read(text, 0).err()?.at.start.min(text.len());
    Some(Noticed { line: lines(&text[..at]).len().max(1) - 1, left: text.len() - at })
}

/// The slip that is to blame, and the text without it.
fn slip(text: &str, noticed: Noticed) -> Option<(Slip, String)> {
    let lines = lines(text);
    let suspects = noticed.line.saturating_sub(SUSPECTS)..(noticed.line + 2).min(lines.len());
    let helps = |slip: Slip| {
        let better = edited(text, &slip.edits);
        self::noticed(&better).is_none_or(|now| now.left < noticed.left).then_some((slip, better))
    };
    let helps_much = |slip: Slip| {
        let (slip, better) = helps(slip)?;
        self::noticed(&better).is_none_or(|now| now.line > noticed.line).then_some((slip, better))
    };
    let alone = |kind: &Kind| suspects.clone().flat_map(|at| kind(&lines, at)).find_map(helps);
    let together = |kind: &Kind| helps(all(&lines, *kind)?);
    let near = || {
        let mut near: Vec<usize> = suspects.clone().collect();
        near.sort_by_key(|at| at.abs_diff(noticed.line));
        near.into_iter().flat_map(|at| kinds::askew(&lines, at)).find_map(helps_much)
    };
    kinds::ALL.iter().find_map(alone).or_else(|| kinds::IN_MANY.iter().find_map(together)).or_else(near)
}

/// One slip made of all of a kind.
fn all(lines: &[Line<'_>], kind: Kind) -> Option<Slip> {
    let slips = (0..lines.len()).filter_map(|at| kind(lines, at).into_iter().next());
    slips.reduce(|mut first, next| {
        first.edits.extend(next.edits);
        first
    })
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for edit in edits {
        out.push_str(&text[from..edit.range.start]);
        out.push_str(&edit.text);
        from = edit.range.end;
    }
    out + &text[from..]
}

/// The same slip in the text as its author has it: slips before it are mended in `now`. None in a line that has been
/// mended, which nobody has written.
fn in_original(text: &str, now: &str, slip: Slip) -> Option<Diagnosis> {
    let (old, new) = (lines(text), lines(now));
    let back = |range: &Range<usize>| {
        let at = new.partition_point(|line| line.start <= range.start).checked_sub(1)?;
        let (old, new) = (old.get(at)?, &new[at]);
        (old.text == new.text).then(|| old.start + range.start - new.start..old.start + range.end - new.start)
    };
    let place = back(&slip.place)?;
    let edits: Option<Vec<Edit>> =
        slip.edits.iter().map(|edit| Some(Edit::new(back(&edit.range)?, edit.text.as_str()))).collect();
    let fix = edits.filter(|_| slip.is_sure).and_then(|edits| {
        let whole = edits.first()?.range.start..edits.last()?.range.end;
        let inside: Vec<Edit> = edits
            .iter()
            .map(|edit| Edit::new(edit.range.start - whole.start..edit.range.end - whole.start, edit.text.as_str()))
            .collect();
        Some((whole.clone(), edited(&text[whole], &inside)))
    });
    Some(Diagnosis { reason: slip.reason, help: slip.help, place, also: Vec::new(), fix })
}

/// Two versions that somebody's tool could not join, and nobody has.
fn conflict(text: &str) -> Option<Diagnosis> {
    let lines = lines(text);
    let mark = |sign: &str, from: usize| {
        let is_mark =
            |line: &Line<'_>| line.text.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        lines[from..].iter().position(is_mark).map(|at| from + at)
    };
    let first = ["<<<<<<<", "=======", ">>>>>>>"].iter().filter_map(|sign| mark(sign, 0)).min()?;
    let whole = |at: usize| lines[at].range(0..lines[at].text.len());
    let middle = mark("=======", first + 1).map(|at| (whole(at), "the other version begins here"));
    let end = mark(">>>>>>>", first + 1).map(|at| (whole(at), "and ends here"));
    Some(Diagnosis {
        reason: "two versions of this text were never joined".into(),
        help: "keep the lines of one version, and take out the other and the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"
            .into(),
        place: whole(first),
        also: middle.into_iter().chain(end).collect(),
        fix: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of a text, and the text with what mends it.
    fn told(text: &str) -> (Vec<String>, String) {
        let found = find(text);
        let edits: Vec<Edit> =
            found.iter().filter_map(|slip| slip.fix.clone()).map(|(range, text)| Edit::new(range, text)).collect();
        (found.into_iter().map(|slip| text[slip.place].to_string()).collect(), edited(text, &edits))
    }

    #[test]
    fn what_is_beyond_doubt_has_its_repair() {
        for (text, places, mended) in [
            ("a:b\nc: d\n", vec!["a:b"], "a: b\nc: d\n"),
            ("a:\n\u{a0} - b\n\u{a0} - c\nd: e\n", vec!["\u{a0}", "\u{a0}"], "a:\n  - b\n  - c\nd: e\n"),
            ("a:\n  - b\n  • c\n", vec!["•"], "a:\n  - b\n  - c\n"),
            ("a:\u{a0}b\nc: d\n", vec!["\u{a0}"], "a: b\nc: d\n"),
            ("a: “b: c”\nd: e\n", vec!["“b: c”"], "a: \"b: c\"\nd: e\n"),
            ("a:b\nc: d: e\nf:g\n", vec!["a:b", ": e", "f:g"], "a: b\nc: \"d: e\"\nf: g\n"),
        ] {
            let (found, better) = told(text);
            assert_eq!((found, &*better), (places.into_iter().map(str::to_string).collect(), mended), "{text}");
            assert!(super::super::read(&better, 0).is_ok(), "{better}");
        }
    }

    #[test]
    fn what_looks_like_a_slip_and_is_none_is_left_alone() {
        // The second field is to blame, and not the lines of the text before it.
        let (found, _) = told("a: |\n  b:c\n  • d\n\u{20} “e: f”\ng:h\ni: j\n");
        assert_eq!(found, ["g:h"]);
    }
}
