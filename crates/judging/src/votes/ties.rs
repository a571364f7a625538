//! Ties: each that is met is written down, and decided by what the caller handed in or not at all.

/// What a tie is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Who takes a seat: the first in the order.
    Seat,
    /// Whose surplus is passed on first: that of the first in the order.
    Surplus,
    /// Who is excluded: the last in the order.
    Exclusion,
}

/// What decided a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// The figures of an earlier stage, the latest in which they differ.
    EarlierStages,
    /// The order that the caller handed in.
    Order,
    /// Nothing: it is open, and what depends on it is not counted.
    Nobody,
}

/// A tie that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// In which stage, from zero.
    pub stage: usize,
    /// What it is about.
    pub purpose: Purpose,
    /// Candidates with the same figure, in ascending order.
    pub among: Vec<usize>,
    /// How many of them are to be chosen; fewer than there are.
    pub wanted: usize,
    /// Those who were, in ascending order; none while it is open.
    pub chosen: Vec<usize>,
    /// By what.
    pub by: DecidedBy,
}

/// The order for ties and the ties met so far.
pub(super) struct Ties<'a> {
    order: &'a [usize],
    pub met: Vec<Tie>,
}

impl<'a> Ties<'a> {
    pub fn new(order: &'a [usize]) -> Self {
        Self { order, met: vec![] }
    }

    /// Chooses `wanted` among candidates with the same figure: all when they are not more, by the order
    /// when it names each of them, else nobody. Nothing is written down when there is no choice.
    pub fn decide(
        &mut self,
        stage: usize,
        purpose: Purpose,
        among: &[usize],
        wanted: usize,
    ) -> Option<Vec<usize>> {
        if among.len() <= wanted {
            return Some(among.to_vec());
        }
        let chosen = self.by_order(purpose, among, wanted);
        self.met.push(Tie {
            stage,
            purpose,
            among: among.to_vec(),
            wanted,
            chosen: chosen.clone().unwrap_or_default(),
            by: match chosen {
                Some(_) => DecidedBy::Order,
                None => DecidedBy::Nobody,
            },
        });
        chosen
    }

    fn by_order(&self, purpose: Purpose, among: &[usize], wanted: usize) -> Option<Vec<usize>> {
        let mut placed = among
            .iter()
            .map(|candidate| self.order.iter().position(|other| other == candidate))
            .collect::<Option<Vec<usize>>>()?;
        placed.sort_unstable();
        if purpose == Purpose::Exclusion {
            placed.reverse();
        }
        let mut chosen: Vec<usize> = placed[..wanted]
            .iter()
            .map(|place| self.order[*place])
            .collect();
        chosen.sort_unstable();
        Some(chosen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_take_seats_and_the_last_is_excluded() {
        let mut ties = Ties::new(&[4, 2, 0, 1]);
        let seats = ties.decide(0, Purpose::Seat, &[0, 1, 2], 2);
        assert_eq!(seats, Some(vec![0, 2]));
        let excluded = ties.decide(1, Purpose::Exclusion, &[0, 1, 2], 1);
        assert_eq!(excluded, Some(vec![1]));
        let by: Vec<_> = ties.met.iter().map(|tie| tie.by).collect();
        assert_eq!(by, [DecidedBy::Order, DecidedBy::Order]);
    }

    #[test]
    fn an_order_that_leaves_one_of_them_out_decides_nothing() {
        let mut ties = Ties::new(&[2, 0]);
        assert_eq!(ties.decide(3, Purpose::Seat, &[0, 1, 2], 1), None);
        let open = Tie {
            stage: 3,
            purpose: Purpose::Seat,
            among: vec![0, 1, 2],
            wanted: 1,
            chosen: vec![],
            by: DecidedBy::Nobody,
        };
        assert_eq!(ties.met, [open]);
    }

    #[test]
    fn equal_candidates_who_all_fit_are_no_tie() {
        let mut ties = Ties::new(&[]);
        assert_eq!(ties.decide(0, Purpose::Seat, &[0, 1], 2), Some(vec![0, 1]));
        assert!(ties.met.is_empty());
    }
}
