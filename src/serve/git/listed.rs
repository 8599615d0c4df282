//! Lists as `git` writes them for programs: each item ends with a zero byte, and names stand as they are.

use std::collections::BTreeSet;

/// What `git status` says of a work tree.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// None where no branch is checked out.
    pub branch: Option<String>,
    /// Whether there is a commit.
    pub is_born: bool,
    /// Commits that the branch has and the one that it follows has not.
    pub ahead: usize,
    /// Files that the next commit knows nothing of, from the top of the repository.
    pub unknown: Vec<Vec<u8>>,
    /// Whether two versions of a file could not be merged.
    pub has_conflict: bool,
}

impl Status {
    /// Reads `git status --porcelain=v2 --branch -z`.
    pub fn read(bytes: &[u8]) -> Status {
        let mut status = Status::default();
        for item in items(bytes) {
            match item.split_first() {
                Some((b'#', rest)) => status.head(&String::from_utf8_lossy(rest)),
                Some((b'?', [b' ', path @ ..])) => status.unknown.push(path.to_vec()),
                Some((b'u', _)) => status.has_conflict = true,
                _ => {}
            }
        }
        status
    }

    fn head(&mut self, line: &str) {
        match line.trim().split_once(' ') {
            Some(("branch.oid", id)) => self.is_born = id != "(initial)",
            Some(("branch.head", name)) => self.branch = (name != "(detached)").then(|| name.to_string()),
            Some(("branch.ab", numbers)) => {
                let ahead = numbers.split(' ').next().and_then(|ahead| ahead.strip_prefix('+'));
                self.ahead = ahead.and_then(|ahead| ahead.parse().ok()).unwrap_or_default();
            }
            _ => {}
        }
    }
}

/// What has become of a file since the last commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    New,
    Changed,
    Deleted,
    /// It has another name; what it was called.
    Renamed(String),
}

/// A file that is not as it is in the last commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// From the site's folder.
    pub path: String,
    pub became: Became,
    /// What Git calls the bytes in the last commit.
    pub old: Option<String>,
    /// Whether the next commit knows nothing of it yet.
    pub is_unknown: bool,
}

/// Files that are not as they are in the last commit.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub files: Vec<FileChange>,
    /// Files of which the name is no text.
    pub nameless: usize,
}

impl Listed {
    /// Reads `git diff --raw --no-abbrev -z`. `unknown` are the names that the next commit knows nothing of.
    pub fn read(bytes: &[u8], unknown: &BTreeSet<&[u8]>) -> Option<Listed> {
        let mut listed = Listed::default();
        let mut items = items(bytes);
        while let Some(head) = items.next() {
            // `:100644 100644 5626… 0000… R100`
            let head = std::str::from_utf8(head).ok()?.strip_prefix(':')?;
            let words: Vec<&str> = head.split(' ').collect();
            let (old, what) = (words.get(2)?, words.get(4)?.chars().next()?);
            let first = items.next()?;
            let (from, path) = if matches!(what, 'R' | 'C') { (Some(first), items.next()?) } else { (None, first) };
            let is_unknown = unknown.contains(path);
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
            let (Some(path), Some(from)) = (text(path), from.map_or(Some(None), |from| text(from).map(Some))) else {
                listed.nameless += 1;
                continue;
            };
            let became = match (what, from) {
                (_, Some(from)) => Became::Renamed(from),
                ('A', None) => Became::New,
                ('D', None) => Became::Deleted,
                (_, None) => Became::Changed,
            };
            let is_there = !old.bytes().all(|digit| digit == b'0');
            listed.files.push(FileChange { path, became, old: is_there.then(|| old.to_string()), is_unknown });
        }
        Some(listed)
    }
}

/// The items of a list.
pub fn items(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == 0).filter(|item| !item.is_empty())
}

/// Names as a list.
pub fn list<'n>(names: impl IntoIterator<Item = &'n [u8]>) -> Vec<u8> {
    names.into_iter().flat_map(|name| name.iter().copied().chain([0])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "5626abf0f72e58d7a153368ba57db4c673c0e171";
    const NONE: &str = "0000000000000000000000000000000000000000";

    #[test]
    fn a_status_is_read_item_by_item() {
        let text = "# branch.oid 023c\0# branch.head main\0# branch.upstream origin/main\0# branch.ab +2 -1\x001 .D N... \
                    100644 100644 000000 41aa 41aa s/c.md\0? s/new\n\"file\".md\0u UU N... 1 2 3 4 a b c s/d.md\0";
        let wanted = Status {
            branch: Some("main".into()),
            is_born: true,
            ahead: 2,
            unknown: vec![b"s/new\n\"file\".md".to_vec()],
            has_conflict: true,
        };
        assert_eq!(Status::read(text.as_bytes()), wanted);
        let first = Status::read(b"# branch.oid (initial)\0# branch.head (detached)\0");
        assert_eq!(first, Status::default());
    }

    #[test]
    fn changes_are_read_with_names_of_any_letters() {
        let head = |old: &str, what: &str| format!(":100644 100644 {old} {NONE} {what}\0").into_bytes();
        let mut bytes = [head(OLD, "M"), b"a b.md\0".to_vec(), head(NONE, "A"), b"-n\n.md\0".to_vec()].concat();
        bytes.extend(
            [head(OLD, "R087"), b":(glob)*.md\0new.md\0".to_vec(), head(OLD, "D"), b"\xff\0".to_vec()].concat(),
        );
        let listed = Listed::read(&bytes, &BTreeSet::from([&b"-n\n.md"[..]])).unwrap();
        let told: Vec<_> = listed.files.iter().map(|file| (&*file.path, &file.became, file.is_unknown)).collect();
        let renamed = Became::Renamed(":(glob)*.md".into());
        let wanted =
            [("a b.md", &Became::Changed, false), ("-n\n.md", &Became::New, true), ("new.md", &renamed, false)];
        assert_eq!((told, listed.nameless), (wanted.to_vec(), 1));
        assert_eq!(listed.files.iter().map(|file| file.old.is_some()).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(Listed::read(b"nonsense\0", &BTreeSet::new()), None);
        assert_eq!(Listed::read(b"", &BTreeSet::new()), Some(Listed::default()));
    }
}
