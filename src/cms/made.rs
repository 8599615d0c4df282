//! What is made, and what its owner has written. What is made has a mark of its own bytes, so that nothing which somebody
//! has changed is ever written over.

use xxhash_rust::xxh3::xxh3_64;

use super::SCRIPT;

/// What begins the line with the mark, in either file.
const MARK: &str = "Made by `trellis cms`";

/// What a file that stands where one is to be made is.
#[derive(Debug, PartialEq, Eq)]
pub enum Made {
    /// It was made, and nobody has changed it since.
    Ours,
    /// It was made, and somebody has changed it.
    Changed,
    /// It was never made.
    Others,
}

impl Made {
    /// Looks at a file.
    pub fn of(text: &str) -> Made {
        let Some(at) = text.find(MARK) else { return Made::Others };
        let Some((line, rest)) = text[at..].split_once('\n') else { return Made::Changed };
        let is_same = line.split_whitespace().any(|word| word.trim_matches(['(', ')']) == hash(rest.as_bytes()));
        if is_same { Made::Ours } else { Made::Changed }
    }
}

fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

/// The settings behind those lines by which the editor reaches the code host, which are the owner's: those that are there
/// stay.
pub fn with_backend(settings: &str, there: Option<&str>, backend: &str) -> String {
    let owned = there.and_then(|text| text.split_once(&format!("# {MARK}"))).map(|(owned, _)| owned);
    let owned = owned.map_or_else(
        || format!("# How the editor reaches the code host. These lines are yours to change.\n{backend}\n"),
        str::to_string,
    );
    let mark = format!(
        "# {MARK} ({}) from the fields that each kind has. Run it again and do not change what follows.",
        hash(settings.as_bytes())
    );
    format!("{owned}{mark}\n{settings}")
}

/// The page of the editor. It knows the bytes of the script that lies beside it.
pub fn page(title: &str, script: Option<&[u8]>) -> String {
    let script = script.map_or_else(String::new, |bytes| format!(" {}", script_mark(bytes)));
    let title: String = title.replace('&', "&amp;").replace('<', "&lt;");
    let rest = format!(
        "<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>Editor: {title}</title>\n</head>\n<body>\n\
         <script src=\"{SCRIPT}\"></script>\n</body>\n</html>\n"
    );
    format!("<!DOCTYPE html>\n<!-- {MARK} ({}){script} -->\n{rest}", hash(rest.as_bytes()))
}

/// How the page knows a script again.
pub fn script_mark(bytes: &[u8]) -> String {
    format!("script-{}", hash(bytes))
}

/// The mark of the script that was brought last, as the page has it.
pub fn script_of(page: &str) -> Option<&str> {
    page.lines().find(|line| line.contains(MARK))?.split_whitespace().find(|word| word.starts_with("script-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_is_known() {
        let made = with_backend("a: 1\n", None, "backend:\n  name: github\n");
        assert_eq!(Made::of(&made), Made::Ours);
        assert_eq!(Made::of(&made.replace("github", "gitlab")), Made::Ours, "the owner's lines are the owner's");
        assert_eq!(Made::of(&made.replace("a: 1", "a: 2")), Made::Changed);
        assert_eq!(Made::of("a: 1\n"), Made::Others);
        let again = with_backend("a: 3\n", Some(&made.replace("github", "gitlab")), "backend: x\n");
        assert!(again.contains("gitlab") && again.ends_with("a: 3\n") && Made::of(&again) == Made::Ours, "{again}");
    }

    #[test]
    fn the_page_knows_its_script() {
        let made = page("Careers & more", Some(b"run()"));
        assert_eq!(Made::of(&made), Made::Ours);
        assert_eq!(script_of(&made), Some(&*script_mark(b"run()")));
        assert_eq!(script_of(&page("x", None)), None);
    }
}
