//! The count itself. Papers lie in parcels of one value with the candidate who has them.

use std::cmp::Reverse;

use num_traits::Zero;

use super::{
    Stv, StvRule, Value,
    stage::{Holding, Move, Stage},
};
use crate::votes::{
    election::{Election, Ranking},
    fraction::{Fraction, cut, whole},
    ties::{DecidedBy, Purpose, Tie, Ties},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    InTheRunning,
    /// Elected, and their surplus is still to be passed on.
    Surplus,
    /// Elected, with a quota that stays.
    Settled,
    Excluded,
}

/// Papers, by index, each with the same value.
struct Parcel {
    value: Fraction,
    papers: Vec<usize>,
}

struct Count<'a> {
    election: &'a Election<Ranking>,
    rule: StvRule,
    quota: Fraction,
    status: Vec<Status>,
    parcels: Vec<Vec<Parcel>>,
    exhausted: Fraction,
    lost: Fraction,
    stages: Vec<Stage>,
    elected: Vec<usize>,
    ties: Ties<'a>,
}

pub(super) fn count(election: &Election<Ranking>, rule: StvRule) -> Stv {
    let papers = election.papers.iter();
    let votes: u64 = papers
        .filter(|paper| !paper.preferences.is_empty())
        .map(|paper| u64::from(paper.weight))
        .sum();
    let quota = votes / (election.seats as u64 + 1) + 1;
    let mut count = Count {
        election,
        rule,
        quota: whole(quota),
        status: vec![Status::InTheRunning; election.candidates],
        parcels: (0..election.candidates).map(|_| vec![]).collect(),
        exhausted: Fraction::zero(),
        lost: Fraction::zero(),
        stages: vec![],
        elected: vec![],
        ties: Ties::new(&election.tie_order),
    };
    count.deal(Parcel {
        value: whole(1),
        papers: (0..election.papers.len())
            .filter(|paper| !election.papers[*paper].preferences.is_empty())
            .collect(),
    });
    while count.stage() {}
    Stv {
        quota,
        empty_seats: election.seats - count.elected.len(),
        stages: count.stages,
        elected: count.elected,
        ties: count.ties.met,
    }
}

impl Count<'_> {
    /// Writes a stage down and does what it says; whether there is a further one.
    fn stage(&mut self) -> bool {
        let holdings = self.holdings();
        let elected = self.newly_elected(&holdings);
        self.stages.push(Stage {
            holdings,
            exhausted: self.exhausted.clone(),
            lost: self.lost.clone(),
            elected,
            then: Move::End,
        });
        let then = self.next_move();
        match &then {
            Move::PassOn { candidate, surplus } => self.pass_on(*candidate, surplus),
            Move::Exclude { candidate } => self.exclude(*candidate),
            Move::End => return false,
        }
        let last = self.stages.len() - 1;
        self.stages[last].then = then;
        true
    }

    fn with(&self, status: Status) -> Vec<usize> {
        let all = 0..self.election.candidates;
        all.filter(|candidate| self.status[*candidate] == status)
            .collect()
    }

    fn holdings(&self) -> Vec<Holding> {
        let shown = |candidate: &usize| {
            matches!(
                self.status[*candidate],
                Status::InTheRunning | Status::Surplus
            )
        };
        let all = (0..self.election.candidates).filter(shown);
        all.map(|candidate| Holding {
            candidate,
            votes: self.parcels[candidate]
                .iter()
                .map(|parcel| self.votes(parcel))
                .fold(Fraction::zero(), |sum, votes| sum + votes),
        })
        .collect()
    }

    fn votes(&self, parcel: &Parcel) -> Fraction {
        &parcel.value * whole(self.weight(&parcel.papers))
    }

    fn weight(&self, papers: &[usize]) -> u64 {
        let papers = papers.iter();
        papers
            .map(|paper| u64::from(self.election.papers[*paper].weight))
            .sum()
    }

    /// Elects whoever has a quota, or all who are left when they are not more than the seats. Those who
    /// have a quota are never more, because so many quotas are more than there are votes.
    fn newly_elected(&mut self, holdings: &[Holding]) -> Vec<usize> {
        let mut elected: Vec<&Holding> = holdings
            .iter()
            .filter(|holding| self.status[holding.candidate] == Status::InTheRunning)
            .collect();
        if elected.len() > self.election.seats - self.elected.len() {
            elected.retain(|holding| holding.votes >= self.quota);
        }
        elected.sort_by_key(|holding| Reverse(&holding.votes));
        for holding in &elected {
            self.status[holding.candidate] = if holding.votes > self.quota {
                Status::Surplus
            } else {
                Status::Settled
            };
        }
        let elected: Vec<usize> = elected.iter().map(|holding| holding.candidate).collect();
        self.elected.extend(&elected);
        elected
    }

    fn next_move(&mut self) -> Move {
        let running = self.with(Status::InTheRunning);
        if running.is_empty() || self.elected.len() == self.election.seats {
            return Move::End;
        }
        let above = self.with(Status::Surplus);
        if above.is_empty() {
            let least = self.choose(Purpose::Exclusion, running);
            return least.map_or(Move::End, |candidate| Move::Exclude { candidate });
        }
        let greatest = self.choose(Purpose::Surplus, above);
        greatest.map_or(Move::End, |candidate| Move::PassOn {
            candidate,
            surplus: self.votes_in(self.stages.len() - 1, candidate) - &self.quota,
        })
    }

    /// The one with most votes (surplus) or least (exclusion) in this stage; nobody when a tie is open.
    fn choose(&mut self, purpose: Purpose, candidates: Vec<usize>) -> Option<usize> {
        let now = self.stages.len() - 1;
        let tied = self.extreme(now, purpose, candidates);
        let mut left = tied.clone();
        if self.rule.look_back {
            for stage in (0..now).rev() {
                left = self.extreme(stage, purpose, left);
            }
        }
        if let ([only], true) = (&left[..], tied.len() > 1) {
            let only = *only;
            self.ties.met.push(Tie {
                stage: now,
                purpose,
                among: tied,
                wanted: 1,
                chosen: vec![only],
                by: DecidedBy::EarlierStages,
            });
            return Some(only);
        }
        let chosen = self.ties.decide(now, purpose, &left, 1)?;
        chosen.first().copied()
    }

    /// Those of them with most or least votes in a stage.
    fn extreme(&self, stage: usize, purpose: Purpose, mut among: Vec<usize>) -> Vec<usize> {
        let votes = among
            .iter()
            .map(|candidate| self.votes_in(stage, *candidate));
        let extreme = match purpose {
            Purpose::Exclusion => votes.min(),
            Purpose::Surplus | Purpose::Seat => votes.max(),
        };
        among.retain(|candidate| Some(self.votes_in(stage, *candidate)) == extreme);
        among
    }

    /// Votes in a stage in which the candidate appears. Whoever is chosen among appears in all stages
    /// up to this one.
    fn votes_in(&self, stage: usize, candidate: usize) -> Fraction {
        let votes = self.stages[stage].votes(candidate);
        votes.cloned().unwrap_or_else(Fraction::zero)
    }

    fn pass_on(&mut self, candidate: usize, surplus: &Fraction) {
        self.status[candidate] = Status::Settled;
        let share = surplus / (surplus + &self.quota);
        let mut passed = Fraction::zero();
        for mut parcel in std::mem::take(&mut self.parcels[candidate]) {
            parcel.value = self.kept(&parcel.value * &share);
            passed += self.votes(&parcel);
            self.deal(parcel);
        }
        self.lost += surplus - passed;
    }

    fn kept(&self, value: Fraction) -> Fraction {
        match self.rule.value {
            Value::Exact => value,
            Value::Cut { digits } => cut(&value, digits),
        }
    }

    fn exclude(&mut self, candidate: usize) {
        self.status[candidate] = Status::Excluded;
        for parcel in std::mem::take(&mut self.parcels[candidate]) {
            self.deal(parcel);
        }
    }

    /// Gives each paper of a parcel to the first it names who is in the running.
    fn deal(&mut self, parcel: Parcel) {
        let mut dealt: Vec<Vec<usize>> = vec![vec![]; self.election.candidates];
        let mut exhausted = vec![];
        for paper in parcel.papers {
            let named = &self.election.papers[paper];
            let mut named = named.preferences.iter();
            let next = named.find(|it| self.status[**it] == Status::InTheRunning);
            next.map_or(&mut exhausted, |next| &mut dealt[*next])
                .push(paper);
        }
        self.exhausted += &parcel.value * whole(self.weight(&exhausted));
        for (candidate, papers) in dealt.into_iter().enumerate() {
            if !papers.is_empty() {
                let value = parcel.value.clone();
                self.parcels[candidate].push(Parcel { value, papers });
            }
        }
    }
}
