//! Take no more papers and count them. The number of papers is reconciled with the number of those who voted.

use domain::{
    ballot::{Ballot, Choice, Counts, EntryCount, Participation, StillVoting},
    ids::EntryId,
    policy::{CountBallot, Denied},
};
use persistence::{StoreError, audit, ballots, ballots::Returned, heats};
use serde_json::json;

use crate::{
    Context,
    balloting::{Vote, must_be},
    error::{OperationError, Result},
    recuse_judge::reason,
};

/// How often the write-ahead log is tried to be emptied, while readers are in the way.
const MOST_TRIES: u32 = 5;

/// What is to be counted, and how.
#[derive(Clone, Copy, Debug)]
pub struct CountWish<'a> {
    /// The number of the open ballot.
    pub number: u32,
    /// Why those are not waited for who are there and have not voted; nothing where they are.
    pub without_waiting: Option<&'a str>,
}

/// Counts the open ballot of a heat, once all who are there have voted. Where an entry has no quorum, or so few papers
/// that they would tell what one member said, nobody learns what they said; where all are like that, the ballot
/// is void.
///
/// # Errors
/// `other_ballot`, `still_voting`.
#[crate::compiled_here]
pub async fn count_ballot(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    wish: &CountWish<'_>,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<CountBallot>(cx.actor, cx.arrived_at)?;
    let mut vote = Vote::of(&work, &heat).await?;
    let ballot = vote.open().cloned();
    let ballot = ballot.ok_or_else(|| OperationError::conflict("ballot_not_open"))?;
    must_be(wish.number, ballot.number)?;
    let why = wish.without_waiting.map(reason).transpose()?;
    let returned = ballots::returned(&work, &allowed, ballot.id).await?;
    let missing = missing(&ballot, &returned);
    if why.is_none() && missing > 0 {
        return Err(StillVoting { missing }.into());
    }
    let mut counts = counted(&ballot, &returned)?;
    let entries = counts.entries.iter_mut();
    entries.for_each(|entry| *entry = entry.kept_secret(missing));
    // Counts that contradict the rule or themselves are refused here, and nothing is stored.
    let decided = vote.record(&ballot, &counts)?;
    let void = decided.is_empty();
    for entry in &mut counts.entries {
        if !decided.contains(&entry.entry) {
            *entry = entry.without_choices();
        }
    }
    let by = cx.account()?;
    ballots::save_counted(&work, &allowed, by, &ballot, (&counts, void)).await?;
    let detail = json!({
        "heat": heat.key, "ballot": ballot.number, "void": void, "without_waiting": why,
        "members": counts.members, "present": counts.present, "voted": counts.voted,
    });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    work.commit().await?;
    forget_order(cx).await
}

/// How many are there, have something to vote on, and have not voted.
fn missing(ballot: &Ballot, returned: &Returned) -> u32 {
    let votes = |judge| {
        let mut entries = ballot.entries.iter();
        entries.any(|entry| !returned.recusals.contains(&(judge, *entry)))
    };
    let waiting = returned.members.iter().filter(|(judge, participation)| {
        **participation == Participation::Present && votes(**judge)
    });
    u32::try_from(waiting.count()).unwrap_or(u32::MAX)
}

/// Leaves nothing on the disk that tells in which order papers came in. What readers keep from being
/// forgotten now is forgotten with the next ballot, or when the server stops.
async fn forget_order(cx: &Context<'_>) -> Result<()> {
    for _ in 0..MOST_TRIES {
        if cx.store.empty_log().await? {
            break;
        }
    }
    Ok(())
}

/// Adds up what came back.
fn counted(ballot: &Ballot, returned: &Returned) -> Result<Counts> {
    let entries: Vec<_> = ballot
        .entries
        .iter()
        .map(|entry| of_entry(*entry, returned))
        .collect();
    for one in &entries {
        let voted = may_vote(one.entry, returned)
            .filter(|participation| **participation == Participation::Voted);
        if voted.count() != one.cast() as usize {
            return Err(StoreError::Inconsistent {
                table: "ballot_papers",
                id: ballot.id.to_string(),
                what: "papers and participations do not add up".to_owned(),
            }
            .into());
        }
    }
    let many = |least: Participation| count(returned.members.values(), least);
    Ok(Counts {
        members: many(Participation::Absent),
        present: many(Participation::Present),
        voted: many(Participation::Voted),
        entries,
    })
}

/// How many have come so far or further.
fn count<'a>(all: impl Iterator<Item = &'a Participation>, least: Participation) -> u32 {
    let reached = all.filter(|one| **one >= least);
    u32::try_from(reached.count()).unwrap_or(u32::MAX)
}

/// How far each of those has come who may vote on an entry.
fn may_vote(entry: EntryId, returned: &Returned) -> impl Iterator<Item = &Participation> {
    let members = returned.members.iter();
    members
        .filter(move |(judge, _)| !returned.recusals.contains(&(**judge, entry)))
        .map(|(_, participation)| participation)
}

fn of_entry(entry: EntryId, returned: &Returned) -> EntryCount {
    let papers = |choice| returned.papers.get(&(entry, choice)).copied().unwrap_or(0);
    EntryCount {
        entry,
        eligible: count(may_vote(entry, returned), Participation::Absent),
        present: count(may_vote(entry, returned), Participation::Present),
        yes: papers(Choice::Yes),
        no: papers(Choice::No),
        abstain: papers(Choice::Abstain),
        withheld: false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use domain::{
        ballot::BallotState,
        ids::{BallotId, EditionId, HeatId, JudgeId},
        time::Timestamp,
    };
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    use super::*;

    fn entry(number: usize) -> EntryId {
        EntryId(Uuid::from_u128(number as u128))
    }

    fn judge(number: usize) -> JudgeId {
        JudgeId(Uuid::from_u128(number as u128))
    }

    fn ballot(entries: usize) -> Ballot {
        Ballot {
            id: BallotId(Uuid::nil()),
            revision: 1,
            edition: EditionId(Uuid::nil()),
            heat: HeatId(Uuid::nil()),
            number: 1,
            entries: (0..entries).map(entry).collect(),
            picks: None,
            state: BallotState::Open {
                opened_at: Timestamp(0),
            },
        }
    }

    /// For each member how far, and for each entry what is said or, without a choice, that the member is
    /// recused.
    type Said = Vec<(Participation, Vec<Option<Choice>>)>;

    fn said() -> impl Strategy<Value = (usize, Said)> {
        let participation = prop::sample::select(Participation::ALL);
        let choice = prop::option::weighted(0.8, prop::sample::select(Choice::ALL));
        (1..6_usize).prop_flat_map(move |entries| {
            let member = (participation.clone(), vec(choice.clone(), entries));
            (Just(entries), vec(member, 1..40))
        })
    }

    fn returned(said: &Said) -> Returned {
        let mut papers = BTreeMap::new();
        let mut recusals = BTreeSet::new();
        for (place, (participation, choices)) in said.iter().enumerate() {
            for (item, choice) in choices.iter().enumerate() {
                match choice {
                    None => {
                        recusals.insert((judge(place), entry(item)));
                    }
                    Some(choice) if *participation == Participation::Voted => {
                        *papers.entry((entry(item), *choice)).or_default() += 1;
                    }
                    Some(_) => {}
                }
            }
        }
        let members = said.iter().enumerate();
        Returned {
            members: members
                .map(|(place, (how, _))| (judge(place), *how))
                .collect(),
            recusals,
            papers,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn members_present_voted_and_papers_add_up((entries, said) in said()) {
            let counts = counted(&ballot(entries), &returned(&said)).unwrap();
            let many = |least| said.iter().filter(|(how, _)| *how >= least).count();
            prop_assert_eq!(counts.members as usize, said.len());
            prop_assert_eq!(counts.present as usize, many(Participation::Present));
            prop_assert_eq!(counts.voted as usize, many(Participation::Voted));
            for (item, line) in counts.entries.iter().enumerate() {
                let may = said.iter().filter(|(_, choices)| choices[item].is_some());
                let (may, recused) = (may.clone().count(), said.len() - may.count());
                prop_assert_eq!(line.eligible as usize, may);
                prop_assert!(line.cast() <= line.present && line.present <= line.eligible);
                prop_assert!(counts.voted - line.cast() <= u32::try_from(recused).unwrap());
                let abstained = said.iter().filter(|(how, choices)| {
                    *how == Participation::Voted && choices[item] == Some(Choice::Abstain)
                });
                prop_assert_eq!(line.abstain as usize, abstained.count());
            }
        }

        #[test]
        fn a_paper_too_many_or_too_few_is_noticed((entries, said) in said(), more in any::<bool>()) {
            let mut returned = returned(&said);
            let yes = returned.papers.entry((entry(0), Choice::Yes)).or_default();
            prop_assume!(more || *yes > 0);
            *yes = if more { *yes + 1 } else { *yes - 1 };
            prop_assert!(counted(&ballot(entries), &returned).is_err());
        }
    }
}
