//! A long list in pages, with links that keep what was asked for.

use serde::Serialize;

use super::phrases;
use crate::serve::safety;

/// Items on one page.
const EACH: usize = 100;

/// Which part of a list is shown, and where the others are.
#[derive(Debug, Serialize)]
pub struct Paging {
    pub before: Option<String>,
    pub after: Option<String>,
    /// `Page 2 of 5`; none if there is one page.
    pub words: Option<String>,
}

/// The part of a list that an address asks for. `asked` are the other fields of the address with their values.
pub fn part<T>(items: Vec<T>, target: &str, path: &str, asked: &[(&str, &str)]) -> (Vec<T>, Paging) {
    let pages = items.len().div_ceil(EACH).max(1);
    let page = safety::query(target, "page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, pages);
    let link = |page: usize| {
        let fields = asked.iter().filter(|(_, value)| !value.is_empty());
        let fields: String = fields.map(|(name, value)| format!("{name}={}&", phrases::encoded(value))).collect();
        format!("{path}?{fields}page={page}")
    };
    let paging = Paging {
        before: (page > 1).then(|| link(page - 1)),
        after: (page < pages).then(|| link(page + 1)),
        words: (pages > 1).then(|| format!("Page {} of {}", phrases::grouped(page), phrases::grouped(pages))),
    };
    (items.into_iter().skip((page - 1) * EACH).take(EACH).collect(), paging)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_parted_and_links_keep_the_question() {
        let part_of = |target: &str| part((0..250).collect(), target, "/l", &[("q", "a&b"), ("kind", "")]);
        let (items, paging) = part_of("/l?page=2");
        assert_eq!((items[0], items.len(), paging.words.as_deref()), (100, 100, Some("Page 2 of 3")));
        assert_eq!(
            (paging.before.as_deref(), paging.after.as_deref()),
            (Some("/l?q=a%26b&page=1"), Some("/l?q=a%26b&page=3"))
        );
        assert_eq!(part_of("/l?page=999").0, (200..250).collect::<Vec<_>>());
        assert_eq!(part_of("/l?page=x").0[0], 0);
        let (none, paging) = part(Vec::<u8>::new(), "/l", "/l", &[]);
        assert!(none.is_empty() && paging.words.is_none() && paging.after.is_none());
    }
}
