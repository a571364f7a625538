//! The rule of a committee's vote, as the edition file lays it down. It is frozen when the heat opens. What it
//! means is reckoned by the crate `judging`; here is what can be chosen, and what makes no sense.

use serde::{Deserialize, Serialize};

use super::{Abstention, LastResort, VoteBase};

/// How a panel votes on the entries of a heat. Where the real rule of a committee is not published, the
/// defaults are those of comparable bodies: two thirds of those present elect, two thirds of the members
/// make a quorum (Baise city rules for science awards).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BallotRule {
    /// At most so many entries are recommended; at least 1.
    pub seats: u32,
    /// The share of yes that recommends an entry.
    #[serde(default = "Share::two_thirds")]
    pub threshold: Share,
    /// Of whom.
    #[serde(default = "present")]
    pub of: VoteBase,
    /// What an abstention weighs.
    #[serde(default = "counted")]
    pub abstentions: Abstention,
    /// The share of those who may vote on an entry that must be present.
    #[serde(default = "Share::two_thirds")]
    pub quorum: Share,
    /// How many entries one member may say yes to; as many as there are places when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picks: Option<u32>,
    /// After a ballot the best of the others go on, so many for each place that is left; at least 1.
    #[serde(default = "two")]
    pub candidates_per_seat: u32,
    /// Regular ballots; at least 1.
    #[serde(default = "four")]
    pub max_ballots: u32,
    /// What becomes of places that are left then.
    #[serde(default = "majority")]
    pub last_resort: LastResort,
}

fn present() -> VoteBase {
    VoteBase::Present
}

fn counted() -> Abstention {
    Abstention::Counted
}

fn two() -> u32 {
    2
}

fn four() -> u32 {
    4
}

fn majority() -> LastResort {
    LastResort::Majority
}

/// A required share, exactly: `2/3` is two thirds or more, `>1/2` is more than half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Share {
    /// Not above the denominator.
    pub numerator: u32,
    /// 1 to 1000.
    pub denominator: u32,
    /// Whether the exact share is not yet enough.
    pub strict: bool,
}

impl Share {
    /// The greatest denominator: beyond it a share is a slip of the pen.
    const MOST: u32 = 1_000;

    const fn two_thirds() -> Self {
        Self {
            numerator: 2,
            denominator: 3,
            strict: false,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let strict = text.starts_with('>');
        let (numerator, denominator) = text.strip_prefix('>').unwrap_or(text).split_once('/')?;
        let whole = |part: &str| part.trim().parse::<u32>().ok();
        let share = Self {
            numerator: whole(numerator)?,
            denominator: whole(denominator)?,
            strict,
        };
        let is_share = (1..=Self::MOST).contains(&share.denominator)
            && (1..=share.denominator).contains(&share.numerator)
            && !(strict && share.numerator == share.denominator);
        is_share.then_some(share)
    }
}

impl TryFrom<String> for Share {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let known =
            "expected a share such as \"2/3\" (two thirds or more) or \">1/2\" (more than half)";
        Self::parse(&text).ok_or_else(|| known.to_owned())
    }
}

impl From<Share> for String {
    fn from(share: Share) -> Self {
        let more_than = if share.strict { ">" } else { "" };
        format!("{more_than}{}/{}", share.numerator, share.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_it_is_written_and_nothing_else_is_one() {
        for text in ["2/3", ">1/2", "1/1", "3/5"] {
            assert_eq!(String::from(Share::parse(text).unwrap()), text);
        }
        for wrong in [
            "", "2", "0/3", "4/3", ">1/1", "-1/2", "1/0", "1/1001", "0.66",
        ] {
            assert_eq!(Share::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_a_file_leaves_out_is_two_thirds_of_those_present() {
        let rule: BallotRule = toml::from_str("seats = 15").unwrap();
        assert_eq!(rule.threshold, Share::two_thirds());
        assert_eq!(
            (rule.of, rule.abstentions),
            (VoteBase::Present, Abstention::Counted)
        );
        assert_eq!((rule.max_ballots, rule.picks), (4, None));
        let again = toml::to_string(&rule).unwrap();
        assert_eq!(toml::from_str::<BallotRule>(&again).unwrap(), rule);
    }
}
