//! What those who sign get, and what is on the record: publications, the log.

use domain::{
    ids::AuditId,
    publication::{self, Publication, PublicationState as State, ReleaseItem, ReleasedEntry},
    text,
    time::Timestamp,
};
use operations::PublicationWish;
use operations::queries::record::{PublicationView, PublicationsView};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::awards::{Outcome, Recipient};
use super::difference::ListDifference;
use super::values::{Bilingual, EditionRef, Instant, Issue, Named, PersonName};

/// Propose the list as it stands.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposePublication {
    /// The hash of the list that was read.
    pub list_hash: String,
    pub publish_at: Instant,
    /// Final when left out.
    #[serde(default)]
    pub kind: VersionKind,
    /// What was wrong, for everybody to read, in both languages: of a corrected list alone.
    #[serde(default)]
    pub note: Option<Bilingual>,
}

/// What a list says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum VersionKind {
    Provisional,
    #[default]
    Final,
    Corrected,
}

impl VersionKind {
    const ALL: [Self; 3] = [Self::Provisional, Self::Final, Self::Corrected];

    const fn name(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Final => "final",
            Self::Corrected => "corrected",
        }
    }

    const fn of(kind: &publication::VersionKind) -> Self {
        match kind {
            publication::VersionKind::Provisional => Self::Provisional,
            publication::VersionKind::Final => Self::Final,
            publication::VersionKind::Corrected { .. } => Self::Corrected,
        }
    }
}

impl From<ProposePublication> for PublicationWish {
    fn from(input: ProposePublication) -> Self {
        Self {
            list_hash: input.list_hash,
            publish_at: input.publish_at.0,
            kind: input.kind.name().to_owned(),
            note: input
                .note
                .map(|note| text::Bilingual::new(note.zh, note.en)),
        }
    }
}

/// Say that the list which is public is wrong.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginCorrection {
    pub reason: String,
}

/// Say that nothing is wrong with it after all.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawCorrection {
    pub reason: String,
}

/// Sign the list that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmPublication {
    pub list_hash: String,
}

/// Stop it before its instant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StopPublication {
    pub reason: String,
}

/// The list that would be published, and what became of earlier ones.
#[derive(Debug, Serialize, ToSchema)]
#[expect(
    clippy::struct_field_names,
    reason = "the field is what the list is called in the API"
)]
pub struct Publications {
    pub edition: EditionRef,
    pub draft: PublicationDraft,
    /// The latest first.
    pub publications: Vec<PublicationItem>,
    pub may: PublicationsMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationDraft {
    pub list_hash: String,
    pub items: Vec<DraftItem>,
    /// How it differs from the list that is public, where one is.
    #[schema(required)]
    pub difference: Option<ListDifference>,
    /// The kinds that may come next.
    pub kinds: Vec<VersionKind>,
    /// What keeps it from being proposed.
    pub blockers: Vec<Issue>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DraftItem {
    pub contest: Named,
    pub tier: Named,
    pub outcome: Outcome,
    pub recipient: Recipient,
    /// The holder's name, where that is not the entry.
    #[schema(required)]
    pub name: Option<Bilingual>,
    /// The line's name: that of its entry, or its own where it is of several or of none.
    pub title: Bilingual,
    pub entries: Vec<DraftEntry>,
}

/// An entry in a line of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftEntry {
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationsMay {
    pub propose: bool,
    pub confirm: bool,
    pub stop: bool,
    pub begin_correction: bool,
}

/// Where a publication stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PublicationState {
    Proposed,
    Confirmed,
    Public,
    Stopped,
}

impl PublicationState {
    fn of(publication: &Publication, is_public: bool) -> Self {
        match publication.state {
            State::Proposed => Self::Proposed,
            State::Confirmed { .. } if is_public => Self::Public,
            State::Confirmed { .. } => Self::Confirmed,
            State::Stopped { .. } => Self::Stopped,
        }
    }
}

/// A publication in an overview.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationMark {
    pub id: String,
    pub number: u32,
    pub state: PublicationState,
    pub publish_at: Instant,
    pub items: usize,
}

impl PublicationMark {
    /// As it is for a request that arrived then.
    pub fn new(publication: &Publication, arrived_at: Timestamp) -> Self {
        Self {
            id: publication.id.to_string(),
            number: publication.number,
            state: PublicationState::of(publication, publication.is_public(arrived_at)),
            publish_at: Instant(publication.publish_at),
            items: publication.items.len(),
        }
    }
}

/// A publication with its signatures.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationItem {
    pub id: String,
    pub number: u32,
    pub kind: VersionKind,
    /// What was wrong, where it corrects.
    #[schema(required)]
    pub note: Option<Bilingual>,
    pub state: PublicationState,
    /// By which number the public knows it, once it is out.
    #[schema(required)]
    pub version: Option<u32>,
    /// Whether it is what the public reads.
    pub in_force: bool,
    /// How it differs from the list that is public, while it is under way.
    #[schema(required)]
    pub difference: Option<ListDifference>,
    /// That its correction was begun.
    #[schema(required)]
    pub correction: Option<PublicationCorrection>,
    pub publish_at: Instant,
    pub proposed_by: PersonName,
    pub proposed_at: Instant,
    #[schema(required)]
    pub confirmed_by: Option<PersonName>,
    #[schema(required)]
    pub confirmed_at: Option<Instant>,
    #[schema(required)]
    pub stopped_by: Option<PersonName>,
    #[schema(required)]
    pub stopped_at: Option<Instant>,
    #[schema(required)]
    pub stop_reason: Option<String>,
    pub list_hash: String,
    pub items: usize,
    pub may: PublicationItemMay,
}

/// Who began to correct a list, when, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationCorrection {
    pub by: PersonName,
    pub at: Instant,
    pub reason: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PublicationItemMay {
    pub confirm: bool,
    pub stop: bool,
    pub begin_correction: bool,
    pub withdraw_correction: bool,
}

impl From<PublicationsView> for Publications {
    fn from(view: PublicationsView) -> Self {
        let any = |may: fn(&PublicationView) -> bool| view.publications.iter().any(may);
        let may = PublicationsMay {
            propose: view.may_propose,
            confirm: any(|one| one.may_confirm),
            stop: any(|one| one.may_stop),
            begin_correction: any(|one| one.may_begin_correction),
        };
        Self {
            edition: (&view.edition).into(),
            draft: PublicationDraft {
                list_hash: view.draft_hash.to_string(),
                items: view.draft.into_iter().map(Into::into).collect(),
                difference: view.draft_difference.map(Into::into),
                kinds: VersionKind::ALL
                    .into_iter()
                    .filter(|kind| view.kinds.contains(&kind.name()))
                    .collect(),
                blockers: view.blockers.into_iter().map(Into::into).collect(),
            },
            publications: view.publications.into_iter().map(Into::into).collect(),
            may,
        }
    }
}

impl From<ReleaseItem> for DraftItem {
    fn from(item: ReleaseItem) -> Self {
        Self {
            contest: Named {
                key: item.contest,
                title: item.contest_title.into(),
            },
            tier: Named {
                key: item.tier,
                title: item.tier_title.into(),
            },
            outcome: item.outcome.into(),
            recipient: item.recipient.into(),
            name: item.name.map(Into::into),
            title: item.title.into(),
            entries: item.entries.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<ReleasedEntry> for DraftEntry {
    fn from(entry: ReleasedEntry) -> Self {
        Self {
            number: entry.number,
            title: entry.title.into(),
            team: entry.team.into(),
        }
    }
}

impl From<PublicationView> for PublicationItem {
    fn from(view: PublicationView) -> Self {
        let state = PublicationState::of(&view.publication, view.is_public);
        let stop_reason = match &view.publication.state {
            State::Stopped { reason, .. } => Some(reason.clone()),
            State::Proposed | State::Confirmed { .. } => None,
        };
        let (confirmed_by, confirmed_at) = view.confirmed.unzip();
        let (stopped_by, stopped_at) = view.stopped.unzip();
        Self {
            id: view.publication.id.to_string(),
            number: view.publication.number,
            kind: VersionKind::of(&view.publication.kind),
            note: view.publication.kind.note().cloned().map(Into::into),
            state,
            version: view.version,
            in_force: view.in_force,
            difference: view.difference.map(Into::into),
            correction: view
                .correction
                .map(|(by, at, reason)| PublicationCorrection {
                    by: (&by).into(),
                    at: Instant(at),
                    reason,
                }),
            publish_at: Instant(view.publication.publish_at),
            proposed_by: (&view.proposed_by).into(),
            proposed_at: Instant(view.publication.proposed_at),
            confirmed_by: confirmed_by.as_ref().map(Into::into),
            confirmed_at: confirmed_at.map(Instant),
            stopped_by: stopped_by.as_ref().map(Into::into),
            stopped_at: stopped_at.map(Instant),
            stop_reason,
            list_hash: view.publication.list_hash.to_string(),
            items: view.publication.items.len(),
            may: PublicationItemMay {
                confirm: view.may_confirm,
                stop: view.may_stop,
                begin_correction: view.may_begin_correction,
                withdraw_correction: view.may_withdraw_correction,
            },
        }
    }
}

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditPage {
    pub entries: Vec<AuditEntry>,
    /// What to ask for next, as `?after=`.
    #[schema(required)]
    pub next_after: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntry {
    /// Given a moment later than the entry itself.
    #[schema(required)]
    pub number: Option<i64>,
    pub at: Instant,
    /// Null where no name is on record, and where it must not be: who voted.
    #[schema(required)]
    pub actor: Option<PersonName>,
    pub action: String,
    pub subject_kind: String,
    pub subject: String,
    /// Figures and names.
    #[schema(value_type = std::collections::BTreeMap<String, Value>)]
    pub detail: Value,
}

/// A place in the log, in words that an address can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditCursor(pub Timestamp, pub AuditId);

impl AuditCursor {
    /// Reads a place.
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('~')?;
        Some(Self(
            Timestamp(at.parse().ok()?),
            AuditId(Uuid::parse_str(id).ok()?),
        ))
    }

    /// Writes a place.
    pub fn text(self) -> String {
        format!("{}~{}", self.0.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_log_is_read_back() {
        let place = AuditCursor(Timestamp(-5), AuditId(Uuid::from_u128(9)));
        assert_eq!(AuditCursor::parse(&place.text()), Some(place));
        assert_eq!(AuditCursor::parse("5"), None);
    }
}
