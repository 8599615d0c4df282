//! What was wrong already: findings that an old site has promised to mend bit by bit.
//!
//! A finding is known again by its file, code and message, not by its line, so that writing above it does not bring
//! it back. Each is kept with a number: a second one of the same words in the same file is new.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Diagnostic;

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
                .map(|(((path, code), message), count)| ((path, code, message), count))
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

    /// How many findings are known.
    pub(crate) fn len(&self) -> u64 {
        self.0.values().sum()
    }

    /// Takes out what is known.
    pub fn split(&self, diagnostics: Vec<Diagnostic>) -> Split {
        let mut left = self.0.clone();
        let mut known = 0;
        let mut is_new = |diagnostic: &Diagnostic| match left.get_mut(&key(diagnostic)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                known += 1;
                false
            }
            _ => true,
        };
        let new = diagnostics.into_iter().filter(|diagnostic| is_new(diagnostic)).collect();
        Split { new, known, mended: left.values().sum() }
    }
}

fn key(diagnostic: &Diagnostic) -> Key {
    (diagnostic.span.path.to_string(), diagnostic.code.to_string(), diagnostic.message.clone())
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
        let Split { new, known, mended } = baseline.split(after);
        assert_eq!(new, [finding("a.md", 70, "one"), finding("b.md", 1, "three")]);
        assert_eq!((known, mended), (2, 1));
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
        assert_eq!(Baseline::parse("{}").unwrap_err(), "it does not say `\"version\": 1`");
        let nameless = r#"{"version": 1, "findings": [{"path": "a.md"}]}"#;
        assert_eq!(Baseline::parse(nameless).unwrap_err(), "finding 1 needs `path`, `code` and `message`");
    }
}
