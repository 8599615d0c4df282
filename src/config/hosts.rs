//! Names of websites, as an owner lists them.

use std::collections::BTreeSet;

use crate::entry::fields::{Field, Reader, Shape};
use crate::entry::locate::Step;
use crate::entry::node::{Marked, Node};
use crate::entry::phase::same_in_every_phase;
use crate::entry::values::Text;

/// Names of websites in small letters, without `www.`. A name stands for all names below it too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hosts(BTreeSet<String>);

impl Hosts {
    /// Each name, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The name of this list that an address is on, if it is on one.
    pub fn of_address(&self, address: &str) -> Option<&str> {
        let host = host(address)?;
        let starts = std::iter::once(0).chain(host.match_indices('.').map(|(at, _)| at + 1));
        starts.into_iter().find_map(|start| self.0.get(&host[start..])).map(String::as_str)
    }
}

/// The website of an address in small letters; none if it leads to no website.
fn host(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    Some(host.trim_end_matches('.').to_lowercase())
}

fn read_name(node: &Node, reader: &mut Reader) -> Option<String> {
    let text = Text::read(node, reader)?;
    let lower = text.to_lowercase();
    let name = lower.strip_prefix("www.").unwrap_or(&lower);
    if is_name(name) {
        return Some(name.to_string());
    }
    // People copy the whole address.
    let inside = host(&lower).unwrap_or_else(|| name.split('/').next().unwrap_or_default().to_string());
    let inside = inside.strip_prefix("www.").unwrap_or(&inside);
    let help = match is_name(inside) {
        true => format!("did you mean `{inside}`?"),
        false => "write the name alone, such as `blog.example`".into(),
    };
    reader.invalid(format!("`{text}` is not the name of a website"), Some(help));
    None
}

fn is_name(name: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    name.contains('.') && name.split('.').all(is_part)
}

impl Field for Hosts {
    const REQUIRED: bool = false;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Node::List(items) = node else {
            return reader.expected("a list", node, "write each name on a line of its own, with `- ` before it");
        };
        let read = |(index, item): (usize, &Marked)| reader.at(Step::Item(index), |reader| read_name(item, reader));
        let names: Vec<String> = items.iter().enumerate().filter_map(read).collect();
        (names.len() == items.len()).then(|| Hosts(names.into_iter().collect()))
    }

    fn absent() -> Option<Self> {
        Some(Hosts::default())
    }

    fn shape() -> Shape {
        Shape::List(Box::new(Shape::Text))
    }
}

same_in_every_phase!(Hosts);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_for_all_names_below_it() {
        let hosts = Hosts(["blog.example".to_string()].into());
        for address in [
            "https://blog.example",
            "http://www.blog.example/a?b#c",
            "https://Old.Blog.Example:8080/",
            "https://me@blog.example",
        ] {
            assert_eq!(hosts.of_address(address), Some("blog.example"), "{address}");
        }
        for address in [
            "https://myblog.example/",
            "https://example/",
            "https://a.uk/blog.example",
            "mailto:me@blog.example",
            "https://blog.example.uk",
        ] {
            assert_eq!(hosts.of_address(address), None, "{address}");
        }
    }
}
