//! What organizers get of who has which role, and how they give one.

use domain::{ids::GrantId, people, text};
use operations::{
    GrantWish,
    queries::grants::{GrantLine, Grants as View},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::values::{Bilingual, EditionRef, Instant, Language, Named, PersonName};

/// Who has which role in an edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantList {
    pub edition: EditionRef,
    pub grants: Vec<Grant>,
    /// For hosts.
    pub divisions: Vec<Named>,
    pub may: GrantListMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GrantListMay {
    pub give: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Grant {
    #[schema(value_type = String)]
    pub id: GrantId,
    /// `organizer`, `officer`, `auditor`, `screener` or `host`.
    pub role: &'static str,
    #[schema(required)]
    pub email: Option<String>,
    pub name: PersonName,
    /// Keys of the divisions it is limited to.
    pub divisions: Vec<String>,
    pub from: Instant,
    /// Null where it has no end.
    #[schema(required)]
    pub until: Option<Instant>,
    /// Whether it holds for every edition.
    pub everywhere: bool,
    pub may_end: bool,
}

impl Grant {
    fn new(line: GrantLine, may_end: bool) -> Self {
        Self {
            id: line.id,
            role: line.role.name(),
            email: line.email,
            name: (&line.name).into(),
            divisions: line.divisions,
            from: Instant(line.from),
            until: line.until.map(Instant),
            everywhere: line.everywhere,
            may_end,
        }
    }
}

impl From<View> for GrantList {
    fn from(view: View) -> Self {
        let divisions = view.divisions.iter();
        Self {
            edition: (&view.edition).into(),
            divisions: divisions
                .map(|one| Named::new(&one.key, &one.title))
                .collect(),
            grants: view
                .lines
                .into_iter()
                .map(|(line, may_end)| Grant::new(line, may_end))
                .collect(),
            may: GrantListMay {
                give: view.may_give,
            },
        }
    }
}

/// The roles that organizers give.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum GivenRole {
    Screener,
    Host,
    Auditor,
}

impl From<GivenRole> for people::Role {
    fn from(role: GivenRole) -> Self {
        match role {
            GivenRole::Screener => Self::Screener,
            GivenRole::Host => Self::Host,
            GivenRole::Auditor => Self::Auditor,
        }
    }
}

/// Give a role from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveGrant {
    pub email: String,
    /// Used when the account is new.
    pub name: Bilingual,
    /// Used when the account is new.
    pub language: Language,
    pub role: GivenRole,
    /// At least one for a host, none for others.
    pub divisions: Vec<String>,
    /// Null for no end.
    #[schema(required)]
    pub until: Option<Instant>,
}

impl GiveGrant {
    /// The name, as the account gets it.
    pub fn name(&self) -> text::Bilingual {
        text::Bilingual::new(self.name.zh.trim(), self.name.en.trim())
    }

    /// The wish, with the name from [`Self::name`].
    pub fn wish<'a>(&'a self, name: &'a text::Bilingual) -> GrantWish<'a> {
        GrantWish {
            email: &self.email,
            name,
            language: self.language.into(),
            role: self.role.into(),
            divisions: &self.divisions,
            until: self.until.map(|until| until.0),
        }
    }
}
