//! Counts whole papers, each with a mark for every candidate. Whoever gathers votes item by item, so
//! that no two can be brought together, counts for themselves and does not need this.

use super::rule::{Counts, ItemCount};

/// What a paper says about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// For it.
    Yes,
    /// Against it.
    No,
    /// Neither.
    Abstain,
    /// Nothing is marked.
    Blank,
    /// The voter is recused from this item.
    Recused,
}

/// What a missing mark means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmarked {
    /// A no: the paper is a list of those who are chosen, and the others are not.
    No,
    /// An abstention.
    Abstain,
    /// Nothing at all.
    Nothing,
}

/// Who can vote on an item, without those recused from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Electorate {
    /// Index of the item.
    pub item: usize,
    /// How many there are.
    pub eligible: u32,
    /// How many of them are present.
    pub present: u32,
}

/// Papers, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tallied {
    /// What the valid papers say. Void ones are among the voters.
    pub counts: Counts,
    /// Indices of void papers: those with more yes than the limit, or not one mark for each item.
    pub void: Vec<usize>,
}

/// Counts papers. `papers[paper][n]` is the mark for `electorates[n]`; `picks` is the limit of yes.
pub fn tally(
    electorates: &[Electorate],
    papers: &[Vec<Mark>],
    picks: Option<u32>,
    unmarked: Unmarked,
) -> Tallied {
    let mut items: Vec<ItemCount> = electorates.iter().map(nothing_yet).collect();
    let mut void = vec![];
    for (index, paper) in papers.iter().enumerate() {
        let yes = paper.iter().filter(|mark| **mark == Mark::Yes).count();
        let over = picks.is_some_and(|picks| yes > picks as usize);
        if over || paper.len() != items.len() {
            void.push(index);
            continue;
        }
        for (item, mark) in items.iter_mut().zip(paper) {
            add(item, *mark, unmarked);
        }
    }
    let voters = u32::try_from(papers.len()).unwrap_or(u32::MAX);
    Tallied {
        counts: Counts { voters, items },
        void,
    }
}

fn nothing_yet(electorate: &Electorate) -> ItemCount {
    ItemCount {
        item: electorate.item,
        eligible: electorate.eligible,
        present: electorate.present,
        ..ItemCount::default()
    }
}

fn add(item: &mut ItemCount, mark: Mark, unmarked: Unmarked) {
    let mark = match (mark, unmarked) {
        (Mark::Blank, Unmarked::No) => Mark::No,
        (Mark::Blank, Unmarked::Abstain) => Mark::Abstain,
        (mark, _) => mark,
    };
    match mark {
        Mark::Yes => item.yes += 1,
        Mark::No => item.no += 1,
        Mark::Abstain => item.abstain += 1,
        Mark::Blank | Mark::Recused => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        Mark::{Abstain, Blank, No, Recused, Yes},
        *,
    };
    use crate::votes::committee::{Picks, Round, Rule, count};

    const THREE: [Electorate; 3] = [
        Electorate {
            item: 4,
            eligible: 5,
            present: 3,
        },
        Electorate {
            item: 6,
            eligible: 4,
            present: 2,
        },
        Electorate {
            item: 9,
            eligible: 5,
            present: 3,
        },
    ];

    fn figures(tallied: &Tallied) -> Vec<(u32, u32, u32)> {
        let items = tallied.counts.items.iter();
        items
            .map(|item| (item.yes, item.no, item.abstain))
            .collect()
    }

    #[test]
    fn a_missing_mark_means_what_the_rule_says_and_a_recusal_nothing() {
        let papers = [vec![Yes, Recused, Blank], vec![Blank, Yes, No]];
        let count = |unmarked| figures(&tally(&THREE, &papers, None, unmarked));
        assert_eq!(count(Unmarked::No), [(1, 1, 0), (1, 0, 0), (0, 2, 0)]);
        assert_eq!(count(Unmarked::Abstain), [(1, 0, 1), (1, 0, 0), (0, 1, 1)]);
        assert_eq!(count(Unmarked::Nothing), [(1, 0, 0), (1, 0, 0), (0, 1, 0)]);
    }

    #[test]
    fn a_paper_with_too_many_picks_is_void_as_a_whole_and_still_a_voter() {
        let papers = [vec![Yes, Yes, Yes], vec![Yes, Yes, No], vec![Yes]];
        let tallied = tally(&THREE, &papers, Some(2), Unmarked::No);
        assert_eq!(tallied.void, [0, 2]);
        assert_eq!(tallied.counts.voters, 3);
        assert_eq!(figures(&tallied), [(1, 0, 0), (1, 0, 0), (0, 1, 0)]);
    }

    #[test]
    fn items_keep_their_index_and_their_own_electorate() {
        let tallied = tally(&THREE, &[], None, Unmarked::No);
        let item = tallied.counts.items[1];
        assert_eq!((item.item, item.eligible, item.present), (6, 4, 2));
    }

    /// Each with a mark for four items.
    fn any_papers() -> impl Strategy<Value = Vec<Vec<Mark>>> {
        let mark = prop::sample::select(vec![Yes, No, Abstain, Blank, Recused]);
        prop::collection::vec(prop::collection::vec(mark, 4), 0..12)
    }

    fn electorates(papers: &[Vec<Mark>]) -> Vec<Electorate> {
        let electorate = |item: usize| {
            let present = papers.iter().filter(|paper| paper[item] != Recused).count();
            let present = u32::try_from(present).unwrap();
            Electorate {
                item,
                eligible: present + 1,
                present,
            }
        };
        (0..4).map(electorate).collect()
    }

    proptest! {
        #[test]
        fn each_valid_mark_is_counted_once_and_the_round_can_be_counted(
            papers in any_papers(),
            picks in 1_u32..5,
        ) {
            let rule = Rule { picks: Picks::AtMost(picks), ..Rule::usual(2) };
            let tallied = tally(&electorates(&papers), &papers, Some(picks), Unmarked::No);
            for item in &tallied.counts.items {
                let valid = papers.iter().enumerate().filter(|(it, _)| !tallied.void.contains(it));
                let marks = valid.map(|(_, paper)| paper[item.item]);
                let said = marks.filter(|mark| *mark != Recused).count();
                prop_assert_eq!((item.yes + item.no + item.abstain) as usize, said);
            }
            let round = Round::first(&rule, vec![0, 1, 2, 3]);
            prop_assert!(count(&rule, &round, &tallied.counts).is_ok());
        }

        #[test]
        fn the_order_of_papers_changes_nothing(mut papers in any_papers()) {
            let electorates = electorates(&papers);
            let before = tally(&electorates, &papers, Some(2), Unmarked::Abstain);
            papers.reverse();
            let after = tally(&electorates, &papers, Some(2), Unmarked::Abstain);
            prop_assert_eq!(before.counts, after.counts);
            prop_assert_eq!(before.void.len(), after.void.len());
        }
    }
}
