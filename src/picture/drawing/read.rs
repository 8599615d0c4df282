//! Reads a drawing from its first byte to its last. quick-xml splits it; what makes XML well-formed beyond that is asked
//! here: one root, closed parts, names and words that are known.
#![expect(clippy::wildcard_enum_match_arm, reason = "the words are those of the reader of XML")]

use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, QName, ResolveResult};

use super::active::{self, Active, Deed};
use super::notes::{self, Home};
use super::tag::{self, Attribute};
use super::{Drawing, Size, Trouble};

/// More than so many things that a drawing does are not told.
const MOST_TOLD: usize = 20;

/// Where a drawing is not well-formed.
struct Malformed(usize);

/// A part that has begun.
struct Open {
    start: usize,
    is_note: bool,
    /// Whether it holds metadata, and no other does around it.
    is_metadata: bool,
    /// The words of a stylesheet, with the place of the first.
    style: Option<Style>,
}

#[derive(Default)]
struct Style {
    words: String,
    /// Where the words lie, if they lie there as they are.
    at: Option<usize>,
}

struct Reading<'t> {
    text: &'t str,
    has_root: bool,
    size: Option<Size>,
    open: Vec<Open>,
    active: Vec<Active>,
    notes: Vec<Range<usize>>,
    /// How many of the open parts hold metadata.
    metadata: usize,
    /// Whether the metadata that are open tell a licence.
    has_licence: bool,
    has_own_words: bool,
}

/// Reads the text of a file.
pub(super) fn read(text: &str) -> Result<Drawing, Trouble> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let before = text.len() - body.len();
    let mut reading = Reading {
        text: body,
        has_root: false,
        size: None,
        open: Vec::new(),
        active: Vec::new(),
        notes: Vec::new(),
        metadata: 0,
        has_licence: false,
        has_own_words: false,
    };
    match reading.run() {
        Err(Malformed(_)) if !reading.has_root => return Err(Trouble::OtherKind),
        Err(Malformed(at)) => {
            let lines = body.bytes().take(at).filter(|byte| *byte == b'\n').count();
            return Err(Trouble::NotWellFormed { line: u32::try_from(lines + 1).unwrap_or(u32::MAX) });
        }
        Ok(()) => {}
    }
    let shift = |range: Range<usize>| range.start + before..range.end + before;
    let mut active: Vec<Active> = reading.active;
    active.iter_mut().for_each(|active| active.at = shift(active.at.clone()));
    let notes = notes::merged(reading.notes, body).into_iter().map(shift).collect();
    Ok(Drawing { size: reading.size, active, notes })
}

impl<'t> Reading<'t> {
    fn run(&mut self) -> Result<(), Malformed> {
        let mut reader = NsReader::from_str(self.text);
        reader.config_mut().check_comments = true;
        loop {
            let start = place(reader.buffer_position());
            let Ok(event) = reader.read_event() else { return Err(Malformed(place(reader.error_position()))) };
            let at = start..place(reader.buffer_position());
            match event {
                Event::Start(tag) => {
                    let open = self.element(&tag, at, 1, reader.resolver())?;
                    self.begin(open);
                }
                Event::Empty(tag) => {
                    let end = at.end;
                    let open = self.element(&tag, at, 2, reader.resolver())?;
                    self.begin(open);
                    self.close(end);
                }
                Event::End(_) => self.close(at.end),
                Event::Eof if self.open.is_empty() && self.has_root => return self.letters(),
                Event::Eof => return Err(Malformed(self.text.len())),
                other => self.between(&other, at)?,
            }
        }
    }

    /// What XML cannot hold at all: most control characters.
    fn letters(&self) -> Result<(), Malformed> {
        let is_odd = |c: char| c < ' ' && !matches!(c, '\t' | '\r' | '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
        self.text.find(is_odd).map_or(Ok(()), |at| Err(Malformed(at)))
    }

    /// What stands between the tags.
    fn between(&mut self, event: &Event<'t>, at: Range<usize>) -> Result<(), Malformed> {
        let is_inside = !self.open.is_empty();
        match event {
            Event::Text(text) if is_inside && !text.contains("]]>") || text.trim_ascii().is_empty() => {
                self.words(text, Some(at.start));
            }
            Event::CData(text) if is_inside => self.words(text, Some(at.start + "<![CDATA[".len())),
            Event::GeneralRef(word) if is_inside => match meaning(word) {
                Some(words) => self.words(&words, None),
                None if self.has_own_words => {}
                None => return Err(Malformed(at.start)),
            },
            Event::Comment(words) => self.note(words, at),
            Event::PI(instruction) if instruction.target() == "xml-stylesheet" => {
                self.does(at, Deed::Loads("xml-stylesheet".into()));
            }
            Event::PI(instruction) if !instruction.target().eq_ignore_ascii_case("xml") => self.notes.push(at),
            Event::DocType(words) if !self.has_root && words.contains('[') => {
                self.has_own_words = true;
                self.does(at.start..at.start + "<!DOCTYPE".len(), Deed::OwnWords);
            }
            Event::DocType(_) if !self.has_root => self.notes.push(at),
            Event::Decl(declaration) if at.start == 0 && is_readable(declaration, self.text) => {}
            Event::Text(text) => {
                let blanks = text.len() - text.trim_ascii_start().len();
                return Err(Malformed(at.start + blanks));
            }
            _ => return Err(Malformed(at.start)),
        }
        Ok(())
    }

    fn note(&mut self, words: &str, at: Range<usize>) {
        // Some licences ask for such words to stay.
        if !notes::tells_licence(words) {
            self.notes.push(at);
        }
    }

    /// Words that visitors, or stylesheets, have; none of them at a place if they are written in another way.
    fn words(&mut self, words: &str, at: Option<usize>) {
        self.has_licence |= self.metadata > 0 && notes::tells_licence(words);
        let Some(style) = self.open.last_mut().and_then(|open| open.style.as_mut()) else { return };
        style.at = if style.words.is_empty() { at } else { None };
        style.words.push_str(words);
    }

    /// A tag that opens a part; so many bytes close the tag.
    fn element(
        &mut self,
        tag: &BytesStart<'_>,
        at: Range<usize>,
        closing: usize,
        resolver: &NamespaceResolver,
    ) -> Result<Open, Malformed> {
        let malformed = || Malformed(at.start);
        let name = tag.name().into_inner();
        let home = home(resolver.resolve_element(tag.name()).0).ok_or_else(malformed)?;
        let local = tag.local_name().into_inner();
        let name_end = at.start + 1 + name.len();
        let inside = name_end..at.end - closing;
        let attributes = tag::attributes(self.text, inside, self.has_own_words)
            .filter(|_| tag::is_name(name) && (self.has_root != self.open.is_empty()))
            .ok_or_else(malformed)?;
        if !self.has_root {
            if local != "svg" || home != Home::Drawing {
                return Err(malformed());
            }
            self.has_root = true;
            self.size = super::size(&attributes);
        }
        let is_shown = matches!(home, Home::Drawing | Home::Page);
        let tag_at = at.start..name_end;
        if let Some(deed) = active::element(local, home == Home::Page).filter(|_| is_shown) {
            self.does(tag_at.clone(), deed);
        }
        for attribute in &attributes {
            self.attribute(attribute, local, is_shown, resolver).ok_or_else(malformed)?;
        }
        let is_around = self.metadata > 0;
        let is_metadata = !is_around && (home == Home::Licence || home == Home::Drawing && local == "metadata");
        self.has_licence &= is_around;
        self.has_licence |= home == Home::Licence && matches!(&*local.to_ascii_lowercase(), "license" | "rights");
        let style = (is_shown && local == "style").then(Style::default);
        Ok(Open { start: at.start, is_note: home == Home::Note, is_metadata, style })
    }

    /// Judges an attribute; nothing if its prefix is unknown.
    fn attribute(
        &mut self,
        attribute: &Attribute<'_>,
        element: &str,
        is_shown: bool,
        resolver: &NamespaceResolver,
    ) -> Option<()> {
        let is_note = match attribute.name.split_once(':') {
            Some(("xmlns", _)) => Home::of(Some(&attribute.value)) == Home::Note,
            None if attribute.name == "xmlns" => false,
            Some(_) => home(resolver.resolve_attribute(QName(attribute.name)).0)? == Home::Note,
            None => false,
        };
        let is_name = attribute.name == "xmlns" || attribute.name.starts_with("xmlns:");
        match is_note {
            true => self.notes.push(attribute.with_blanks.clone()),
            false if is_shown && !is_name => {
                if let Some(deed) = active::attribute(element, attribute) {
                    self.does(attribute.at.clone(), deed);
                }
            }
            false => {}
        }
        Some(())
    }

    fn begin(&mut self, open: Open) {
        self.metadata += usize::from(open.is_metadata);
        self.open.push(open);
    }

    fn close(&mut self, end: usize) {
        // The reader has looked whether there is one.
        let Some(open) = self.open.pop() else { return };
        self.metadata -= usize::from(open.is_metadata);
        if open.is_note || open.is_metadata && !self.has_licence {
            self.notes.push(open.start..end);
        }
        let Some(style) = open.style else { return };
        if let Some((at, address)) = active::styles(&style.words) {
            let tag = open.start..open.start + "<style".len();
            let at = style.at.map_or(tag, |from| from + at.start..from + at.end);
            self.does(at, Deed::Loads(address));
        }
    }

    fn does(&mut self, at: Range<usize>, deed: Deed) {
        if self.active.len() < MOST_TOLD && !self.active.iter().any(|active| active.deed == deed) {
            self.active.push(Active { at, deed });
        }
    }
}

/// A place in a text, which is in memory.
fn place(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// Whose word a name is; nothing if its prefix is unknown.
fn home(namespace: ResolveResult<'_>) -> Option<Home> {
    match namespace {
        ResolveResult::Bound(Namespace(name)) => Some(Home::of(Some(name))),
        ResolveResult::Unbound => Some(Home::of(None)),
        ResolveResult::Unknown(_) => None,
    }
}

/// What `&…;` means without words of the drawing's own.
fn meaning(word: &BytesRef<'_>) -> Option<String> {
    match word.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) => resolve_predefined_entity(word).map(str::to_string),
        Err(_) => None,
    }
}

/// Whether the text is in the letters that it says it is in. It is UTF-8; plain ASCII is the same in most of the others.
fn is_readable(declaration: &BytesDecl<'_>, text: &str) -> bool {
    let Some(Ok(encoding)) = declaration.encoding() else { return declaration.encoding().is_none() };
    let encoding = encoding.to_ascii_lowercase();
    let is_wider =
        ["iso-8859-", "windows-125", "latin1", "us-ascii", "ascii"].iter().any(|name| encoding.starts_with(name));
    matches!(&*encoding, "utf-8" | "utf8") || is_wider && text.is_ascii()
}
