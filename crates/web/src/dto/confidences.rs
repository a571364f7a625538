//! The register of confidences, for those who answer for the embargo.

use domain::{
    confidence::{self as rules, Confidant, ConfidenceRefusal, ConfidenceState},
    ids::AccountId,
};
use operations::{
    OperationError, Whom,
    queries::confidences::{self as queries, RegisterLine},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::values::{Bilingual, EditionRef, Instant};

/// How much somebody is told.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConfidenceLevel {
    Invited,
    SomeAward,
    ExactTier,
}

impl From<ConfidenceLevel> for rules::Level {
    fn from(level: ConfidenceLevel) -> Self {
        match level {
            ConfidenceLevel::Invited => Self::Invited,
            ConfidenceLevel::SomeAward => Self::SomeAward,
            ConfidenceLevel::ExactTier => Self::ExactTier,
        }
    }
}

impl From<rules::Level> for ConfidenceLevel {
    fn from(level: rules::Level) -> Self {
        match level {
            rules::Level::Invited => Self::Invited,
            rules::Level::SomeAward => Self::SomeAward,
            rules::Level::ExactTier => Self::ExactTier,
        }
    }
}

/// As what somebody outside is told.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConfidantCapacity {
    Team,
    Host,
    FilmCrew,
    Engraver,
    Printer,
    Guest,
    Other,
}

impl From<ConfidantCapacity> for rules::Capacity {
    fn from(capacity: ConfidantCapacity) -> Self {
        match capacity {
            ConfidantCapacity::Team => Self::Team,
            ConfidantCapacity::Host => Self::Host,
            ConfidantCapacity::FilmCrew => Self::FilmCrew,
            ConfidantCapacity::Engraver => Self::Engraver,
            ConfidantCapacity::Printer => Self::Printer,
            ConfidantCapacity::Guest => Self::Guest,
            ConfidantCapacity::Other => Self::Other,
        }
    }
}

/// Tell the teams of entries, or one person outside.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confide {
    pub level: ConfidenceLevel,
    #[serde(default)]
    pub remark: String,
    /// Numbers of entries; empty where somebody outside is told.
    #[serde(default)]
    pub entries: Vec<String>,
    #[schema(nullable = false)]
    pub outsider: Option<ConfideOutsider>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfideOutsider {
    /// In one script or both.
    pub name: Bilingual,
    #[serde(default)]
    pub organization: String,
    pub capacity: ConfidantCapacity,
    /// Where the personal link goes; left out for who is told in person.
    #[schema(nullable = false)]
    pub email: Option<String>,
    /// Numbers of entries; left out for the whole list.
    #[schema(nullable = false)]
    pub covers: Option<Vec<String>>,
}

impl Confide {
    /// Who is to be told: entries or one person, and not both.
    ///
    /// # Errors
    /// `nobody_to_tell`.
    pub fn whom(self) -> Result<Whom, OperationError> {
        match (self.entries.is_empty(), self.outsider) {
            (false, None) => Ok(Whom::Entries(self.entries)),
            (true, Some(outsider)) => Ok(Whom::Outsider(rules::Outsider {
                name: domain::text::Bilingual::new(outsider.name.zh, outsider.name.en),
                organization: outsider.organization,
                capacity: outsider.capacity.into(),
                email: outsider.email,
                covers: outsider.covers,
            })),
            _ => Err(ConfidenceRefusal::Nobody.into()),
        }
    }
}

/// Tell them more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RaiseConfidence {
    pub level: ConfidenceLevel,
    #[serde(default)]
    pub remark: String,
}

/// Take it back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawConfidence {
    pub reason: String,
}

/// Who knows what since when.
#[derive(Debug, Serialize, ToSchema)]
pub struct Register {
    pub edition: EditionRef,
    /// The first told first.
    pub confidences: Vec<RegisteredConfidence>,
    /// The entries that hold awards, by number.
    pub winners: Vec<AwardedEntry>,
    /// Since when the results are public.
    #[schema(required)]
    pub public_since: Option<Instant>,
    pub may: RegisterMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RegisterMay {
    pub confide: bool,
}

/// An entry that holds awards, and so can be told of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct AwardedEntry {
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    pub tiers: Vec<Bilingual>,
    /// Whether its team is told already.
    pub told: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RegisteredConfidence {
    pub id: String,
    /// The number of the entry whose team is told; empty for somebody outside.
    pub number: String,
    pub title: Bilingual,
    /// The team's name, or the person's.
    pub name: Bilingual,
    pub organization: String,
    /// `team` for an entry's team.
    pub capacity: String,
    /// Where the personal link goes; empty where none does.
    pub email: String,
    /// Until when the personal link is good.
    #[schema(required)]
    pub link_ends_at: Option<Instant>,
    /// Numbers of the entries that somebody outside is told of; nothing means the whole list.
    #[schema(required)]
    pub covers: Option<Vec<String>>,
    pub level: ConfidenceLevel,
    /// `told`, `opened`, `answered` or `withdrawn`.
    pub state: String,
    /// Whether anybody has heard the last word: opened it, or was told in person.
    pub heard: bool,
    /// Whether what the team was told last is still so.
    pub holds: bool,
    pub tellings: Vec<RegisteredTelling>,
    pub openings: Vec<RegisteredOpening>,
    #[schema(required)]
    pub answer: Option<RegisteredAnswer>,
    #[schema(required)]
    pub withdrawn: Option<RegisteredWithdrawal>,
    pub may: RegisteredMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RegisteredTelling {
    pub level: ConfidenceLevel,
    /// `application`, `link` or `in_person`.
    pub channel: String,
    /// Keys of the tiers that the entry held then.
    pub tiers: Vec<String>,
    pub remark: String,
    pub by: Bilingual,
    pub at: Instant,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RegisteredOpening {
    pub level: ConfidenceLevel,
    /// Who promised to be silent; nothing for who came by the link.
    #[schema(required)]
    pub by: Option<Bilingual>,
    /// Which text of the pledge.
    pub pledge: u32,
    pub at: Instant,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RegisteredAnswer {
    /// `on_site`, `remote`, `recorded` or `not_coming`.
    pub how: String,
    pub at: Instant,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RegisteredWithdrawal {
    pub reason: String,
    pub by: Bilingual,
    pub at: Instant,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RegisteredMay {
    /// Higher levels, where the viewer may tell more.
    pub raise_to: Vec<ConfidenceLevel>,
    /// Whether word can go out again.
    pub remind: bool,
    pub withdraw: bool,
}

impl From<queries::Register> for Register {
    fn from(register: queries::Register) -> Self {
        let lines = register.lines.iter();
        Self {
            edition: (&register.edition).into(),
            confidences: lines.map(|line| registered(&register, line)).collect(),
            winners: register.winners.iter().map(Into::into).collect(),
            public_since: register.public_since.map(Instant),
            may: RegisterMay {
                confide: register.may_confide,
            },
        }
    }
}

impl From<&queries::Winner> for AwardedEntry {
    fn from(winner: &queries::Winner) -> Self {
        Self {
            number: winner.number.clone(),
            title: (&winner.title).into(),
            team: (&winner.team).into(),
            tiers: winner.tiers.iter().map(Into::into).collect(),
            told: winner.told,
        }
    }
}

pub(super) fn named(register: &queries::Register, account: AccountId) -> Bilingual {
    let name = register.names.get(&account).cloned();
    name.unwrap_or_default().into()
}

pub(super) fn registered(
    register: &queries::Register,
    line: &RegisterLine,
) -> RegisteredConfidence {
    let told = &line.line.confidence;
    let outsider = match &told.whom {
        Confidant::Entry { .. } => None,
        Confidant::Outsider(outsider) => Some(outsider),
    };
    let level = told
        .latest()
        .map_or(rules::Level::Invited, |last| last.level);
    let live = !told.state.is_withdrawn();
    let higher = rules::Level::ALL.into_iter().filter(|one| *one > level);
    RegisteredConfidence {
        id: told.id.to_string(),
        number: line.line.number.clone(),
        title: (&line.line.title).into(),
        name: outsider.map_or(&line.line.team, |one| &one.name).into(),
        organization: outsider.map_or_else(String::new, |one| one.organization.clone()),
        capacity: outsider
            .map_or("team", |one| one.capacity.name())
            .to_owned(),
        email: outsider
            .and_then(|one| one.email.clone())
            .unwrap_or_default(),
        link_ends_at: line.line.link_ends_at.map(Instant),
        covers: outsider.and_then(|one| one.covers.clone()),
        level: level.into(),
        state: told.state.name().to_owned(),
        heard: told.is_heard(),
        holds: line.holds,
        tellings: told
            .tellings
            .iter()
            .map(|one| telling(register, one))
            .collect(),
        openings: told
            .openings
            .iter()
            .map(|one| opening(register, told, one))
            .collect(),
        answer: told.state.answered().map(|answer| RegisteredAnswer {
            how: answer.how.name().to_owned(),
            at: Instant(answer.at),
        }),
        withdrawn: withdrawal(register, &told.state),
        may: RegisteredMay {
            raise_to: if live && register.may_raise {
                higher.map(Into::into).collect()
            } else {
                vec![]
            },
            remind: live && register.may_remind && told.may_remind().is_ok(),
            withdraw: live && register.may_withdraw,
        },
    }
}

fn telling(register: &queries::Register, telling: &rules::Telling) -> RegisteredTelling {
    RegisteredTelling {
        level: telling.level.into(),
        channel: telling.channel.name().to_owned(),
        tiers: telling
            .awards
            .iter()
            .map(|told| told.tier.clone())
            .collect(),
        remark: telling.remark.clone(),
        by: named(register, telling.by),
        at: Instant(telling.at),
    }
}

fn opening(
    register: &queries::Register,
    told: &rules::Confidence,
    opening: &rules::Opening,
) -> RegisteredOpening {
    let telling = told
        .tellings
        .iter()
        .find(|one| one.number == opening.telling);
    RegisteredOpening {
        level: telling
            .map_or(rules::Level::Invited, |one| one.level)
            .into(),
        by: opening.account.map(|account| named(register, account)),
        pledge: opening.pledge,
        at: Instant(opening.at),
    }
}

fn withdrawal(
    register: &queries::Register,
    state: &ConfidenceState,
) -> Option<RegisteredWithdrawal> {
    match state {
        ConfidenceState::Withdrawn { at, by, reason, .. } => Some(RegisteredWithdrawal {
            reason: reason.clone(),
            by: named(register, *by),
            at: Instant(*at),
        }),
        ConfidenceState::Told
        | ConfidenceState::Opened { .. }
        | ConfidenceState::Answered { .. } => None,
    }
}
