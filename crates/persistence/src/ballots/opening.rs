//! What is laid out when a ballot opens: blank papers, and who may take part.

use std::collections::BTreeSet;

use domain::{
    ballot::Participation,
    heat::Heat,
    ids::{AccountId, BallotId, EntryId, JudgeId, Secrets},
    policy::{Allowed, OpenBallot},
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use uuid::Uuid;

use super::{BLANK, participation_letter};
use crate::{
    conflicts::Bar,
    entities::{ballot_papers, ballot_participations, ballot_recusals, ballots},
    error::Result,
    rows::{to_column, to_document},
    store::{Source, Work, query},
};

/// Rows of one insert.
const BATCH: usize = 500;

/// What a new ballot is about.
pub struct NewBallot<'a> {
    /// Identity.
    pub id: BallotId,
    /// Where.
    pub heat: &'a Heat,
    /// 1 for the first of its heat.
    pub number: u32,
    /// What is voted on, by entry number.
    pub entries: &'a [EntryId],
    /// How many one member may say yes to, where that is limited.
    pub picks: Option<u32>,
    /// Who may vote.
    pub members: &'a [JudgeId],
    /// Who may not vote on what, beside those who stepped aside.
    pub bars: &'a [Bar],
    /// Who opens it.
    pub by: AccountId,
}

/// Opens a ballot: lays out a blank paper for each entry and each member who is not recused from it.
pub async fn open(
    work: &Work,
    allowed: &Allowed<OpenBallot>,
    new: &NewBallot<'_>,
    secrets: &dyn Secrets,
) -> Result<()> {
    let row = ballots::ActiveModel {
        id: Set(new.id.0),
        edition_id: Set(new.heat.edition.0),
        heat_id: Set(allowed.subject()),
        number: Set(to_column(new.number)),
        entries: Set(to_document("ballots", &new.entries)?),
        picks: Set(new.picks.map(to_column)),
        state: Set("open".to_owned()),
        opened_by: Set(new.by.0),
        opened_at: Set(allowed.at().0),
        counted_by: Set(None),
        counted_at: Set(None),
        counts: Set(None),
        revision: Set(1),
    };
    ballots::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    let recusals = recusals_of_heat(work, new).await?;
    lay_out_participations(work, new).await?;
    lay_out_papers(work, new, &recusals, secrets).await?;
    let rows = recusals
        .into_iter()
        .map(|(judge, entry)| ballot_recusals::ActiveModel {
            ballot_id: Set(new.id.0),
            judge_id: Set(judge.0),
            entry_id: Set(entry.0),
        });
    for batch in rows.collect::<Vec<_>>().chunks(BATCH) {
        ballot_recusals::Entity::insert_many(batch.to_vec())
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(())
}

/// Who is recused from what, among the members and entries of a new ballot.
async fn recusals_of_heat(
    work: &Work,
    new: &NewBallot<'_>,
) -> Result<BTreeSet<(JudgeId, EntryId)>> {
    #[derive(FromQueryResult)]
    struct Row {
        judge_id: Uuid,
        entry_id: Uuid,
    }
    let sql = "SELECT judge_id, entry_id FROM assignments WHERE heat_id = $1 AND state = 'recused' \
               ORDER BY judge_id, entry_id LIMIT 50000";
    let rows: Vec<Row> = query(work, sql, [new.heat.id.0.into()]).await?;
    let aside = rows
        .iter()
        .map(|row| (JudgeId(row.judge_id), EntryId(row.entry_id)));
    let pairs = aside.chain(new.bars.iter().map(|bar| (bar.judge, bar.entry)));
    let takes_part = |(judge, entry): &(JudgeId, EntryId)| {
        new.members.contains(judge) && new.entries.contains(entry)
    };
    Ok(pairs.filter(takes_part).collect())
}

async fn lay_out_participations(work: &Work, new: &NewBallot<'_>) -> Result<()> {
    let rows = new
        .members
        .iter()
        .map(|judge| ballot_participations::ActiveModel {
            ballot_id: Set(new.id.0),
            judge_id: Set(judge.0),
            participation: Set(participation_letter(Participation::Absent).to_owned()),
        });
    for batch in rows.collect::<Vec<_>>().chunks(BATCH) {
        ballot_participations::Entity::insert_many(batch.to_vec())
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(())
}

async fn lay_out_papers(
    work: &Work,
    new: &NewBallot<'_>,
    recusals: &BTreeSet<(JudgeId, EntryId)>,
    secrets: &dyn Secrets,
) -> Result<()> {
    let mut rows = vec![];
    for entry in new.entries {
        let members = new.members.iter();
        let eligible = members.filter(|judge| !recusals.contains(&(**judge, *entry)));
        rows.extend(eligible.map(|_| ballot_papers::ActiveModel {
            paper_key: Set(secrets.token()),
            ballot_id: Set(new.id.0),
            entry_id: Set(entry.0),
            choice: Set(BLANK.to_owned()),
        }));
    }
    for batch in rows.chunks(BATCH) {
        ballot_papers::Entity::insert_many(batch.to_vec())
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(())
}
