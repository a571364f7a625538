//! The rule of a committee's vote, one round of it, and what was counted in that round.

use crate::votes::ThresholdRule;

/// Of whom the threshold asks a share. The bases are those that rules of order tell apart (Robert's Rules
/// of Order Newly Revised, section 44: of votes cast, of those present, of the entire membership).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// All who could vote on the item, present or not.
    Eligible,
    /// Those of them who are present.
    Present,
    /// Those of them who said yes, no or that they abstain.
    Cast,
}

/// Whether who abstains is counted in the [`Base`]. In it, an abstention weighs like a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abstentions {
    /// "Of those present": abstentions are in the base.
    InBase,
    /// "Of those present and voting", "of votes cast": abstentions are taken out of the base. Only
    /// recorded ones are; whoever is present and says nothing stays in [`Base::Present`].
    OutOfBase,
}

/// What makes one item better than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The share of yes in the base. A recusal is then neither gain nor loss for an item.
    Share,
    /// The number of yes. A recusal then costs an item a vote it could have had.
    Votes,
}

/// How many items one voter may say yes to in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picks {
    /// As many as they like.
    Unlimited,
    /// At most so many.
    AtMost(u32),
    /// At most as many as there are seats open.
    OpenSeats,
}

impl Picks {
    /// The limit of a round with so many open seats; nothing when there is none.
    pub fn limit(self, open_seats: u32) -> Option<u32> {
        match self {
            Self::Unlimited => None,
            Self::AtMost(most) => Some(most),
            Self::OpenSeats => Some(open_seats),
        }
    }
}

/// Who goes on when items tie for the last seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterTie {
    /// Only those who tie: they have all reached the threshold and are more than the seats.
    TiedOnly,
    /// The best of all that are left, as after any other round.
    BestLeft,
}

/// What happens to seats that are open after the last regular round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastResort {
    /// They stay empty.
    StayEmpty,
    /// One more round with this threshold; what is open after it stays empty.
    RunOff(ThresholdRule),
}

/// The rule of a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// At most so many items are elected; at least one.
    pub seats: u32,
    /// The share of yes in the base that elects in a regular round.
    pub threshold: ThresholdRule,
    /// Of whom.
    pub base: Base,
    /// With or without those who abstain.
    pub abstentions: Abstentions,
    /// The share of those present among the eligible that an item needs to be decided on.
    pub quorum: ThresholdRule,
    /// What makes one item better than another.
    pub order: Order,
    /// How many items one voter may say yes to.
    pub picks: Picks,
    /// After a round, the best of the others go on: so many for each open seat; at least one.
    pub candidates_per_seat: u32,
    /// Who goes on after a tie.
    pub after_tie: AfterTie,
    /// The number of regular rounds; at least one.
    pub max_rounds: u32,
    /// What happens then.
    pub last_resort: LastResort,
}

impl Rule {
    /// The usual rule for so many seats: two thirds of those present elect, two thirds of the members
    /// must be present, two candidates for each open seat go on, at most four rounds, then a run-off
    /// by simple majority. No paper says yes to more than the open seats.
    pub fn usual(seats: u32) -> Self {
        Self {
            seats,
            threshold: ThresholdRule::TWO_THIRDS,
            base: Base::Present,
            abstentions: Abstentions::InBase,
            quorum: ThresholdRule::TWO_THIRDS,
            order: Order::Share,
            picks: Picks::OpenSeats,
            candidates_per_seat: 2,
            after_tie: AfterTie::BestLeft,
            max_rounds: 4,
            last_resort: LastResort::RunOff(ThresholdRule::MAJORITY),
        }
    }

    /// The threshold of a round of this kind.
    pub(super) fn threshold_of(&self, kind: Kind) -> ThresholdRule {
        match (kind, self.last_resort) {
            (Kind::RunOff, LastResort::RunOff(threshold)) => threshold,
            _ => self.threshold,
        }
    }

    /// Whether its numbers make sense.
    pub(super) fn is_sound(&self) -> bool {
        let run_off_sound = match self.last_resort {
            LastResort::StayEmpty => true,
            LastResort::RunOff(threshold) => threshold.is_sound(),
        };
        self.seats > 0
            && self.candidates_per_seat > 0
            && self.max_rounds > 0
            && self.threshold.is_sound()
            && self.quorum.is_sound()
            && run_off_sound
    }
}

/// Which threshold a round goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// That of the rule.
    Regular,
    /// That of [`LastResort::RunOff`].
    RunOff,
}

/// What is voted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// 1 for the first. A round that is repeated for want of a quorum keeps its number.
    pub number: u32,
    /// Which threshold elects.
    pub kind: Kind,
    /// Seats that are open.
    pub seats: u32,
    /// How many items one voter may say yes to, if there is a limit.
    pub picks: Option<u32>,
    /// Indices of the items, in ascending order.
    pub candidates: Vec<usize>,
}

impl Round {
    /// The first round on these items.
    pub fn first(rule: &Rule, mut candidates: Vec<usize>) -> Self {
        candidates.sort_unstable();
        Self {
            number: 1,
            kind: Kind::Regular,
            seats: rule.seats,
            picks: rule.picks.limit(rule.seats),
            candidates,
        }
    }
}

/// What was counted for one item. Whoever is recused from it is in none of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ItemCount {
    /// Index of the item.
    pub item: usize,
    /// How many could vote on it.
    pub eligible: u32,
    /// How many of them are present.
    pub present: u32,
    /// How many of those said yes.
    pub yes: u32,
    /// How many said no.
    pub no: u32,
    /// How many said that they abstain.
    pub abstain: u32,
}

impl ItemCount {
    /// The number that the threshold asks a share of.
    pub fn base(&self, rule: &Rule) -> u32 {
        let all = match rule.base {
            Base::Eligible => self.eligible,
            Base::Present => self.present,
            Base::Cast => self
                .yes
                .saturating_add(self.no)
                .saturating_add(self.abstain),
        };
        match rule.abstentions {
            Abstentions::InBase => all,
            Abstentions::OutOfBase => all.saturating_sub(self.abstain),
        }
    }
}

/// What was counted in a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many handed in a paper.
    pub voters: u32,
    /// One for each candidate of the round, in any order.
    pub items: Vec<ItemCount>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_no_seats_no_candidates_or_no_rounds_makes_no_sense() {
        let rule = Rule::usual(2);
        assert!(rule.is_sound());
        assert!(!Rule::usual(0).is_sound());
        let nobody = Rule {
            candidates_per_seat: 0,
            ..rule
        };
        assert!(!nobody.is_sound());
        let never = Rule {
            max_rounds: 0,
            ..rule
        };
        assert!(!never.is_sound());
        let beyond = LastResort::RunOff(ThresholdRule::at_least(3, 2));
        let beyond = Rule {
            last_resort: beyond,
            ..rule
        };
        assert!(!beyond.is_sound());
    }
}
