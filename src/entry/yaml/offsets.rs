//! Where in a text a character is, by its number.

/// Turns numbers of characters into bytes. It walks from where it was asked last, so it is quick where places are asked
/// for more or less in order.
pub(super) struct Offsets<'a> {
    text: &'a str,
    is_ascii: bool,
    /// A character's number, and its byte.
    last: (usize, usize),
}

impl<'a> Offsets<'a> {
    pub fn new(text: &'a str) -> Self {
        Offsets { text, is_ascii: text.is_ascii(), last: (0, 0) }
    }

    /// The byte at which a character begins; the end of the text for one beyond it.
    pub fn byte(&mut self, number: usize) -> usize {
        if self.is_ascii {
            return number.min(self.text.len());
        }
        let (from, at) = self.last;
        let byte = match number.checked_sub(from) {
            Some(more) => self.text[at..].char_indices().nth(more).map_or(self.text.len(), |(more, _)| at + more),
            None => self.text[..at].char_indices().nth_back(from - number - 1).map_or(0, |(at, _)| at),
        };
        if byte < self.text.len() {
            self.last = (number, byte);
        }
        byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_forwards_and_backwards() {
        let text = "aŵ🙂b\r\n€ c";
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let mut offsets = Offsets::new(text);
        for number in (0..bytes.len()).chain((0..bytes.len()).rev()).chain([5, 1, 7, 0, 3]) {
            assert_eq!(offsets.byte(number), bytes[number], "{number}");
        }
        assert_eq!([offsets.byte(99), offsets.byte(2)], [text.len(), 3]);
    }
}
