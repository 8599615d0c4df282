//! A small picture of an entry between those that name it and those that it names. It says nothing that the lists
//! beside it do not say, so it is hidden from those who do not see it.

use serde::Serialize;

/// Entries drawn on one side; of more, only the number is told.
const MOST: usize = 7;
/// Letters of a title.
const LETTERS: usize = 25;
const ROW: usize = 44;
const WIDTH: usize = 760;
const BOX: usize = 216;
const HALF: usize = 16;

/// Boxes and lines, in whole units of the picture.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Drawing {
    pub width: usize,
    pub height: usize,
    pub boxes: Vec<Box>,
    pub lines: Vec<String>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Box {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
    pub text: String,
    pub text_x: usize,
    pub text_y: usize,
    pub is_here: bool,
}

/// The picture of an entry between others, all by their titles; none if the entry stands alone.
pub fn draw(title: &str, left: &[&str], right: &[&str]) -> Option<Drawing> {
    let (left, right) = (titles(left), titles(right));
    let rows = left.len().max(right.len());
    if rows == 0 {
        return None;
    }
    let height = rows * ROW;
    let middle = height / 2;
    let centre = WIDTH / 2;
    let mut drawing = Drawing { width: WIDTH, height, boxes: Vec::new(), lines: Vec::new() };
    let (near, far) = (centre - BOX / 2, centre + BOX / 2);
    for (titles, x, from, to) in [(left, 0, BOX, near), (right, WIDTH - BOX, far, WIDTH - BOX)] {
        let top = (height - titles.len() * ROW) / 2;
        for (at, title) in titles.iter().enumerate() {
            let y = top + at * ROW + ROW / 2;
            let (start, end) = if x == 0 { (y, middle) } else { (middle, y) };
            let bend = (from + to) / 2;
            drawing.lines.push(format!("M{from} {start}C{bend} {start} {bend} {end} {to} {end}"));
            drawing.boxes.push(a_box(title, x, y));
        }
    }
    drawing.boxes.push(Box { is_here: true, ..a_box(&short(title), near, middle) });
    Some(drawing)
}

fn a_box(title: &str, x: usize, y: usize) -> Box {
    Box {
        x: x + 1,
        y: y - HALF,
        width: BOX - 2,
        height: 2 * HALF,
        text: title.to_string(),
        text_x: x + BOX / 2,
        text_y: y + 5,
        is_here: false,
    }
}

fn titles(neighbours: &[&str]) -> Vec<String> {
    let shown = if neighbours.len() > MOST { MOST - 1 } else { neighbours.len() };
    let titles = neighbours.iter().take(shown).map(|title| short(title));
    let rest = neighbours.len() - shown;
    titles.chain((rest > 0).then(|| format!("and {rest} more"))).collect()
}

fn short(title: &str) -> String {
    match title.char_indices().nth(LETTERS) {
        Some(_) => title.chars().take(LETTERS - 1).chain(['…']).collect(),
        None => title.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: [&str; 100] = ["An entry with a long title"; 100];

    #[test]
    fn every_box_is_inside_and_no_two_of_a_side_touch() {
        for (left, right) in [(0, 1), (1, 0), (3, 9), (100, 2), (7, 7)] {
            let drawing = draw("Here", &TITLES[..left], &TITLES[..right]).unwrap();
            assert_eq!(drawing.boxes.len(), 1 + left.min(MOST) + right.min(MOST));
            assert_eq!(drawing.lines.len() + 1, drawing.boxes.len());
            for one in &drawing.boxes {
                assert!(one.x + one.width <= drawing.width && one.y + one.height <= drawing.height, "{one:?}");
                assert!(one.text.chars().count() <= LETTERS);
                let others = drawing.boxes.iter().filter(|other| other.x == one.x && other.y > one.y);
                assert!(others.clone().all(|other| other.y >= one.y + one.height), "{one:?}");
            }
        }
        assert_eq!(draw("Alone", &[], &[]), None);
    }

    #[test]
    fn of_many_the_number_is_told() {
        let drawing = draw("Here", &TITLES[..20], &[]).unwrap();
        assert!(drawing.boxes.iter().any(|one| one.text == "and 14 more"));
    }
}
