//! What staff get of entries: a page of the list, and one with everything that belongs to it.

use domain::{
    edition::{self, form},
    entry::{self, ListTable},
    text,
};
use operations::{
    OnBehalf,
    queries::entries::{EntryPage as Page, StaffEntry},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    screening::{EntryDivision, EntrySource, Screening, ScreeningState},
    supplements::EntrySupplement,
    values::{AnswerTable, AskedWhen, Bilingual, EntryState, Instant, Language},
};

/// A page of entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryPage {
    pub entries: Vec<EntryRow>,
    pub total: u32,
    /// Of the entries under the other filters.
    pub screening: ScreeningCounts,
    /// What to ask for next, as `?after=`.
    #[schema(required)]
    pub next_after: Option<String>,
}

/// How many entries wait for the screeners, were accepted and were rejected.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScreeningCounts {
    pub pending: u32,
    pub accepted: u32,
    pub rejected: u32,
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
    /// The body that put it forward; empty unless one did.
    pub recommended_by: Bilingual,
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
            recommended_by: line.recommended_by.into(),
            submitted_at: line.submitted_at.map(Instant),
            attachments: line.attachments,
        });
        Self {
            entries: rows.collect(),
            total: page.total,
            screening: ScreeningCounts {
                pending: page.screening.pending,
                accepted: page.screening.accepted,
                rejected: page.screening.rejected,
            },
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
    /// The body that puts it forward; left out unless it is recommended.
    #[schema(nullable = false)]
    pub recommended_by: Option<Bilingual>,
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
            recommended_by: (self.recommended_by.as_ref())
                .map(|name| text::Bilingual::new(&*name.zh, &*name.en))
                .unwrap_or_default(),
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
    /// Of the version that stands; of the draft before there is one.
    pub answers: Vec<OrganizerAnswer>,
    /// Whether the team has changed the draft since: what judges will see is not what it says now.
    pub draft_differs: bool,
    /// Of the same.
    pub attachments: Vec<EntryFile>,
    /// The latest first.
    pub versions: Vec<EntryVersion>,
    pub members: Vec<Member>,
    pub source: EntrySource,
    /// The body that put it forward; empty unless one did.
    pub recommended_by: Bilingual,
    /// What its team was asked for after the call; null where nobody has.
    #[schema(required)]
    pub supplement: Option<EntrySupplement>,
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
    /// What was answered to a list; null for all other kinds.
    #[schema(required)]
    pub table: Option<AnswerTable>,
    /// Whether judges see the answer.
    pub judges: bool,
    pub when: AskedWhen,
}

/// A file as staff see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryFile {
    pub slot: String,
    pub name: String,
    pub bytes: u64,
    pub media_type: String,
    pub sha256: String,
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
            team: said(&view.content.answers, form::TEAM_QUESTION),
            title: said(&view.content.answers, form::TITLE_QUESTION),
            answers: answers(&entry, &view.content),
            recommended_by: (&entry.recommended_by).into(),
            supplement: view.supplement.map(Into::into),
            draft_differs: entry.has_unsubmitted_changes(),
            attachments: view.content.attachments.iter().map(Into::into).collect(),
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

fn said(answers: &entry::Answers, question: &str) -> Bilingual {
    answers.get(question).cloned().unwrap_or_default().into()
}

/// All answers in the order of the form; of a choice, its label. What is asked later is left out until
/// it is.
fn answers(entry: &entry::Entry, content: &entry::VersionContent) -> Vec<OrganizerAnswer> {
    let later = entry.supplement.is_some();
    let questions = entry.form.questions.iter();
    questions
        .filter(|question| later || question.when == edition::AskedWhen::Entry)
        .map(|question| {
            let answer = content.answers.get(&question.key);
            let answer = answer.cloned().unwrap_or_default();
            let mut choices = question.choices.iter();
            let choice = choices.find(|choice| choice.key == answer.en || choice.key == answer.zh);
            OrganizerAnswer {
                key: question.key.clone(),
                label: (&question.label).into(),
                value: choice.map_or(answer, |choice| choice.label.clone()).into(),
                table: ListTable::of(question, &content.lists).map(Into::into),
                judges: question.judges,
                when: question.when.into(),
            }
        })
        .collect()
}

impl From<&entry::PinnedAttachment> for EntryFile {
    fn from(file: &entry::PinnedAttachment) -> Self {
        Self {
            slot: file.slot.clone(),
            name: file.name.clone(),
            bytes: file.bytes,
            media_type: file.media_type.clone(),
            sha256: file.sha256.hex().to_owned(),
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
