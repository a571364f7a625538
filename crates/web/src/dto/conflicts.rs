//! What staff get of relations that bar judging, and of invitations.

use domain::ids::JudgeId;
use operations::queries::conflicts::ConflictList as View;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::values::{Bilingual, Instant};

/// The relations of an edition, by judge and entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictList {
    pub conflicts: Vec<Conflict>,
    pub may: ConflictListMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ConflictListMay {
    pub declare: bool,
    pub lift: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Conflict {
    pub judge: String,
    pub name: Bilingual,
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    pub source: ConflictSource,
    /// Why; empty where it was computed.
    pub reason: String,
    /// Null where it was computed.
    #[schema(required)]
    pub declared_at: Option<Instant>,
    /// Why it does not bar; null where it does.
    #[schema(required)]
    pub lifted_reason: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ConflictSource {
    /// The judge said so.
    Judge,
    /// Staff said so.
    Staff,
    /// Judge and entry are of one organization.
    Organization,
    /// The judge is a member of a team.
    Membership,
}

impl ConflictSource {
    /// By its stored name, of which there are four.
    fn named(name: &str) -> Self {
        match name {
            "judge" => Self::Judge,
            "organization" => Self::Organization,
            "membership" => Self::Membership,
            _ => Self::Staff,
        }
    }
}

impl From<View> for ConflictList {
    fn from(view: View) -> Self {
        let conflicts = view.lines.into_iter().map(|line| Conflict {
            judge: line.judge.to_string(),
            name: line.name.into(),
            number: line.number,
            title: line.title.into(),
            team: line.team.into(),
            source: ConflictSource::named(&line.source),
            reason: line.reason,
            declared_at: line.declared_at.map(Instant),
            lifted_reason: line.lifted_reason,
        });
        Self {
            conflicts: conflicts.collect(),
            may: ConflictListMay {
                declare: view.may_declare,
                lift: view.may_lift,
            },
        }
    }
}

/// Put a relation on the record, or say that it does not bar.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NameConflict {
    #[schema(value_type = String)]
    pub judge: JudgeId,
    /// Number of the entry.
    pub number: String,
    pub reason: String,
}

/// Ask judges whether they will judge.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteJudges {
    #[schema(value_type = Vec<String>)]
    pub judges: Vec<JudgeId>,
}

/// How many mails were written.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invited {
    pub mails: usize,
}

/// What a judge says to an invitation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerInvitation {
    pub accepts: bool,
}
