//! Papers and what they decide about: what every count of rankings or approvals takes.

/// The most votes of an [`Election`], 2^32.
pub const MOST_VOTES: u64 = 1 << 32;
/// The most candidates of an [`Election`], 2^12.
pub const MOST_CANDIDATES: usize = 1 << 12;

/// Papers that put candidates in order, all in the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// How many papers say this.
    pub weight: u32,
    /// Indices of candidates, the most preferred first, each at most once. Those left out are below
    /// all others and equal to each other.
    pub preferences: Vec<usize>,
}

/// Papers that approve of the same candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// How many papers say this.
    pub weight: u32,
    /// Indices of candidates, in any order, each at most once.
    pub approved: Vec<usize>,
}

/// What is to be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Election<Paper> {
    /// How many candidates there are. They are known by their index.
    pub candidates: usize,
    /// How many of them are to be elected.
    pub seats: usize,
    /// How many candidates one paper may name, if there is a limit.
    pub picks: Option<usize>,
    /// The papers, in any order.
    pub papers: Vec<Paper>,
    /// Decides ties, best first: somebody entitled to, or a lot, made it. It may name some of the
    /// candidates only, or none. A tie between candidates that are not all in it is not decided.
    pub tie_order: Vec<usize>,
}

/// Why an [`Election`] cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperFlaw {
    /// More candidates or seats than [`MOST_CANDIDATES`], or more votes than [`MOST_VOTES`].
    TooLarge,
    /// A paper names a candidate that there is not.
    NoSuchCandidate {
        /// Index of the paper.
        paper: usize,
        /// What it names.
        candidate: usize,
    },
    /// A paper names a candidate twice.
    Repeated {
        /// Index of the paper.
        paper: usize,
        /// What it names.
        candidate: usize,
    },
    /// A paper names more than the limit.
    TooManyPicks {
        /// Index of the paper.
        paper: usize,
    },
    /// The order for ties names a candidate that there is not, or one twice.
    TieOrder {
        /// What it names.
        candidate: usize,
    },
}

/// What a paper says, whatever its kind.
pub trait Paper {
    /// How many papers say this.
    fn weight(&self) -> u32;
    /// Indices of the candidates that are named.
    fn named(&self) -> &[usize];
}

impl Paper for Ranking {
    fn weight(&self) -> u32 {
        self.weight
    }

    fn named(&self) -> &[usize] {
        &self.preferences
    }
}

impl Paper for Approval {
    fn weight(&self) -> u32 {
        self.weight
    }

    fn named(&self) -> &[usize] {
        &self.approved
    }
}

impl<P: Paper> Election<P> {
    /// The number of votes.
    pub fn votes(&self) -> u64 {
        self.papers
            .iter()
            .map(|paper| u64::from(paper.weight()))
            .sum()
    }

    /// For each candidate, how many votes name them.
    pub fn support(&self) -> Vec<u64> {
        let mut support = vec![0; self.candidates];
        for paper in &self.papers {
            for candidate in paper.named() {
                support[*candidate] += u64::from(paper.weight());
            }
        }
        support
    }

    /// Whether it can be counted.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn check(&self) -> Result<(), Vec<PaperFlaw>> {
        if self.candidates.max(self.seats) > MOST_CANDIDATES || self.votes() > MOST_VOTES {
            return Err(vec![PaperFlaw::TooLarge]);
        }
        let mut flaws = vec![];
        for (paper, named) in self.papers.iter().map(Paper::named).enumerate() {
            if self.picks.is_some_and(|picks| named.len() > picks) {
                flaws.push(PaperFlaw::TooManyPicks { paper });
            }
            let (strange, repeated) = self.misnamed(named);
            let strange = strange.into_iter();
            flaws.extend(strange.map(|candidate| PaperFlaw::NoSuchCandidate { paper, candidate }));
            let repeated = repeated.into_iter();
            flaws.extend(repeated.map(|candidate| PaperFlaw::Repeated { paper, candidate }));
        }
        let (strange, repeated) = self.misnamed(&self.tie_order);
        let wrong = strange.into_iter().chain(repeated);
        flaws.extend(wrong.map(|candidate| PaperFlaw::TieOrder { candidate }));
        if flaws.is_empty() { Ok(()) } else { Err(flaws) }
    }

    /// Those that there are not, and those that are named again.
    fn misnamed(&self, named: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let strange = named
            .iter()
            .copied()
            .filter(|candidate| *candidate >= self.candidates);
        let mut sorted = named.to_vec();
        sorted.sort_unstable();
        let repeated = sorted
            .windows(2)
            .filter(|pair| pair[0] == pair[1])
            .map(|pair| pair[0]);
        (strange.collect(), repeated.collect())
    }
}

impl Election<Ranking> {
    /// The election in which each paper approves of the first `most` that it names.
    pub fn first_choices(&self, most: usize) -> Election<Approval> {
        let approval = |ranking: &Ranking| Approval {
            weight: ranking.weight,
            approved: ranking.preferences.iter().copied().take(most).collect(),
        };
        Election {
            candidates: self.candidates,
            seats: self.seats,
            picks: Some(most),
            papers: self.papers.iter().map(approval).collect(),
            tie_order: self.tie_order.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn election(papers: &[&[usize]]) -> Election<Ranking> {
        let ranking = |preferences: &&[usize]| Ranking {
            weight: 1,
            preferences: preferences.to_vec(),
        };
        Election {
            candidates: 3,
            seats: 1,
            picks: None,
            papers: papers.iter().map(ranking).collect(),
            tie_order: vec![],
        }
    }

    #[test]
    fn everything_wrong_with_papers_is_named() {
        let mut election = election(&[&[0, 1, 2], &[], &[1, 3], &[2, 0, 2]]);
        election.tie_order = vec![1, 4, 1];
        let wrong = [
            PaperFlaw::NoSuchCandidate {
                paper: 2,
                candidate: 3,
            },
            PaperFlaw::Repeated {
                paper: 3,
                candidate: 2,
            },
            PaperFlaw::TieOrder { candidate: 4 },
            PaperFlaw::TieOrder { candidate: 1 },
        ];
        assert_eq!(election.check(), Err(wrong.to_vec()));
    }

    #[test]
    fn a_paper_may_name_as_many_as_the_limit_and_no_more() {
        let mut election = election(&[&[0, 1], &[0, 1, 2]]);
        assert_eq!(election.check(), Ok(()));
        election.picks = Some(2);
        let over = PaperFlaw::TooManyPicks { paper: 1 };
        assert_eq!(election.check(), Err(vec![over]));
    }

    #[test]
    fn more_votes_or_seats_than_can_be_counted_are_refused() {
        let mut election = election(&[&[0], &[1]]);
        election.papers[0].weight = u32::MAX;
        assert_eq!(election.check(), Ok(()));
        election.papers[1].weight = 2;
        assert_eq!(election.check(), Err(vec![PaperFlaw::TooLarge]));
        election.papers.pop();
        election.seats = MOST_CANDIDATES + 1;
        assert_eq!(election.check(), Err(vec![PaperFlaw::TooLarge]));
    }

    #[test]
    fn the_first_choices_of_a_ranking_are_approvals() {
        let approvals = election(&[&[2, 0, 1], &[1]]).first_choices(2);
        assert_eq!(approvals.papers[0].approved, [2, 0]);
        assert_eq!(approvals.support(), [1, 1, 1]);
    }
}
