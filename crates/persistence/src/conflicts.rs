//! Relations that bar a judge from an entry.

use domain::{
    assignment::Assignment,
    heat::Heat,
    ids::{AccountId, ConflictId, EditionId, EntryId, JudgeId},
    policy::{Action, Allowed, DeclareConflict, LiftConflict, ListConflicts, RecuseJudge, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    entities::conflicts,
    error::Result,
    rows::{bilingual, instant},
    store::{Source, Work, query},
};

/// A pair that must not be, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Who must not judge.
    pub judge: JudgeId,
    /// What.
    pub entry: EntryId,
    /// What kind of relation it is.
    pub source: String,
}

#[derive(FromQueryResult)]
struct Row {
    judge_id: Uuid,
    entry_id: Uuid,
    source: String,
}

/// What bars judges of a heat's panel from entries of the edition: what is on the record, and what
/// can be computed: the same organization under either name. A member of a team in the edition is
/// barred from everything, which the panel says by itself.
pub async fn of_panel(source: &impl Source, heat: &Heat) -> Result<Vec<Bar>> {
    let recorded = "SELECT c.judge_id, c.entry_id, c.source FROM conflicts c \
                    JOIN panel_members m ON m.judge_id = c.judge_id AND m.heat_id = $1 \
                    WHERE c.lifted_at IS NULL ORDER BY c.judge_id, c.entry_id LIMIT 100000";
    let mut rows: Vec<Row> = query(source, recorded, [heat.id.0.into()]).await?;
    rows.extend(same_organization(source, heat.edition, Some(heat)).await?);
    Ok(rows
        .into_iter()
        .map(|row| Bar {
            judge: JudgeId(row.judge_id),
            entry: EntryId(row.entry_id),
            source: row.source,
        })
        .collect())
}

/// That judge `j` works where entry `e` comes from, under either name, or declared to be tied to it; or
/// the same of an organization that a list of the entry names: of joint applicants, of contributors.
const SAME: &str = "((j.organization_key_zh <> '' AND j.organization_key_zh = e.organization_key_zh) OR \
    (j.organization_key_en <> '' AND j.organization_key_en = e.organization_key_en) OR \
    EXISTS (SELECT 1 FROM judge_organizations o WHERE o.judge_id = j.id \
    AND o.organization_key IN (e.organization_key_zh, e.organization_key_en)) OR \
    EXISTS (SELECT 1 FROM entry_organizations l WHERE l.entry_id = e.id \
    AND (l.organization_key IN (j.organization_key_zh, j.organization_key_en) \
    OR EXISTS (SELECT 1 FROM judge_organizations o WHERE o.judge_id = j.id \
    AND o.organization_key = l.organization_key))))";

/// Pairs of one organization, unless somebody said on the record that it does not bar.
async fn same_organization(
    source: &impl Source,
    edition: EditionId,
    heat: Option<&Heat>,
) -> Result<Vec<Row>> {
    let sql = format!(
        "SELECT j.id AS judge_id, e.id AS entry_id, 'organization' AS source FROM judges j \
               JOIN entries e ON e.edition_id = j.edition_id AND e.state = 'submitted' AND {SAME} \
               WHERE j.edition_id = $1 AND ($2 = 0 OR EXISTS (SELECT 1 FROM panel_members m \
               WHERE m.judge_id = j.id AND m.heat_id = $3)) AND NOT EXISTS (SELECT 1 FROM conflicts c \
               WHERE c.judge_id = j.id AND c.entry_id = e.id AND c.source = 'organization' \
               AND c.lifted_at IS NOT NULL) ORDER BY j.id, e.id LIMIT 100000"
    );
    let values = [
        edition.0.into(),
        i32::from(heat.is_some()).into(),
        heat.map_or(Uuid::nil(), |heat| heat.id.0).into(),
    ];
    query(source, &sql, values).await
}

/// A relation to be put on the record.
pub struct NewConflict<'a> {
    /// Identity.
    pub id: ConflictId,
    /// Where.
    pub edition: EditionId,
    /// Who must not judge.
    pub judge: JudgeId,
    /// What.
    pub entry: EntryId,
    /// `judge` or `staff`; `organization` when a computed one is lifted.
    pub source: &'static str,
    /// Why.
    pub reason: &'a str,
    /// Who said so.
    pub by: AccountId,
    /// Why it does not bar after all.
    pub lifted: Option<&'a str>,
}

/// Who puts relations on the record.
pub trait Declares: Action {}
impl Declares for DeclareConflict {}
impl Declares for LiftConflict {}
impl Declares for RecuseJudge {}

/// Puts a relation on the record; one of its kind that stands already stays as it is.
pub async fn declare<A: Declares>(
    work: &Work,
    allowed: &Allowed<A>,
    new: NewConflict<'_>,
) -> Result<()> {
    let sql = "SELECT judge_id, entry_id, source FROM conflicts \
               WHERE judge_id = $1 AND entry_id = $2 AND source = $3 AND lifted_at IS NULL";
    let values = [new.judge.0.into(), new.entry.0.into(), new.source.into()];
    if !query::<Row>(work, sql, values).await?.is_empty() {
        return Ok(());
    }
    let now = allowed.at().0;
    let row = conflicts::ActiveModel {
        id: Set(new.id.0),
        edition_id: Set(new.edition.0),
        judge_id: Set(new.judge.0),
        entry_id: Set(new.entry.0),
        source: Set(new.source.to_owned()),
        reason: Set(new.reason.to_owned()),
        declared_by: Set(Some(new.by.0)),
        declared_at: Set(now),
        lifted_by: Set(new.lifted.map(|_| new.by.0)),
        lifted_at: Set(new.lifted.map(|_| now)),
        lifted_reason: Set(new.lifted.map(str::to_owned)),
    };
    conflicts::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Puts what a judge said when stepping aside on the record, so that it counts in later heats too.
pub async fn declare_own(
    work: &Work,
    allowed: &Allowed<RecuseJudge>,
    id: ConflictId,
    by: AccountId,
    assignment: &Assignment,
    reason: &str,
) -> Result<()> {
    let new = NewConflict {
        id,
        edition: assignment.edition,
        judge: assignment.judge,
        entry: assignment.entry,
        source: "judge",
        reason,
        by,
        lifted: None,
    };
    declare(work, allowed, new).await
}

/// Lifts every relation between a judge and an entry that is on the record; returns how many.
pub async fn lift(
    work: &Work,
    allowed: &Allowed<LiftConflict>,
    by: AccountId,
    judge: JudgeId,
    entry: EntryId,
    reason: &str,
) -> Result<u64> {
    let sql = "UPDATE conflicts SET lifted_by = $1, lifted_at = $2, lifted_reason = $3 \
               WHERE judge_id = $4 AND entry_id = $5 AND lifted_at IS NULL";
    let values = [
        by.0.into(),
        allowed.at().0.into(),
        reason.into(),
        judge.0.into(),
        entry.0.into(),
    ];
    work.execute(sql, values).await
}

/// Whether a judge and an entry of an edition are of one organization, and nobody said that it does
/// not bar.
pub async fn is_computed(
    source: &impl Source,
    edition: EditionId,
    judge: JudgeId,
    entry: EntryId,
) -> Result<bool> {
    let rows = same_organization(source, edition, None).await?;
    Ok(rows
        .iter()
        .any(|row| row.judge_id == judge.0 && row.entry_id == entry.0))
}

/// A relation in the list of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictLine {
    /// Who must not judge.
    pub judge: JudgeId,
    /// The judge's name.
    pub name: Bilingual,
    /// What: its number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// Its team's name.
    pub team: Bilingual,
    /// What kind of relation it is.
    pub source: String,
    /// Why.
    pub reason: String,
    /// When it was put on the record; a computed one is not.
    pub declared_at: Option<Timestamp>,
    /// Why it does not bar, where it was lifted.
    pub lifted_reason: Option<String>,
}

#[derive(FromQueryResult)]
struct ListRow {
    judge_id: Uuid,
    name_zh: String,
    name_en: String,
    number: String,
    title_zh: String,
    title_en: String,
    team_name_zh: String,
    team_name_en: String,
    source: String,
    reason: String,
    declared_at: Option<i64>,
    lifted_reason: Option<String>,
}

/// The relations of an edition by judge and entry: those on the record, lifted ones too, and those
/// that are computed.
pub async fn list(
    source: &impl Source,
    visible: &Visible<ListConflicts>,
) -> Result<Vec<ConflictLine>> {
    let names =
        "p.name_zh, p.name_en, e.number, e.title_zh, e.title_en, e.team_name_zh, e.team_name_en";
    let recorded = format!(
        "SELECT c.judge_id, {names}, c.source, c.reason, c.declared_at, c.lifted_reason \
         FROM conflicts c JOIN judges j ON j.id = c.judge_id JOIN accounts a ON a.id = j.account_id \
         JOIN persons p ON p.id = a.person_id JOIN entries e ON e.id = c.entry_id \
         WHERE c.edition_id = $1 ORDER BY p.name_en, e.number LIMIT 5000"
    );
    let computed = format!(
        "SELECT j.id AS judge_id, {names}, 'organization' AS source, '' AS reason, \
         CAST(NULL AS bigint) AS declared_at, CAST(NULL AS text) AS lifted_reason FROM judges j \
         JOIN accounts a ON a.id = j.account_id JOIN persons p ON p.id = a.person_id \
         JOIN entries e ON e.edition_id = j.edition_id AND e.state = 'submitted' AND {SAME} \
         WHERE j.edition_id = $1 AND NOT EXISTS (SELECT 1 FROM conflicts c WHERE c.judge_id = j.id \
         AND c.entry_id = e.id AND c.source = 'organization') \
         ORDER BY p.name_en, e.number LIMIT 5000"
    );
    let mut rows: Vec<ListRow> = query(source, &recorded, [visible.subject().into()]).await?;
    rows.extend(query::<ListRow>(source, &computed, [visible.subject().into()]).await?);
    Ok(rows
        .into_iter()
        .map(|row| ConflictLine {
            judge: JudgeId(row.judge_id),
            name: bilingual(row.name_zh, row.name_en),
            number: row.number,
            title: bilingual(row.title_zh, row.title_en),
            team: bilingual(row.team_name_zh, row.team_name_en),
            source: row.source,
            reason: row.reason,
            declared_at: row.declared_at.map(instant),
            lifted_reason: row.lifted_reason,
        })
        .collect())
}
