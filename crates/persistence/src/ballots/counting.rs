//! What comes back of a ballot, and what is done so that nothing else does.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ballot::{Ballot, Choice, Counts, Participation},
    ids::{AccountId, BallotId, EntryId, JudgeId},
    policy::{Allowed, CountBallot},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use super::{letter, participation};
use crate::{
    entities::{ballot_participations, ballot_recusals},
    error::Result,
    rows::{count, present, to_document},
    store::{Lock, Source, Work, one, query},
};

/// Everything that counting a ballot needs.
pub struct Returned {
    /// How far each member has come.
    pub members: BTreeMap<JudgeId, Participation>,
    /// Who is recused from what.
    pub recusals: BTreeSet<(JudgeId, EntryId)>,
    /// Papers by entry and choice.
    pub papers: BTreeMap<(EntryId, Choice), u32>,
}

/// What came back of an open ballot, of which no more papers are taken until the unit of work ends.
pub async fn returned(work: &Work, _: &Allowed<CountBallot>, ballot: BallotId) -> Result<Returned> {
    #[derive(FromQueryResult)]
    struct PaperRow {
        entry_id: Uuid,
        choice: String,
        papers: i64,
    }
    work.lock("ballots", ballot.0, Lock::Exclusive).await?;
    close_tables(work).await?;
    let sql = "SELECT entry_id, choice, COUNT(*) AS papers FROM ballot_papers \
               WHERE ballot_id = $1 AND choice <> '-' GROUP BY entry_id, choice";
    let rows: Vec<PaperRow> = query(work, sql, [ballot.0.into()]).await?;
    let mut papers = BTreeMap::new();
    for row in rows {
        let mut known = Choice::ALL.iter();
        let choice = known.find(|choice| letter(**choice) == row.choice).copied();
        let choice = present("ballot_papers", ballot, "choice", choice)?;
        let many = count("ballot_papers", ballot, row.papers)?;
        papers.insert((EntryId(row.entry_id), choice), many);
    }
    Ok(Returned {
        members: members(work, ballot).await?,
        recusals: recusals(work, ballot).await?,
        papers,
    })
}

async fn members(
    source: &impl Source,
    ballot: BallotId,
) -> Result<BTreeMap<JudgeId, Participation>> {
    let rows = ballot_participations::Entity::find()
        .filter(ballot_participations::Column::BallotId.eq(ballot.0))
        .all(source.connection())
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok((
                JudgeId(row.judge_id),
                participation(ballot.0, &row.participation)?,
            ))
        })
        .collect()
}

async fn recusals(source: &impl Source, ballot: BallotId) -> Result<BTreeSet<(JudgeId, EntryId)>> {
    let rows = ballot_recusals::Entity::find()
        .filter(ballot_recusals::Column::BallotId.eq(ballot.0))
        .all(source.connection())
        .await?;
    let pairs = rows.into_iter();
    Ok(pairs
        .map(|row| (JudgeId(row.judge_id), EntryId(row.entry_id)))
        .collect())
}

/// On PostgreSQL, lets nobody else at the tables that [`forget_order`] writes anew. All other ballots wait, also
/// those of other heats; who votes in one has the first table before the second, as here.
async fn close_tables(work: &Work) -> Result<()> {
    let connection = work.connection();
    if connection.get_database_backend() == DbBackend::Postgres {
        let sql = "LOCK TABLE ballot_participations, ballot_papers IN ACCESS EXCLUSIVE MODE";
        connection.execute_unprepared(sql).await?;
    }
    Ok(())
}

/// Stores what was counted; of a void ballot without what the papers say, on which nothing is left either.
pub async fn save_counted(
    work: &Work,
    allowed: &Allowed<CountBallot>,
    by: AccountId,
    ballot: &Ballot,
    (counts, void): (&Counts, bool),
) -> Result<()> {
    let sql = "UPDATE ballots SET state = $1, counts = $2, counted_by = $3, counted_at = $4, \
               revision = revision + 1 WHERE id = $5 AND revision = $6 AND state = 'open'";
    let state = if void { "void" } else { "counted" };
    let values = [
        state.into(),
        to_document("ballots", counts)?.into(),
        by.0.into(),
        allowed.at().0.into(),
        ballot.id.0.into(),
        ballot.revision.into(),
    ];
    one(work.execute(sql, values).await?)?;
    if void {
        let sql = "UPDATE ballot_papers SET choice = '-' WHERE ballot_id = $1";
        work.execute(sql, [ballot.id.0.into()]).await?;
    }
    forget_order(work).await
}

/// Lays papers and participations out anew, in the order of their keys. PostgreSQL writes a changed row to a
/// new place and marks it with its transaction, which would pair a paper with the participation that was
/// stored with it. SQLite changes rows where they are and marks nothing.
async fn forget_order(work: &Work) -> Result<()> {
    let connection = work.connection();
    if connection.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for (table, key) in [
        ("ballot_papers", "paper_key"),
        ("ballot_participations", "ballot_id, judge_id"),
    ] {
        for statement in [
            format!("CREATE TEMPORARY TABLE kept_{table} ON COMMIT DROP AS SELECT * FROM {table}"),
            format!("TRUNCATE {table}"),
            format!("INSERT INTO {table} SELECT * FROM kept_{table} ORDER BY {key}"),
        ] {
            connection.execute_unprepared(&statement).await?;
        }
    }
    Ok(())
}
