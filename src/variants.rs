//! The smaller copies of a site's pictures: which there are, and each made when it is first asked for.
//!
//! A page names variants without waiting for them. `trellis build` asks for all of them, the dev server for those that
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
use crate::picture::{PictureFile, Size, Variant, VariantCache, shrink};
use crate::source::{SourcePath, Span};

/// A picture of which many are unpacked at once; larger ones come one after the other, so that they do not fill the
/// memory together.
const LARGE: u64 = 16_000_000;

/// A variant, or why there is none.
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

/// All variants of a site.
#[derive(Debug)]
pub struct Variants {
    shown: Vec<Shown>,
    /// Which variant of which picture is at an address.
    at: BTreeMap<OutputPath, (usize, usize)>,
    made: Arc<VariantCache>,
}

impl Variants {
    /// Variants of the pictures in texts, of the owner's logo and of drawings.
    pub fn of(graph: &Graph, config: &Config, made: Arc<VariantCache>) -> Variants {
        let shown = shown(graph, config);
        let addresses = shown.iter().enumerate().flat_map(|(picture, one)| {
            let address = |variant: &Variant| OutputPath::new(&*variant.address);
            one.variants().iter().enumerate().map(move |(at, variant)| (address(variant), (picture, at)))
        });
        let at = addresses.collect();
        Variants { shown, at, made }
    }

    /// How many variants there are.
    pub(crate) fn len(&self) -> usize {
        self.at.len()
    }

    /// The variant at an address, made if need be.
    pub fn file(&self, path: &OutputPath) -> Option<Result<OutputFile, &Diagnostic>> {
        let &(picture, at) = self.at.get(path)?;
        let shown = &self.shown[picture];
        let copied = shown.copied[at].get_or_init(|| {
            let variant = &shown.variants()[at];
            match self.made.get(variant) {
                Some(file) => Ok(file),
                None => shown.make(&[variant], &self.made).map(|mut files| files.remove(0)),
            }
        });
        Some(copied.as_ref().cloned().map_err(|finding| &**finding))
    }

    /// Makes all variants that are not there yet, unpacking each picture once. `done` is told how many there are so far.
    pub fn make_all(&self, done: &(dyn Fn(usize) + Sync)) {
        let so_far = std::sync::atomic::AtomicUsize::new(0);
        let make = |shown: &Shown| {
            shown.make_all(&self.made);
            let variants = shown.copied.len();
            done(so_far.fetch_add(variants, std::sync::atomic::Ordering::Relaxed) + variants);
        };
        let (large, others): (Vec<&Shown>, Vec<&Shown>) = self.shown.iter().partition(|shown| shown.is_large());
        others.into_par_iter().for_each(make);
        large.into_iter().for_each(make);
    }

    /// Where the variants are.
    pub fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.at.keys()
    }

    /// All variants by address, and findings where there are none.
    pub fn files(&self) -> impl Iterator<Item = (&OutputPath, Result<OutputFile, &Diagnostic>)> {
        self.at.keys().filter_map(|path| Some((path, self.file(path)?)))
    }

    /// Leaves behind what was made for earlier sites.
    pub fn forget_others(&self) {
        let variants = self.shown.iter().flat_map(Shown::variants);
        self.made.keep_only(&variants.map(|variant| variant.key).collect());
    }
}

/// Where the variants of a site are, each with its picture.
pub fn addresses(graph: &Graph, config: &Config) -> impl Iterator<Item = (String, SourcePath)> {
    shown(graph, config).into_iter().flat_map(|shown| {
        let address = |variant: &Variant| (variant.address.to_string(), shown.path.clone());
        shown.variants().iter().map(address).collect::<Vec<_>>()
    })
}

/// Every picture that the site shows, once.
fn shown(graph: &Graph, config: &Config) -> Vec<Shown> {
    let has_variants = graph.pictures.values().any(|file| !file.variants().is_empty());
    let mut shown = if has_variants { in_texts(graph) } else { Vec::new() };
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
        seen.insert(path).then(|| Shown::new(path, at, file, file.variants().len()))
    });
    shown.collect()
}

/// The owner's logo and drawings of professions, of which pages show the smallest variant only.
fn by_name(graph: &Graph, config: &Config) -> Vec<Shown> {
    let logo = config.brand.as_ref().and_then(|brand| brand.logo.as_deref()).map(|logo| (config::path(), logo));
    let professions = graph.all::<Profession>();
    let drawings = professions.filter_map(|one| Some((one.node.entry.path.clone(), one.fields.drawing.as_deref()?)));
    let shown = logo.into_iter().chain(drawings).filter_map(|(at, name)| {
        let path = picture_path(name);
        let file = graph.pictures.get(&path)?;
        Some(Shown::new(&path, Span::file(&at), file, file.variants().len().min(1)))
    });
    shown.collect()
}

impl Shown {
    fn new(path: &SourcePath, at: Span, file: &Arc<PictureFile>, variants: usize) -> Shown {
        let copied = (0..variants).map(|_| OnceLock::new()).collect();
        Shown { path: path.clone(), at, file: file.clone(), copied }
    }

    /// The variants of it that pages show, the smallest first.
    fn variants(&self) -> &[Variant] {
        &self.file.variants()[..self.copied.len()]
    }

    fn is_large(&self) -> bool {
        self.file.size().is_some_and(|size| u64::from(size.width) * u64::from(size.height) > LARGE)
    }

    fn make_all(&self, made: &VariantCache) {
        let variants = || self.variants().iter().zip(&self.copied);
        let mut missing = Vec::new();
        for (variant, place) in variants().filter(|(_, place)| place.get().is_none()) {
            match made.get(variant) {
                Some(file) => drop(place.set(Ok(file))),
                None => missing.push((variant, place)),
            }
        }
        if missing.is_empty() {
            return;
        }
        let wanted: Vec<&Variant> = missing.iter().map(|(variant, _)| *variant).collect();
        match self.make(&wanted, made) {
            Ok(files) => missing.iter().zip(files).for_each(|((_, place), file)| drop(place.set(Ok(file)))),
            Err(finding) => missing.iter().for_each(|(_, place)| drop(place.set(Err(finding.clone())))),
        }
    }

    fn make(&self, variants: &[&Variant], made: &VariantCache) -> Result<Vec<OutputFile>, Box<Diagnostic>> {
        let sizes: Vec<Size> = variants.iter().map(|variant| variant.size).collect();
        let bytes = shrink(&self.file.published.bytes, &sizes);
        let bytes = bytes
            .map_err(|trouble| Box::new(catalogue::picture_trouble(self.at.clone(), self.path.file_name(), trouble)))?;
        Ok(variants.iter().zip(bytes).map(|(variant, bytes)| made.insert(variant, bytes)).collect())
    }
}
