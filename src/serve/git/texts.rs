//! What files were in the last commit.

use std::collections::BTreeMap;

use super::repository::Repository;
use super::trouble::Trouble;

/// Longer ones are not read.
const LONGEST: usize = 256 << 10;
/// No more than so much is read at one time.
const MOST: usize = 32 << 20;

impl Repository {
    /// What Git keeps under some names, each as far as it is not too long, as it is kept.
    pub fn kept(&self, names: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, Trouble> {
        let mut room = MOST;
        let mut wanted = String::new();
        let sizes = self.answer(&["cat-file", "--batch-check"], lines(names).as_bytes())?;
        for line in String::from_utf8_lossy(&sizes).lines() {
            let mut words = line.split(' ');
            let (name, kind, size) = (words.next(), words.next(), words.next().and_then(|size| size.parse().ok()));
            if let (Some(name), Some("blob"), Some(size @ ..=LONGEST)) = (name, kind, size)
                && let Some(rest) = room.checked_sub(size)
            {
                room = rest;
                wanted += &format!("{name}\n");
            }
        }
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        read(&self.answer(&["cat-file", "--batch"], wanted.as_bytes())?).ok_or_else(|| Trouble::odd("cat-file --batch"))
    }
}

fn lines(names: &[&str]) -> String {
    names.iter().map(|name| format!("{name}\n")).collect()
}

/// Reads `git cat-file --batch`: before each comes a line `name blob size`, behind it an end of line.
fn read(mut bytes: &[u8]) -> Option<BTreeMap<String, Vec<u8>>> {
    let mut kept = BTreeMap::new();
    while !bytes.is_empty() {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        let mut words = head.split(' ');
        let (name, size) = (words.next()?, words.nth(1)?.parse::<usize>().ok()?);
        let body = bytes.get(end + 1..)?;
        kept.insert(name.to_string(), body.get(..size)?.to_vec());
        bytes = body.get(size + 1..)?;
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_by_its_length() {
        let kept = read(b"ab blob 4\na\nb\n\ncd blob 0\n\n").unwrap();
        assert_eq!((&*kept["ab"], &*kept["cd"]), (&b"a\nb\n"[..], &b""[..]));
        assert_eq!((read(b"ab blob 9\nshort\n"), read(b"ab missing\n")), (None, None));
    }
}
