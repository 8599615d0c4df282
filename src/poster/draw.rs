//! One picture: its heading, the columns with their boxes and lines, the key, and where it comes from.

use std::fmt::Write;

use super::text::{push_escaped, width_of, wrap};
use crate::layout::{Beside, Shape, Side};
use crate::theme::Theme;
use crate::view::diagram::{Column, Diagram, DiagramBox};

const MARGIN: usize = 48;
const COLUMN: usize = 196;
const GAP: usize = 72;
/// Space between a box's edge and its words.
const PADDING: usize = 14;
const TITLE: usize = 34;
const HEADING: usize = 17;
const WORDS: usize = 16;
const NOTE: usize = 13;
/// Height of a line of words, in twentieths of the font's size.
const LEADING: usize = 26;

/// In tenths.
const LEAST_HALF_ROW: usize = 80;

const FACE: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";

/// Colours of the theme's day, and what stands in for those that a theme does not have.
const COLOURS: [(&str, &str); 5] =
    [("surface", "#ffffff"), ("ink", "#111111"), ("soft", "#444444"), ("line", "#666666"), ("sprout", "#2f6b1f")];

pub(super) struct Poster<'a> {
    pub title: &'a str,
    pub site: &'a str,
    pub theme: &'a Theme,
    pub diagram: &'a Diagram,
}

/// Where things are on this picture.
struct Frame {
    width: usize,
    height: usize,
    /// Where headings of columns end and boxes begin.
    top: usize,
    /// Height of half a row, in tenths.
    half_row: usize,
}

impl Frame {
    fn y(&self, half_rows: usize) -> usize {
        self.top + half_rows * self.half_row / 10
    }

    fn x(column: usize) -> usize {
        MARGIN + column * (COLUMN + GAP)
    }
}

/// Height of a line of words in this size.
fn leading(size: usize) -> usize {
    size * LEADING / 20
}

impl Poster<'_> {
    pub(super) fn draw(&self) -> String {
        let frame = self.frame();
        let mut out = String::with_capacity(8 * 1024);
        self.open(&frame, &mut out);
        self.headings(&mut out);
        for (number, column) in self.diagram.columns.iter().enumerate() {
            self.lines(&frame, number, column, &mut out);
        }
        for (number, column) in self.diagram.columns.iter().enumerate() {
            column.boxes.iter().for_each(|place| self.place(&frame, number, place, &mut out));
        }
        self.foot(&frame, &mut out);
        out.push_str("</svg>\n");
        out
    }

    fn words(&self, key: &str) -> String {
        self.theme.words(key).unwrap_or_default()
    }

    fn colour(&self, name: &str) -> String {
        let instead = COLOURS.iter().find(|(known, _)| *known == name).map_or("#000000", |(_, colour)| colour);
        self.theme.colour(name).map_or_else(|| instead.to_string(), |colour| colour.to_string())
    }

    fn frame(&self) -> Frame {
        let columns = &self.diagram.columns;
        let boxes = columns.iter().flat_map(|column| &column.boxes);
        // Boxes that stand on each other keep a little apart, and so do lines.
        let needed = boxes.map(|place| (height(&lines_of(place)) + 18) * 10 / (2 * place.rows.max(1)));
        let half_row = needed.max().unwrap_or(0).max(LEAST_HALF_ROW);
        let heading = columns.iter().map(|column| self.heading(column).len()).max().unwrap_or(0);
        let top = MARGIN + leading(TITLE) + leading(WORDS) + 28 + heading * leading(HEADING) + 20;
        let across = MARGIN * 2 + columns.len() * (COLUMN + GAP) - if self.bends_at_the_end() { GAP / 2 } else { GAP };
        let width = across.max(MARGIN * 2 + width_of(self.title, TITLE)).max(MARGIN * 2 + self.key_width());
        let frame = Frame { width, height: 0, top, half_row };
        Frame { height: self.lowest(&frame) + 44 + 2 * leading(WORDS) + MARGIN, ..frame }
    }

    /// Where the last box or line ends. Boxes of a picture say less than those of a page and may leave room below.
    fn lowest(&self, frame: &Frame) -> usize {
        let columns = &self.diagram.columns;
        let boxes = columns.iter().flat_map(|column| &column.boxes).filter_map(|place| bottom(frame, place));
        let lanes = columns.iter().flat_map(|column| &column.lanes).map(|lane| frame.y(2 * lane.row - 1));
        boxes.chain(lanes).max().unwrap_or(frame.top)
    }

    /// Whether lines need the gap behind the last column.
    fn bends_at_the_end(&self) -> bool {
        self.diagram.columns.last().is_some_and(|column| !column.lines.is_empty())
    }

    fn open(&self, frame: &Frame, out: &mut String) {
        let Frame { width, height, .. } = frame;
        write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} \
             {height}\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"{FACE}\">\n<title id=\"title\">"
        )
        .expect("a String takes any text");
        push_escaped(out, self.title);
        out.push_str("</title>\n<desc id=\"desc\">");
        push_escaped(out, &self.words("poster-about"));
        out.push_str("</desc>\n");
        writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", self.colour("surface"))
            .expect("a String takes any text");
        self.text(MARGIN, MARGIN + TITLE, TITLE, Weight::Bold, "ink", self.title, out);
        let below = MARGIN + leading(TITLE) + WORDS;
        self.text(MARGIN, below, WORDS, Weight::Plain, "soft", &self.words("stay-and-grow"), out);
    }

    /// The words above a column.
    fn heading(&self, column: &Column) -> Vec<String> {
        let words = match (&column.heading.link, column.heading.key) {
            (Some(link), _) => link.title.to_string(),
            (None, Some(key)) => self.words(key),
            (None, None) => String::new(),
        };
        wrap(&words, HEADING, COLUMN)
    }

    fn headings(&self, out: &mut String) {
        let top = MARGIN + leading(TITLE) + leading(WORDS) + 28;
        for (number, column) in self.diagram.columns.iter().enumerate() {
            let x = Frame::x(number);
            writeln!(
                out,
                "<path d=\"M{x} {}h{COLUMN}\" stroke=\"{}\" stroke-width=\"4\"/>",
                top - 8,
                self.colour("sprout")
            )
            .expect("a String takes any text");
            for (line, words) in self.heading(column).iter().enumerate() {
                self.text(x, top + HEADING + line * leading(HEADING), HEADING, Weight::Bold, "ink", words, out);
            }
        }
    }

    fn lines(&self, frame: &Frame, number: usize, column: &Column, out: &mut String) {
        let left = Frame::x(number) + COLUMN;
        for lane in &column.lanes {
            let path = format!("M{} {}h{COLUMN}", Frame::x(number), frame.y(2 * lane.row - 1));
            self.stroke(lane.kind, &path, out);
        }
        for line in &column.lines {
            let path = match line.shape {
                Shape::Across { left: from, right: to } => {
                    let (from, to) = (frame.y(from), frame.y(to));
                    format!("M{left} {from}C{0} {from} {0} {to} {1} {to}", left + GAP / 2, left + GAP)
                }
                Shape::Beside(Beside { upper, lower }) => {
                    let (upper, lower) = (frame.y(upper), frame.y(lower));
                    format!("M{left} {upper}C{0} {upper} {0} {lower} {left} {lower}", left + GAP * 3 / 4)
                }
            };
            self.stroke(line.kind, &path, out);
        }
        for arrow in &column.heads {
            let y = frame.y(arrow.head.at);
            let path = match arrow.head.side {
                Side::Left => format!("M{left} {y}l13-7v14z"),
                Side::Right => format!("M{} {y}l-13-7v14z", left + GAP),
            };
            writeln!(out, "<path d=\"{path}\" fill=\"{}\"/>", self.colour("ink")).expect("a String takes any text");
        }
    }

    fn stroke(&self, kind: &str, path: &str, out: &mut String) {
        let look = match kind {
            "sideways" => "2.5\" stroke-dasharray=\"9 6",
            "onward" => "2.5\" stroke-dasharray=\"18 5",
            "step-off" | "helps-apply" => "3\" stroke-linecap=\"round\" stroke-dasharray=\"0 7",
            "qualifies" => "5",
            _ => "2.5",
        };
        writeln!(out, "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{look}\"/>", self.colour("ink"))
            .expect("a String takes any text");
    }

    fn place(&self, frame: &Frame, column: usize, place: &DiagramBox, out: &mut String) {
        let Some(bottom) = bottom(frame, place) else { return };
        let lines = lines_of(place);
        let (x, high) = (Frame::x(column), height(&lines));
        let top = bottom - high;
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{top}\" width=\"{COLUMN}\" height=\"{high}\" rx=\"10\" fill=\"{}\" stroke=\"{}\" \
             stroke-width=\"1.5\"/>",
            self.colour("surface"),
            self.colour("line")
        )
        .expect("a String takes any text");
        let mut y = top + PADDING;
        for line in &lines {
            let weight = if line.size == WORDS { Weight::Bold } else { Weight::Plain };
            self.text(x + PADDING, y + line.size, line.size, weight, "ink", &line.words, out);
            y += leading(line.size);
        }
    }

    /// The key, and the name of the site.
    fn foot(&self, frame: &Frame, out: &mut String) {
        let y = frame.height - MARGIN - leading(WORDS);
        let mut x = MARGIN;
        for kind in &self.diagram.kinds {
            self.stroke(kind, &format!("M{x} {}h44", y - WORDS / 3), out);
            let words = self.words(&format!("step-{kind}"));
            self.text(x + 54, y, WORDS, Weight::Plain, "ink", &words, out);
            x += 54 + width_of(&words, WORDS) + 28;
        }
        self.text(MARGIN, frame.height - MARGIN + 4, NOTE, Weight::Plain, "soft", self.site, out);
    }

    fn key_width(&self) -> usize {
        let words = |kind: &&str| 54 + width_of(&self.words(&format!("step-{kind}")), WORDS) + 28;
        self.diagram.kinds.iter().map(words).sum()
    }

    #[expect(clippy::too_many_arguments, reason = "a line of text is just these")]
    fn text(&self, x: usize, y: usize, size: usize, weight: Weight, colour: &str, words: &str, out: &mut String) {
        let bold = match weight {
            Weight::Bold => " font-weight=\"700\"",
            Weight::Plain => "",
        };
        write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{bold} fill=\"{}\">", self.colour(colour))
            .expect("a String takes any text");
        push_escaped(out, words);
        out.push_str("</text>\n");
    }
}

#[derive(Clone, Copy)]
enum Weight {
    Plain,
    Bold,
}

/// A line of a box.
struct Words {
    size: usize,
    words: String,
}

/// What a box says: its title, and what there is to say about it.
fn lines_of(place: &DiagramBox) -> Vec<Words> {
    let wrapped = |text: &str, size: usize| {
        wrap(text, size, COLUMN - 2 * PADDING).into_iter().map(move |words| Words { size, words })
    };
    wrapped(&place.title, WORDS).chain(place.note.iter().flat_map(|note| wrapped(note, NOTE))).collect()
}

/// Where a box ends, if it is drawn.
fn bottom(frame: &Frame, place: &DiagramBox) -> Option<usize> {
    let middle = frame.y(2 * (place.row? - 1) + place.rows);
    Some(middle + height(&lines_of(place)).div_ceil(2))
}

/// How high a box with these words is.
fn height(lines: &[Words]) -> usize {
    2 * PADDING + lines.iter().map(|line| leading(line.size)).sum::<usize>()
}
