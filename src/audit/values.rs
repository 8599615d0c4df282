//! The values that a page shows, and which of them stand at a place of it: a value that is marked, and then met there,
//! stands there.

use std::ops::Range;

use serde_json::Value;

use super::accessible_name::meant;
use crate::render;
use crate::theme::MarkedTheme;
use crate::theme::marks::{self, Mark, Marked};
use crate::view::PageView;

/// One step into a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    Field(String),
    Item(usize),
}

/// What a template sees, as plain values.
#[derive(Debug, Clone)]
pub(super) struct Values {
    page: Value,
    view: Value,
}

/// A text in a view, and the way to it.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub path: Vec<Segment>,
    pub text: String,
}

impl Values {
    pub(super) fn new(view: &PageView) -> Values {
        let plain = |value: serde_json::Result<Value>| value.unwrap_or_default();
        Values { page: plain(serde_json::to_value(&view.page)), view: plain(serde_json::to_value(&view.view)) }
    }

    /// The same with other texts in the place of some.
    pub(super) fn with_texts(&self, texts: &[(String, String)]) -> Values {
        let mut values = self.clone();
        if !texts.is_empty() {
            values.each(&mut |_, text| {
                if let Some((_, other)) = texts.iter().find(|(known, _)| known == text) {
                    text.clone_from(other);
                }
            });
        }
        values
    }

    /// Renders the page with marks; nothing if it is another one without them.
    pub(super) fn render(&self, template: &str, theme: &MarkedTheme, html: &str) -> Option<Marked> {
        let text = |value: Option<&Value>| Some(marks::take(value?.as_str()?).html);
        let (root, base) =
            (text(self.page.get("root")), text(self.page.get("site").and_then(|site| site.get("base_url"))));
        let context = render::context(&self.page, &self.view);
        let marked = theme.render(template, &context, &root.unwrap_or_default(), base.as_deref())?;
        (marked.html == html).then_some(marked)
    }

    /// The value at a way into the view.
    pub(super) fn at(&self, path: &[Segment]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        let top = if *first == Segment::Field("page".into()) { &self.page } else { &self.view };
        rest.iter().try_fold(top, |value, step| match step {
            Segment::Field(name) => value.get(name),
            Segment::Item(number) => value.get(number),
        })
    }

    /// Texts of the view that may stand in a range of the page, to go by their words alone.
    pub(super) fn like(&self, at: &Range<usize>, html: &str) -> Vec<Shown> {
        let words = meant(html[at.clone()].into());
        let mut found = Vec::new();
        self.clone().each(&mut |path, text| {
            if !text.trim().is_empty() && words.contains(&**text) {
                found.push(Shown { path: path.to_vec(), text: text.clone() });
            }
        });
        found
    }

    /// Which of these texts do stand in a range of the page, by their numbers, those first that hold most of it.
    pub(super) fn that_fill(
        &self,
        at: &Range<usize>,
        candidates: &[&Shown],
        html: &str,
        template: &str,
        theme: &MarkedTheme,
    ) -> Vec<usize> {
        let all: Vec<usize> = (0..candidates.len()).collect();
        let mut found: Vec<(usize, usize)> = match self.render_marked(candidates, &all, template, theme, html) {
            Some(marked) => in_range(&marked, at),
            // Some value decides what the template does: each is tried alone.
            None => {
                let alone = all.iter().filter_map(|one| self.render_marked(candidates, &[*one], template, theme, html));
                alone.flat_map(|marked| in_range(&marked, at)).collect()
            }
        };
        found.sort_by_key(|(length, one)| (std::cmp::Reverse(*length), *one));
        found.dedup();
        found.into_iter().map(|(_, one)| one).collect()
    }

    fn render_marked(
        &self,
        candidates: &[&Shown],
        chosen: &[usize],
        template: &str,
        theme: &MarkedTheme,
        html: &str,
    ) -> Option<Marked> {
        let mut values = self.clone();
        values.each(&mut |path, text| {
            if let Some(one) = chosen.iter().find(|one| candidates[**one].path == path) {
                *text = Mark::Value(*one as u32).around(text);
            }
        });
        values.render(template, theme, html)
    }

    fn each(&mut self, act: &mut dyn FnMut(&[Segment], &mut String)) {
        for (name, value) in [("page", &mut self.page), ("view", &mut self.view)] {
            each_text(value, &mut vec![Segment::Field(name.to_string())], act);
        }
    }
}

/// Values in a range of a page, each with how much of it it holds.
fn in_range(marked: &Marked, at: &Range<usize>) -> Vec<(usize, usize)> {
    let filled = marked.filled(at).into_iter().filter_map(|(part, mark)| {
        let Mark::Value(number) = mark else { return None };
        Some((part.len(), number as usize))
    });
    filled.collect()
}

fn each_text(value: &mut Value, path: &mut Vec<Segment>, act: &mut dyn FnMut(&[Segment], &mut String)) {
    match value {
        Value::String(text) => act(path, text),
        Value::Array(items) => {
            for (number, item) in items.iter_mut().enumerate() {
                path.push(Segment::Item(number));
                each_text(item, path, act);
                path.pop();
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                path.push(Segment::Field(name.clone()));
                each_text(field, path, act);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
