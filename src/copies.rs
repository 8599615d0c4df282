//! The smaller copies of a site's pictures: which there are, and each made when it is first asked for.
//!
//! A page names copies without waiting for them. `trellis build` asks for all of them, the dev server for those that
//! somebody looks at. One that cannot be made is a finding at the place where its picture is first shown.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::kinds::Profession;
use crate::entry::picture_path;
use crate::graph::{Graph, LinkTarget};
use crate::output::{OutputFile, OutputPath};
use crate::picture::{Copy, Made, PictureFile, Size, shrink};
use crate::source::{SourcePath, Span};

/// A picture of which many are unpacked at once; larger ones come one after the other, so that they do not fill the
/// memory together.
const LARGE: u64 = 16_000_000;

/// A copy, or why there is none.
type Copied = Result<OutputFile, Box<Diagnostic>>;

/// A picture that the site shows.
#[derive(Debug)]
struct Shown {
    path: SourcePath,
    /// Where it is shown first.
    at: Span,
    file: Arc<PictureFile>,
    copied: Box<[OnceLock<Copied>]>,
}

/// All copies of a site.
#[derive(Debug)]
pub struct Copies {
    shown: Vec<Shown>,
    /// Which copy of which picture is at an address.
    at: BTreeMap<OutputPath, (usize, usize)>,
    made: Arc<Made>,
}

impl Copies {
    /// Copies of the pictures in texts, of the owner's logo and of drawings.
    pub fn of(graph: &Graph, config: &Config, made: Arc<Made>) -> Copies {
        let shown = shown(graph, config);
        let addresses = shown.iter().enumerate().flat_map(|(picture, one)| {
            let address = |copy: &Copy| OutputPath::new(&*copy.address);
            one.copies().iter().enumerate().map(move |(at, copy)| (address(copy), (picture, at)))
        });
        let at = addresses.collect();
        Copies { shown, at, made }
    }

    /// How many copies there are.
    pub fn len(&self) -> usize {
        self.at.len()
    }

    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// The copy at an address, made if need be.
    pub fn file(&self, path: &OutputPath) -> Option<Result<OutputFile, &Diagnostic>> {
        let &(picture, at) = self.at.get(path)?;
        let shown = &self.shown[picture];
        let copied = shown.copied[at].get_or_init(|| {
            let copy = &shown.copies()[at];
            match self.made.get(copy) {
                Some(file) => Ok(file),
                None => shown.make(&[copy], &self.made).map(|mut files| files.remove(0)),
            }
        });
        Some(copied.as_ref().cloned().map_err(|finding| &**finding))
    }

    /// Makes all copies that are not there yet, unpacking each picture once. `done` is told how many there are so far.
    pub fn make_all(&self, done: &(dyn Fn(usize) + Sync)) {
        let so_far = std::sync::atomic::AtomicUsize::new(0);
        let make = |shown: &Shown| {
            shown.make_all(&self.made);
            let copies = shown.copied.len();
            done(so_far.fetch_add(copies, std::sync::atomic::Ordering::Relaxed) + copies);
        };
        let (large, others): (Vec<&Shown>, Vec<&Shown>) = self.shown.iter().partition(|shown| shown.is_large());
        others.into_par_iter().for_each(make);
        large.into_iter().for_each(make);
    }

    /// Where the copies are.
    pub fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.at.keys()
    }

    /// All copies by address, and findings where there are none.
    pub fn files(&self) -> impl Iterator<Item = (&OutputPath, Result<OutputFile, &Diagnostic>)> {
        self.at.keys().filter_map(|path| Some((path, self.file(path)?)))
    }

    /// Leaves behind what was made for earlier sites.
    pub fn forget_others(&self) {
        let copies = self.shown.iter().flat_map(Shown::copies);
        self.made.keep_only(&copies.map(|copy| copy.key).collect());
    }
}

/// Where the copies of a site are, each with its picture.
pub fn addresses(graph: &Graph, config: &Config) -> impl Iterator<Item = (String, SourcePath)> {
    shown(graph, config).into_iter().flat_map(|shown| {
        let address = |copy: &Copy| (copy.address.to_string(), shown.path.clone());
        shown.copies().iter().map(address).collect::<Vec<_>>()
    })
}

/// Every picture that the site shows, once.
fn shown(graph: &Graph, config: &Config) -> Vec<Shown> {
    let has_copies = graph.pictures.values().any(|file| !file.copies().is_empty());
    let mut shown = if has_copies { in_texts(graph) } else { Vec::new() };
    for named in by_name(graph, config) {
        if shown.iter().all(|other| other.path != named.path) {
            shown.push(named);
        }
    }
    shown
}

/// Every picture that a text shows, once.
fn in_texts(graph: &Graph) -> Vec<Shown> {
    let mut seen = FxHashSet::default();
    let links = graph.nodes().flat_map(|(_, node)| {
        let links = node.links.iter().zip(&node.entry.body.links);
        links.map(move |(target, link)| (&node.entry.path, target, link))
    });
    let shown = links.filter_map(|(page, target, link)| {
        let LinkTarget::Picture(path, file) = target else { return None };
        let at = Span::new(page, link.span.start as usize..link.span.end as usize);
        seen.insert(path).then(|| Shown::new(path, at, file, file.copies().len()))
    });
    shown.collect()
}

/// The owner's logo and drawings of professions, of which pages show the smallest copy only.
fn by_name(graph: &Graph, config: &Config) -> Vec<Shown> {
    let logo = config.brand.as_ref().and_then(|brand| brand.logo.as_deref()).map(|logo| (config::path(), logo));
    let professions = graph.all::<Profession>();
    let drawings = professions.filter_map(|one| Some((one.node.entry.path.clone(), one.fields.drawing.as_deref()?)));
    let shown = logo.into_iter().chain(drawings).filter_map(|(at, name)| {
        let path = picture_path(name);
        let file = graph.pictures.get(&path)?;
        Some(Shown::new(&path, Span::file(&at), file, file.copies().len().min(1)))
    });
    shown.collect()
}

impl Shown {
    fn new(path: &SourcePath, at: Span, file: &Arc<PictureFile>, copies: usize) -> Shown {
        let copied = (0..copies).map(|_| OnceLock::new()).collect();
        Shown { path: path.clone(), at, file: file.clone(), copied }
    }

    /// The copies of it that pages show, the smallest first.
    fn copies(&self) -> &[Copy] {
        &self.file.copies()[..self.copied.len()]
    }

    fn is_large(&self) -> bool {
        self.file.size().is_some_and(|size| u64::from(size.width) * u64::from(size.height) > LARGE)
    }

    fn make_all(&self, made: &Made) {
        let copies = || self.copies().iter().zip(&self.copied);
        let mut missing = Vec::new();
        for (copy, place) in copies().filter(|(_, place)| place.get().is_none()) {
            match made.get(copy) {
                Some(file) => drop(place.set(Ok(file))),
                None => missing.push((copy, place)),
            }
        }
        if missing.is_empty() {
            return;
        }
        let wanted: Vec<&Copy> = missing.iter().map(|(copy, _)| *copy).collect();
        match self.make(&wanted, made) {
            Ok(files) => missing.iter().zip(files).for_each(|((_, place), file)| drop(place.set(Ok(file)))),
            Err(finding) => missing.iter().for_each(|(_, place)| drop(place.set(Err(finding.clone())))),
        }
    }

    fn make(&self, copies: &[&Copy], made: &Made) -> Result<Vec<OutputFile>, Box<Diagnostic>> {
        let sizes: Vec<Size> = copies.iter().map(|copy| copy.size).collect();
        let bytes = shrink(&self.file.published.bytes, &sizes);
        let bytes = bytes
            .map_err(|trouble| Box::new(catalogue::picture_trouble(self.at.clone(), self.path.file_name(), trouble)))?;
        Ok(copies.iter().zip(bytes).map(|(copy, bytes)| made.insert(copy, bytes)).collect())
    }
}
