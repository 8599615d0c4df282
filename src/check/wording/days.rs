//! Days that a text names, each found once and judged by two rules.

use super::Passage;
use super::{last_days, wrong_days};
use crate::diagnostic::Diagnostic;
use crate::prose::days::days;

pub(super) fn check(passage: &Passage<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for block in passage.blocks.iter().filter(|block| block.text.bytes().any(|byte| byte.is_ascii_digit())) {
        let mut behind = 0;
        for day in days(&block.text) {
            let before = behind..day.range.start;
            behind = day.range.end;
            if !block.is_code(day.range.start) {
                diagnostics.extend(wrong_days::judge(passage, block, &day));
                diagnostics.extend(last_days::judge(passage, block, before, &day));
            }
        }
    }
}
