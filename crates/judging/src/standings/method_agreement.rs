//! Would another method have changed who is in? Shown beside the ranking, never applied silently.

use super::ranks::ranks;

/// How a method differs from the one that ranks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flips {
    /// Items that the other method would let in.
    pub enter: Vec<usize>,
    /// Items that it would leave out.
    pub leave: Vec<usize>,
}

impl Flips {
    /// How many items change sides.
    pub fn count(&self) -> usize {
        self.enter.len() + self.leave.len()
    }
}

/// Who is in, one for each item: those with fewer than `places` better ones. Equal figures at the
/// boundary are all in, so that there may be more than `places`.
pub fn among_best(figures: &[f64], places: usize) -> Vec<bool> {
    ranks(figures)
        .iter()
        .map(|rank| (*rank as usize) <= places)
        .collect()
}

/// Which items change sides when `other` ranks in place of `chosen`.
pub fn flips(chosen: &[f64], other: &[f64], places: usize) -> Flips {
    let mut flips = Flips::default();
    let sides = among_best(chosen, places)
        .into_iter()
        .zip(among_best(other, places));
    for (item, sides) in sides.enumerate() {
        match sides {
            (false, true) => flips.enter.push(item),
            (true, false) => flips.leave.push(item),
            (true, true) | (false, false) => {}
        }
    }
    flips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_change_sides_are_named() {
        let flips = flips(&[9.0, 8.0, 7.0, 6.0], &[9.0, 6.5, 7.0, 8.0], 2);
        assert_eq!((&flips.enter[..], &flips.leave[..]), (&[3][..], &[1][..]));
        assert_eq!(flips.count(), 2);
    }

    #[test]
    fn a_tie_at_the_boundary_is_in_as_a_whole() {
        assert_eq!(
            among_best(&[5.0, 7.0, 5.0, 4.0], 2),
            [true, true, true, false]
        );
    }
}
