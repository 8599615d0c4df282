//! Comments in Markdown: definitions of links that lead nowhere, whose words are for those who write.

use std::borrow::Cow;
use std::ops::Range;

use super::body::Code;
use super::told::Told;

/// Names of links that nobody means to follow.
const NAMES: &[&str] = &["//", "comment", "comments", "_", "#", ".", ">", "<>", ""];

/// A text in which such comments are those of HTML, which visitors never see.
pub fn as_comments<'t>(text: &'t str, told: &mut Told) -> Cow<'t, str> {
    if !text.contains("]:") {
        return text.into();
    }
    let code = Code::of(text);
    let lines = lines(text);
    let note_at = |number: usize| note(text, &lines, number).filter(|_| !code.holds(lines[number].start));
    let (mut out, mut at, mut found) = (String::new(), 0, 0_usize);
    while at < lines.len() {
        let line = &text[lines[at].clone()];
        let Some(note) = note_at(at) else {
            out.push_str(line);
            at += 1;
            continue;
        };
        found += 1;
        at += note.lines;
        if note.words.is_empty() {
            continue;
        }
        let next = (at..lines.len()).find(|number| note_at(*number).is_none());
        let goes_on = next.is_some_and(|next| !text[lines[next].clone()].trim().is_empty());
        let comment = format!("<!-- {} -->\n", note.words.replace("--", "- -"));
        if goes_on && is_open(&out) {
            // A line of its own would part what stands above from what stands below.
            out.truncate(out.trim_end().len());
            out.push(' ');
        } else {
            out.push_str(&line[..line.len() - line.trim_start().len()]);
        }
        out.push_str(&comment);
    }
    if found == 0 {
        return text.into();
    }
    told.changed("comments of Markdown are comments of HTML, which visitors never see");
    out.into()
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let range = |line: &str| {
        at += line.len();
        at - line.len()..at
    };
    text.split_inclusive('\n').map(range).collect()
}

struct Note {
    words: String,
    /// Over how many lines it goes.
    lines: usize,
}

/// The comment that begins with a line, if one does.
fn note(text: &str, lines: &[Range<usize>], at: usize) -> Option<Note> {
    let line = text[lines[at].clone()].trim();
    let (name, rest) = line.strip_prefix('[')?.split_once("]:")?;
    let (name, rest) = (name.trim(), rest.trim());
    let behind = ["#", "<>"].iter().find_map(|target| {
        let behind = rest.strip_prefix(target)?;
        (behind.is_empty() || behind.starts_with([' ', '\t'])).then(|| behind.trim())
    });
    let is_name = NAMES.contains(&&*name.to_ascii_lowercase());
    let is_led_to = || text.matches(&format!("[{name}]")).count() > text.matches(&format!("[{name}]:")).count();
    let words = match behind {
        Some(words) if is_name || !words.is_empty() && !name.starts_with('^') && !is_led_to() => words,
        None if name == "//" => rest,
        Some(_) | None => return None,
    };
    let Some(end) = closing(words) else { return Some(Note { words: words.into(), lines: 1 }) };
    let whole = |count: usize| {
        let more = lines[at + 1..at + count].iter().map(|line| text[line.clone()].trim());
        let whole = std::iter::once(words).chain(more).collect::<Vec<_>>().join("\n");
        whole.strip_suffix(end).map(|whole| whole[1..].trim().to_string())
    };
    let last = lines.iter().skip(at).take_while(|line| !text[(*line).clone()].trim().is_empty()).count();
    let found = (1..=last)
        .find_map(|count| Some(Note { words: whole(count).filter(|_| count > 1 || words.len() > 1)?, lines: count }));
    Some(found.unwrap_or(Note { words: words.into(), lines: 1 }))
}

/// The sign that ends words which begin with such a one.
fn closing(words: &str) -> Option<char> {
    match words.chars().next()? {
        '(' => Some(')'),
        sign @ ('"' | '\'') => Some(sign),
        _ => None,
    }
}

/// Whether the last line of a text goes on in the next.
fn is_open(text: &str) -> bool {
    let last = text.strip_suffix('\n').unwrap_or(text).rsplit('\n').next().unwrap_or("").trim();
    let is_rule = last.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | '|' | ':' | ' '));
    !is_rule && !["#", "```", "~~~", "<!--"].iter().any(|start| last.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_never_shown() {
        let shown = |text: &str| as_comments(text, &mut Told::default()).into_owned();
        for (text, expected) in [
            ("One\n\n[//]: # (Ask Sam.)\n\nTwo\n", "One\n\n<!-- Ask Sam. -->\n\nTwo\n"),
            ("[//]: # Ask Sam.\n", "<!-- Ask Sam. -->\n"),
            ("[//]: # ### A heading\n\n", "<!-- ### A heading -->\n\n"),
            ("[//]: <> (Ask)\n[//]: # \"Sam\"\n", "<!-- Ask -->\n<!-- Sam -->\n"),
            ("[//]: (Ask)\n[comment]: # 'Sam'\n[_]: <> (a -- b)\n", "<!-- Ask -->\n<!-- Sam -->\n<!-- a - - b -->\n"),
            ("[to do]: # (Ask\nSam.)\n\nTwo\n", "<!-- Ask\nSam. -->\n\nTwo\n"),
            ("[//]: # (Ask\n\nSam.)\n", "<!-- (Ask -->\n\nSam.)\n"),
            ("One\n[//]: # (Ask)\n[//]: # (Sam)\ntwo\n", "One <!-- Ask --> <!-- Sam -->\ntwo\n"),
            ("- One\n  [//]: # (Ask)\n- Two\n", "- One <!-- Ask -->\n- Two\n"),
            ("## One\n[//]: # (Ask)\ntwo\n", "## One\n<!-- Ask -->\ntwo\n"),
            ("One\n\n[//]: #\n\nTwo\n", "One\n\n\nTwo\n"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn links_and_code_are_no_comments() {
        let mut told = Told::default();
        for text in [
            "[a][b]\n\n[b]: # \"To the top\"\n",
            "[top]: #\n",
            "[b]: https://x.example \"B\"\n",
            "[comment]: https://x.example\n",
            "[^1]: # One\n",
            "```\n[//]: # (Ask)\n```\n",
        ] {
            assert_eq!(as_comments(text, &mut told), text);
        }
        assert_eq!(told, Told::default());
    }
}
