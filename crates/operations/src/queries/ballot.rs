//! Ballots: what a member votes on, and what staff see of a vote. Neither can tell who voted how.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ballot::{Ballot, BallotSeat, BallotState, EntryCount, Participation},
    edition::Edition,
    heat::{Heat, HeatState},
    ids::EntryId,
    policy::{CastPapers, CountBallot, Denied, EndVote, ListBallots, OpenBallot, ReadBallot, may},
};
use judging::votes::committee::{self, Kind, Line, Next, Step};
use persistence::{
    advancements,
    assignments::{self, AssignmentLine},
    ballots::{self, MemberLine},
    editions,
    entries::{self, EntryLine},
    heats,
};

use super::edition::{HeatSummary, summary_of};
use crate::{Context, balloting::Vote, error::Result};

/// A ballot as a member sees it.
pub struct MemberBallot {
    /// Where.
    pub edition: Edition,
    /// Whose panel.
    pub heat: Heat,
    /// The member's place in it.
    pub seat: BallotSeat,
    /// What the member votes on, in the member's order.
    pub lines: Vec<AssignmentLine>,
    /// Whether the member may vote now.
    pub may_cast: bool,
}

/// The latest ballot of a heat, for the asking member of its panel.
#[crate::compiled_here]
pub async fn read_ballot(cx: &Context<'_>, edition: &str, heat: &str) -> Result<MemberBallot> {
    let account = cx.account()?;
    let guarded = ballots::find_seat(cx.store, edition, heat, account)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, seat) = guarded.authorize::<ReadBallot>(cx.actor, cx.arrived_at)?;
    let judge = seat.judge.ok_or(Denied::Hidden)?;
    let lines = assignments::of_member(cx.store, &allowed, seat.ballot.heat, judge).await?;
    let open = matches!(seat.ballot.state, BallotState::Open { .. });
    let mine = |line: &AssignmentLine| seat.mine.contains(&line.entry);
    Ok(MemberBallot {
        edition: editions::of(cx.store, seat.ballot.edition).await?,
        heat: heats::of(cx.store, seat.ballot.heat).await?,
        lines: lines.into_iter().filter(mine).collect(),
        may_cast: open
            && seat.participation != Participation::Voted
            && may::<CastPapers>(cx.actor, &seat, cx.arrived_at),
        seat,
    })
}

/// The vote of a heat as staff see it.
pub struct VoteView {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub summary: HeatSummary,
    /// Its ballots, the first first.
    pub ballots: Vec<BallotView>,
    /// What is to be done next; nothing before the heat opens.
    pub next: Option<NextStep>,
    /// Whether the viewer may open the next ballot.
    pub may_open: bool,
    /// Whether the viewer may count the open one.
    pub may_count: bool,
    /// Whether the viewer may end the vote although ballots could follow.
    pub may_end: bool,
}

/// A ballot: who took part and, once it was counted, what came of it.
pub struct BallotView {
    /// The ballot.
    pub ballot: Ballot,
    /// Its members, by name.
    pub members: Vec<MemberLine>,
    /// What is voted on, by number; once counted, best first.
    pub lines: Vec<BallotLine>,
    /// Whether a simple majority decides, because the regular ballots left places empty.
    pub run_off: bool,
    /// Places that were to be filled; nothing while it is open.
    pub seats: Option<u32>,
}

/// An entry in a ballot.
pub struct BallotLine {
    /// The entry.
    pub entry: EntryLine,
    /// Its figures, once they were counted and where there was a quorum for any entry.
    pub counted: Option<CountedLine>,
}

/// What was counted for an entry, and what that decided.
pub struct CountedLine {
    /// The figures.
    pub counts: EntryCount,
    /// Of how many a share was asked.
    pub base: u32,
    /// The least number of yes that would have been enough, if any number could.
    pub needed: Option<u32>,
    /// Why it is recommended or not.
    pub verdict: Verdict,
}

/// Why an entry is recommended or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Recommended,
    /// Enough said yes, but too many did exactly as well for the places that are left.
    Tied,
    /// Enough said yes, but better ones fill the places.
    NoPlaceLeft,
    /// Too few said yes.
    BelowThreshold,
    /// Too few were present.
    NoQuorum,
    /// So few voted that the figures would tell what one of them said.
    TooFewVotes,
}

/// What comes next in a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// A ballot on so many entries, for so many places.
    Vote {
        /// On how many.
        entries: usize,
        /// For how many places.
        seats: u32,
        /// Whether a simple majority decides.
        run_off: bool,
    },
    /// The heat is closed, and its chair decides who of those that tie gets the last places.
    DecideTie {
        /// How many tie.
        entries: usize,
        /// For how many places.
        seats: u32,
    },
    /// The heat is closed.
    Done {
        /// Places that stay empty.
        vacant: u32,
    },
}

/// The ballots of a heat.
#[crate::compiled_here]
pub async fn list_ballots(cx: &Context<'_>, edition: &str, heat: &str) -> Result<VoteView> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<ListBallots>(cx.actor, cx.arrived_at)?;
    let visible = allowed.visible();
    let vote = Vote::of(cx.store, &heat).await?;
    let names: BTreeMap<EntryId, EntryLine> = entries::submitted_lines(cx.store, heat.edition)
        .await?
        .into_iter()
        .collect();
    let members = ballots::member_lines(cx.store, &visible).await?;
    let now = cx.arrived_at;
    // The chair may have put others in order, who are equal and all have a place.
    let equals = vote.equals();
    let decisions = advancements::tie_decisions(cx.store, heat.id).await?;
    let mut orders = decisions.values();
    let ordered = orders.any(|tie| {
        equals
            .iter()
            .eq(tie.entries.iter().collect::<BTreeSet<_>>())
    });
    let (begun, open) = (heat.state != HeatState::Planned, vote.open().is_some());
    let steps = vote.steps().iter().map(Some).chain(std::iter::repeat(None));
    let views = vote.ballots.iter().zip(steps);
    Ok(VoteView {
        edition: editions::of(cx.store, heat.edition).await?,
        ballots: views
            .map(|(ballot, step)| view(ballot, step, &vote, &names, &members))
            .collect(),
        may_open: heat.is_open()
            && !open
            && vote.due().is_some()
            && may::<OpenBallot>(cx.actor, &heat, now),
        may_count: open && may::<CountBallot>(cx.actor, &heat, now),
        may_end: heat.is_open()
            && !open
            && !vote.ballots.is_empty()
            && vote.due().is_some()
            && may::<EndVote>(cx.actor, &heat, now),
        next: begun.then(|| {
            next_step(
                &vote.transcript.next(),
                ordered,
                matches!(heat.state, HeatState::Closed { .. }),
            )
        }),
        summary: summary_of(cx, heat).await?,
    })
}

/// What comes next; of a tie that the chair has put in order, nothing, nor of a vote that was ended.
fn next_step(next: &Next, ordered: bool, closed: bool) -> NextStep {
    match next {
        Next::Vote(round) if closed => NextStep::Done {
            vacant: round.seats,
        },
        Next::DecideTie { .. } if ordered => NextStep::Done { vacant: 0 },
        Next::Vote(round) => NextStep::Vote {
            entries: round.candidates.len(),
            seats: round.seats,
            run_off: round.kind == Kind::RunOff,
        },
        Next::DecideTie { tied, seats } => NextStep::DecideTie {
            entries: tied.len(),
            seats: *seats,
        },
        Next::Done { empty_seats } => NextStep::Done {
            vacant: *empty_seats,
        },
    }
}

fn view(
    ballot: &Ballot,
    step: Option<&Step>,
    vote: &Vote,
    names: &BTreeMap<EntryId, EntryLine>,
    members: &[MemberLine],
) -> BallotView {
    let own = members.iter().filter(|line| line.ballot == ballot.id);
    let blank = || -> Vec<(EntryId, Option<CountedLine>)> {
        ballot.entries.iter().map(|entry| (*entry, None)).collect()
    };
    let lines = step
        .filter(|_| !ballot.state.is_void())
        .map_or_else(blank, |step| {
            let lines = step.outcome.lines.iter();
            lines
                .filter_map(|line| counted(line, ballot, vote))
                .collect()
        });
    BallotView {
        ballot: ballot.clone(),
        members: own.cloned().collect(),
        lines: lines
            .into_iter()
            .filter_map(|(id, counted)| {
                let entry = names.get(&id)?.clone();
                Some(BallotLine { entry, counted })
            })
            .collect(),
        run_off: step.is_some_and(|step| step.round.kind == Kind::RunOff),
        seats: step.map(|step| step.round.seats),
    }
}

/// As it was stored: what was withheld is reckoned as if nobody had come.
fn counted(line: &Line, ballot: &Ballot, vote: &Vote) -> Option<(EntryId, Option<CountedLine>)> {
    let entry = vote.entries[line.counts.item];
    let mut stored = ballot.state.counts()?.entries.iter();
    let counts = *stored.find(|one| one.entry == entry)?;
    let verdict = match line.verdict {
        committee::Verdict::Elected => Verdict::Recommended,
        committee::Verdict::TiedForSeat => Verdict::Tied,
        committee::Verdict::NoSeatLeft => Verdict::NoPlaceLeft,
        committee::Verdict::BelowThreshold => Verdict::BelowThreshold,
        committee::Verdict::NoQuorum if counts.withheld => Verdict::TooFewVotes,
        committee::Verdict::NoQuorum => Verdict::NoQuorum,
    };
    let counted = CountedLine {
        counts,
        base: line.base,
        needed: line.needed,
        verdict,
    };
    Some((entry, Some(counted)))
}
