//! Entries, their files and their versions.

mod lists;

use domain::{
    edition::{Call, Form, form},
    entry::{
        Answers, Attachment, DivisionBy, Entry, EntrySource, EntryState, GivenDivision, Version,
        VersionContent,
    },
    fingerprint::Fingerprint,
    ids::{AccountId, AttachmentId, ContestId, DivisionId, EditionId, EntryId, TeamId, VersionId},
    policy::{
        Action, Allowed, BeginsEntry, ChooseDivision, Guarded, RemoveAttachment, SaveEntryDraft,
        SubmitEntry, UploadAttachment,
    },
    screening::Screening,
    text::{Bilingual, organization_key},
    time::Timestamp,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};
use uuid::Uuid;

pub use self::lists::*;
use crate::{
    entities::{attachments, contests, editions, entries, entry_versions, members, teams},
    error::Result,
    rows::{count, document, inconsistent, instant, present, to_column, to_document},
    store::{Lock, Source, Work, one, query},
};

/// An entry by its number.
pub async fn find(source: &impl Source, number: &str) -> Result<Option<Guarded<Entry>>> {
    let row = entries::Entity::find()
        .filter(entries::Column::Number.eq(number))
        .one(source.connection())
        .await?;
    match row {
        Some(row) => Ok(Some(Guarded::seal(to_entry(source, row).await?))),
        None => Ok(None),
    }
}

/// An entry by its number, kept from changing until the unit of work ends; its edition's deadline
/// is kept as well.
pub async fn find_to_change(work: &Work, number: &str) -> Result<Option<Guarded<Entry>>> {
    #[derive(FromQueryResult)]
    struct Key {
        id: Uuid,
        edition_id: Uuid,
    }
    let sql = "SELECT id, edition_id FROM entries WHERE number = $1";
    if let Some(key) = query::<Key>(work, sql, [number.into()]).await?.first() {
        work.lock("editions", key.edition_id, Lock::Shared).await?;
        work.lock("entries", key.id, Lock::Exclusive).await?;
    }
    find(work, number).await
}

/// Waits for whoever changes an entry of an edition, and lets nobody begin until the unit of work ends.
pub async fn hold_still(work: &Work, edition: EditionId) -> Result<()> {
    work.lock("editions", edition.0, Lock::Exclusive).await
}

/// An entry by its identity, for things that belong to it and were authorized themselves.
pub async fn of(source: &impl Source, id: EntryId) -> Result<Entry> {
    let row = entries::Entity::find_by_id(id.0)
        .one(source.connection())
        .await?;
    to_entry(source, present("entries", id, "row", row)?).await
}

async fn to_entry(source: &impl Source, row: entries::Model) -> Result<Entry> {
    let connection = source.connection();
    let contest = contests::Entity::find_by_id(row.contest_id)
        .one(connection)
        .await?;
    let contest = present("entries", row.id, "contest", contest)?;
    let edition = editions::Entity::find_by_id(row.edition_id)
        .one(connection)
        .await?;
    let edition = present("entries", row.id, "edition", edition)?;
    let files = attachments::Entity::find()
        .filter(attachments::Column::EntryId.eq(row.id))
        .filter(attachments::Column::RemovedAt.is_null())
        .order_by_asc(attachments::Column::Slot)
        .all(connection)
        .await?;
    let form: Form = document("contests", contest.id, &contest.form)?;
    Ok(Entry {
        id: EntryId(row.id),
        revision: row.revision,
        edition: EditionId(row.edition_id),
        contest: ContestId(row.contest_id),
        team: TeamId(row.team_id),
        source: present(
            "entries",
            row.id,
            "source",
            EntrySource::from_name(&row.source),
        )?,
        division: division(&row)?,
        reached: reached(source, row.id).await?,
        state: state(&row)?,
        screening: screening(&row)?,
        answers: document::<Answers>("entries", row.id, &row.answers)?,
        attachments: files
            .into_iter()
            .map(to_attachment)
            .collect::<Result<_>>()?,
        form,
        call: Call {
            opens_at: instant(edition.call_opens_at),
            deadline: instant(edition.call_deadline),
            grace_minutes: count("editions", edition.id, edition.call_grace_minutes)?,
        },
        updated_at: instant(row.updated_at),
        number: row.number,
    })
}

fn division(row: &entries::Model) -> Result<Option<GivenDivision>> {
    let (Some(id), Some(by)) = (row.division_id, &row.division_by) else {
        return Ok(None);
    };
    let by = match by.as_str() {
        "choice" => DivisionBy::Choice,
        "answer" => DivisionBy::Answer,
        "headquarters" => DivisionBy::Headquarters {
            reason: row.division_reason.clone(),
        },
        _ => {
            return Err(inconsistent(
                "entries",
                row.id,
                "unknown giver of a division",
            ));
        }
    };
    let division = DivisionId(id);
    Ok(Some(GivenDivision { division, by }))
}

fn screening(row: &entries::Model) -> Result<Screening> {
    let reason = row.screening_reason.clone();
    match (row.screening.as_str(), row.screened_at.map(instant)) {
        ("none", None) => Ok(Screening::None),
        ("pending", None) => Ok(Screening::Pending),
        ("accepted", Some(at)) => Ok(Screening::Accepted { at, reason }),
        ("rejected", Some(at)) => Ok(Screening::Rejected { at, reason }),
        _ => Err(inconsistent(
            "entries",
            row.id,
            "screening and instant do not agree",
        )),
    }
}

/// The divisions in whose heats an entry takes part.
async fn reached(source: &impl Source, entry: Uuid) -> Result<Vec<DivisionId>> {
    #[derive(FromQueryResult)]
    struct Row {
        division_id: Uuid,
    }
    let sql = "SELECT DISTINCT h.division_id FROM advancements v JOIN heats h ON h.id = v.to_heat_id \
               WHERE v.entry_id = $1 AND h.division_id IS NOT NULL ORDER BY h.division_id LIMIT 200";
    let rows: Vec<Row> = query(source, sql, [entry.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| DivisionId(row.division_id))
        .collect())
}

fn state(row: &entries::Model) -> Result<EntryState> {
    match (
        row.state.as_str(),
        row.latest_version_id,
        row.latest_version,
        &row.latest_fingerprint,
    ) {
        ("draft", None, None, None) => Ok(EntryState::Draft),
        ("submitted", Some(latest), Some(version), Some(hash)) => Ok(EntryState::Submitted {
            latest: VersionId(latest),
            version: count("entries", row.id, version)?,
            fingerprint: fingerprint("entries", row.id, hash)?,
        }),
        _ => Err(inconsistent(
            "entries",
            row.id,
            "state and version do not agree",
        )),
    }
}

fn fingerprint(table: &'static str, id: Uuid, text: &str) -> Result<Fingerprint> {
    present(table, id, "fingerprint", Fingerprint::from_stored(text))
}

fn to_attachment(row: attachments::Model) -> Result<Attachment> {
    Ok(Attachment {
        id: AttachmentId(row.id),
        sha256: fingerprint("attachments", row.id, &row.sha256)?,
        bytes: u64::try_from(row.bytes).map_err(|e| inconsistent("attachments", row.id, e))?,
        slot: row.slot,
        name: row.name,
        media_type: row.media_type,
        begun_at: instant(row.begun_at),
        uploaded_at: instant(row.uploaded_at),
    })
}

/// A new draft with its team.
pub struct NewEntry<'a> {
    /// Identity.
    pub id: EntryId,
    /// The new team's identity.
    pub team: TeamId,
    /// In what.
    pub contest: ContestId,
    /// Its number.
    pub number: &'a str,
    /// How it comes in.
    pub source: EntrySource,
    /// Who goes on with it.
    pub member: AccountId,
}

/// Begins an entry. A number that is taken is a [`StoreError::Conflict`].
pub async fn create<A: BeginsEntry>(
    work: &Work,
    allowed: &Allowed<A>,
    new: NewEntry<'_>,
) -> Result<()> {
    let now = allowed.at().0;
    let connection = work.connection();
    let team = teams::ActiveModel {
        id: Set(new.team.0),
        edition_id: Set(allowed.subject()),
        created_at: Set(now),
    };
    teams::Entity::insert(team)
        .exec_without_returning(connection)
        .await?;
    let member = members::ActiveModel {
        team_id: Set(new.team.0),
        account_id: Set(new.member.0),
        joined_at: Set(now),
    };
    members::Entity::insert(member)
        .exec_without_returning(connection)
        .await?;
    let entry = entries::ActiveModel {
        id: Set(new.id.0),
        edition_id: Set(allowed.subject()),
        contest_id: Set(new.contest.0),
        team_id: Set(new.team.0),
        number: Set(new.number.to_owned()),
        source: Set(new.source.name().to_owned()),
        division_id: Set(None),
        division_by: Set(None),
        division_reason: Set(String::new()),
        region: Set(String::new()),
        organization_key_zh: Set(String::new()),
        organization_key_en: Set(String::new()),
        state: Set("draft".to_owned()),
        screening: Set("none".to_owned()),
        screening_reason: Set(String::new()),
        screened_at: Set(None),
        answers: Set("{}".to_owned()),
        title_zh: Set(String::new()),
        title_en: Set(String::new()),
        team_name_zh: Set(String::new()),
        team_name_en: Set(String::new()),
        latest_version_id: Set(None),
        latest_version: Set(None),
        latest_fingerprint: Set(None),
        latest_recorded_at: Set(None),
        revision: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    entries::Entity::insert(entry)
        .exec_without_returning(connection)
        .await?;
    Ok(())
}

/// Whether a number is taken.
pub async fn number_is_taken(source: &impl Source, number: &str) -> Result<bool> {
    let row = entries::Entity::find()
        .filter(entries::Column::Number.eq(number))
        .one(source.connection())
        .await?;
    Ok(row.is_some())
}

/// Stores the draft's answers. Lists name an entry as it was submitted, so a later draft does not
/// rename it.
pub async fn save_draft(
    work: &Work,
    allowed: &Allowed<SaveEntryDraft>,
    entry: &Entry,
    now: Timestamp,
) -> Result<()> {
    if entry.state == EntryState::Draft {
        name(work, entry.id, &entry.content()).await?;
    }
    let sql = "UPDATE entries SET answers = $1, updated_at = $2, revision = revision + 1 \
               WHERE id = $3 AND revision = $4";
    let values = [
        to_document("entries", &entry.answers)?.into(),
        now.0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Stores the division that a team chose.
pub async fn choose_division(
    work: &Work,
    allowed: &Allowed<ChooseDivision>,
    division: DivisionId,
    now: Timestamp,
) -> Result<()> {
    let sql = "UPDATE entries SET division_id = $1, division_by = 'choice', updated_at = $2, \
               revision = revision + 1 WHERE id = $3 AND revision = $4";
    let values = [
        division.0.into(),
        now.0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// What lists call an entry.
async fn name(work: &Work, entry: EntryId, content: &VersionContent) -> Result<()> {
    let answer = |key: &str| content.answers.get(key).cloned().unwrap_or_default();
    let (title, team) = (answer(form::TITLE_QUESTION), answer(form::TEAM_QUESTION));
    let region = answer(form::REGION_QUESTION);
    let organization = answer(form::ORGANIZATION_QUESTION);
    // A team that names no organization is its own.
    let organization = if organization == Bilingual::default() {
        &team
    } else {
        &organization
    };
    let keys = [&organization.zh, &organization.en].map(|name| organization_key(name));
    let sql = "UPDATE entries SET region = $6, organization_key_zh = $7, organization_key_en = $8, \
               title_zh = $1, title_en = $2, team_name_zh = $3, team_name_en = $4 WHERE id = $5";
    let [key_zh, key_en] = keys;
    let values = [
        title.zh.into(),
        title.en.into(),
        team.zh.into(),
        team.en.into(),
        entry.0.into(),
        region.zh.into(),
        key_zh.into(),
        key_en.into(),
    ];
    work.execute(sql, values).await?;
    Ok(())
}

/// Puts a file into its slot; the one before it leaves the draft and stays with the versions that
/// pinned it.
pub async fn attach(
    work: &Work,
    allowed: &Allowed<UploadAttachment>,
    file: &Attachment,
) -> Result<()> {
    clear_slot(work, allowed, &file.slot, file.uploaded_at).await?;
    let row = attachments::ActiveModel {
        id: Set(file.id.0),
        entry_id: Set(allowed.subject()),
        slot: Set(file.slot.clone()),
        name: Set(file.name.clone()),
        media_type: Set(file.media_type.clone()),
        bytes: Set(i64::try_from(file.bytes).unwrap_or(i64::MAX)),
        sha256: Set(file.sha256.to_string()),
        begun_at: Set(file.begun_at.0),
        uploaded_at: Set(file.uploaded_at.0),
        removed_at: Set(None),
    };
    attachments::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    touch(work, allowed, file.uploaded_at).await
}

/// Takes the file out of a slot.
pub async fn detach(
    work: &Work,
    allowed: &Allowed<RemoveAttachment>,
    slot: &str,
    now: Timestamp,
) -> Result<()> {
    clear_slot(work, allowed, slot, now).await?;
    touch(work, allowed, now).await
}

async fn clear_slot<A: Action>(
    work: &Work,
    allowed: &Allowed<A>,
    slot: &str,
    now: Timestamp,
) -> Result<()> {
    let sql = "UPDATE attachments SET removed_at = $1 \
               WHERE entry_id = $2 AND slot = $3 AND removed_at IS NULL";
    work.execute(sql, [now.0.into(), allowed.subject().into(), slot.into()])
        .await?;
    Ok(())
}

async fn touch<A: Action>(work: &Work, allowed: &Allowed<A>, now: Timestamp) -> Result<()> {
    let sql = "UPDATE entries SET updated_at = $1, revision = revision + 1 \
               WHERE id = $2 AND revision = $3";
    let values = [
        now.0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// What a submit leaves behind beside its version.
pub struct Submitted {
    /// Undecided, since a decision is about a version.
    pub screening: Screening,
    /// The division that the entry has now.
    pub division: Option<GivenDivision>,
}

/// Records a version and makes it the one that stands.
pub async fn record_version(
    work: &Work,
    allowed: &Allowed<SubmitEntry>,
    by: AccountId,
    version: &Version,
    standing: Submitted,
) -> Result<()> {
    let row = entry_versions::ActiveModel {
        id: Set(version.id.0),
        entry_id: Set(allowed.subject()),
        number: Set(to_column(version.number)),
        content: Set(to_document("entry_versions", &version.content)?),
        fingerprint: Set(version.fingerprint.to_string()),
        arrived_at: Set(version.arrived_at.0),
        recorded_at: Set(version.recorded_at.0),
        submitted_by: Set(by.0),
    };
    entry_versions::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    name(work, EntryId(allowed.subject()), &version.content).await?;
    let sql = "UPDATE entries SET state = 'submitted', latest_version_id = $1, \
               latest_version = $2, latest_fingerprint = $3, latest_recorded_at = $4, \
               screening = $7, screening_reason = '', screened_at = NULL, \
               division_id = $8, division_by = $9, \
               revision = revision + 1 WHERE id = $5 AND revision = $6";
    let values = [
        version.id.0.into(),
        to_column(version.number).into(),
        version.fingerprint.to_string().into(),
        version.recorded_at.0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
        standing.screening.name().into(),
        standing
            .division
            .as_ref()
            .map(|given| given.division.0)
            .into(),
        standing.division.map(|given| given.by.name()).into(),
    ];
    one(work.execute(sql, values).await?)
}

/// One version, for a thing that was authorized and pins it.
pub async fn version(source: &impl Source, id: VersionId) -> Result<Version> {
    let row = entry_versions::Entity::find_by_id(id.0)
        .one(source.connection())
        .await?;
    to_version(present("entry_versions", id, "row", row)?)
}

/// All versions of an authorized entry, the latest first.
pub async fn versions(source: &impl Source, entry: EntryId) -> Result<Vec<Version>> {
    let rows = entry_versions::Entity::find()
        .filter(entry_versions::Column::EntryId.eq(entry.0))
        .order_by_desc(entry_versions::Column::Number)
        .all(source.connection())
        .await?;
    rows.into_iter().map(to_version).collect()
}

fn to_version(row: entry_versions::Model) -> Result<Version> {
    Ok(Version {
        id: VersionId(row.id),
        number: count("entry_versions", row.id, row.number)?,
        content: document::<VersionContent>("entry_versions", row.id, &row.content)?,
        fingerprint: fingerprint("entry_versions", row.id, &row.fingerprint)?,
        arrived_at: instant(row.arrived_at),
        recorded_at: instant(row.recorded_at),
    })
}

/// The identity and contest of an authorized edition's entry.
pub async fn key_in(
    source: &impl Source,
    edition: EditionId,
    number: &str,
) -> Result<Option<(EntryId, ContestId)>> {
    let row = entries::Entity::find()
        .filter(entries::Column::EditionId.eq(edition.0))
        .filter(entries::Column::Number.eq(number))
        .one(source.connection())
        .await?;
    Ok(row.map(|row| (EntryId(row.id), ContestId(row.contest_id))))
}

/// An entry of an authorized edition.
pub async fn of_edition(
    source: &impl Source,
    edition: EditionId,
    number: &str,
) -> Result<Option<Entry>> {
    match key_in(source, edition, number).await? {
        Some((id, _)) => of(source, id).await.map(Some),
        None => Ok(None),
    }
}

/// The identities of an authorized edition's entries, in the order of the numbers asked for.
pub async fn ids_in(
    source: &impl Source,
    edition: EditionId,
    numbers: &[String],
) -> Result<Vec<Option<EntryId>>> {
    let rows = entries::Entity::find()
        .filter(entries::Column::EditionId.eq(edition.0))
        .filter(entries::Column::Number.is_in(numbers))
        .all(source.connection())
        .await?;
    let found = |number: &String| rows.iter().find(|row| row.number == *number);
    Ok(numbers
        .iter()
        .map(|number| found(number).map(|row| EntryId(row.id)))
        .collect())
}
