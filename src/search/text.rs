//! Words of a text as search knows them: folded, without possessives, stemmed.
//!
//! `themes/default/static/search.js` does the same in the browser. Whoever changes one changes the other;
//! `tests/search/stems.json` holds them together.

use rust_stemmers::{Algorithm, Stemmer};

/// Words that say nothing about what a page is about.
pub const STOP: &str = "a about am an and any are as at be become by can could do does for from get has have how i if in \
                        into is it its me my of on or our should so some that the their them there these they this \
                        to want was we what when where which who will with would you your";

/// What the browser's stemmer swaps: whole words, then endings in the order of the steps 2, 3 and 4; last, letters that
/// are no letter with an accent. They travel with
/// the index, so that the script that all sites share stays small.
pub const RULES: [&str; 5] = [
    "skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli early:earli only:onli \
     singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos bias:bias andes:andes",
    "ational:ate fulness:ful iveness:ive ization:ize ousness:ous biliti:ble lessli:less tional:tion alism:al \
     aliti:al ation:ate entli:ent fulli:ful iviti:ive ousli:ous abli:able alli:al anci:ance ator:ate enci:ence \
     izer:ize bli:ble logi:log ogi:ogi cli:c dli:d eli:e gli:g hli:h kli:k mli:m nli:n rli:r tli:t",
    "ational:ate tional:tion alize:al icate:ic iciti:ic ative: ical:ic ness: ful:",
    "ement: able: ance: ence: ible: ment: ant: ate: ent: ion: ism: iti: ive: ize: ous: al: er: ic:",
    "ß:ss æ:ae œ:oe ø:o ð:d þ:th ł:l đ:d ħ:h ı:i",
];

/// The words of a text in order, in small letters without accents and apostrophes. A possessive loses its `s`.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    read(text, |word, _| words.push(word.to_string()));
    words
}

/// Tells the words of a text, and beside the parts of `x-ray` also `xray`, which many people type.
pub fn each_word_and_compound(text: &str, mut tell: impl FnMut(&str)) {
    let (mut compound, mut parts) = (String::new(), 0);
    read(text, |word, joined| {
        if !joined {
            if parts == 2 {
                tell(&compound);
            }
            compound.clear();
            parts = 0;
        }
        compound.push_str(word);
        parts += 1;
        tell(word);
    });
    if parts == 2 {
        tell(&compound);
    }
}

/// Tells each word, and whether only a hyphen stands between it and the one before.
fn read(text: &str, mut tell: impl FnMut(&str, bool)) {
    let mut word = Word::default();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        // Nearly every letter is one byte.
        if byte.is_ascii_alphanumeric() {
            word.letters.push(char::from(byte.to_ascii_lowercase()));
            at += 1;
            continue;
        }
        let c = if byte.is_ascii() { char::from(byte) } else { text[at..].chars().next().unwrap_or(' ') };
        at += c.len_utf8();
        match c {
            '\u{300}'..='\u{36f}' => {}
            '\'' | '’' | 'ʼ' if !word.letters.is_empty() => {
                word.letters.push('\'');
                word.has_apostrophe = true;
            }
            c if !byte.is_ascii() && c.is_alphanumeric() => fold(c, &mut word.letters),
            c => {
                word.end(&mut tell);
                word.gap += 1;
                word.hyphens += usize::from(matches!(c, '-' | '\u{2010}' | '\u{2011}'));
            }
        }
    }
    word.end(&mut tell);
}

/// The word that is being read, and what stands before it.
#[derive(Default)]
struct Word {
    letters: String,
    has_apostrophe: bool,
    /// Letters that are part of no word since the last one, and those of them that are hyphens.
    gap: usize,
    hyphens: usize,
    /// Whether there was a word before.
    is_next: bool,
}

impl Word {
    /// Tells the word that ends here, if there is one.
    fn end(&mut self, tell: &mut impl FnMut(&str, bool)) {
        if self.letters.is_empty() {
            return;
        }
        if self.has_apostrophe {
            strip_apostrophes(&mut self.letters);
        }
        if !self.letters.is_empty() {
            tell(&self.letters, self.is_next && self.gap == 1 && self.hyphens == 1);
            self.is_next = true;
        }
        self.letters.clear();
        (self.has_apostrophe, self.gap, self.hyphens) = (false, 0, 0);
    }
}

fn strip_apostrophes(word: &mut String) {
    let plain = word.trim_end_matches('\'');
    word.truncate(plain.strip_suffix("'s").unwrap_or(plain).len());
    word.retain(|c| c != '\'');
}

/// A letter that is none of ASCII: Latin ones lose their accents, and other scripts stay as they are.
fn fold(c: char, out: &mut String) {
    match c {
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            let plain = deunicode::deunicode_char(c).unwrap_or_default();
            out.extend(plain.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        }
        c => out.extend(c.to_lowercase()),
    }
}

/// The stem of a folded word: one for `organise`, `organized` and `organisations`.
pub fn stem(word: &str) -> String {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return word.to_string();
    }
    Stemmer::create(Algorithm::English).stem(&british(word)).into_owned()
}

/// `-ize` and `-yze` as most people here write them.
fn british(word: &str) -> String {
    const ENDINGS: [&str; 9] = ["e", "es", "ed", "er", "ers", "ing", "able", "ation", "ations"];
    for ending in ENDINGS {
        if let Some(start) = word.strip_suffix(ending).and_then(|start| start.strip_suffix('z'))
            && start.ends_with(['i', 'y'])
        {
            return format!("{start}s{ending}");
        }
    }
    word.to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_folded_and_lose_their_possessives() {
        assert_eq!(words("The Prince’s X-ray, people's café!"), ["the", "prince", "x", "ray", "people", "cafe"]);
        assert_eq!(words("don't parents' 'quoted' Llŷn ß"), ["dont", "parents", "quoted", "llyn", "ss"]);
        assert_eq!(words(" -- '' "), Vec::<String>::new());
    }

    /// As it is said, letter by letter: what `read` does in a quicker way.
    fn plainly(text: &str) -> Vec<(String, bool)> {
        let (mut told, mut word, mut gap, mut hyphens) = (Vec::new(), String::new(), 0, 0);
        for c in text.chars().chain([' ']) {
            match c {
                '\u{300}'..='\u{36f}' => {}
                '\'' | '’' | 'ʼ' if !word.is_empty() => word.push('\''),
                c if c.is_ascii_alphanumeric() => word.push(c.to_ascii_lowercase()),
                c if c.is_alphanumeric() => fold(c, &mut word),
                c => {
                    if !word.is_empty() {
                        strip_apostrophes(&mut word);
                        if !word.is_empty() {
                            told.push((std::mem::take(&mut word), !told.is_empty() && gap == 1 && hyphens == 1));
                        }
                        (gap, hyphens) = (0, 0);
                    }
                    gap += 1;
                    hyphens += usize::from(matches!(c, '-' | '\u{2010}' | '\u{2011}'));
                }
            }
        }
        told
    }

    proptest! {
        #[test]
        fn words_are_read_as_they_would_be_letter_by_letter(text in "([a-cS'’ -]|é|ŷ|ß|Ł|e\u{301}|ж|٣|\u{2011}|.){0,40}") {
            let mut told = Vec::new();
            read(&text, |word, joined| told.push((word.to_string(), joined)));
            prop_assert_eq!(told, plainly(&text));
        }
    }

    #[test]
    fn a_pair_with_a_hyphen_is_also_one_word() {
        let told = |text: &str| {
            let mut words = Vec::new();
            each_word_and_compound(text, |word| words.push(word.to_string()));
            words
        };
        assert_eq!(told("an X-ray"), ["an", "x", "ray", "xray"]);
        assert_eq!(told("on-the-job a - b"), ["on", "the", "job", "a", "b"]);
        assert_eq!(told("x-ray e-mail"), ["x", "ray", "xray", "e", "mail", "email"]);
    }

    #[test]
    fn both_spellings_have_one_stem() {
        for (one, other) in [("organise", "organized"), ("specialisation", "specializations"), ("analyse", "analyzing")]
        {
            assert_eq!(stem(one), stem(other));
        }
        assert_eq!(stem("physiotherapists"), stem("physiotherapist"));
    }
}
