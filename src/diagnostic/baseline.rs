//! What was wrong already: findings that an old site has promised to mend bit by bit.
//!
//! A finding is known again by its file, code and message, not by its line, so that writing above it does not bring
//! it back. Each is kept with a number: a second one of the same words in the same file is new. Where its file is gone,
//! it is known again in another by its code and words: files are renamed. On how many pages it was met is not a part of
//! it: pages come and go.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::Diagnostic;
use crate::source::SourcePath;

/// The form of the file; a later one will say another number.
const VERSION: u64 = 1;

/// Path, code, message.
type Key = (String, String, String);

/// Findings that are known, each with how often it may stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<Key, u64>);

/// Findings that are new, and what is said of those that are not.
#[derive(Debug, PartialEq, Eq)]
pub struct Split {
    pub new: Vec<Diagnostic>,
    /// Findings that stand in the baseline.
    pub known: usize,
    /// Findings of the baseline that stand no longer.
    pub mended: u64,
}

impl Baseline {
    /// The baseline in which all these findings are known.
    pub fn of(diagnostics: &[Diagnostic]) -> Baseline {
        let mut known = BTreeMap::new();
        for diagnostic in diagnostics {
            *known.entry(key(diagnostic)).or_default() += 1;
        }
        Baseline(known)
    }

    /// Reads what [`Baseline::text`] has written; otherwise says in words what is wrong.
    pub fn parse(text: &str) -> Result<Baseline, String> {
        if let Some(at) = text.lines().position(|line| line.starts_with("<<<<<<<")) {
            return Err(format!(
                "two versions of it were not joined: line {} is a mark of Git. Take out the lines that begin with `<<<<<<<`, \
                 `=======` and `>>>>>>>`, keep the findings of both, and put a comma between them",
                at + 1
            ));
        }
        let value: Value = serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
        if value["version"].as_u64() != Some(VERSION) {
            return Err(format!("it does not say `\"version\": {VERSION}`"));
        }
        let findings = value["findings"].as_array().ok_or("it has no list `findings`")?;
        let read = |(at, finding): (usize, &Value)| {
            let text = |name: &str| finding[name].as_str().map(str::to_string);
            let key = text("path").zip(text("code")).zip(text("message"));
            let count = finding.get("count").map_or(Some(1), Value::as_u64);
            key.zip(count)
                .map(|(((path, code), message), count)| ((path, code, without_pages(&message).to_string()), count))
                .ok_or_else(|| format!("finding {} needs `path`, `code` and `message`", at + 1))
        };
        findings.iter().enumerate().map(read).collect::<Result<_, _>>().map(Baseline)
    }

    /// The baseline as a file: the same findings give the same bytes, one finding a line, so that changes read well.
    pub fn text(&self) -> String {
        let line = |((path, code, message), count): (&Key, &u64)| {
            let mut finding = Map::new();
            finding.insert("path".into(), json!(path));
            finding.insert("code".into(), json!(code));
            finding.insert("message".into(), json!(message));
            if *count > 1 {
                finding.insert("count".into(), json!(count));
            }
            format!("\n    {}", Value::Object(finding))
        };
        let lines: Vec<String> = self.0.iter().map(line).collect();
        let end = if lines.is_empty() { "" } else { "\n  " };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{}{end}]\n}}\n", lines.join(","))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same with what is known of others too.
    pub fn and(mut self, other: Baseline) -> Baseline {
        for (key, count) in other.0 {
            *self.0.entry(key).or_default() += count;
        }
        self
    }

    /// What of it stands: the findings of a run that are known, by the names that their files have now.
    pub fn of_these(&self, found: Vec<Diagnostic>, stands: &dyn Fn(&SourcePath) -> bool) -> Baseline {
        let all = Baseline::of(&found);
        let new = Baseline::of(&self.split(found, stands, &|_| false).new);
        let known = all.0.into_iter().map(|(key, count)| (key.clone(), count - new.0.get(&key).unwrap_or(&0)));
        Baseline(known.filter(|(_, count)| *count > 0).collect())
    }

    /// How many findings are known.
    pub(crate) fn len(&self) -> u64 {
        self.0.values().sum()
    }

    /// Takes out what is known. `stands` says whether there is a file at a path. What `must_be_told` is told in any
    /// case: nothing can be published as long as it stands.
    pub fn split(
        &self,
        diagnostics: Vec<Diagnostic>,
        stands: &dyn Fn(&SourcePath) -> bool,
        must_be_told: &dyn Fn(&Diagnostic) -> bool,
    ) -> Split {
        let mut left = self.0.clone();
        let mut take = |key: &Key| match left.get_mut(key) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        let mut is_known: Vec<bool> = diagnostics.iter().map(|finding| take(&key(finding))).collect();
        let mut gone = Gone::of(left.iter().filter(|((path, ..), _)| !stands(&SourcePath::new(&**path))));
        let mut renamed = BTreeSet::new();
        for (finding, is_known) in diagnostics.iter().zip(&mut is_known).filter(|(_, is_known)| !**is_known) {
            if let Some(old) = gone.take(finding) {
                *is_known = true;
                *left.get_mut(&old).expect("it was found there") -= 1;
                renamed.insert((SourcePath::new(old.0), finding.span.path.clone()));
            }
        }
        // What is said of other files names the renamed ones.
        let now = |key: &Key| renamed.iter().fold(key.clone(), |key, (old, new)| in_new_words(key, old, new));
        let in_other_words: BTreeMap<Key, Key> = match renamed.is_empty() {
            true => BTreeMap::new(),
            false => left.iter().filter(|(_, count)| **count > 0).map(|(key, _)| (now(key), key.clone())).collect(),
        };
        for (finding, is_known) in diagnostics.iter().zip(&mut is_known).filter(|(_, is_known)| !**is_known) {
            let count = in_other_words.get(&key(finding)).and_then(|old| left.get_mut(old));
            if let Some(count) = count.filter(|count| **count > 0) {
                *is_known = true;
                *count -= 1;
            }
        }
        let total = diagnostics.len();
        let told = diagnostics.into_iter().zip(is_known).filter(|(finding, known)| !known || must_be_told(finding));
        let new: Vec<Diagnostic> = told.map(|(finding, _)| finding).collect();
        Split { known: total - new.len(), new, mended: left.values().sum() }
    }
}

/// Findings that were known of files which are gone, by their codes and words. A file's own name counts as no word: it
/// has got another.
struct Gone(BTreeMap<(String, String), Vec<(Key, u64)>>);

impl Gone {
    fn of<'k>(known: impl Iterator<Item = (&'k Key, &'k u64)>) -> Gone {
        let mut gone: BTreeMap<_, Vec<(Key, u64)>> = BTreeMap::new();
        for (key, count) in known.filter(|(_, count)| **count > 0) {
            let (path, code, message) = key;
            gone.entry((code.clone(), nameless(message, path))).or_default().push((key.clone(), *count));
        }
        Gone(gone)
    }

    /// Finds what is like a finding but for the name of its file, and counts it off.
    fn take(&mut self, finding: &Diagnostic) -> Option<Key> {
        let (path, code, message) = key(finding);
        let like = self.0.get_mut(&(code, nameless(&message, &path)))?;
        let (key, count) = like.iter_mut().find(|(_, count)| *count > 0)?;
        *count -= 1;
        Some(key.clone())
    }
}

/// What was known, as it is said now that a file has got another name.
fn in_new_words((path, code, message): Key, old: &SourcePath, new: &SourcePath) -> Key {
    let path = if path == old.as_str() { new.to_string() } else { path };
    let message = message.replace(old.as_str(), new.as_str()).replace(old.file_name(), new.file_name());
    let message = message.replace(&format!("{}.html", old.stem()), &format!("{}.html", new.stem()));
    (path, code, message.replace(&format!("`{}`", old.stem()), &format!("`{}`", new.stem())))
}

/// What a message says, without the name of the file that it is of.
fn nameless(message: &str, path: &str) -> String {
    let path = SourcePath::new(path);
    let message = message.replace(path.as_str(), "`").replace(path.file_name(), "`");
    message.replace(&format!("`{}`", path.stem()), "`")
}

fn key(diagnostic: &Diagnostic) -> Key {
    let Diagnostic { span, code, message, .. } = diagnostic;
    (span.path.to_string(), code.to_string(), without_pages(message).to_string())
}

/// A message without its last words ` (on 12 pages, such as roles/porter.html)`.
fn without_pages(message: &str) -> &str {
    let cut = message.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (on "));
    let Some((words, pages)) = cut else { return message };
    let number = pages.split_once(" pages, such as ").map(|(number, _)| number);
    let is_so = number.map_or(!pages.contains(' '), |number| number.bytes().all(|byte| byte.is_ascii_digit()));
    if is_so { words } else { message }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{SourcePath, Span};

    fn finding(path: &str, at: usize, message: &str) -> Diagnostic {
        Diagnostic::new(Code::BrokenLink, Span::new(&SourcePath::new(path), at..at + 1), message)
    }

    #[test]
    fn what_is_known_is_known_wherever_it_moves_to_and_as_often_as_it_stood() {
        let before = [finding("a.md", 5, "one"), finding("a.md", 9, "one"), finding("b.md", 1, "\"two\"")];
        let baseline = Baseline::of(&before);
        let after = vec![
            finding("a.md", 50, "one"),
            finding("a.md", 60, "one"),
            finding("a.md", 70, "one"),
            finding("b.md", 1, "three"),
        ];
        let Split { new, known, mended } = baseline.split(after, &|_| true, &|_| false);
        assert_eq!(new, [finding("a.md", 70, "one"), finding("b.md", 1, "three")]);
        assert_eq!((known, mended), (2, 1));
    }

    #[test]
    fn what_is_known_of_a_file_is_known_of_it_under_another_name() {
        let before = [
            finding("old.md", 5, "one"),
            finding("old.md", 6, "one"),
            finding("old.md", 7, "`old` leads nowhere, says old.md"),
            finding("stays.md", 1, "two"),
        ];
        let after = vec![
            finding("new.md", 5, "one"),
            finding("new.md", 6, "one"),
            finding("new.md", 7, "`new` leads nowhere, says new.md"),
            finding("new.md", 8, "one"),
            finding("other.md", 1, "two"),
        ];
        let Split { new, known, mended } =
            Baseline::of(&before).split(after, &|path| path.as_str() != "old.md", &|_| false);
        assert_eq!(new, [finding("new.md", 8, "one"), finding("other.md", 1, "two")]);
        assert_eq!((known, mended), (3, 1), "what stands in a file that is still there is not what came elsewhere");
    }

    #[test]
    fn on_how_many_pages_a_finding_is_met_is_no_part_of_it() {
        let told = ["one (on a.html)", "one (on 12 pages, such as b.html)", "one (on 3 pages, such as a b.html)"];
        let baseline = Baseline::of(&[finding("a.md", 1, told[0])]);
        for words in told {
            let split = baseline.split(vec![finding("a.md", 1, words)], &|_| true, &|_| false);
            assert_eq!((split.new.len(), split.known, split.mended), (0, 1, 0), "{words}");
        }
        for words in ["one (on the table)", "one (on)", "one"] {
            let split = baseline.split(vec![finding("a.md", 1, words)], &|_| true, &|_| false);
            assert_eq!(split.new.len(), usize::from(words != "one"), "{words}");
        }
    }

    #[test]
    fn what_must_be_told_is_never_known() {
        let findings = vec![finding("a.md", 5, "one"), finding("b.md", 5, "two")];
        let split = Baseline::of(&findings).split(findings, &|_| true, &|one| one.span.path.as_str() == "b.md");
        assert_eq!((split.new, split.known, split.mended), (vec![finding("b.md", 5, "two")], 1, 0));
    }

    #[test]
    fn a_file_reads_back_as_it_was() {
        for findings in
            [vec![], vec![finding("a.md", 5, "one"), finding("a.md", 9, "one"), finding("b.md", 1, "\"two\"")]]
        {
            let baseline = Baseline::of(&findings);
            assert_eq!(Baseline::parse(&baseline.text()), Ok(baseline));
        }
    }

    #[test]
    fn a_file_that_is_no_baseline_says_what_it_lacks() {
        assert!(Baseline::parse("{").unwrap_err().starts_with("it is not JSON"));
        let joined = "{\"version\": 1, \"findings\": [\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n]}";
        assert!(Baseline::parse(joined).unwrap_err().starts_with("two versions of it were not joined: line 2"));
        assert_eq!(Baseline::parse("{}").unwrap_err(), "it does not say `\"version\": 1`");
        let nameless = r#"{"version": 1, "findings": [{"path": "a.md"}]}"#;
        assert_eq!(Baseline::parse(nameless).unwrap_err(), "finding 1 needs `path`, `code` and `message`");
    }
}
