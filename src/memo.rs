//! What the last build made, kept for the next: files that were read, links, findings about words, the
//! theme, the plan of pages, pictures of diagrams, and rendered pages.
//!
//! A build takes what it can use and leaves what it did not ask for behind, so a memo never grows beyond one build. Pages
//! and findings about words can come from earlier processes ([`disk::Memory`](crate::disk::Memory)).

use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::audit::{self, Audited};
use crate::output::OutputFile;
use crate::picture::{VariantCache, VariantStore};
use crate::revision::Revision;
use crate::{check, contents, graph, groundwork, plan, theme};

/// The tables of an incremental build.
#[derive(Debug, Default)]
pub struct Memo {
    pub(crate) files: contents::Memo,
    pub(crate) links: graph::Memo,
    pub(crate) checks: check::Memo,
    pub(crate) theme: theme::Memo,
    pub(crate) plan: plan::Memo,
    /// The last site of which no two things wanted one address.
    pub(crate) uncontested: Option<Revision>,
    pub(crate) groundwork: groundwork::Memo,
    /// Shared with sites that are still being rendered.
    pub(crate) pages: Arc<Pages>,
    /// Smaller copies of pictures, shared likewise.
    pub(crate) variants: Arc<VariantCache>,
}

/// How much a memo keeps.
#[cfg(any(test, feature = "internals"))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    pub files: usize,
    pub pages: usize,
}

impl Memo {
    /// A memo that knows nothing but a store of variants of pictures, made by earlier processes.
    pub fn with_store(store: Box<dyn VariantStore>) -> Memo {
        Memo { variants: Arc::new(VariantCache::with_store(store)), ..Memo::default() }
    }

    /// Forgets all but variants of pictures, of which each stands for itself: after a fault nobody knows what is half made.
    pub fn forget(&mut self) {
        *self = Memo { variants: self.variants.clone(), ..Memo::default() };
    }

    /// What this one knows, for builds of files that are a little other. Both go on alone, and share what stands for
    /// itself: rendered pages, and variants of pictures.
    #[cfg(feature = "serve")]
    pub(crate) fn fork(&self) -> Memo {
        let Memo { files, links, checks, theme, plan, uncontested, groundwork: _, pages, variants } = self;
        Memo {
            files: files.clone(),
            links: links.clone(),
            checks: checks.clone(),
            theme: theme.clone(),
            plan: plan.clone(),
            uncontested: uncontested.clone(),
            groundwork: groundwork::Memo::default(),
            pages: pages.clone(),
            variants: variants.clone(),
        }
    }

    /// A memo for sites of which a page is shown once and kept by nobody: it shares variants of pictures alone.
    #[cfg(feature = "serve")]
    pub(crate) fn of_passing_pages(&self) -> Memo {
        Memo { variants: self.variants.clone(), ..Memo::default() }
    }

    /// A memo that knows nothing but the theme.
    #[cfg(any(test, feature = "internals"))]
    pub fn of_theme(&self) -> Memo {
        Memo { theme: self.theme.clone(), ..Memo::default() }
    }

    /// Tests hold with it that a memo stays as large as one build.
    #[cfg(any(test, feature = "internals"))]
    pub fn sizes(&self) -> Sizes {
        Sizes { files: self.files.len(), pages: self.pages.len() }
    }
}

/// Rendered pages by hash of template, view and theme.
#[derive(Debug, Default)]
pub(crate) struct Pages(RwLock<FxHashMap<u128, Kept>>);

/// A page as it is kept, with what is known of its bytes once somebody has asked.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub file: OutputFile,
    /// A hash of what it says, however the theme's files are named.
    pub said: u128,
    audited: Arc<OnceLock<Audited>>,
}

impl Kept {
    pub fn new(file: OutputFile, said: u128) -> Kept {
        Kept { file, said, audited: Arc::default() }
    }

    /// A page of which an earlier process knew this already.
    pub fn with_audit(file: OutputFile, said: u128, audited: Audited) -> Kept {
        Kept { file, said, audited: Arc::new(OnceLock::from(audited)) }
    }

    /// What an audit of the page says. The first who asks waits for it.
    pub fn audited(&self) -> &Audited {
        self.audited.get_or_init(|| audit::page(&self.file.bytes))
    }
}

impl Pages {
    pub fn get(&self, key: u128) -> Option<Kept> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    pub fn insert(&self, key: u128, page: Kept) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(key, page);
    }

    /// Adds pages, each with its key.
    pub fn extend(&self, pages: FxHashMap<u128, Kept>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).extend(pages);
    }

    /// Every page with its key, in no order.
    pub fn all(&self) -> Vec<(u128, Kept)> {
        let pages = self.0.read().unwrap_or_else(PoisonError::into_inner);
        pages.iter().map(|(key, page)| (*key, page.clone())).collect()
    }

    /// Leaves behind what the newest site does not use.
    pub fn keep_only(&self, used: &FxHashSet<u128>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).retain(|key, _| used.contains(key));
    }

    #[cfg(any(test, feature = "internals"))]
    fn len(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).len()
    }
}
