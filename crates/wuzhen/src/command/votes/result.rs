//! What is said of a count.

use serde::Serialize;
use serde_json::Value;

use crate::command::sheet::{Answer, Page};

/// A tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TieLine {
    /// What it is about: a seat, a surplus to pass on first, an exclusion, or a committee.
    #[serde(rename = "for")]
    pub about: &'static str,
    /// In which round, from 1.
    pub round: usize,
    /// Who ties, by name.
    pub among: Vec<String>,
    /// How many of them are wanted.
    pub places: usize,
    /// Those who were chosen; none while it is open.
    pub chosen: Vec<String>,
    /// `earlier-rounds`, `tie-order` or `nobody`.
    pub decided_by: &'static str,
}

/// A count.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counted {
    pub method: &'static str,
    pub seats: usize,
    pub ballots: u64,
    pub candidates: Vec<String>,
    /// Who is elected however open ties are decided.
    pub elected: Vec<String>,
    /// Who is elected or not, as open ties are decided.
    pub undecided: Vec<String>,
    /// How many of the undecided take a seat.
    pub undecided_seats: usize,
    /// Seats that nobody takes.
    pub empty_seats: usize,
    pub ties: Vec<TieLine>,
    /// The votes that elect, in a single transferable vote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quota: Option<u64>,
    /// Candidates by rank, equal ones together, where the count ranks all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<Vec<String>>,
    /// What was counted, round by round.
    pub rounds: Vec<Value>,
    pub notes: Vec<String>,
    /// The rounds to be read.
    #[serde(skip)]
    pub told: Vec<String>,
}

impl Answer for Counted {
    fn page(&self, page: &mut Page) {
        let seats = if self.seats == 1 { "seat" } else { "seats" };
        page.line(format!(
            "{} ballots, {} candidates, {} {seats}, {}",
            self.ballots,
            self.candidates.len(),
            self.seats,
            self.method
        ));
        if let Some(quota) = self.quota {
            page.line(format!("Quota: {quota}"));
        }
        page.line("");
        for told in &self.told {
            page.line(told);
        }
        page.line("");
        for tie in &self.ties {
            page.line(tie.sentence());
        }
        let elected = match &self.elected[..] {
            [] => "nobody for sure".to_owned(),
            names => names.join(", "),
        };
        page.line(format!("Elected: {elected}"));
        if !self.undecided.is_empty() {
            page.line(format!(
                "Undecided: {} of {} by whoever decides the tie; hand the decision in with --tie-order",
                self.undecided_seats,
                self.undecided.join(", ")
            ));
        }
        if self.empty_seats > 0 {
            page.line(format!("Empty seats: {}", self.empty_seats));
        }
        page.notes(&self.notes);
    }
}

impl TieLine {
    fn sentence(&self) -> String {
        let about = match self.about {
            "exclusion" => "who is excluded".to_owned(),
            "surplus" => "whose surplus is passed on first".to_owned(),
            "committee" => "which committee is elected".to_owned(),
            _ if self.places == 1 => "one seat".to_owned(),
            _ => format!("{} seats", self.places),
        };
        let by = match self.decided_by {
            "earlier-rounds" => format!("decided by earlier rounds: {}", self.chosen.join(", ")),
            "tie-order" => format!("decided by the order handed in: {}", self.chosen.join(", ")),
            _ => "open".to_owned(),
        };
        format!(
            "Tie in round {} for {about}: {} ({by})",
            self.round,
            self.among.join(", ")
        )
    }
}
