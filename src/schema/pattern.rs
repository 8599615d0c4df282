//! Regular expressions (ECMA 262) of what single values may be, as far as they can say it.

/// Whole numbers from the one to the other, written in digits; zeros in front do not count.
pub fn whole(least: u32, most: u32) -> String {
    format!("0*{}", range(&least.to_string(), &most.to_string()))
}

/// Numbers from the one to the other, with or without a fraction.
pub fn number(least: u32, most: u32) -> String {
    let top = format!("0*{most}(\\.0+)?");
    match most.checked_sub(1).filter(|below| *below >= least) {
        Some(below) => format!("({}(\\.[0-9]+)?|{top})", whole(least, below)),
        None => top,
    }
}

/// Years of four digits.
pub fn years(first: i16, last: i16) -> String {
    range(&format!("{first:04}"), &format!("{last:04}"))
}

/// A day of any year, as `-03-14`; whether a year has 29 days in February it cannot say.
pub const MONTH_AND_DAY: &str = "-(0[13578]-(0[1-9]|[12][0-9]|3[01])|1[02]-(0[1-9]|[12][0-9]|3[01])|\
(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))";

/// A word in small or large letters.
pub fn any_case(word: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphabetic() { format!("[{c}{}]", c.to_ascii_uppercase()) } else { c.into() };
    word.chars().map(letter).collect()
}

/// Numbers without zeros in front, from the one to the other, digit by digit.
fn range(least: &str, most: &str) -> String {
    let mut parts = Vec::new();
    for digits in least.len()..=most.len() {
        let first = if digits == least.len() { least.to_string() } else { format!("1{}", "0".repeat(digits - 1)) };
        let last = if digits == most.len() { most.to_string() } else { "9".repeat(digits) };
        same_length("", first.as_bytes(), last.as_bytes(), &mut parts);
    }
    format!("({})", parts.join("|"))
}

fn same_length(before: &str, first: &[u8], last: &[u8], parts: &mut Vec<String>) {
    let (Some((&low, first)), Some((&high, last))) = (first.split_first(), last.split_first()) else {
        parts.push(before.into());
        return;
    };
    let (is_least, is_most) = (first.iter().all(|&digit| digit == b'0'), last.iter().all(|&digit| digit == b'9'));
    if low == high && !(is_least && is_most) {
        return same_length(&format!("{before}{}", char::from(low)), first, last, parts);
    }
    let (mut from, mut to) = (low, high);
    if !is_least {
        same_length(&format!("{before}{}", char::from(low)), first, &vec![b'9'; first.len()], parts);
        from += 1;
    }
    if !is_most {
        to -= 1;
    }
    if from <= to {
        let digit =
            if from == to { char::from(from).into() } else { format!("[{}-{}]", char::from(from), char::from(to)) };
        parts.push(format!("{before}{digit}{}", "[0-9]".repeat(first.len())));
    }
    if !is_most {
        same_length(&format!("{before}{}", char::from(high)), &vec![b'0'; last.len()], last, parts);
    }
}
