//! What the rest of a count rests on when it meets a tie. Two ways to decide earlier ties that lead to the same
//! state lead to the same ends, and one of them is enough to try.

use std::fmt::Write as _;

use judging::votes::{
    Approval, Election, Fraction, Irv, Purpose, Sequence, Stv, Tie,
    stv::{Move, Stage},
};
use num_bigint::BigInt;
use num_traits::Zero as _;

/// A tie that was met.
#[derive(Clone, Debug)]
pub struct Met {
    pub tie: Tie,
    /// What the rest of the count rests on.
    pub state: String,
    /// Whether the same are elected whomever it chooses.
    pub harmless: bool,
}

/// The ties of an instant run-off: those who are left say it all.
pub fn of_irv(found: &Irv) -> Vec<Met> {
    let met = |tie: &Tie| {
        let votes = &found.stages[tie.stage].votes;
        let left: Vec<usize> = votes.iter().map(|(candidate, _)| *candidate).collect();
        let none = |candidate: &usize| votes.contains(&(*candidate, 0));
        Met {
            state: format!("{left:?}"),
            // They all go, one after the other, before anybody gets a vote more.
            harmless: tie.among.iter().all(none),
            tie: tie.clone(),
        }
    };
    found.ties.iter().map(met).collect()
}

/// The ties of a transferable vote. Where a paper lies, and with what value, follows from whose surplus was passed
/// on while who was excluded, and from who is excluded now; later ties are decided by the votes that those who
/// can still be in one had in earlier stages: who is in the running, and whose surplus waits.
pub fn of_stv(found: &Stv, seats: usize) -> Vec<Met> {
    let met = |tie: &Tie| Met {
        state: state_of_stv(&found.stages[..=tie.stage]),
        harmless: goes_alike(&found.stages[..=tie.stage], tie, seats),
        tie: tie.clone(),
    };
    found.ties.iter().map(met).collect()
}

/// Those in the running after the last of these stages.
fn running(stages: &[Stage]) -> Vec<usize> {
    let Some(last) = stages.last() else {
        return vec![];
    };
    let elected: Vec<usize> = elected(stages);
    let all = last.holdings.iter().map(|holding| holding.candidate);
    all.filter(|candidate| !elected.contains(candidate))
        .collect()
}

fn elected(stages: &[Stage]) -> Vec<usize> {
    let all = stages.iter().flat_map(|stage| &stage.elected);
    all.copied().collect()
}

/// Whether all who tie have nothing and are all excluded, one after the other, before anybody gets a vote more.
fn goes_alike(stages: &[Stage], tie: &Tie, seats: usize) -> bool {
    let Some(last) = stages.last().filter(|_| tie.purpose == Purpose::Exclusion) else {
        return false;
    };
    let nothing = |candidate: &usize| last.votes(*candidate).is_some_and(Fraction::is_zero);
    let open = seats.saturating_sub(elected(stages).len());
    tie.among.iter().all(nothing) && running(stages).len() >= open + tie.among.len()
}

fn state_of_stv(stages: &[Stage]) -> String {
    let mut state = String::new();
    let mut excluded: Vec<usize> = vec![];
    for (place, stage) in stages.iter().enumerate() {
        if !stage.elected.is_empty() {
            let mut elected = stage.elected.clone();
            elected.sort_unstable();
            let _ = write!(state, "{elected:?} after {excluded:?};");
        }
        match &stage.then {
            // What the last of them does is what the tie is about.
            _ if place + 1 == stages.len() => {}
            Move::Exclude { candidate } => {
                excluded.push(*candidate);
                excluded.sort_unstable();
            }
            Move::PassOn { candidate, .. } => {
                let _ = write!(state, "{candidate} passes on after {excluded:?};");
            }
            Move::End => {}
        }
    }
    let _ = write!(state, "{excluded:?};");
    for holding in stages.last().map_or(&[][..], |last| &last.holdings) {
        let _ = write!(state, "{} {};", holding.candidate, holding.votes);
    }
    // Only where it changes: how many stages it stayed says nothing.
    let last = stages.last().map_or(&[][..], |last| &last.holdings);
    for pair in stages.windows(2) {
        let changed: Vec<usize> = last
            .iter()
            .map(|holding| holding.candidate)
            .filter(|it| pair[0].votes(*it) != pair[1].votes(*it))
            .collect();
        for candidate in &changed {
            if let Some(votes) = pair[0].votes(*candidate) {
                let _ = write!(state, "{candidate} {votes},");
            }
        }
        if !changed.is_empty() {
            state.push(';');
        }
    }
    state
}

/// What votes have, where a count elects one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purse {
    /// Nothing but whom they helped to elect.
    None,
    /// The load that they bear.
    Load,
    /// What is left of their part of the seats, and from some seat on a load.
    Budget,
}

/// The ties of a count that elects one after the other; from `completed_from` on by loads.
pub fn of_sequence(
    election: &Election<Approval>,
    found: &Sequence,
    purse: Purse,
    completed_from: usize,
) -> Vec<Met> {
    let met = |tie: &Tie| {
        let picks = &found.picks[..tie.stage.min(found.picks.len())];
        let mut elected: Vec<usize> = picks.iter().map(|pick| pick.candidate).collect();
        let purses = match purse {
            Purse::None => vec![],
            Purse::Load => purses(election, found, picks.len(), 0),
            Purse::Budget => purses(election, found, picks.len(), completed_from),
        };
        elected.sort_unstable();
        let mut state = format!("{elected:?} {};", completed_from.min(picks.len()));
        for purse in purses {
            let _ = write!(state, "{purse} ");
        }
        Met {
            state,
            harmless: false,
            tie: tie.clone(),
        }
    };
    found.ties.iter().map(met).collect()
}

/// What each paper's votes have after so many seats: budgets up to `completed_from`, then loads.
fn purses(
    election: &Election<Approval>,
    found: &Sequence,
    picks: usize,
    completed_from: usize,
) -> Vec<Fraction> {
    let whole = |number: u64| Fraction::from_integer(BigInt::from(number));
    let share = whole(election.seats as u64) / whole(election.votes().max(1));
    let budget = if completed_from == 0 {
        Fraction::zero()
    } else {
        share
    };
    let mut purses = vec![budget; election.papers.len()];
    for (place, pick) in found.picks[..picks].iter().enumerate() {
        if place == completed_from && place > 0 {
            for purse in &mut purses {
                *purse = -&*purse;
            }
        }
        let Some(figure) = &pick.figures[pick.candidate] else {
            continue;
        };
        let papers = election.papers.iter().zip(&mut purses);
        for (_, purse) in papers.filter(|(paper, _)| paper.approved.contains(&pick.candidate)) {
            *purse = if place < completed_from {
                (&*purse - figure).max(Fraction::zero())
            } else {
                figure.clone()
            };
        }
    }
    purses
}
