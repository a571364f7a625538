//! Entries, their files and their versions.

mod files;
mod lists;
mod mapping;
mod own;
mod reach;
mod versions;

use domain::{
    edition::{Form, form},
    entry::{Entry, EntrySource, EntryState, VersionContent},
    ids::{AccountId, ContestId, DivisionId, EditionId, EntryId, TeamId},
    policy::{Allowed, BeginsEntry, ChooseDivision, Guarded, SaveEntryDraft},
    text::{Bilingual, organization_key},
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use self::mapping::to_entry;
pub use self::{files::*, lists::*, own::*, reach::is_placed, versions::*};
use crate::{
    entities::{entries, members, teams},
    error::Result,
    rows::{document, present, to_document},
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

/// The form of an authorized entry's contest.
pub async fn form_of(source: &impl Source, entry: EntryId) -> Result<Form> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        form: String,
    }
    let sql =
        "SELECT c.id, c.form FROM entries e JOIN contests c ON c.id = e.contest_id WHERE e.id = $1";
    let rows: Vec<Row> = query(source, sql, [entry.0.into()]).await?;
    let row = present("entries", entry, "contest", rows.into_iter().next())?;
    document("contests", row.id, &row.form)
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
    /// The body that puts it forward; empty unless one does.
    pub recommended_by: &'a Bilingual,
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
        recommended_by_zh: Set(new.recommended_by.zh.clone()),
        recommended_by_en: Set(new.recommended_by.en.clone()),
        division_id: Set(None),
        division_by: Set(None),
        division_reason: Set(String::new()),
        division_by_account: Set(None),
        division_at: Set(None),
        region: Set(String::new()),
        organization_key_zh: Set(String::new()),
        organization_key_en: Set(String::new()),
        state: Set("draft".to_owned()),
        screening: Set("none".to_owned()),
        screening_reason: Set(String::new()),
        screened_at: Set(None),
        answers: Set("{}".to_owned()),
        lists: Set("{}".to_owned()),
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
        name(work, entry, &entry.content()).await?;
    }
    let sql = "UPDATE entries SET answers = $1, lists = $2, updated_at = $3, revision = revision + 1 \
               WHERE id = $4 AND revision = $5";
    let values = [
        to_document("entries", &entry.answers)?.into(),
        to_document("entries", &entry.lists)?.into(),
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

/// What lists call an entry, and which organizations it is tied to.
pub(crate) async fn name(work: &Work, entry: &Entry, content: &VersionContent) -> Result<()> {
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
        entry.id.0.into(),
        region.zh.into(),
        key_zh.into(),
        key_en.into(),
    ];
    work.execute(sql, values).await?;
    organizations(work, entry, content).await
}

/// Stores the organizations that the lists of an entry name, in place of those of before.
async fn organizations(work: &Work, entry: &Entry, content: &VersionContent) -> Result<()> {
    let forget = "DELETE FROM entry_organizations WHERE entry_id = $1";
    work.execute(forget, [entry.id.0.into()]).await?;
    for key in entry.listed_organizations(content) {
        let insert = "INSERT INTO entry_organizations (entry_id, organization_key) VALUES ($1, $2)";
        work.execute(insert, [entry.id.0.into(), key.into()])
            .await?;
    }
    Ok(())
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
