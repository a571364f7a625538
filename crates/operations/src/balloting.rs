//! A vote from its first ballot to its end. What members put in is stored as counts; all else follows from them by
//! the rule that was frozen, and is reckoned again each time by [`judging::votes::committee`].

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ballot::{Ballot, Counts},
    edition::{Abstention, BallotRule, LastResort, Share, VoteBase},
    heat::Heat,
    ids::EntryId,
    standing::StandingLine,
};
use judging::votes::{
    ThresholdRule,
    committee::{self, Next, Round, Step, Transcript},
};
use persistence::{Source, StoreError, assignments, ballots};

use crate::error::{OperationError, Result};

/// Whoever acts on a ballot names it. An act whose answer was lost is asked for again, and must not hit the next.
pub(crate) fn must_be(named: u32, due: u32) -> Result<()> {
    if named == due {
        Ok(())
    } else {
        Err(OperationError::conflict("other_ballot"))
    }
}

/// The vote of a heat, as far as it has come.
pub(crate) struct Vote {
    /// What is voted on in all, by entry number: an item is a place in this list.
    pub entries: Vec<EntryId>,
    /// Its ballots, the first first.
    pub ballots: Vec<Ballot>,
    /// What was counted so far, and what that decided.
    pub transcript: Transcript,
}

impl Vote {
    /// Of an authorized heat that was opened.
    pub(crate) async fn of(source: &impl Source, heat: &Heat) -> Result<Self> {
        let rule = heat.ballot.as_ref();
        let rule = rule.ok_or_else(|| OperationError::conflict("heat_without_ballot"))?;
        let entries = assignments::entries_of(source, heat.id).await?;
        let ballots = ballots::of_heat(source, heat.id).await?;
        let transcript = Transcript::new(to_rule(rule), (0..entries.len()).collect());
        let mut vote = Self {
            entries,
            ballots: vec![],
            transcript,
        };
        for ballot in ballots {
            if let Some(counts) = ballot.state.counts() {
                vote.record(&ballot, counts)?;
            }
            vote.ballots.push(ballot);
        }
        Ok(vote)
    }

    /// Adds what was counted in a ballot. Says on what it decided: where there was a quorum, and papers enough to
    /// be secret.
    pub(crate) fn record(&mut self, ballot: &Ballot, counts: &Counts) -> Result<BTreeSet<EntryId>> {
        let items = counts.entries.iter().map(|one| {
            let item = self.item(one.entry)?;
            Some(committee::ItemCount {
                item,
                eligible: one.eligible,
                // What is withheld counts like what nobody came for.
                present: if one.withheld { 0 } else { one.present },
                yes: if one.withheld { 0 } else { one.yes },
                no: if one.withheld { 0 } else { one.no },
                abstain: if one.withheld { 0 } else { one.abstain },
            })
        });
        let wrong = |what: String| StoreError::Inconsistent {
            table: "ballots",
            id: ballot.id.to_string(),
            what,
        };
        let items: Option<Vec<_>> = items.collect();
        let items = items.ok_or_else(|| wrong("an entry is not in the heat".to_owned()))?;
        let counted = committee::Counts {
            voters: counts.voted,
            items,
        };
        let recorded = self.transcript.record(counted);
        let step = recorded.map_err(|flaws| wrong(format!("{flaws:?}")))?;
        let lines = step.outcome.lines.iter();
        let decided = lines.filter(|line| line.verdict != committee::Verdict::NoQuorum);
        let items = decided.map(|line| line.counts.item);
        Ok(items.map(|item| self.entries[item]).collect())
    }

    fn item(&self, entry: EntryId) -> Option<usize> {
        self.entries.iter().position(|known| *known == entry)
    }

    /// The ballot that takes papers, if one does.
    pub(crate) fn open(&self) -> Option<&Ballot> {
        self.ballots
            .iter()
            .find(|ballot| ballot.state.counts().is_none())
    }

    /// What is to be voted on next: by entry number, and how many get a yes at most.
    pub(crate) fn due(&self) -> Option<(Vec<EntryId>, Option<u32>)> {
        let Next::Vote(Round {
            candidates, picks, ..
        }) = self.transcript.next()
        else {
            return None;
        };
        let entries = candidates.iter().map(|item| self.entries[*item]);
        Some((entries.collect(), picks))
    }

    /// Equals for the last places, whom no further ballot separates: which of them has one is for the chair to
    /// say. Empty where there are none.
    pub(crate) fn equals(&self) -> BTreeSet<EntryId> {
        match self.transcript.next() {
            Next::DecideTie { tied, .. } => tied.iter().map(|item| self.entries[*item]).collect(),
            Next::Vote(_) | Next::Done { .. } => BTreeSet::new(),
        }
    }

    /// What each counted ballot decided, the first first.
    pub(crate) fn steps(&self) -> &[Step] {
        &self.transcript.steps
    }

    /// The standing that a vote which is over comes to: those recommended have a rank, in the order of the
    /// ballots and in each by share; those who tie for places that are left come after them, with one rank
    /// for all. The others have none.
    pub(crate) fn standing(&self) -> Vec<StandingLine> {
        let mut ranks: BTreeMap<usize, (u32, bool)> = BTreeMap::new();
        for step in self.steps() {
            let taken = u32::try_from(ranks.len()).unwrap_or(u32::MAX);
            let lines = step.outcome.lines.iter();
            let elected = lines.filter(|line| step.outcome.elected.contains(&line.counts.item));
            let better = |rank: Option<u32>| {
                let before = elected.clone().filter(|line| line.rank < rank);
                taken + u32::try_from(before.count()).unwrap_or(u32::MAX) + 1
            };
            let equal =
                |rank: Option<u32>| elected.clone().filter(|line| line.rank == rank).count();
            let new: Vec<_> = elected
                .clone()
                .map(|line| (line.counts.item, (better(line.rank), equal(line.rank) > 1)))
                .collect();
            ranks.extend(new);
        }
        if let Next::DecideTie { tied, .. } = self.transcript.next() {
            let next = u32::try_from(ranks.len()).unwrap_or(u32::MAX) + 1;
            ranks.extend(tied.into_iter().map(|item| (item, (next, true))));
        }
        self.lines(&ranks)
    }

    fn lines(&self, ranks: &BTreeMap<usize, (u32, bool)>) -> Vec<StandingLine> {
        let mut lines: Vec<StandingLine> = (0..)
            .zip(&self.entries)
            .map(|(item, entry)| {
                let last = self.last_count(*entry);
                StandingLine {
                    entry: *entry,
                    rank: ranks.get(&item).map(|(rank, _)| *rank),
                    tied: ranks.get(&item).is_some_and(|(_, tied)| *tied),
                    figure: None,
                    raw: None,
                    criteria: vec![],
                    tie_figures: vec![],
                    sheets: last.map_or(0, |(cast, _)| cast),
                    sheets_expected: last.map_or(0, |(_, eligible)| eligible),
                }
            })
            .collect();
        lines.sort_by_key(|line| (line.rank.is_none(), line.rank));
        lines
    }

    /// How many voted on an entry, and could, in the last ballot with a quorum that it stood in.
    fn last_count(&self, entry: EntryId) -> Option<(u32, u32)> {
        let decided = |ballot: &&Ballot| !ballot.state.is_void();
        let ballots = self.ballots.iter().rev().filter(decided);
        ballots
            .filter_map(|ballot| ballot.state.counts())
            .flat_map(|counts| &counts.entries)
            .find(|one| one.entry == entry)
            .map(|one| (one.cast(), one.eligible))
    }
}

const fn to_share(share: Share) -> ThresholdRule {
    ThresholdRule {
        numerator: share.numerator,
        denominator: share.denominator,
        strict: share.strict,
    }
}

fn to_rule(rule: &BallotRule) -> committee::Rule {
    committee::Rule {
        seats: rule.seats,
        threshold: to_share(rule.threshold),
        base: match rule.of {
            VoteBase::Members => committee::Base::Eligible,
            VoteBase::Present => committee::Base::Present,
            VoteBase::Voting => committee::Base::Cast,
        },
        abstentions: match rule.abstentions {
            Abstention::Counted => committee::Abstentions::InBase,
            Abstention::LeftOut => committee::Abstentions::OutOfBase,
        },
        quorum: to_share(rule.quorum),
        order: committee::Order::Share,
        picks: rule
            .picks
            .map_or(committee::Picks::OpenSeats, committee::Picks::AtMost),
        candidates_per_seat: rule.candidates_per_seat,
        after_tie: committee::AfterTie::BestLeft,
        max_rounds: rule.max_ballots,
        last_resort: match rule.last_resort {
            LastResort::Vacant => committee::LastResort::StayEmpty,
            LastResort::Majority => committee::LastResort::RunOff(ThresholdRule::MAJORITY),
        },
    }
}
