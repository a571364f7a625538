//! A member's place in a ballot: being there, voting, stepping aside.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ballot::{BallotSeat, Choices, Participation},
    ids::{AccountId, EntryId, HeatId, JudgeId, Secrets},
    policy::{Allowed, AttendBallot, CastPapers, Guarded, RecuseJudge},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use super::{BLANK, letter, participation, participation_letter, to_ballot};
use crate::{
    entities::{ballot_papers, ballots},
    error::Result,
    rows::present,
    store::{Lock, Source, Work, one, query},
};

#[derive(FromQueryResult)]
struct SeatRow {
    ballot_id: Uuid,
    participation: String,
}

#[derive(FromQueryResult)]
struct EntryRow {
    entry_id: Uuid,
}

/// The place of an account in the latest ballot of a heat, if there is a ballot.
pub async fn find_seat(
    source: &impl Source,
    edition: &str,
    heat: &str,
    account: AccountId,
) -> Result<Option<Guarded<BallotSeat>>> {
    #[derive(FromQueryResult)]
    struct Row {
        ballot_id: Uuid,
        judge_id: Option<Uuid>,
        participation: Option<String>,
    }
    let sql = "SELECT b.id AS ballot_id, p.judge_id, p.participation FROM ballots b \
               JOIN heats h ON h.id = b.heat_id JOIN editions e ON e.id = h.edition_id \
               LEFT JOIN judges j ON j.edition_id = e.id AND j.account_id = $3 \
               LEFT JOIN ballot_participations p ON p.ballot_id = b.id AND p.judge_id = j.id \
               WHERE e.slug = $1 AND h.key = $2 ORDER BY b.number DESC LIMIT 1";
    let values = [edition.into(), heat.into(), account.0.into()];
    let rows: Vec<Row> = query(source, sql, values).await?;
    let Some(row) = rows.into_iter().next() else {
        return Ok(None);
    };
    let letter = row.participation.as_deref().unwrap_or("a");
    let found = ballots::Entity::find_by_id(row.ballot_id)
        .one(source.connection())
        .await?;
    let ballot = to_ballot(present("ballots", row.ballot_id, "row", found)?)?;
    let sql = "SELECT entry_id FROM ballot_recusals WHERE ballot_id = $1 AND judge_id = $2 \
               ORDER BY entry_id LIMIT 5000";
    let values = [row.ballot_id.into(), row.judge_id.into()];
    let barred: Vec<EntryRow> = query(source, sql, values).await?;
    let barred: BTreeSet<EntryId> = barred.iter().map(|row| EntryId(row.entry_id)).collect();
    let all = ballot.entries.iter().copied();
    Ok(Some(Guarded::seal(BallotSeat {
        mine: all.filter(|entry| !barred.contains(entry)).collect(),
        judge: row.judge_id.map(JudgeId),
        participation: participation(row.ballot_id, letter)?,
        ballot,
    })))
}

/// The same, to change it: the ballot is not counted until the unit of work ends.
pub async fn find_seat_to_change(
    work: &Work,
    edition: &str,
    heat: &str,
    account: AccountId,
) -> Result<Option<Guarded<BallotSeat>>> {
    #[derive(FromQueryResult)]
    struct Key {
        id: Uuid,
    }
    let sql = "SELECT b.id FROM ballots b JOIN heats h ON h.id = b.heat_id \
               JOIN editions e ON e.id = h.edition_id WHERE e.slug = $1 AND h.key = $2 \
               ORDER BY b.number DESC LIMIT 1";
    let rows: Vec<Key> = query(work, sql, [edition.into(), heat.into()]).await?;
    if let Some(key) = rows.first() {
        work.lock("ballots", key.id, Lock::Exclusive).await?;
    }
    find_seat(work, edition, heat, account).await
}

/// Stores that a member is there.
pub async fn attend(work: &Work, allowed: &Allowed<AttendBallot>, judge: JudgeId) -> Result<()> {
    participate(work, allowed.subject(), judge, Participation::Present).await
}

async fn participate(
    work: &Work,
    ballot: Uuid,
    judge: JudgeId,
    participation: Participation,
) -> Result<()> {
    let sql = "UPDATE ballot_participations SET participation = $1 \
               WHERE ballot_id = $2 AND judge_id = $3 AND participation <> 'v'";
    let letter = participation_letter(participation);
    one(work
        .execute(sql, [letter.into(), ballot.into(), judge.0.into()])
        .await?)
}

/// Fills blank papers in, one for each choice, picked at random, and notes apart from them that the member
/// voted.
pub async fn cast(
    work: &Work,
    allowed: &Allowed<CastPapers>,
    judge: JudgeId,
    choices: &Choices,
    secrets: &dyn Secrets,
) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Blank {
        paper_key: String,
        entry_id: Uuid,
    }
    participate(work, allowed.subject(), judge, Participation::Voted).await?;
    let sql = "SELECT paper_key, entry_id FROM ballot_papers WHERE ballot_id = $1 AND choice = '-' \
               ORDER BY paper_key LIMIT 100000";
    let rows: Vec<Blank> = query(work, sql, [allowed.subject().into()]).await?;
    let mut blank: BTreeMap<EntryId, Vec<String>> = BTreeMap::new();
    for row in rows {
        let of = blank.entry(EntryId(row.entry_id)).or_default();
        of.push(row.paper_key);
    }
    let mut filled: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (entry, choice) in choices {
        let keys = blank.get_mut(entry).filter(|keys| !keys.is_empty());
        let keys = present("ballot_papers", allowed.subject(), "a blank paper", keys)?;
        let most = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let key = keys.swap_remove(secrets.below(most) as usize);
        filled.entry(letter(*choice)).or_default().push(key);
    }
    for (letter, keys) in filled {
        fill_in(work, letter, keys).await?;
    }
    Ok(())
}

async fn fill_in(work: &Work, letter: &str, mut keys: Vec<String>) -> Result<()> {
    // In the order of the keys, which means nothing.
    keys.sort_unstable();
    let wanted = keys.len() as u64;
    let done = ballot_papers::Entity::update_many()
        .col_expr(
            ballot_papers::Column::Choice,
            sea_orm::sea_query::Expr::value(letter),
        )
        .filter(ballot_papers::Column::PaperKey.is_in(keys))
        .filter(ballot_papers::Column::Choice.eq(BLANK))
        .exec(work.connection())
        .await?;
    if done.rows_affected == wanted {
        Ok(())
    } else {
        Err(crate::StoreError::Conflict)
    }
}

/// A member steps aside from an entry while a ballot of its heat is open. Returns false where that is too
/// late, because the member has voted.
pub async fn recuse(
    work: &Work,
    _: &Allowed<RecuseJudge>,
    heat: HeatId,
    judge: JudgeId,
    entry: EntryId,
) -> Result<bool> {
    let sql = "SELECT b.id AS ballot_id, p.participation FROM ballots b \
               JOIN ballot_participations p ON p.ballot_id = b.id AND p.judge_id = $2 \
               WHERE b.heat_id = $1 AND b.state = 'open'";
    let rows: Vec<SeatRow> = query(work, sql, [heat.0.into(), judge.0.into()]).await?;
    let Some(seat) = rows.first() else {
        return Ok(true);
    };
    work.lock("ballots", seat.ballot_id, Lock::Exclusive)
        .await?;
    if participation(seat.ballot_id, &seat.participation)? == Participation::Voted {
        return Ok(false);
    }
    let sql = "INSERT INTO ballot_recusals (ballot_id, judge_id, entry_id) VALUES ($1, $2, $3) \
               ON CONFLICT (ballot_id, judge_id, entry_id) DO NOTHING";
    let values = [seat.ballot_id.into(), judge.0.into(), entry.0.into()];
    work.execute(sql, values).await?;
    Ok(true)
}
