//! Awards beside the standings that they are given by.

use domain::{
    award::{AwardState as State, Merit},
    edition, text,
};
use operations::{
    AwardWish,
    queries::awards::{AwardsView, EntryName, GivenAward as Given},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::values::{Bilingual, EditionRef};

/// Awards beside the standings that they are given by.
#[derive(Debug, Serialize, ToSchema)]
pub struct Awards {
    pub edition: EditionRef,
    /// By contest, best first.
    pub tiers: Vec<Tier>,
    /// By contest, tier and number; what was taken back is left out.
    pub given: Vec<GivenAward>,
    /// Who is next for the place of an award that nobody holds any more: numbers by the award's id.
    pub next_in_line: BTreeMap<String, Vec<String>>,
    /// By contest, best first: the heats that nobody goes on from, and for what includes more than those, after
    /// them whoever only an earlier heat ranked.
    pub standing: Vec<AwardLine>,
    pub may: AwardsMay,
    /// Whether a publication or an approval binds the list.
    pub locked: bool,
    /// Whether it is an approval that does.
    pub in_approval: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Tier {
    /// Key of the contest.
    pub contest: String,
    pub key: String,
    pub title: Bilingual,
    pub quota: u32,
    pub recipient: Recipient,
    pub outcome: Outcome,
    /// How many places somebody holds.
    pub given: usize,
}

/// Who holds an award.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Recipient {
    Entry,
    Person,
    Organization,
}

impl From<edition::Recipient> for Recipient {
    fn from(recipient: edition::Recipient) -> Self {
        match recipient {
            edition::Recipient::Entry => Self::Entry,
            edition::Recipient::Person => Self::Person,
            edition::Recipient::Organization => Self::Organization,
        }
    }
}

/// What an award means.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Award,
    Special,
    Inclusion,
}

impl From<edition::Outcome> for Outcome {
    fn from(outcome: edition::Outcome) -> Self {
        match outcome {
            edition::Outcome::Award => Self::Award,
            edition::Outcome::Special => Self::Special,
            edition::Outcome::Inclusion => Self::Inclusion,
        }
    }
}

/// Where an award stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AwardState {
    Given,
    Accepted,
    Declined,
    /// Off the list by those who approve it.
    Struck,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GivenAward {
    pub id: String,
    /// Key of the contest.
    pub contest: String,
    /// Key of the tier.
    pub tier: String,
    /// The numbers of its entries in one text; empty where it is of none.
    pub number: String,
    /// The name of the line: that of its entry, or its own.
    pub title: Bilingual,
    pub entries: Vec<AwardEntry>,
    /// Why it is specially recommended; empty where it is of an entry.
    pub special_reason: String,
    pub recipient: Recipient,
    /// The holder's name, where that is not the entry.
    #[schema(required)]
    pub name: Option<Bilingual>,
    pub state: AwardState,
    /// Why it was declined or struck off; empty where it was not.
    pub reason: String,
    /// The id of the award whose place it took.
    #[schema(required)]
    pub passed_on_from: Option<String>,
    /// Why; empty where it took nobody's place.
    pub passed_on_reason: String,
    pub may: GivenAwardMay,
}

/// An entry of an award.
#[derive(Debug, Serialize, ToSchema)]
pub struct AwardEntry {
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GivenAwardMay {
    pub decline: bool,
    pub pass_on: bool,
    pub revoke: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AwardLine {
    #[schema(required)]
    pub rank: Option<u32>,
    pub tied: bool,
    /// What the heat is called that it is a line of.
    pub heat: Bilingual,
    /// Whether nobody goes on from that heat.
    pub deciding: bool,
    /// Whether it shares the last place of a vote with others, and the chair has not put them in order.
    pub undecided: bool,
    /// Key of the contest.
    pub contest: String,
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    #[schema(required)]
    pub figure: Option<String>,
    /// Key of the tier that the entry itself holds.
    #[schema(required)]
    pub award: Option<String>,
    pub may: AwardLineMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AwardLineMay {
    /// Never where no heat has given the entry a rank.
    pub give: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AwardsMay {
    pub give: bool,
    pub revoke: bool,
}

/// A name in both languages, one of which may be empty.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolderName {
    pub zh: String,
    pub en: String,
}

impl From<HolderName> for text::Bilingual {
    fn from(name: HolderName) -> Self {
        Self::new(name.zh.trim(), name.en.trim())
    }
}

/// Give a tier for an entry, for several under one title, for what is specially recommended, or to many entries, each for
/// itself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveAward {
    /// Empty for what is of no entry.
    #[serde(default)]
    pub number: String,
    /// The numbers of the further entries of a composite.
    #[serde(default)]
    pub further: Vec<String>,
    /// The numbers of other entries that get the same tier at once, each for itself: all of them or none.
    #[serde(default)]
    pub also: Vec<String>,
    /// The name of the line, where it is not of one entry.
    pub title: Option<HolderName>,
    /// Key of the contest, where no entry says it and there are several.
    pub contest: Option<String>,
    /// Why, where it is of no entry.
    #[serde(default)]
    pub reason: String,
    /// Key of the tier.
    pub tier: String,
    /// Who holds it, where the tier is for a person or an organization.
    pub name: Option<HolderName>,
}

impl GiveAward {
    /// What is wished, one after the other.
    pub fn wishes(&self) -> Vec<AwardWish<'_>> {
        let first = wish(
            &self.tier,
            (&self.number, &self.further),
            self.title.as_ref(),
            self.contest.as_deref(),
            (self.name.as_ref(), &self.reason),
        );
        let also = self.also.iter();
        let also = also.map(|number| AwardWish::of(number, &self.tier));
        std::iter::once(first).chain(also).collect()
    }
}

fn wish<'a>(
    tier: &'a str,
    (number, further): (&'a str, &'a [String]),
    title: Option<&HolderName>,
    contest: Option<&'a str>,
    (name, reason): (Option<&HolderName>, &'a str),
) -> AwardWish<'a> {
    let numbers = std::iter::once(number).chain(further.iter().map(String::as_str));
    AwardWish {
        tier,
        numbers: numbers.filter(|number| !number.is_empty()).collect(),
        title: title.cloned().map(Into::into),
        contest,
        name: name.cloned().map(Into::into),
        reason,
    }
}

/// Propose an award that no standing recommends: for one entry, or for what a title names.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeException {
    /// Empty for what is of no entry.
    #[serde(default)]
    pub number: String,
    /// The name of what is of no entry.
    pub title: Option<HolderName>,
    /// Key of the contest, where no entry says it and there are several.
    pub contest: Option<String>,
    /// Key of the tier.
    pub tier: String,
    /// Who is to hold it, where the tier is for a person or an organization.
    pub name: Option<HolderName>,
    /// Why.
    pub reason: String,
}

impl ProposeException {
    /// What is wished.
    pub fn wish(&self) -> AwardWish<'_> {
        wish(
            &self.tier,
            (&self.number, &[]),
            self.title.as_ref(),
            self.contest.as_deref(),
            (self.name.as_ref(), &self.reason),
        )
    }
}

/// Put on the record that an award is declined.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineAward {
    pub reason: String,
}

/// Let the place of an award go to the next in line.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassOnAward {
    pub number: String,
    pub reason: String,
    /// Who holds it, where the tier is for a person or an organization.
    pub name: Option<HolderName>,
}

impl From<AwardsView> for Awards {
    fn from(view: AwardsView) -> Self {
        let held = |given: &&Given| given.line.award.state.is_held();
        let own = |number: &str| {
            let mut held = view.given.iter().filter(held);
            let own = held.find(|given| {
                let recipient = given.line.award.holder.recipient();
                let is_of = |entry: &EntryName| entry.number == number;
                recipient == edition::Recipient::Entry && given.line.entries.iter().any(is_of)
            });
            own.map(|given| given.line.award.tier.clone())
        };
        let standing = view.standing.iter().map(|one| AwardLine {
            rank: one.line.rank,
            tied: one.line.tied,
            heat: (&one.heat).into(),
            deciding: one.deciding,
            undecided: one.undecided,
            contest: one.entry.contest.clone(),
            number: one.entry.number.clone(),
            title: (&one.entry.title).into(),
            team: (&one.entry.team).into(),
            figure: one.line.figure.map(|figure| figure.to_string()),
            award: own(&one.entry.number),
            may: AwardLineMay { give: one.may_give },
        });
        let tiers = view.tiers.iter().map(|(contest, tier)| {
            let held = view.given.iter().filter(held);
            let here =
                |given: &&Given| given.contest == *contest && given.line.award.tier == tier.key;
            Tier {
                contest: contest.clone(),
                key: tier.key.clone(),
                title: (&tier.title).into(),
                quota: tier.quota,
                recipient: tier.recipient.into(),
                outcome: tier.outcome.into(),
                given: held.filter(here).count(),
            }
        });
        let next = view.given.iter().filter(|given| !given.next.is_empty());
        let next = next.map(|given| (given.line.award.id.to_string(), given.next.clone()));
        Self {
            edition: (&view.edition).into(),
            next_in_line: next.collect(),
            tiers: tiers.collect(),
            standing: standing.collect(),
            given: view.given.iter().map(Into::into).collect(),
            may: AwardsMay {
                give: view.may_give,
                revoke: view.may_revoke,
            },
            locked: view.locked,
            in_approval: view.in_approval,
        }
    }
}

impl From<&EntryName> for AwardEntry {
    fn from(entry: &EntryName) -> Self {
        Self {
            number: entry.number.clone(),
            title: (&entry.title).into(),
            team: (&entry.team).into(),
        }
    }
}

impl From<&Given> for GivenAward {
    fn from(given: &Given) -> Self {
        let award = &given.line.award;
        let (state, reason) = match &award.state {
            State::Accepted { .. } => (AwardState::Accepted, String::new()),
            State::Declined { reason, .. } => (AwardState::Declined, reason.clone()),
            State::Struck { reason, .. } => (AwardState::Struck, reason.clone()),
            // What was taken back is not listed.
            State::Given { .. } | State::Revoked { .. } => (AwardState::Given, String::new()),
        };
        let passed_on = award.passed_on.as_ref();
        Self {
            id: award.id.to_string(),
            contest: given.contest.clone(),
            tier: award.tier.clone(),
            number: given.line.numbers(),
            title: (&given.line.title).into(),
            entries: given.line.entries.iter().map(Into::into).collect(),
            special_reason: match &award.merit {
                Merit::Special { reason, .. } => reason.clone(),
                Merit::Entry(_) | Merit::Composite { .. } => String::new(),
            },
            recipient: award.holder.recipient().into(),
            name: award.holder.name().map(Into::into),
            state,
            reason,
            passed_on_from: passed_on.map(|from| from.from.to_string()),
            passed_on_reason: passed_on
                .map(|from| from.reason.clone())
                .unwrap_or_default(),
            may: GivenAwardMay {
                decline: given.may_decline,
                pass_on: given.may_pass_on,
                revoke: given.may_revoke,
            },
        }
    }
}
