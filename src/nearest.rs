//! "Did you mean": the closest of some names to a name that was not found.

/// The nearest of `names` to `typed`, if any is near enough to be what was meant.
///
/// Distance is optimal string alignment (a swap of neighbours counts once), at most a third of the typed length.
/// Ties go to the name that comes first in the alphabet, so that messages never change between runs.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = typed.to_lowercase();
    let length = wanted.chars().count();
    let limit = (length / 3).clamp(1, 6);
    names
        .into_iter()
        .filter(|name| name.len().abs_diff(wanted.len()) <= limit + 1)
        .map(|name| (strsim::osa_distance(&wanted, &name.to_lowercase()), name))
        .filter(|&(distance, _)| distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// The one name that is near enough to be what was meant; nothing if another is near enough as well.
///
/// A name that is typed as it is, but for capitals, leaves no doubt.
pub fn only<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut near: Vec<&str> = names.into_iter().filter(|name| nearest(typed, [*name]).is_some()).collect();
    near.sort_unstable();
    near.dedup();
    let same = near.iter().find(|name| name.to_lowercase() == typed.to_lowercase());
    if near.len() == 1 { near.pop() } else { same.copied() }
}

/// Up to `most` names that are like what was typed, the likest first; not all are near enough to be what was meant.
pub fn likest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let wanted = typed.to_lowercase();
    let far = wanted.chars().count() / 2;
    let mut ranked: Vec<(usize, &str)> = names
        .into_iter()
        .filter(|name| name.len().abs_diff(wanted.len()) <= far)
        .map(|name| (strsim::osa_distance(&wanted, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= far)
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    // Beside one that is very like it, those that are a little like it only confuse.
    let least = ranked.first().map_or(0, |(distance, _)| *distance);
    ranked.retain(|(distance, _)| *distance <= 2 * least + 1);
    ranked.into_iter().take(most).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::{likest, nearest, only};

    #[test]
    fn a_slip_finds_the_name_and_nonsense_finds_nothing() {
        let names = ["graduate-scheme", "t-level-health", "volunteering"];
        assert_eq!(nearest("gradute-scheme", names), Some("graduate-scheme"));
        assert_eq!(nearest("Volunteering", names), Some("volunteering"));
        assert_eq!(nearest("zoology", names), None);
    }

    #[test]
    fn in_doubt_there_is_no_only_one() {
        let names = ["podiatrist", "podiatry", "dietitian"];
        assert_eq!(nearest("podiatris", names), Some("podiatrist"));
        assert_eq!(only("podiatris", names), None, "podiatry is near as well");
        assert_eq!(only("dietitan", names), Some("dietitian"));
        assert_eq!(only("Podiatry", names), Some("podiatry"));
        assert_eq!(likest("podiatr", names, 2), ["podiatry", "podiatrist"]);
    }
}
