//! What staff get of an edition: overview and entries. What a role may not know is null.

use domain::{entry, text, time::Timestamp};
use operations::{
    OnBehalf,
    queries::edition::{self as queries, EditionCard as Card, EntryPage as Page, StaffEntry},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    heat::HeatSummary,
    officer::PublicationMark,
    open::Role,
    screening::{EntryDivision, EntrySource, Screening, ScreeningState},
    values::{Bilingual, CallState, CallWindow, EditionRef, EntryState, Instant, Language, Named},
};

/// The editions one works in.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionList {
    pub editions: Vec<EditionCard>,
    pub may: EditionListMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionListMay {
    pub import_edition: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionCard {
    pub edition: EditionRef,
    pub programme: Programme,
    pub call_state: CallState,
    pub roles: Vec<Role>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Programme {
    pub slug: String,
    pub title: Bilingual,
}

impl From<&domain::edition::ProgrammeRef> for Programme {
    fn from(programme: &domain::edition::ProgrammeRef) -> Self {
        Self {
            slug: programme.slug.clone(),
            title: (&programme.title).into(),
        }
    }
}

impl EditionList {
    /// As it is for a request that arrived then.
    pub fn new(cards: &[Card], may_import: bool, arrived_at: Timestamp) -> Self {
        let card = |card: &Card| EditionCard {
            edition: (&card.edition).into(),
            programme: (&card.edition.programme).into(),
            call_state: card.edition.call.state(arrived_at).into(),
            roles: card.roles.iter().map(|role| (*role).into()).collect(),
        };
        Self {
            editions: cards.iter().map(card).collect(),
            may: EditionListMay {
                import_edition: may_import,
            },
        }
    }
}

/// One edition at a glance.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionOverview {
    pub edition: EditionRef,
    pub programme: Programme,
    pub call: CallWindow,
    /// Null for whom entries are not.
    #[schema(required)]
    pub counts: Option<EntryCounts>,
    pub contests: Vec<Named>,
    pub heats: Vec<HeatSummary>,
    /// Null for whom awards are not.
    #[schema(required)]
    pub awards: Option<AwardCounts>,
    /// The latest one; null for whom publications are not.
    #[schema(required)]
    pub publication: Option<PublicationMark>,
    pub may: EditionMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntryCounts {
    pub drafts: u32,
    pub submitted: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AwardCounts {
    pub given: usize,
    pub places: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionMay {
    pub import_judges: bool,
    pub list_entries: bool,
    pub list_judges: bool,
    pub give_awards: bool,
    pub list_awards: bool,
    pub list_publications: bool,
    pub propose_publication: bool,
    pub read_audit: bool,
}

impl EditionOverview {
    /// As it is for a request that arrived then.
    pub fn new(view: queries::EditionOverview, arrived_at: Timestamp) -> Self {
        let places = view
            .contests
            .iter()
            .flat_map(|contest| &contest.tiers)
            .map(|tier| tier.quota)
            .sum();
        Self {
            edition: (&view.edition).into(),
            programme: (&view.edition.programme).into(),
            call: CallWindow::at(&view.edition.call, arrived_at),
            counts: view
                .entries
                .map(|(drafts, submitted)| EntryCounts { drafts, submitted }),
            contests: view
                .contests
                .iter()
                .map(|contest| Named::new(&contest.key, &contest.title))
                .collect(),
            heats: view.heats.iter().map(Into::into).collect(),
            awards: view.awards_given.map(|given| AwardCounts { given, places }),
            publication: view
                .publication
                .map(|one| PublicationMark::new(&one, arrived_at)),
            may: EditionMay {
                import_judges: view.may.import_judges,
                list_entries: view.may.list_entries,
                list_judges: view.may.list_judges,
                give_awards: view.may.give_awards,
                list_awards: view.may.list_awards,
                list_publications: view.may.list_publications,
                propose_publication: view.may.propose_publication,
                read_audit: view.may.read_audit,
            },
        }
    }
}

/// A page of entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryPage {
    pub entries: Vec<EntryRow>,
    pub total: u32,
    /// What to ask for next, as `?after=`.
    #[schema(required)]
    pub next_after: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntryRow {
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    pub state: EntryState,
    pub screening: ScreeningState,
    pub contest: String,
    /// Key of the division; null where it has none.
    #[schema(required)]
    pub division: Option<String>,
    /// Key of the region, empty when unknown.
    pub region: String,
    pub source: EntrySource,
    #[schema(required)]
    pub submitted_at: Option<Instant>,
    pub attachments: u32,
}

impl From<Page> for EntryPage {
    fn from(page: Page) -> Self {
        let rows = page.entries.into_iter().map(|line| EntryRow {
            number: line.number,
            title: line.title.into(),
            team: line.team.into(),
            state: EntryState::named(&line.state),
            screening: ScreeningState::named(&line.screening),
            contest: line.contest,
            division: line.division,
            region: line.region,
            source: EntrySource::named(&line.source),
            submitted_at: line.submitted_at.map(Instant),
            attachments: line.attachments,
        });
        Self {
            entries: rows.collect(),
            total: page.total,
            next_after: page.next_after,
        }
    }
}

/// Begin an entry for a team.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterOnBehalf {
    /// Key of the contest.
    pub contest: String,
    pub source: OnBehalfSource,
    /// Whose entry it will be.
    pub email: String,
    /// The language of mails.
    pub language: Language,
}

/// Why it is begun for somebody.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum OnBehalfSource {
    Invited,
    Recommended,
    Staff,
}

impl EnterOnBehalf {
    /// What is to be done.
    pub fn wish(&self) -> OnBehalf<'_> {
        OnBehalf {
            contest: &self.contest,
            source: match self.source {
                OnBehalfSource::Invited => entry::EntrySource::Invited,
                OnBehalfSource::Recommended => entry::EntrySource::Recommended,
                OnBehalfSource::Staff => entry::EntrySource::Staff,
            },
            email: &self.email,
            language: self.language.into(),
        }
    }
}

/// An entry that was begun for somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct EnteredOnBehalf {
    pub number: String,
}

/// An entry as staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizerEntry {
    pub number: String,
    pub state: EntryState,
    pub team: Bilingual,
    pub title: Bilingual,
    pub answers: Vec<OrganizerAnswer>,
    pub attachments: Vec<EntryFile>,
    /// The latest first.
    pub versions: Vec<EntryVersion>,
    pub members: Vec<Member>,
    pub source: EntrySource,
    /// Null where it has none.
    #[schema(required)]
    pub division: Option<EntryDivision>,
    pub screening: Screening,
    /// Locks the screening: sent back as `If-Match`.
    pub revision: i64,
    pub may: OrganizerEntryMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizerEntryMay {
    pub read_attachments: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizerAnswer {
    pub key: String,
    pub label: Bilingual,
    pub value: Bilingual,
}

/// A file as staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryFile {
    pub slot: String,
    pub name: String,
    pub bytes: u64,
    pub media_type: String,
    pub sha256: String,
    pub uploaded_at: Instant,
}

/// A version as staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryVersion {
    pub version: u32,
    pub fingerprint: String,
    pub arrived_at: Instant,
    pub recorded_at: Instant,
    pub files: usize,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    pub name: Bilingual,
    #[schema(required)]
    pub email: Option<String>,
}

impl From<StaffEntry> for OrganizerEntry {
    fn from(view: StaffEntry) -> Self {
        let entry = view.entry;
        Self {
            state: EntryState::named(entry.state.name()),
            team: entry.team_name().into(),
            title: entry.title().into(),
            answers: answers(&entry),
            attachments: entry.attachments.iter().map(Into::into).collect(),
            versions: view.versions.iter().map(Into::into).collect(),
            members: view
                .members
                .into_iter()
                .map(|member| Member {
                    name: text::Bilingual::new(member.name_zh, member.name_en).into(),
                    email: member.email,
                })
                .collect(),
            source: EntrySource::named(entry.source.name()),
            division: view.division.map(Into::into),
            screening: view.screening.into(),
            revision: entry.revision,
            may: OrganizerEntryMay {
                read_attachments: view.may_read_attachments,
            },
            number: entry.number,
        }
    }
}

/// All answers in the order of the form; of a choice, its label.
fn answers(entry: &entry::Entry) -> Vec<OrganizerAnswer> {
    let questions = entry.form.questions.iter();
    questions
        .map(|question| {
            let answer = entry
                .answers
                .get(&question.key)
                .cloned()
                .unwrap_or_default();
            let mut choices = question.choices.iter();
            let choice = choices.find(|choice| choice.key == answer.en || choice.key == answer.zh);
            OrganizerAnswer {
                key: question.key.clone(),
                label: (&question.label).into(),
                value: choice.map_or(answer, |choice| choice.label.clone()).into(),
            }
        })
        .collect()
}

impl From<&entry::Attachment> for EntryFile {
    fn from(file: &entry::Attachment) -> Self {
        Self {
            slot: file.slot.clone(),
            name: file.name.clone(),
            bytes: file.bytes,
            media_type: file.media_type.clone(),
            sha256: file.sha256.hex().to_owned(),
            uploaded_at: Instant(file.uploaded_at),
        }
    }
}

impl From<&entry::Version> for EntryVersion {
    fn from(version: &entry::Version) -> Self {
        Self {
            version: version.number,
            fingerprint: version.fingerprint.to_string(),
            arrived_at: Instant(version.arrived_at),
            recorded_at: Instant(version.recorded_at),
            files: version.content.attachments.len(),
        }
    }
}
