//! The packed twins of a site, for hosts that send them: of which files, in which codings, each packed once.

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use super::types::{extension, is_text, type_of};
use crate::lasting;
use crate::output::{FileClass, Output, OutputFile, OutputPath};
use crate::packed::{Coding, Effort, file_of, twin};

/// Packed bytes by the key of what was packed, and how; none where packing saves too little.
pub type Packed = FxHashMap<u128, Option<Arc<[u8]>>>;

/// The twins of a site.
#[derive(Debug, Default)]
pub struct Twins {
    pub files: Vec<(OutputPath, OutputFile)>,
    /// All that was tried, to be known the next time.
    pub packed: Packed,
    pub counts: TwinCounts,
}

/// How the twins of a site came to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TwinCounts {
    pub twins: usize,
    /// Tried now, and not known from earlier builds.
    pub new: usize,
}

/// A file of the owner's that a server would send in place of another, and which is not the same packed.
#[derive(Debug, PartialEq, Eq)]
pub struct FalseTwin {
    pub path: String,
    pub file: String,
}

impl Twins {
    /// Packs every text of a site, as far as that is not known already. Where the owner's own file stands at the address of
    /// a twin, that one is sent; it must unpack to the file beside it.
    pub fn of(output: &Output, codings: &[Coding], known: &Packed) -> Result<Twins, FalseTwin> {
        judge(output, codings)?;
        let texts = output.files.iter().filter(|(path, _)| is_packed(path.as_str()));
        let wanted: Vec<(OutputPath, Coding, &OutputFile, Effort)> = texts
            .flat_map(|(path, file)| {
                let path = path.as_str();
                let effort = if lasting::is_lasting(path, file.hash) { Effort::Hard } else { Effort::Quick };
                codings.iter().map(move |&coding| (OutputPath::new(twin(path, coding)), coding, file, effort))
            })
            .filter(|(path, ..)| !output.files.contains_key(path))
            .collect();
        let one = |(path, coding, file, effort): (OutputPath, Coding, &OutputFile, Effort)| {
            let key = key(file, coding, effort);
            let known = known.get(&key);
            let packed = known.cloned().unwrap_or_else(|| coding.pack(&file.bytes, effort).map(Arc::from));
            (path, key, packed, known.is_none())
        };
        let made: Vec<_> = wanted.into_par_iter().map(one).collect();
        let mut twins = Twins::default();
        for (path, key, packed, is_new) in made {
            twins.counts.new += usize::from(is_new);
            twins.files.extend(packed.clone().map(|bytes| (path, OutputFile::new(FileClass::Twin, bytes))));
            twins.packed.insert(key, packed);
        }
        twins.counts.twins = twins.files.len();
        Ok(twins)
    }
}

fn key(file: &OutputFile, coding: Coding, effort: Effort) -> u128 {
    let mut hasher = Xxh3::new();
    (file.hash, coding, effort).hash(&mut hasher);
    hasher.digest128()
}

/// Whether a file is a text that visitors ask for. What a host itself reads, such as `_headers` and `.htaccess`, has no
/// ending or is hidden.
fn is_packed(path: &str) -> bool {
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    !is_hidden && extension(path).is_some() && is_text(type_of(path))
}

fn judge(output: &Output, codings: &[Coding]) -> Result<(), FalseTwin> {
    for (path, packed) in &output.files {
        let Some((name, coding)) = file_of(path.as_str()).filter(|(_, coding)| codings.contains(coding)) else {
            continue;
        };
        let Some(file) = output.files.get(&OutputPath::new(name)) else { continue };
        if !coding.unpacks_to(&packed.bytes, &file.bytes) {
            return Err(FalseTwin { path: path.to_string(), file: name.to_string() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(files: &[(&str, Vec<u8>)]) -> Output {
        let file = |(path, bytes): &(&str, Vec<u8>)| {
            (OutputPath::new(*path), OutputFile::new(FileClass::Asset, bytes.clone()))
        };
        Output { files: files.iter().map(file).collect() }
    }

    fn words() -> Vec<u8> {
        "the same words ".repeat(90).into_bytes()
    }

    fn paths(twins: &Twins) -> Vec<&str> {
        twins.files.iter().map(|(path, _)| path.as_str()).collect()
    }

    #[test]
    fn texts_have_twins_and_nothing_else_has() {
        let names = [".htaccess", ".well-known/a.txt", "LICENSE", "_headers", "a.png", "b.pdf", "c.woff2"];
        let files: Vec<_> = names.iter().map(|name| (*name, words())).collect();
        assert_eq!(paths(&Twins::of(&output(&files), &Coding::ALL, &Packed::default()).unwrap()), Vec::<&str>::new());
        for ending in ["html", "css", "js", "svg", "json", "xml", "txt", "ics", "webmanifest", "csv"] {
            let name = format!("a/x.{ending}");
            let site = output(&[(&name, words()), ("tiny.txt", b"tiny".to_vec())]);
            let twins = Twins::of(&site, &Coding::ALL, &Packed::default()).unwrap();
            assert_eq!(paths(&twins), [format!("{name}.br"), format!("{name}.gz")]);
            assert!(Twins::of(&site, &[], &Packed::default()).unwrap().files.is_empty());
        }
    }

    #[test]
    fn what_was_packed_is_not_packed_again_nor_is_what_was_not_worth_it() {
        let site = output(&[("a.html", words()), ("b.html", b"<p>".to_vec())]);
        let first = Twins::of(&site, &Coding::ALL, &Packed::default()).unwrap();
        assert_eq!(first.counts, TwinCounts { twins: 2, new: 4 });
        let again = Twins::of(&site, &Coding::ALL, &first.packed).unwrap();
        assert_eq!(again.counts, TwinCounts { twins: 2, new: 0 });
        let bytes = |twins: &Twins| twins.files.iter().map(|(_, file)| file.hash).collect::<Vec<_>>();
        assert_eq!(bytes(&again), bytes(&first));
    }

    #[test]
    fn an_owners_twin_is_taken_if_it_is_one() {
        let own = Coding::Gzip.pack(&words(), Effort::Quick).unwrap();
        let with = |packed: &[u8]| output(&[("data.csv", words()), ("data.csv.gz", packed.to_vec())]);
        let twins = Twins::of(&with(&own), &Coding::ALL, &Packed::default()).unwrap();
        assert_eq!(paths(&twins), ["data.csv.br"]);
        let other = Coding::Gzip.pack(&[words(), words()].concat(), Effort::Quick).unwrap();
        for packed in [&other[..], b"no gzip at all"] {
            let refused = Twins::of(&with(packed), &Coding::ALL, &Packed::default()).unwrap_err();
            assert_eq!(refused, FalseTwin { path: "data.csv.gz".into(), file: "data.csv".into() });
            assert!(Twins::of(&with(packed), &[Coding::Brotli], &Packed::default()).is_ok(), "it is not sent");
        }
        let alone = output(&[("data.csv.gz", b"no gzip at all".to_vec())]);
        assert!(Twins::of(&alone, &Coding::ALL, &Packed::default()).is_ok());
    }
}
