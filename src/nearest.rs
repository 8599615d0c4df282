//! "Did you mean": the closest of some names to a name that was not found.

use crate::slug::own_name;

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

/// Whether a name is another mistyped, beyond doubt: but for capitals, a letter or two differ at most.
pub fn is_slip(typed: &str, name: &str) -> bool {
    const LONG: usize = 10;
    let (typed, name) = (typed.to_lowercase(), name.to_lowercase());
    let stem = |name: &str| name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_string();
    let most = if stem(&typed).chars().count() < LONG { 1 } else { 2 };
    stem(&typed) == stem(&name) || strsim::osa_distance(&typed, &name) <= most
}

/// Whether an id may be what was meant by another: it is near, as a whole or but for the sections that it lies in.
pub fn is_like(typed: &str, id: &str) -> bool {
    nearest(typed, [id]).is_some() || nearest(own_name(typed), [own_name(id)]).is_some()
}

/// The id that was meant most likely, also where sections were left out or mixed up.
pub fn nearest_id<'a>(typed: &str, ids: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = typed.to_lowercase();
    let far = |id: &str| {
        let whole = strsim::osa_distance(&wanted, &id.to_lowercase());
        let own = strsim::osa_distance(own_name(&wanted), &own_name(id).to_lowercase());
        (whole.min(own), whole)
    };
    ids.into_iter().filter(|id| is_like(typed, id)).min_by_key(|id| (far(id), *id))
}

/// The one id that may be what was meant; nothing if another may be as well.
pub fn only_id<'a>(typed: &str, ids: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut like: Vec<&str> = ids.into_iter().filter(|id| is_like(typed, id)).collect();
    like.sort_unstable();
    like.dedup();
    let same = like.iter().find(|id| id.eq_ignore_ascii_case(typed)).copied();
    if like.len() == 1 { like.pop() } else { same }
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
    use super::{likest, nearest, nearest_id, only, only_id};

    #[test]
    fn sections_that_were_left_out_or_mixed_up_are_found() {
        let ids = ["about/our-team", "about/history", "help/history", "glossary"];
        let team = "about/our-team";
        for (typed, near, sure) in [
            ("our-team", team, Some(team)),
            ("our-taem", team, Some(team)),
            ("team/our-team", team, Some(team)),
            ("abut/our-team", team, Some(team)),
            ("About/Our-Team", team, Some(team)),
            ("hepl/history", "help/history", None),
            ("help/histroy", "help/history", None),
        ] {
            assert_eq!((nearest_id(typed, ids), only_id(typed, ids)), (Some(near), sure), "{typed}");
        }
    }

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
