//! What those get who are told something under embargo: a team, or somebody with a personal link.

use domain::confidence::{self as rules, PLEDGE};
use operations::queries::told::{
    OwnCard, OwnContent, OwnMessage, PersonalAward as Award, PersonalMessage, Stage,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    confidences::ConfidenceLevel,
    values::{Bilingual, EditionRef, Instant},
};

/// Promise to be silent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenConfidence {
    /// The version of the pledge that was shown.
    pub pledge: u32,
}

/// Whether and how winners come to the stage.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ComingToStage {
    OnSite,
    Remote,
    Recorded,
    NotComing,
}

impl From<ComingToStage> for rules::Coming {
    fn from(how: ComingToStage) -> Self {
        match how {
            ComingToStage::OnSite => Self::OnSite,
            ComingToStage::Remote => Self::Remote,
            ComingToStage::Recorded => Self::Recorded,
            ComingToStage::NotComing => Self::NotComing,
        }
    }
}

impl From<rules::Coming> for ComingToStage {
    fn from(how: rules::Coming) -> Self {
        match how {
            rules::Coming::OnSite => Self::OnSite,
            rules::Coming::Remote => Self::Remote,
            rules::Coming::Recorded => Self::Recorded,
            rules::Coming::NotComing => Self::NotComing,
        }
    }
}

/// Say whether one comes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerConfidence {
    pub how: ComingToStage,
}

/// The token of a personal link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonalLink {
    pub token: String,
}

/// Promise to be silent, by a personal link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenPersonalConfidence {
    pub token: String,
    /// The version of the pledge that was shown.
    pub pledge: u32,
}

/// That there are confidential messages.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnConfidenceList {
    pub confidences: Vec<OwnConfidenceCard>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnConfidenceCard {
    pub id: String,
    /// The entry's number.
    pub number: String,
    pub edition: EditionRef,
    /// Whether something in it is to be opened.
    pub sealed: bool,
}

impl From<Vec<OwnCard>> for OwnConfidenceList {
    fn from(cards: Vec<OwnCard>) -> Self {
        let card = |card: &OwnCard| OwnConfidenceCard {
            id: card.id.to_string(),
            number: card.number.clone(),
            edition: (&card.edition).into(),
            sealed: card.sealed,
        };
        Self {
            confidences: cards.iter().map(card).collect(),
        }
    }
}

/// How far a reader is: it is to be opened, open, open with more to be opened, taken back after the reader
/// had opened it, or public.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ConfidenceStage {
    Sealed,
    Open,
    More,
    Withdrawn,
    Public,
}

impl From<Stage> for ConfidenceStage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Sealed => Self::Sealed,
            Stage::Open => Self::Open,
            Stage::More => Self::More,
            Stage::Withdrawn => Self::Withdrawn,
            Stage::Public => Self::Public,
        }
    }
}

/// What readers promise before they read.
#[derive(Debug, Serialize, ToSchema)]
pub struct Pledge {
    pub version: u32,
    pub text: Bilingual,
}

impl Pledge {
    fn of_today() -> Self {
        Self {
            version: PLEDGE,
            text: rules::pledge(PLEDGE).unwrap_or_default().into(),
        }
    }
}

/// A confidential message to one's team.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnConfidence {
    pub id: String,
    pub edition: EditionRef,
    /// The entry's number.
    pub number: String,
    pub title: Bilingual,
    pub stage: ConfidenceStage,
    pub pledge: Pledge,
    /// Nothing before it was opened, and once it was taken back or is public.
    #[schema(required)]
    pub content: Option<OwnConfidenceContent>,
    pub may: OwnConfidenceMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnConfidenceContent {
    pub level: ConfidenceLevel,
    /// Which awards, where it says so.
    pub tiers: Vec<Bilingual>,
    /// Whether it is still so.
    pub holds: bool,
    #[schema(required)]
    pub answer: Option<OwnConfidenceAnswer>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnConfidenceAnswer {
    pub how: ComingToStage,
    pub at: Instant,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnConfidenceMay {
    pub open: bool,
    pub answer: bool,
}

impl From<OwnMessage> for OwnConfidence {
    fn from(message: OwnMessage) -> Self {
        Self {
            id: message.id.to_string(),
            edition: (&message.edition).into(),
            number: message.number,
            title: message.title.into(),
            stage: message.stage.into(),
            pledge: Pledge::of_today(),
            content: message.content.map(Into::into),
            may: OwnConfidenceMay {
                open: message.may_open,
                answer: message.may_answer,
            },
        }
    }
}

impl From<OwnContent> for OwnConfidenceContent {
    fn from(content: OwnContent) -> Self {
        Self {
            level: content.level.into(),
            tiers: content.tiers.into_iter().map(Into::into).collect(),
            holds: content.holds,
            answer: content.answer.map(|answer| OwnConfidenceAnswer {
                how: answer.how.into(),
                at: Instant(answer.at),
            }),
        }
    }
}

/// What a personal link leads to.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonalConfidence {
    pub edition: EditionRef,
    pub stage: ConfidenceStage,
    pub pledge: Pledge,
    /// Nothing before it was opened, and once it was taken back or is public.
    #[schema(required)]
    pub content: Option<PersonalConfidenceContent>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PersonalConfidenceContent {
    pub level: ConfidenceLevel,
    pub awards: Vec<ConfidedAward>,
}

/// An award of which somebody outside is told.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConfidedAward {
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    /// Whom it is for, where that is not the entry.
    #[schema(required)]
    pub holder: Option<Bilingual>,
    /// Which award, where it says so.
    #[schema(required)]
    pub tier: Option<Bilingual>,
}

impl From<PersonalMessage> for PersonalConfidence {
    fn from(message: PersonalMessage) -> Self {
        let award = |award: Award| ConfidedAward {
            number: award.number,
            title: award.title.into(),
            team: award.team.into(),
            holder: award.holder.map(Into::into),
            tier: award.tier.map(Into::into),
        };
        Self {
            edition: (&message.edition).into(),
            stage: message.stage.into(),
            pledge: Pledge::of_today(),
            content: message.content.map(|content| PersonalConfidenceContent {
                level: content.level.into(),
                awards: content.awards.into_iter().map(award).collect(),
            }),
        }
    }
}
