//! Ballots. A member gets what there is to vote on and whether one has voted, never how; staff get who took part
//! and, once it was counted, what was counted.

use std::collections::BTreeMap;

use domain::ballot::{self as domain_ballot, BallotState as State};
use operations::{CountWish, queries::ballot as queries};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    summary::HeatSummary,
    values::{Bilingual, EditionRef, Instant, Named},
};

/// What a member says to an entry.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaperChoice {
    Yes,
    No,
    Abstain,
}

/// The ballot that is meant. An act whose answer was lost is asked for again, and must not hit the next one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OneBallot {
    /// 1 for the first of the heat.
    pub number: u32,
}

/// Count a ballot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CountBallot {
    /// 1 for the first of the heat.
    pub number: u32,
    /// Why those are not waited for who are there and have not voted; left out where they are.
    #[serde(default)]
    pub without_waiting: Option<String>,
}

/// End the vote although ballots could follow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndVote {
    pub reason: String,
}

impl CountBallot {
    /// What is asked for.
    pub fn wish(&self) -> CountWish<'_> {
        CountWish {
            number: self.number,
            without_waiting: self.without_waiting.as_deref(),
        }
    }
}

/// Vote: a choice for each entry that one may vote on, by its alias.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CastPapers {
    /// The ballot that is meant; 1 for the first of the heat.
    pub number: u32,
    pub choices: BTreeMap<String, PaperChoice>,
}

impl CastPapers {
    /// What is said.
    pub fn said(&self) -> BTreeMap<String, domain_ballot::Choice> {
        let choices = self.choices.iter();
        let said = |(alias, choice): (&String, &PaperChoice)| {
            let choice = match choice {
                PaperChoice::Yes => domain_ballot::Choice::Yes,
                PaperChoice::No => domain_ballot::Choice::No,
                PaperChoice::Abstain => domain_ballot::Choice::Abstain,
            };
            (alias.clone(), choice)
        };
        choices.map(said).collect()
    }
}

/// Where a ballot stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum BallotState {
    Open,
    Counted,
    /// There was no quorum, or too few voted to keep it secret: nothing was decided, and what the papers said
    /// was not kept.
    Void,
}

impl From<&State> for BallotState {
    fn from(state: &State) -> Self {
        match state {
            State::Open { .. } => Self::Open,
            State::Counted { void: false, .. } => Self::Counted,
            State::Counted { void: true, .. } => Self::Void,
        }
    }
}

/// How far a member has come. When that was, nobody knows.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Participation {
    Absent,
    Present,
    Voted,
}

impl From<domain_ballot::Participation> for Participation {
    fn from(participation: domain_ballot::Participation) -> Self {
        match participation {
            domain_ballot::Participation::Absent => Self::Absent,
            domain_ballot::Participation::Present => Self::Present,
            domain_ballot::Participation::Voted => Self::Voted,
        }
    }
}

/// The latest ballot of a panel, for one of its members.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberBallot {
    pub edition: EditionRef,
    pub heat: Named,
    /// 1 for the first of the heat.
    pub number: u32,
    pub state: BallotState,
    /// How many get a yes at most; null where there is no limit.
    #[schema(required)]
    pub picks: Option<u32>,
    pub participation: Participation,
    /// From how many entries of the ballot one is recused.
    pub recused: usize,
    /// What one votes on.
    pub entries: Vec<MemberBallotEntry>,
    pub may: MemberBallotMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MemberBallotEntry {
    /// Random; where the entry is read.
    pub alias: String,
    pub number: String,
    pub title: Bilingual,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MemberBallotMay {
    /// Vote, or say to be there. A cast vote is final.
    pub cast: bool,
}

impl From<queries::MemberBallot> for MemberBallot {
    fn from(view: queries::MemberBallot) -> Self {
        let ballot = &view.seat.ballot;
        let entries = view.lines.iter().map(|line| MemberBallotEntry {
            alias: line.alias.clone(),
            number: line.number.clone(),
            title: (&line.title).into(),
        });
        Self {
            edition: (&view.edition).into(),
            heat: Named::new(&view.heat.key, &view.heat.title),
            number: ballot.number,
            state: (&ballot.state).into(),
            picks: ballot.picks,
            participation: view.seat.participation.into(),
            recused: ballot.entries.len() - view.seat.mine.len(),
            entries: entries.collect(),
            may: MemberBallotMay {
                cast: view.may_cast,
            },
        }
    }
}

/// The vote of a panel.
#[derive(Debug, Serialize, ToSchema)]
pub struct Vote {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    /// The first first.
    pub ballots: Vec<Ballot>,
    /// Null before the heat opens.
    #[schema(required)]
    pub next: Option<NextStep>,
    pub may: VoteMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct VoteMay {
    pub open_ballot: bool,
    pub count_ballot: bool,
    pub end_vote: bool,
}

/// What comes next.
#[derive(Debug, Serialize, ToSchema)]
pub struct NextStep {
    pub kind: NextKind,
    /// On how many entries, or how many tie.
    pub entries: usize,
    /// For how many places; at the end, how many stay vacant.
    pub seats: u32,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NextKind {
    Vote,
    /// A vote by simple majority.
    RunOff,
    DecideTie,
    Done,
}

impl From<queries::NextStep> for NextStep {
    fn from(next: queries::NextStep) -> Self {
        let (kind, entries, seats) = match next {
            queries::NextStep::Vote {
                entries,
                seats,
                run_off: false,
            } => (NextKind::Vote, entries, seats),
            queries::NextStep::Vote { entries, seats, .. } => (NextKind::RunOff, entries, seats),
            queries::NextStep::DecideTie { entries, seats } => {
                (NextKind::DecideTie, entries, seats)
            }
            queries::NextStep::Done { vacant } => (NextKind::Done, 0, vacant),
        };
        Self {
            kind,
            entries,
            seats,
        }
    }
}

/// One secret vote.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ballot {
    pub number: u32,
    pub state: BallotState,
    /// Whether a simple majority decides.
    pub run_off: bool,
    /// How many get a yes at most; null where there is no limit.
    #[schema(required)]
    pub picks: Option<u32>,
    pub opened_at: Instant,
    #[schema(required)]
    pub counted_at: Option<Instant>,
    /// Places that were to be filled; null while it is open.
    #[schema(required)]
    pub seats: Option<u32>,
    /// By name.
    pub members: Vec<BallotMember>,
    /// By number; once counted, best first.
    pub entries: Vec<BallotEntry>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct BallotMember {
    pub name: Bilingual,
    pub participation: Participation,
    /// From how many entries of the ballot the member is recused.
    pub recused: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct BallotEntry {
    pub number: String,
    pub title: Bilingual,
    /// Null while the ballot is open, and where it is void.
    #[schema(required)]
    pub counted: Option<CountedEntry>,
}

/// What was counted. Whoever is recused from the entry is in none of these. What the papers said is nought where there
/// was no quorum, or too few voted.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountedEntry {
    pub eligible: u32,
    pub present: u32,
    pub yes: u32,
    pub no: u32,
    pub abstain: u32,
    /// Of how many a share was asked.
    pub base: u32,
    /// The least number of yes that would have been enough; null where none is.
    #[schema(required)]
    pub needed: Option<u32>,
    pub verdict: Verdict,
}

/// Why an entry is recommended or not.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Recommended,
    /// Enough said yes, but too many did exactly as well for the places that are left.
    Tied,
    NoPlaceLeft,
    BelowThreshold,
    NoQuorum,
    /// So few voted that the figures would tell what one of them said.
    TooFewVotes,
}

impl From<queries::VoteView> for Vote {
    fn from(view: queries::VoteView) -> Self {
        Self {
            edition: (&view.edition).into(),
            heat: (&view.summary).into(),
            ballots: view.ballots.iter().map(Into::into).collect(),
            next: view.next.map(Into::into),
            may: VoteMay {
                open_ballot: view.may_open,
                count_ballot: view.may_count,
                end_vote: view.may_end,
            },
        }
    }
}

impl From<&queries::BallotView> for Ballot {
    fn from(view: &queries::BallotView) -> Self {
        let ballot = &view.ballot;
        let (opened_at, counted_at) = match ballot.state {
            State::Open { opened_at } => (opened_at, None),
            State::Counted {
                opened_at,
                counted_at,
                ..
            } => (opened_at, Some(counted_at)),
        };
        let members = view.members.iter().map(|line| BallotMember {
            name: (&line.name).into(),
            participation: line.participation.into(),
            recused: line.recused,
        });
        let entries = view.lines.iter().map(|line| BallotEntry {
            number: line.entry.number.clone(),
            title: (&line.entry.title).into(),
            counted: line.counted.as_ref().map(Into::into),
        });
        Self {
            number: ballot.number,
            state: (&ballot.state).into(),
            run_off: view.run_off,
            picks: ballot.picks,
            opened_at: Instant(opened_at),
            counted_at: counted_at.map(Instant),
            seats: view.seats,
            members: members.collect(),
            entries: entries.collect(),
        }
    }
}

impl From<&queries::CountedLine> for CountedEntry {
    fn from(line: &queries::CountedLine) -> Self {
        let counts = &line.counts;
        Self {
            eligible: counts.eligible,
            present: counts.present,
            yes: counts.yes,
            no: counts.no,
            abstain: counts.abstain,
            base: line.base,
            needed: line.needed,
            verdict: match line.verdict {
                queries::Verdict::Recommended => Verdict::Recommended,
                queries::Verdict::Tied => Verdict::Tied,
                queries::Verdict::NoPlaceLeft => Verdict::NoPlaceLeft,
                queries::Verdict::BelowThreshold => Verdict::BelowThreshold,
                queries::Verdict::NoQuorum => Verdict::NoQuorum,
                queries::Verdict::TooFewVotes => Verdict::TooFewVotes,
            },
        }
    }
}
