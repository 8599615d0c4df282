//! Bars that a page draws: how far each reaches, and the steps on it. The page says the same in a table.
//!
//! A drawing has no size of its own. What lies across it is a share of its width, so words beside the bars stay as large
//! as the page's, however narrow the screen; what lies down it is counted in lines of text, so it grows with them.

use std::sync::Arc;

use serde::Serialize;

/// Bars from nothing up, one below the other, all on one scale.
#[derive(Debug, Serialize, Hash)]
pub struct Bars {
    pub rows: Vec<Bar>,
    /// Round amounts below the bars.
    pub marks: Vec<Mark>,
}

/// One bar: `first` and `last` of what it tells, the same where it is one amount.
#[derive(Debug, Serialize, Hash)]
pub struct Bar {
    pub title: Arc<str>,
    pub first: u64,
    pub last: u64,
    /// How far the part reaches that everybody has, and how far the whole, in thousandths of the width.
    pub least: u32,
    pub whole: u32,
    /// Where a step is between the two, in thousandths of the width.
    pub steps: Vec<u32>,
}

#[derive(Debug, Serialize, Hash)]
pub struct Mark {
    pub amount: u64,
    /// In thousandths of the width.
    pub at: u32,
}

impl Bars {
    /// Bars of amounts in rising order, each under its title; none if there is nothing to draw.
    pub fn new(amounts: Vec<(Arc<str>, Vec<u64>)>) -> Option<Bars> {
        let most = amounts.iter().flat_map(|(_, steps)| steps).copied().max().filter(|&most| most > 0)?;
        let gap = round_gap(most);
        let at = |amount: u64| u32::try_from(amount.saturating_mul(1000) / most).unwrap_or(1000);
        let bar = |(title, steps): (Arc<str>, Vec<u64>)| {
            let (first, last) = (*steps.first()?, *steps.last()?);
            let between = steps.iter().filter(|&&step| step > first && step < last);
            let steps = between.map(|&step| at(step)).collect();
            Some(Bar { title, first, last, least: at(first), whole: at(last), steps })
        };
        let marks = (0..=most / gap).map(|number| Mark { amount: number * gap, at: at(number * gap) });
        Some(Bars { rows: amounts.into_iter().filter_map(bar).collect(), marks: marks.collect() })
    }
}

/// How far round amounts lie apart, so that there are two to five of them with nothing itself: 1, 2 or 5 with noughts
/// behind it.
fn round_gap(most: u64) -> u64 {
    let (mut gap, mut factors) = (1_u64, [2, 5, 10].into_iter().cycle());
    let mut noughts = 1_u64;
    while most.div_ceil(gap) > 4 {
        let factor = factors.next().expect("a cycle has no end");
        gap = noughts.saturating_mul(factor);
        if factor == 10 {
            noughts = gap;
        }
    }
    gap
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pay_lies_on_one_scale() {
        let bars = Bars::new(vec![("Band 2".into(), vec![25_000]), ("Band 3".into(), vec![26_000, 27_000, 30_000])]);
        let bars = bars.unwrap();
        assert_eq!(
            bars.marks.iter().map(|mark| (mark.amount, mark.at)).collect::<Vec<_>>(),
            [(0, 0), (10_000, 333), (20_000, 666), (30_000, 1000)]
        );
        assert_eq!((bars.rows[0].least, bars.rows[0].whole), (833, 833));
        assert_eq!((bars.rows[1].least, &*bars.rows[1].steps, bars.rows[1].whole), (866, &[900][..], 1000));
    }

    proptest! {
        #[test]
        fn whatever_is_drawn_fits(mut amounts in prop::collection::vec(0..10_000_000_u64, 1..9)) {
            amounts.sort_unstable();
            let most = *amounts.last().unwrap();
            let Some(bars) = Bars::new(vec![("One".into(), amounts)]) else {
                prop_assert_eq!(most, 0);
                return Ok(());
            };
            let row = &bars.rows[0];
            prop_assert!(row.least <= row.whole && row.whole <= 1000);
            prop_assert!(row.steps.iter().all(|step| (row.least..=row.whole).contains(step)));
            prop_assert!((2..=5).contains(&bars.marks.len()), "{} marks", bars.marks.len());
            prop_assert!(bars.marks.iter().all(|mark| mark.amount <= most && mark.at <= 1000));
        }
    }
}
