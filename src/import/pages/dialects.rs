//! Headings and boxes as other dialects of Markdown write them.

use super::body::Code;
use super::told::Told;

/// Boxes of MkDocs and Python-Markdown, by what they are here.
const BOXES: [(&str, &[&str]); 4] = [
    ("TIP", &["tip", "hint", "success"]),
    ("IMPORTANT", &["important"]),
    ("WARNING", &["warning", "attention"]),
    ("CAUTION", &["caution", "danger", "error", "failure", "bug"]),
];

/// The text with a blank behind the signs of each heading, which some programs do without, and with boxes as they are here.
pub fn ours(text: &str, told: &mut Told) -> String {
    let code = Code::of(text);
    let mut out: Vec<String> = Vec::new();
    let mut next = 0;
    let lines = text.split('\n').map(|line| {
        let at = next;
        next += line.len() + 1;
        (at, line)
    });
    let mut lines = lines.peekable();
    while let Some((at, line)) = lines.next() {
        if code.holds(at) {
            out.push(line.to_string());
        } else if let Some(heading) = spaced(line) {
            told.changed("headings have a blank behind their signs");
            out.push(heading);
        } else if let Some((kind, title)) = box_of(line) {
            told.changed("boxes are as they are here");
            out.push(format!("> [!{kind}]"));
            out.extend(title.map(|title| format!("> **{title}**")).into_iter().chain([">".to_string()]));
            let mut inside = Vec::new();
            while let Some((_, line)) =
                lines.next_if(|(_, line)| line.trim().is_empty() || line.starts_with(['\t', ' ']))
            {
                let words = line.strip_prefix('\t').or_else(|| line.strip_prefix("    "));
                inside.push(words.unwrap_or(line.trim_start()).trim_end());
            }
            let end = inside.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
            out.extend(inside[..end].iter().map(|line| format!("> {line}").trim_end().to_string()));
            out.push(String::new());
        } else {
            out.push(line.to_string());
        }
    }
    out.join("\n")
}

/// `##Words` with its blank. A single sign may be that of a number or of a tag.
fn spaced(line: &str) -> Option<String> {
    let signs = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = &line[signs..];
    let begins = words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '_' | '[' | '"'));
    ((2..=6).contains(&signs) && begins).then(|| format!("{} {words}", &line[..signs]))
}

/// What kind of box a line begins, and its title: `!!! info "Who this is for"`, `??? tip`.
fn box_of(line: &str) -> Option<(&'static str, Option<&str>)> {
    let rest = ["!!! ", "???+ ", "??? "].iter().find_map(|sign| line.strip_prefix(sign))?;
    let (kind, title) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    kind.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-').then_some(())?;
    let ours = BOXES.iter().find(|(_, words)| words.contains(&kind)).map_or("NOTE", |(ours, _)| *ours);
    let title = title.trim().trim_matches('"');
    Some((ours, (!title.is_empty()).then_some(title)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(text: &str) -> String {
        super::ours(text, &mut Told::default())
    }

    #[test]
    fn headings_get_their_blank() {
        assert_eq!(ours("##Two rules\n\n###*One*\n"), "## Two rules\n\n### *One*\n");
        for text in [
            "## Words\n",
            "#1 of all\n",
            "```\n##code\n```\n",
            "~~~~\n```\n##code\n~~~~\n",
            "#######Seven",
            "##\n",
            "a ##b\n",
        ] {
            assert_eq!(ours(text), text);
        }
    }

    #[test]
    fn boxes_become_boxes() {
        let text = "Before.\n\n!!! info \"For 2026\"\n\tIt may change.\n\n    Ask us.\n\nAfter.\n";
        let box_here = "Before.\n\n> [!NOTE]\n> **For 2026**\n>\n> It may change.\n>\n> Ask us.\n\nAfter.\n";
        assert_eq!(ours(text), box_here);
        assert_eq!(ours("??? danger\n    Hot.\n"), "> [!CAUTION]\n>\n> Hot.\n");
    }
}
