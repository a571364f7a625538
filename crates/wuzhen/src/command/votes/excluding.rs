//! Counts that exclude one after the other, on rankings.

use judging::votes::{
    Fraction, Irv, PaperFlaw, Stv, StvRule, irv, stv,
    stv::{Move, Value},
};
use serde_json::json;

use super::{
    count::{Count, whole},
    result::Counted,
    state::{of_irv, of_stv},
    ways::Open,
};
use crate::command::sheet::{exact_text, fraction_json};

impl Count<'_> {
    /// As in Scotland, or in exact fractions.
    pub(super) fn stv(&self, exact: bool) -> Result<Counted, Vec<PaperFlaw>> {
        let rule = StvRule {
            value: if exact {
                Value::Exact
            } else {
                StvRule::SCOTTISH.value
            },
            ..StvRule::SCOTTISH
        };
        let of = |order| stv(&self.ballots.rankings(self.seats, order), rule);
        let found = of(self.order.clone())?;
        let ways = self.ways(&found.ties, |order| {
            of(order).map_or_else(
                |_| (vec![], vec![]),
                |found| {
                    let ties = of_stv(&found, self.seats);
                    (found.elected, ties)
                },
            )
        });
        Ok(self.told_stv(&found, ways))
    }

    pub(super) fn irv(&self) -> Result<Counted, Vec<PaperFlaw>> {
        let of = |order| irv(&self.ballots.rankings(1, order));
        let found = of(self.order.clone())?;
        let ways = self.ways(&found.ties, |order| {
            of(order).map_or_else(
                |_| (vec![], vec![]),
                |found| (found.winner.into_iter().collect(), of_irv(&found)),
            )
        });
        Ok(self.told_irv(&found, ways))
    }

    fn told_stv(&self, found: &Stv, ways: Open) -> Counted {
        let mut counted = self.start("stv");
        counted.quota = Some(found.quota);
        for (index, stage) in found.stages.iter().enumerate() {
            let votes = || stage.holdings.iter().map(|it| (it.candidate, &it.votes));
            let (then, told) = match &stage.then {
                Move::PassOn { candidate, surplus } => (
                    json!({"pass_on": self.name(*candidate), "surplus": fraction_json(surplus)}),
                    format!(
                        "; {} passes on {}",
                        self.name(*candidate),
                        exact_text(surplus)
                    ),
                ),
                Move::Exclude { candidate } => (
                    json!({"exclude": self.name(*candidate)}),
                    format!("; {} is excluded", self.name(*candidate)),
                ),
                Move::End => (json!("end"), String::new()),
            };
            let elected = self.names(&stage.elected);
            let seated = match &elected[..] {
                [] => String::new(),
                names => format!("; elected: {}", names.join(", ")),
            };
            counted.rounds.push(json!({
                "round": index + 1,
                "votes": self.by_name(votes()),
                "exhausted": fraction_json(&stage.exhausted),
                "lost": fraction_json(&stage.lost),
                "elected": elected,
                "then": then,
            }));
            counted.told.push(format!(
                "Round {}: {}{seated}{told}",
                index + 1,
                self.told(votes())
            ));
        }
        counted.ties = found.ties.iter().map(|tie| self.tie(tie)).collect();
        let running = found.stages.last().map_or(&[][..], |stage| &stage.holdings);
        let running: Vec<usize> = running.iter().map(|holding| holding.candidate).collect();
        let open = (found.empty_seats, &running[..]);
        self.settle(counted, &found.elected, open, ways)
    }

    fn told_irv(&self, found: &Irv, ways: Open) -> Counted {
        let mut counted = self.start("irv");
        for (index, stage) in found.stages.iter().enumerate() {
            let votes: Vec<(usize, Fraction)> = stage
                .votes
                .iter()
                .map(|(it, votes)| (*it, whole(*votes)))
                .collect();
            let votes = || votes.iter().map(|(it, votes)| (*it, votes));
            let eliminated = stage.eliminated.map(|it| self.name(it));
            counted.rounds.push(json!({
                "round": index + 1,
                "votes": self.by_name(votes()),
                "exhausted": stage.exhausted,
                "eliminated": eliminated,
            }));
            let told = eliminated.map_or(String::new(), |name| format!("; {name} is eliminated"));
            counted
                .told
                .push(format!("Round {}: {}{told}", index + 1, self.told(votes())));
        }
        counted.ties = found.ties.iter().map(|tie| self.tie(tie)).collect();
        let elected: Vec<usize> = found.winner.into_iter().collect();
        let running = found.stages.last().map_or(&[][..], |stage| &stage.votes);
        let running: Vec<usize> = running.iter().map(|(candidate, _)| *candidate).collect();
        self.settle(counted, &elected, (1 - elected.len(), &running), ways)
    }
}
