//! Plain words, chosen by a small generator of numbers that gives the same numbers for the same seed everywhere.

/// SplitMix64.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    pub fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

pub const PLACES: [&str; 12] = [
    "Ashford", "Barnsley", "Carlisle", "Durham", "Exeter", "Falmouth", "Grimsby", "Hull", "Ipswich", "Kendal", "Luton",
    "Morpeth",
];

const WHO: [&str; 10] = [
    "You",
    "Your team",
    "A mentor",
    "Each ward",
    "The clinic",
    "Most people",
    "A colleague",
    "The college",
    "Your manager",
    "Every trainee",
];
const DO: [&str; 12] = [
    "can help",
    "may visit",
    "will meet",
    "can support",
    "may train",
    "will welcome",
    "can teach",
    "may join",
    "can listen to",
    "will work with",
    "can plan for",
    "may write to",
];
const WHOM: [&str; 12] = [
    "people at home",
    "children and families",
    "older people",
    "new staff",
    "the local school",
    "patients and carers",
    "a small group",
    "the therapy team",
    "people after an injury",
    "students on placement",
    "the ward at night",
    "volunteers from the town",
];
const HOW: [&str; 10] = [
    "in the morning",
    "with simple tools",
    "two days a week",
    "in a calm room",
    "after a short course",
    "step by step",
    "all through the year",
    "near the hospital",
    "with plain words",
    "in pairs",
];

/// A short sentence in plain English.
pub fn sentence(random: &mut Random) -> String {
    format!("{}.", phrase(random))
}

pub fn phrase(random: &mut Random) -> String {
    format!("{} {} {} {}", random.pick(&WHO), random.pick(&DO), random.pick(&WHOM), random.pick(&HOW))
}

pub fn phrases(random: &mut Random, count: usize) -> Vec<String> {
    (0..count).map(|_| phrase(random)).collect()
}

pub fn paragraph(random: &mut Random) -> String {
    format!("{} {} {}\n\n", sentence(random), sentence(random), sentence(random))
}
