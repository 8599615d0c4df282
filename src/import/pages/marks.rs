//! Tags by which other programs put something into a page: `{{ site.title }}`, `{% include x %}`, `{{< note >}}`.
//!
//! What they stood for is known to nobody here. Those that are addresses become addresses. One that stands alone becomes
//! a comment, which visitors never see and editors find; one among words stays, and `check` tells its place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::body::Code;
use super::comments::with_comments;
use super::frames;
use super::tags::{self, attribute};
use super::told::{Counts, Told, count};
use crate::refactor::{Edit, applied};
use crate::source::line_start;

/// How tags begin and end.
const ENDS: &[(&str, &str)] = &[("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("{:", "}")];
/// Longest tag that is one.
const LONGEST: usize = 4_000;

/// Mends the tags of a text and counts them by their names. `said` is what the settings of the old site say.
pub fn mend(text: &str, said: &BTreeMap<String, String>, marks: &mut Counts, told: &mut Told) -> String {
    let text = &*with_comments(text, &find(text), marks);
    let found = find(text);
    let mut edits = Vec::new();
    let (mut at, mut figures) = (0, 0_usize);
    while at < found.len() {
        let mark = &text[found[at].clone()];
        let (range, new) = match known(text, &found[at..], said, &mut figures) {
            Some(Instead::Address(address)) => (found[at].clone(), Some(address)),
            Some(Instead::Said(words)) => {
                told.changed(format!("`{mark}` is what the settings say"));
                (found[at].clone(), Some(words))
            }
            Some(Instead::Words(words)) => {
                count(marks, name(mark));
                (found[at].clone(), Some(words))
            }
            Some(Instead::Nothing) => {
                count(marks, mark);
                told.dropped(format!("`{mark}`"));
                (found[at].clone(), Some(String::new()))
            }
            None => unknown(text, &found[at..], marks),
        };
        let step = found[at..].iter().take_while(|one| one.start < range.end).count().max(1);
        edits.extend(new.map(|text| Edit { range, text }));
        at += step;
    }
    applied(text, &edits).unwrap_or_else(|| text.to_string())
}

/// What stands in the place of the first of some tags, if that is known.
fn known(text: &str, found: &[Range<usize>], said: &BTreeMap<String, String>, figures: &mut usize) -> Option<Instead> {
    let mark = &text[found[0].clone()];
    let behind = &text[found[0].end..];
    if is_end_of_figure(mark) && *figures > 0 {
        *figures -= 1;
        return Some(Instead::Nothing);
    }
    let of_settings = || {
        let inside = mark.strip_prefix("{{")?.strip_suffix("}}")?.trim_matches(['-', ' ', '\n', '\t']);
        said.get(inside.strip_prefix("site.")?).cloned().map(Instead::Said)
    };
    let instead = instead(mark, behind.starts_with('/')).or_else(of_settings)?;
    let (Instead::Words(words), Some(end)) =
        (&instead, found.get(1).filter(|end| is_end_of_figure(&text[(*end).clone()])))
    else {
        return Some(instead);
    };
    if !words.starts_with("![") {
        return Some(instead);
    }
    *figures += 1;
    let inside = &text[found[0].end..end.start];
    // Words within a figure stand below the picture.
    let is_beside = !inside.trim().is_empty() && !inside.starts_with('\n');
    Some(if is_beside { Instead::Words(format!("{words}\n\n")) } else { instead })
}

fn is_end_of_figure(mark: &str) -> bool {
    mark.starts_with("{{") && mark.trim_matches(['{', '}', '<', '>', '%', ' ']).replace(' ', "") == "/figure"
}

/// What becomes of the first of some tags, and those on its line, if nobody knows what it stood for.
fn unknown(text: &str, found: &[Range<usize>], marks: &mut Counts) -> (Range<usize>, Option<String>) {
    let (line, tags) = alone(text, found);
    found[..tags.max(1)].iter().for_each(|one| count(marks, name(&text[one.clone()])));
    let is_note = |line: &Range<usize>| !text[line.clone()].contains("--") && !is_for_people(&text[line.clone()]);
    if let Some(line) = line.filter(is_note) {
        return (line.clone(), Some(format!("<!-- {} -->", &text[line])));
    }
    // Words that visitors read must not be hidden: `check` tells of the mark around them.
    let mark = &text[found[0].clone()];
    let (range, new) = (found[0].clone(), on_one_line(mark));
    (range, (new != mark).then_some(new))
}

/// A tag as `check` knows it, and as nobody takes it for HTML: `{{<a\nb>}}` as `{{< a b>}}`.
fn on_one_line(mark: &str) -> String {
    let one =
        if mark.contains('\n') { mark.split_whitespace().collect::<Vec<_>>().join(" ") } else { mark.to_string() };
    match one.strip_prefix("{{<") {
        Some(rest) if !rest.starts_with(' ') => format!("{{{{< {rest}"),
        Some(_) | None => one,
    }
}

/// The places of all tags that stand in no code and no comment.
fn find(text: &str) -> Vec<Range<usize>> {
    let code = Code::of(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = text[at..].find(['{', '<', '$']).map(|start| at + start) {
        at = start + 1;
        if let Some(code) = code.around(start) {
            at = code.end;
        } else if text[start..].starts_with("<!--") {
            // Nobody sees what stands in a comment.
            at = text[start..].find("-->").map_or(at, |end| start + end);
        } else if let Some(end) = end(text, start) {
            found.push(start..end);
            at = end;
        }
    }
    found
}

fn end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    if let Some(word) = rest.strip_prefix('$') {
        // `$9 and $10` are prices.
        let end = word.find('$').filter(|end| (2..60).contains(end))?;
        let is_name = word[..end].chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let is_word = is_name && word.starts_with(|c: char| c.is_ascii_alphabetic());
        return is_word.then_some(start + end + 2);
    }
    let (open, close) = ENDS.iter().find(|(open, _)| rest.starts_with(open))?;
    let end = rest[open.len()..].find(close)? + open.len() + close.len();
    (end <= LONGEST).then_some(start + end)
}

/// The range of the lines in which nothing but tags stand, beginning with the first of them; and how many tags these are.
fn alone(text: &str, found: &[Range<usize>]) -> (Option<Range<usize>>, usize) {
    let start = found[0].start;
    if !text[line_start(text, start)..start].trim().is_empty() {
        return (None, 1);
    }
    let mut end = found[0].end;
    for (number, tag) in found.iter().enumerate() {
        if number > 0 && !text[end..tag.start].chars().all(|c| matches!(c, ' ' | '\t')) {
            break;
        }
        end = tag.end;
        let rest = text[end..].split('\n').next().unwrap_or("");
        if rest.trim().is_empty() {
            return (Some(start..end), number + 1);
        }
    }
    (None, 1)
}

/// Whether a tag holds words in quotation marks, such as the text of a button.
fn is_for_people(mark: &str) -> bool {
    let quoted = mark.split('"').skip(1).step_by(2);
    quoted.into_iter().any(|words| words.trim().contains(' ') && !words.contains("://"))
}

enum Instead {
    Address(String),
    /// What the settings say.
    Said(String),
    Words(String),
    Nothing,
}

/// The name by which a tag is listed.
fn name(mark: &str) -> String {
    let (open, close) = ENDS.iter().find(|(open, _)| mark.starts_with(open)).copied().unwrap_or(("", ""));
    if open.is_empty() {
        return mark.to_string();
    }
    let (inside, open, close) = match mark.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) {
        Some(rest) if rest.starts_with('<') => (rest.trim_matches(['<', '>']), "{{<", ">}}"),
        Some(rest) if rest.starts_with('%') => (rest.trim_matches('%'), "{{%", "%}}"),
        _ => (&mark[open.len()..mark.len() - close.len()], open, close),
    };
    let inside = inside.trim_matches(['-', '=', ' ', '\n', '\t']);
    let word = inside.split(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '\'')).next().unwrap_or("");
    format!("{open} {word} {close}")
}

/// What is meant by a tag, if that is known.
fn instead(mark: &str, goes_on: bool) -> Option<Instead> {
    if mark.starts_with("{:") {
        return Some(Instead::Nothing);
    }
    let inside = mark.trim_matches(['{', '}', '%', '<', '>', '-', ' ', '\n']);
    let (word, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let quoted = || inside.split(['"', '\'']).nth(1).map(str::to_string);
    match word {
        "site.baseurl" | "site.url" | "baseUrl" | "site.github.url" | "page.root" if goes_on => {
            Some(Instead::Address(String::new()))
        }
        "link" => Some(Instead::Address(format!("/{}", rest.trim().trim_start_matches('/')))),
        "post_url" => Some(Instead::Address(format!("/_posts/{}.md", rest.trim().trim_start_matches('/')))),
        "ref" | "relref" => quoted().map(Instead::Address),
        "figure" if mark.starts_with("{{<") => figure(rest),
        "youtube" | "vimeo" | "button" | "btn" | "cta" => frames::mark(word, rest).map(Instead::Words),
        "include" => {
            let (file, rest) = rest.split_once(char::is_whitespace)?;
            // Without quotation marks it is what the old site calls so.
            is_quoted(rest).then_some(())?;
            frames::mark(file.trim_end_matches(".html"), rest).map(Instead::Words)
        }
        "raw" | "endraw" if mark.starts_with("{%") => Some(Instead::Nothing),
        "highlight" if mark.starts_with("{%") => Some(Instead::Words(format!("```{}", rest.trim()))),
        "endhighlight" => Some(Instead::Words("```".into())),
        _ if inside.starts_with(['"', '\'']) => {
            let is_address = ["relative_url", "absolute_url", "url"].iter().any(|end| inside.ends_with(end));
            quoted().filter(|_| is_address).map(Instead::Address)
        }
        _ => None,
    }
}

/// Whether each value of some fields stands in quotation marks.
fn is_quoted(fields: &str) -> bool {
    let (mut open, mut last) = (None, ' ');
    for sign in fields.chars().filter(|sign| !sign.is_whitespace()) {
        match open {
            Some(mark) if sign == mark => open = None,
            Some(_) => {}
            None if matches!(sign, '"' | '\'') => open = Some(sign),
            None if last == '=' => return false,
            None => {}
        }
        last = sign;
    }
    true
}

/// A picture of Hugo.
fn figure(fields: &str) -> Option<Instead> {
    let tag = tags::fields(fields)?;
    let value = |name: &str| attribute(&tag, name).unwrap_or_default().replace('\n', " ");
    let (alt, caption) = (value("alt"), value("caption"));
    let is_known = |name: &str| ["src", "alt", "caption", "width", "height", "class"].contains(&name);
    if value("src").is_empty()
        || !tag.attributes.iter().all(|(name, _)| is_known(name))
        || [&alt, &caption].iter().any(|text| text.contains(['"', ']']))
    {
        return None;
    }
    let caption = if caption.is_empty() { caption } else { format!(" \"{caption}\"") };
    Some(Instead::Words(format!("![{alt}](<{}>{caption})", value("src"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> String {
        let said = [("email", "us@old.example"), ("baseurl", "/team")].map(|(name, says)| (name.into(), says.into()));
        mend(text, &said.into(), &mut Counts::new(), &mut Told::default())
    }

    #[test]
    fn tags_become_what_they_meant_or_a_comment_or_stay() {
        for (text, expected) in [
            (
                "a\n\n{{< note >}}\nwords\n{{< /note >}}\n",
                "a\n\n<!-- {{< note >}} -->\nwords\n<!-- {{< /note >}} -->\n",
            ),
            ("We are {{ site.title }}.", "We are {{ site.title }}."),
            ("[a]({{ site.baseurl }}/a/)", "[a](/a/)"),
            ("[a]({{ '/a/' | relative_url }})", "[a](/a/)"),
            ("[a]({% link docs/a.md %})", "[a](/docs/a.md)"),
            ("[a]({{< ref \"a.md\" >}})", "[a](a.md)"),
            ("{{< figure src=\"/x.png\" alt=\"A foot\" >}}", "![A foot](</x.png>)"),
            ("$form$\n", "<!-- $form$ -->\n"),
            ("{{< youtube w7 >}}\n", "[Film on YouTube](https://www.youtube.com/watch?v=w7)\n"),
            ("{% include vimeo.html id=\"12\" %}\n", "[Film on Vimeo](https://vimeo.com/12)\n"),
            ("{% include youtube.html id=page.film %}\n", "<!-- {% include youtube.html id=page.film %} -->\n"),
            ("{% include youtube.html id=film %}\n", "<!-- {% include youtube.html id=film %} -->\n"),
            ("{{< button text=\"Download it here\" >}}\n", "{{< button text=\"Download it here\" >}}\n"),
            ("<%= partial \"x\" %>\n", "<!-- <%= partial \"x\" %> -->\n"),
            ("It is $9 and $10.", "It is $9 and $10."),
            ("`{{ x }}`\n\n```\n{% y %}\n```\n", "`{{ x }}`\n\n```\n{% y %}\n```\n"),
            ("Words\n{: .lead}\n", "Words\n\n"),
            ("[Write]({{site.email}}) to {{ site.email }}.", "[Write](us@old.example) to us@old.example."),
            ("[a]({{ site.baseurl }}a/) {{ site.email | upcase }}", "[a](/teama/) {{ site.email | upcase }}"),
            ("<!-- {{ site.email }} {: .a} -->\n", "<!-- {{ site.email }} {: .a} -->\n"),
            ("{{< figure src=\"/x.png\" >}}A foot{{< /figure >}}\n", "![](</x.png>)\n\nA foot\n"),
            ("{{< figure src=\"/x.png\" >}}\n{{</figure>}}\n", "![](</x.png>)\n\n"),
            ("{{< /figure >}}\n", "<!-- {{< /figure >}} -->\n"),
            ("{{< box\n  title=\"All of it\"\n>}}\nwords\n", "{{< box title=\"All of it\" >}}\nwords\n"),
            ("One {{<box a=1>}} two\n", "One {{< box a=1>}} two\n"),
            ("{{< box\n  id=\"a\"\n>}}\nwords\n", "<!-- {{< box\n  id=\"a\"\n>}} -->\nwords\n"),
            ("{% if a %}{% include b.html\n x=1 %}\n", "<!-- {% if a %}{% include b.html\n x=1 %} -->\n"),
        ] {
            assert_eq!(mended(text), expected, "{text}");
        }
    }

    #[test]
    fn tags_are_counted_by_their_names() {
        let mut marks = Counts::new();
        mend(
            "{{< note a >}}\n{{%  note %}}\n\nx {% include a.html %} {{ y }} <%= partial 'x' %> <% warn('Do it') %> $z-z$\n",
            &BTreeMap::new(),
            &mut marks,
            &mut Told::default(),
        );
        let names: Vec<&str> = marks.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            ["$z-z$", "<% partial %>", "<% warn %>", "{% include %}", "{{ y }}", "{{% note %}}", "{{< note >}}"]
        );
    }
}
