//! How a picture in a text is written: smaller copies for those whose browsers take them, and the picture itself.
//!
//! All of it follows from the picture's size, so pages need not wait for variants to be made, and width and height are
//! always there: nothing jumps while a picture loads.

use std::fmt::Write;

use pulldown_cmark_escape::escape_href;
use serde::Serialize;

use crate::graph::{LinkTarget, Node};
use crate::permalink;
use crate::picture::{PictureFile, Variant};

/// An owner's logo. Addresses are from the site's root.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct LogoView {
    pub address: String,
    /// A smaller copy of it in WebP, if there is one.
    pub copy: Option<Box<str>>,
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// Writes the beginning of a picture that is link n of a text, up to its words.
pub(super) fn open(node: &Node, link: u32, href: &str, sizes: &str, out: &mut String) {
    let picture = node.links[link as usize].picture();
    if let Some(picture) = picture.filter(|picture| !picture.variants().is_empty()) {
        out.push_str("<picture><source type=\"image/webp\" srcset=\"");
        for (at, variant) in picture.variants().iter().enumerate() {
            out.push_str(if at == 0 { "" } else { ", " });
            escape(out, &beside(href, variant));
            write!(out, " {}w", variant.size.width).expect("a String takes any text");
        }
        out.push_str("\" sizes=\"");
        pulldown_cmark_escape::escape_html(&mut *out, sizes).expect("a String takes any text");
        out.push_str("\">");
    }
    out.push_str("<img src=\"");
    escape(out, href);
    out.push('"');
    if let Some(size) = picture.and_then(PictureFile::size) {
        write!(out, " width=\"{}\" height=\"{}\"", size.width, size.height).expect("a String takes any text");
    }
    // The first picture may be in sight at once; the others wait until they are near.
    if node.links[..link as usize].iter().any(|link| matches!(link, LinkTarget::Picture(..))) {
        out.push_str(" loading=\"lazy\"");
    }
}

/// Writes what comes after the words.
pub(super) fn close(node: &Node, link: u32, out: &mut String) {
    if node.links[link as usize].picture().is_some_and(|picture| !picture.variants().is_empty()) {
        out.push_str("</picture>");
    }
}

/// Leaves the words of a picture that is not there, which was begun at a place without its tag.
pub(super) fn in_words(start: usize, out: &mut String) {
    let rest = out.split_off(start);
    let words = rest.strip_prefix(" alt=\"").and_then(|rest| rest.split_once('"'));
    out.push_str(words.map_or("", |(words, _)| words));
}

/// A logo is small, so its smallest variant is enough for every screen.
pub(super) fn logo(address: String, picture: &PictureFile) -> LogoView {
    let variant = picture.variants().first();
    let variant = variant.map(|variant| permalink::encoded(&variant.address).into());
    let address = permalink::encoded(&address).into_owned();
    let size = picture.size();
    LogoView { address, copy: variant, width: size.map(|size| size.width), height: size.map(|size| size.height) }
}

/// The link to a variant, by the link to its picture.
fn beside(href: &str, variant: &Variant) -> String {
    let folder = &href[..href.rfind('/').map_or(0, |slash| slash + 1)];
    let name = variant.address.rsplit('/').next().unwrap_or(&variant.address);
    format!("{folder}{}", permalink::encoded(name))
}

fn escape(out: &mut String, href: &str) {
    escape_href(&mut *out, href).expect("a String takes any text");
}
