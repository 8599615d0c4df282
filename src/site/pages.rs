//! The pages of a site, each rendered when it is first asked for.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::fault;
use crate::memo::{self, Kept};
use crate::output::{FileClass, OutputFile};
use crate::plan::{Page, Subject};
use crate::render;
use crate::theme::Theme;
use crate::view::Context;

/// A rendered page with the key by which it is remembered, or why it could not be rendered.
pub(super) type Rendered = Result<(u128, Kept), Box<Diagnostic>>;

/// What is at hand while a page is made: the file of its entry, or its address.
pub(super) struct Hand<'a> {
    pub page: &'a Page,
    pub context: &'a Context<'a>,
}

impl fmt::Display for Hand<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.page.subject {
            Subject::Entry(node)
            | Subject::Ladder(node)
            | Subject::Pack(node)
            | Subject::Short(node)
            | Subject::Choice(node, _) => self.context.node(*node).entry.path.fmt(out),
            Subject::Narrowed(_) | Subject::Overview(_) | Subject::Moved(_) => {
                write!(out, "the page {}", self.page.address)
            }
        }
    }
}

/// Every page, rendered or not yet.
#[derive(Debug)]
pub(super) struct Pages {
    pub plan: Arc<[Page]>,
    rendered: Vec<OnceLock<Rendered>>,
    memo: Arc<memo::Pages>,
    /// How many were rendered; the others were kept from the last site.
    render_count: AtomicUsize,
}

impl Pages {
    pub fn new(plan: Arc<[Page]>, memo: Arc<memo::Pages>) -> Pages {
        let rendered = plan.iter().map(|_| OnceLock::new()).collect();
        Pages { plan, rendered, memo, render_count: AtomicUsize::new(0) }
    }

    pub fn len(&self) -> usize {
        self.plan.len()
    }

    pub fn rendered(&self) -> usize {
        self.render_count.load(Ordering::Relaxed)
    }

    /// The page at a place in the plan; rendered if need be.
    pub fn get(&self, at: usize, context: &Context<'_>, theme: &Theme) -> &Rendered {
        self.rendered[at].get_or_init(|| {
            let page = &self.plan[at];
            fault::at(&Hand { page, context }, || self.render(page, context, theme))
        })
    }

    fn render(&self, page: &Page, context: &Context<'_>, theme: &Theme) -> Rendered {
        let face = page.face(context.graph);
        let (view, template) = (face.view(context), face.template);
        let key = view.memo_key(template, theme.hash);
        if let Some(page) = self.memo.get(key) {
            return Ok((key, page));
        }
        self.render_count.fetch_add(1, Ordering::Relaxed);
        let rendered = render::page(&view, template, theme)?;
        let page = Kept::new(OutputFile::new(FileClass::Page, rendered.bytes), rendered.said);
        self.memo.insert(key, page.clone());
        Ok((key, page))
    }

    /// Forgets pages that no page of this site is.
    pub fn keep_only(&self, used: &FxHashSet<u128>) {
        self.memo.keep_only(used);
    }
}
