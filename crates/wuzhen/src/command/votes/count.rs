//! Counts by the method that was asked for, and writes the count down so that it can be done again by hand.

use std::cmp::Reverse;

use judging::votes::{
    Completion, DecidedBy, EqualShares, Fraction, Purpose, Scored, Tie, Unnamed, approval, borda,
    equal_shares, phragmen, satisfaction_approval, schulze, sequential_pav,
};
use num_bigint::BigInt;
use serde_json::{Map, Value, json};

use super::{
    Method, Votes,
    ballots::Ballots,
    result::{Counted, TieLine},
    state::{Met, Purse},
    ways::{Open, ways},
};
use crate::command::sheet::{Failure, Trouble, exact_text, fraction_json};

/// Counts.
pub(super) fn counted(
    asked: &Votes,
    ballots: &Ballots,
    order: Vec<usize>,
) -> Result<Counted, Failure> {
    let count = Count {
        ballots,
        seats: asked.seats as usize,
        order,
    };
    let flawed = |flaws: Vec<_>| {
        count.refused(
            &format!("the ballots cannot be counted: {flaws:?}"),
            "Check them",
        )
    };
    match asked.method {
        Method::Approval => {
            let scored = approval(&count.approvals()).map_err(flawed)?;
            Ok(count.scored("approval", &scored, |votes| whole(*votes)))
        }
        Method::SatisfactionApproval => {
            let scored = satisfaction_approval(&count.approvals()).map_err(flawed)?;
            Ok(count.scored("satisfaction-approval", &scored, Fraction::clone))
        }
        Method::Borda => {
            let unnamed = if asked.share_points {
                Unnamed::Mean
            } else {
                Unnamed::Nothing
            };
            let scored = borda(&count.rankings(), unnamed).map_err(flawed)?;
            Ok(count.scored("borda", &scored, |halves| whole(*halves) / whole(2)))
        }
        Method::Stv => count.stv(asked.exact).map_err(flawed),
        Method::Irv => count.irv().map_err(flawed),
        Method::Schulze => count.schulze(),
        Method::Pav => count.pav(),
        Method::SequentialPav => {
            count.sequence("sequential-pav", ("worth", Purse::None), |approvals| {
                sequential_pav(approvals).map(|sequence| (sequence, usize::MAX))
            })
        }
        Method::Phragmen => count.sequence("phragmen", ("load", Purse::Load), |approvals| {
            phragmen(approvals).map(|sequence| (sequence, usize::MAX))
        }),
        Method::EqualShares => {
            let completion = if asked.no_completion {
                Completion::None
            } else {
                Completion::Phragmen
            };
            count.sequence("equal-shares", ("payment", Purse::Budget), |approvals| {
                let EqualShares {
                    sequence,
                    completed_from,
                    ..
                } = equal_shares(approvals, completion)?;
                Ok((sequence, completed_from))
            })
        }
    }
}

pub(super) fn whole(number: u64) -> Fraction {
    Fraction::from_integer(BigInt::from(number))
}

pub(super) struct Count<'a> {
    pub(super) ballots: &'a Ballots,
    pub(super) seats: usize,
    pub(super) order: Vec<usize>,
}

impl Count<'_> {
    pub(super) fn approvals(&self) -> judging::votes::Election<judging::votes::Approval> {
        self.ballots.approvals(self.seats, self.order.clone())
    }

    fn rankings(&self) -> judging::votes::Election<judging::votes::Ranking> {
        self.ballots.rankings(self.seats, self.order.clone())
    }

    pub(super) fn refused(&self, message: &str, fix: &str) -> Failure {
        Trouble::new(&self.ballots.file, message, fix).into()
    }

    pub(super) fn name(&self, candidate: usize) -> &str {
        &self.ballots.candidates[candidate]
    }

    pub(super) fn names(&self, candidates: &[usize]) -> Vec<String> {
        candidates
            .iter()
            .map(|candidate| self.name(*candidate).to_owned())
            .collect()
    }

    /// Figures by name.
    pub(super) fn by_name<'f>(
        &self,
        figures: impl IntoIterator<Item = (usize, &'f Fraction)>,
    ) -> Value {
        let pairs = figures.into_iter();
        let pairs = pairs.map(|(it, figure)| (self.name(it).to_owned(), fraction_json(figure)));
        Value::Object(pairs.collect::<Map<_, _>>())
    }

    pub(super) fn told<'f>(
        &self,
        figures: impl IntoIterator<Item = (usize, &'f Fraction)>,
    ) -> String {
        let mut figures: Vec<_> = figures.into_iter().collect();
        figures.sort_by_key(|(_, figure)| Reverse(*figure));
        let told = figures
            .iter()
            .map(|(it, figure)| format!("{} {}", self.name(*it), exact_text(figure)));
        told.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn tie(&self, tie: &Tie) -> TieLine {
        TieLine {
            about: match tie.purpose {
                Purpose::Seat => "seat",
                Purpose::Surplus => "surplus",
                Purpose::Exclusion => "exclusion",
            },
            round: tie.stage + 1,
            among: self.names(&tie.among),
            places: tie.wanted,
            chosen: self.names(&tie.chosen),
            decided_by: match tie.by {
                DecidedBy::EarlierStages => "earlier-rounds",
                DecidedBy::Order => "tie-order",
                DecidedBy::Nobody => "nobody",
            },
        }
    }

    pub(super) fn start(&self, method: &'static str) -> Counted {
        Counted {
            method,
            seats: self.seats,
            ballots: self
                .ballots
                .papers
                .iter()
                .map(|paper| u64::from(paper.weight))
                .sum(),
            candidates: self.ballots.candidates.clone(),
            ..Counted::default()
        }
    }

    /// Every way of deciding the ties, if one is open.
    pub(super) fn ways(
        &self,
        ties: &[Tie],
        count: impl FnMut(Vec<usize>) -> (Vec<usize>, Vec<Met>),
    ) -> Open {
        if ties.iter().any(|tie| tie.by == DecidedBy::Nobody) {
            let size = (self.ballots.candidates.len(), self.ballots.papers.len());
            ways(size, &self.order, count)
        } else {
            Open::Nothing
        }
    }

    /// Says who is in, and who may be. `elected` are those whom the count seated before it met an open tie; `empty`
    /// are the seats it left, and `running` those who could take them.
    pub(super) fn settle(
        &self,
        mut counted: Counted,
        elected: &[usize],
        (empty, running): (usize, &[usize]),
        ways: Open,
    ) -> Counted {
        counted.elected = self.names(elected);
        match ways {
            Open::Nothing => counted.empty_seats = empty,
            Open::TooMany => {
                let left = running.iter().filter(|it| !elected.contains(it));
                let left: Vec<usize> = left.copied().collect();
                counted.undecided_seats = empty.min(left.len());
                counted.empty_seats = empty - counted.undecided_seats;
                counted.undecided = self.names(&left);
                counted.notes.push(
                    "there are too many ways to decide the ties to try them all: elected are those who \
                     were before the first open tie, undecided all who were left then"
                        .to_owned(),
                );
            }
            Open::Tried(ways) => {
                let later = ways.sure.iter().filter(|it| !elected.contains(it));
                let later: Vec<usize> = later.copied().collect();
                counted.elected.extend(self.names(&later));
                counted.undecided = self.names(&ways.perhaps);
                let open = self.seats.saturating_sub(counted.elected.len());
                counted.undecided_seats = open.min(counted.undecided.len());
                counted.empty_seats = open - counted.undecided_seats;
                if ways.perhaps.is_empty() {
                    counted.notes.push(
                        "the open tie changes nothing: however it is decided, the same are elected"
                            .to_owned(),
                    );
                }
            }
        }
        counted
    }

    fn scored<Score>(
        &self,
        method: &'static str,
        scored: &Scored<Score>,
        exact: impl Fn(&Score) -> Fraction,
    ) -> Counted {
        let scores: Vec<Fraction> = scored.scores.iter().map(exact).collect();
        let mut elected = scored.elected.clone();
        elected.sort_by_key(|candidate| Reverse(&scores[*candidate]));
        let mut all: Vec<usize> = (0..scores.len()).collect();
        all.sort_by_key(|candidate| Reverse(&scores[*candidate]));
        let groups = all.chunk_by(|one, other| scores[*one] == scores[*other]);
        let mut counted = self.start(method);
        counted.order = groups.map(|group| self.names(group)).collect();
        let figures = || scores.iter().enumerate();
        counted.rounds = vec![json!({
            "round": 1, "scores": self.by_name(figures()), "elected": self.names(&elected),
        })];
        counted.told = vec![self.told(figures())];
        counted.ties = scored.tie.iter().map(|tie| self.tie(tie)).collect();
        let mut counted = self.settle(counted, &elected, (scored.empty_seats, &[]), Open::Nothing);
        let open = scored.tie.iter().filter(|tie| tie.by == DecidedBy::Nobody);
        for tie in open {
            counted.undecided = self.names(&tie.among);
            counted.undecided_seats = tie.wanted;
            counted.empty_seats -= tie.wanted;
        }
        counted
    }

    /// Elected is whoever has fewer others not below them than there are seats.
    fn schulze(&self) -> Result<Counted, Failure> {
        let found = schulze(&self.rankings()).map_err(|flaws| {
            self.refused(
                &format!("the ballots cannot be counted: {flaws:?}"),
                "Check them",
            )
        })?;
        let all: Vec<usize> = (0..self.ballots.candidates.len()).collect();
        let mut ranked = all.clone();
        ranked.sort_by_key(|it| found.ranks[*it]);
        let above = |it: usize| all.iter().filter(|other| found.above(**other, it)).count();
        let below = |it: usize| all.iter().filter(|other| found.above(it, **other)).count();
        let is_sure = |it: &usize| all.len() - 1 - below(*it) < self.seats;
        let is_possible = |it: &usize| above(*it) < self.seats;
        let elected: Vec<usize> = ranked.iter().copied().filter(is_sure).collect();
        let perhaps = ranked
            .iter()
            .copied()
            .filter(|it| is_possible(it) && !is_sure(it));
        let perhaps: Vec<usize> = perhaps.collect();
        let seats = self.seats.min(all.len());
        let mut counted = self.start("schulze");
        let groups = ranked.chunk_by(|one, other| found.ranks[*one] == found.ranks[*other]);
        counted.order = groups.map(|group| self.names(group)).collect();
        let table = |rows: &[Vec<u64>]| {
            let row = |(one, row): (usize, &Vec<u64>)| {
                let others = row.iter().enumerate().filter(|(other, _)| *other != one);
                let cells =
                    others.map(|(other, votes)| (self.name(other).to_owned(), json!(votes)));
                (self.name(one).to_owned(), Value::Object(cells.collect()))
            };
            Value::Object(rows.iter().enumerate().map(row).collect())
        };
        counted.rounds = vec![json!({
            "round": 1,
            "preferred": table(&found.pairwise.votes),
            "strongest_paths": table(&found.paths),
            "elected": self.names(&elected),
        })];
        let place = |group: &Vec<String>| group.join(" = ");
        let order: Vec<String> = counted.order.iter().map(place).collect();
        counted.told = vec![format!("Order: {}", order.join(", "))];
        if !perhaps.is_empty() {
            counted.ties.push(TieLine {
                about: "seat",
                round: 1,
                among: self.names(&perhaps),
                places: seats - elected.len(),
                chosen: vec![],
                decided_by: "nobody",
            });
        }
        counted.undecided = self.names(&perhaps);
        counted.undecided_seats = seats - elected.len();
        counted.elected = self.names(&elected);
        counted.empty_seats = self.seats - seats;
        if !self.order.is_empty() && !perhaps.is_empty() {
            counted
                .notes
                .push("a Schulze count does not look at --tie-order".to_owned());
        }
        Ok(counted)
    }
}
