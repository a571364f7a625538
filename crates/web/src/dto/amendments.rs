//! What organizers get of an edition as a file, and of what was changed since it was opened.

use domain::edition::{Template as Held, amendment};
use operations::queries::amendments as queries;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::values::{Bilingual, EditionRef, Instant, PersonName};

/// Edition files to begin from.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateList {
    /// The smallest first.
    pub templates: Vec<Template>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Template {
    pub key: String,
    pub title: Bilingual,
    /// The file, with comments.
    pub text: String,
}

impl From<Vec<Held>> for TemplateList {
    fn from(templates: Vec<Held>) -> Self {
        let template = |one: Held| Template {
            key: one.key.to_owned(),
            title: one.title.into(),
            text: one.text.to_owned(),
        };
        Self {
            templates: templates.into_iter().map(template).collect(),
        }
    }
}

/// The file of an edition as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionFile {
    pub slug: String,
    /// The amendment that it came with; 0 is the import.
    pub amendment: u32,
    pub text: String,
}

impl EditionFile {
    /// Of an edition.
    pub fn new(edition: &domain::edition::Edition, file: queries::EditionFile) -> Self {
        Self {
            slug: edition.slug.clone(),
            amendment: file.amendment,
            text: file.text,
        }
    }
}

/// A new file, to look at what it would change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckAmendment {
    pub text: String,
}

/// A new file in the place of the one that stands.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendEdition {
    pub text: String,
    pub reason: String,
}

/// What a new file would change.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmendmentCheck {
    pub changes: Vec<Change>,
}

impl From<Vec<amendment::Change>> for AmendmentCheck {
    fn from(changes: Vec<amendment::Change>) -> Self {
        Self {
            changes: changes.into_iter().map(Into::into).collect(),
        }
    }
}

/// One thing that is different.
#[derive(Debug, Serialize, ToSchema)]
pub struct Change {
    /// Names and keys, such as `/heats/final/opens_at`.
    pub path: String,
    /// Null where there was nothing.
    #[schema(required)]
    pub before: Option<Value>,
    /// Null where there is nothing any more.
    #[schema(required)]
    pub after: Option<Value>,
}

impl From<amendment::Change> for Change {
    fn from(change: amendment::Change) -> Self {
        let there = |value: Value| (!value.is_null()).then_some(value);
        Self {
            path: change.path,
            before: there(change.before),
            after: there(change.after),
        }
    }
}

/// What was changed since the edition was opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmendmentList {
    pub edition: EditionRef,
    /// The newest first; number 0 is the import.
    pub amendments: Vec<Amendment>,
    pub may: AmendmentListMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AmendmentListMay {
    pub amend: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Amendment {
    pub number: u32,
    pub reason: String,
    pub changes: Vec<Change>,
    /// Null when it was the operator.
    #[schema(required)]
    pub by: Option<PersonName>,
    pub at: Instant,
}

impl From<queries::Amendments> for AmendmentList {
    fn from(view: queries::Amendments) -> Self {
        let amendment = |line: queries::AmendmentLine| Amendment {
            number: line.number,
            reason: line.reason,
            changes: line.changes.into_iter().map(Into::into).collect(),
            by: line.by.as_ref().map(Into::into),
            at: Instant(line.at),
        };
        Self {
            edition: (&view.edition).into(),
            amendments: view.lines.into_iter().map(amendment).collect(),
            may: AmendmentListMay {
                amend: view.may_amend,
            },
        }
    }
}
