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

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_the_name_and_nonsense_finds_nothing() {
        let names = ["graduate-scheme", "t-level-health", "volunteering"];
        assert_eq!(nearest("gradute-scheme", names), Some("graduate-scheme"));
        assert_eq!(nearest("Volunteering", names), Some("volunteering"));
        assert_eq!(nearest("zoology", names), None);
    }
}
