//! Counts of committees that represent proportionally, on approvals.

use std::cmp::Reverse;

use judging::votes::{Approval, Effort, Election, PaperFlaw, PavRefusal, Sequence, pav};
use serde_json::json;

use super::{
    count::Count,
    result::{Counted, TieLine},
    state::{Purse, of_sequence},
};
use crate::command::sheet::{Failure, exact_text, fraction_json};

/// Work of an exact count of committees; one step looks at a part of one.
const EFFORT: Effort = Effort {
    committees: 1_000,
    steps: 50_000_000,
};

impl Count<'_> {
    pub(super) fn pav(&self) -> Result<Counted, Failure> {
        let found = pav(&self.approvals(), EFFORT).map_err(|refusal| match refusal {
            PavRefusal::Flawed(flaws) => self.refused(
                &format!("the ballots cannot be counted: {flaws:?}"),
                "Check them",
            ),
            PavRefusal::TooManySeats => self.refused(
                "an exact count fills 40 seats at most",
                "Say --method sequential-pav, phragmen or equal-shares",
            ),
        })?;
        if !found.proven {
            return Err(self.refused(
                "the best committee could not be proven with the work that is allowed",
                "Say --method sequential-pav, phragmen or equal-shares",
            ));
        }
        let support = self.approvals().support();
        let best = self.first_of(&found.committees);
        let times = |it: usize| best.iter().filter(|one| one.contains(&it)).count();
        let mut ranked: Vec<usize> = (0..support.len()).collect();
        ranked.sort_by_key(|it| Reverse(support[*it]));
        let of = |wanted: &dyn Fn(usize) -> bool| -> Vec<usize> {
            ranked
                .iter()
                .copied()
                .filter(|it| wanted(times(*it)))
                .collect()
        };
        let elected = of(&|times| times == best.len());
        let perhaps = of(&|times| (1..best.len()).contains(&times));
        let mut counted = self.start("pav");
        let committees: Vec<Vec<String>> =
            found.committees.iter().map(|one| self.names(one)).collect();
        counted.told = vec![format!("Worth {}:", exact_text(&found.worth))];
        counted
            .told
            .extend(committees.iter().map(|one| format!("  {}", one.join(", "))));
        counted.rounds = vec![json!({
            "round": 1, "worth": fraction_json(&found.worth), "committees": committees,
        })];
        counted.elected = self.names(&elected);
        counted.undecided = self.names(&perhaps);
        counted.empty_seats = found.empty_seats;
        counted.undecided_seats = self.seats - found.empty_seats - elected.len();
        // Before the order was asked.
        let all = found.committees.len();
        let in_some = |it: &usize| {
            found
                .committees
                .iter()
                .filter(|one| one.contains(it))
                .count()
        };
        let among = ranked
            .iter()
            .copied()
            .filter(|it| (1..all).contains(&in_some(it)));
        let among: Vec<usize> = among.collect();
        if !among.is_empty() {
            let decided = perhaps.is_empty();
            let chosen = among
                .iter()
                .copied()
                .filter(|it| decided && elected.contains(it));
            let chosen: Vec<usize> = chosen.collect();
            counted.ties.push(TieLine {
                about: "committee",
                round: 1,
                among: self.names(&among),
                places: counted.undecided_seats + chosen.len(),
                chosen: self.names(&chosen),
                decided_by: if decided { "tie-order" } else { "nobody" },
            });
        }
        Ok(counted)
    }

    /// Of committees that are worth the same, the first by the order for ties, if it names all in whom they differ:
    /// that of whom the best named differ, as one who is named before is preferred.
    fn first_of<'c>(&self, committees: &'c [Vec<usize>]) -> Vec<&'c Vec<usize>> {
        let mut best: Vec<&Vec<usize>> = committees.iter().collect();
        let differs = |it: usize| {
            let times = committees.iter().filter(|one| one.contains(&it)).count();
            (1..committees.len()).contains(&times)
        };
        let mut all = 0..self.ballots.candidates.len();
        if !all.all(|it| !differs(it) || self.order.contains(&it)) {
            return best;
        }
        for candidate in &self.order {
            if best.iter().any(|one| one.contains(candidate)) {
                best.retain(|one| one.contains(candidate));
            }
        }
        best
    }

    /// Counts that elect one after the other. The figure has another meaning from `completed_from` on.
    pub(super) fn sequence(
        &self,
        method: &'static str,
        (figure, purse): (&'static str, Purse),
        count: impl Fn(&Election<Approval>) -> Result<(Sequence, usize), Vec<PaperFlaw>>,
    ) -> Result<Counted, Failure> {
        let of = |order| count(&self.ballots.approvals(self.seats, order));
        let (found, completed_from) = of(self.order.clone()).map_err(|flaws| {
            self.refused(
                &format!("the ballots cannot be counted: {flaws:?}"),
                "Check them",
            )
        })?;
        let picked = |found: &Sequence| -> Vec<usize> {
            found.picks.iter().map(|pick| pick.candidate).collect()
        };
        let approvals = self.approvals();
        let ways = self.ways(&found.ties, |order| {
            of(order).map_or_else(
                |_| (vec![], vec![]),
                |(found, completed_from)| {
                    let ties = of_sequence(&approvals, &found, purse, completed_from);
                    (picked(&found), ties)
                },
            )
        });
        let mut counted = self.start(method);
        for (index, pick) in found.picks.iter().enumerate() {
            let figure = if index < completed_from {
                figure
            } else {
                "load"
            };
            let figures = || {
                let stood = pick.figures.iter().enumerate();
                stood.filter_map(|(it, figure)| figure.as_ref().map(|figure| (it, figure)))
            };
            counted.rounds.push(json!({
                "round": index + 1,
                "figure": figure,
                "figures": self.by_name(figures()),
                "elected": [self.name(pick.candidate)],
            }));
            let own = pick.figures[pick.candidate]
                .as_ref()
                .map_or(String::new(), exact_text);
            counted.told.push(format!(
                "Round {}: {} is elected, {figure} {own}",
                index + 1,
                self.name(pick.candidate)
            ));
        }
        counted.ties = found.ties.iter().map(|tie| self.tie(tie)).collect();
        let support = approvals.support();
        let running: Vec<usize> = (0..support.len()).filter(|it| support[*it] > 0).collect();
        let open = (found.empty_seats, &running[..]);
        Ok(self.settle(counted, &picked(&found), open, ways))
    }
}
