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
    rows::{present, to_column},
    store::{Lock, Source, Work, one, query},
};

#[derive(FromQueryResult)]
struct EntryRow {
    entry_id: Uuid,
}

#[derive(FromQueryResult)]
struct BallotRow {
    id: Uuid,
}

/// The place of an account in the latest ballot of a heat, if there is a ballot.
pub async fn find_seat(
    source: &impl Source,
    edition: &str,
    heat: &str,
    account: AccountId,
) -> Result<Option<Guarded<BallotSeat>>> {
    let sql = "SELECT b.id FROM ballots b JOIN heats h ON h.id = b.heat_id \
               JOIN editions e ON e.id = h.edition_id WHERE e.slug = $1 AND h.key = $2 \
               ORDER BY b.number DESC LIMIT 1";
    let rows: Vec<BallotRow> = query(source, sql, [edition.into(), heat.into()]).await?;
    match rows.first() {
        Some(ballot) => Ok(Some(seat_in(source, ballot.id, account).await?)),
        None => Ok(None),
    }
}

/// The place of an account in the ballot of this number, to change it: the ballot is not counted until the unit
/// of work ends.
pub async fn find_seat_to_change(
    work: &Work,
    edition: &str,
    heat: &str,
    number: u32,
    account: AccountId,
) -> Result<Option<Guarded<BallotSeat>>> {
    let sql = "SELECT b.id FROM ballots b JOIN heats h ON h.id = b.heat_id \
               JOIN editions e ON e.id = h.edition_id \
               WHERE e.slug = $1 AND h.key = $2 AND b.number = $3";
    let values = [edition.into(), heat.into(), to_column(number).into()];
    let rows: Vec<BallotRow> = query(work, sql, values).await?;
    let Some(ballot) = rows.first() else {
        return Ok(None);
    };
    work.lock("ballots", ballot.id, Lock::Exclusive).await?;
    Ok(Some(seat_in(work, ballot.id, account).await?))
}

async fn seat_in(
    source: &impl Source,
    ballot: Uuid,
    account: AccountId,
) -> Result<Guarded<BallotSeat>> {
    #[derive(FromQueryResult)]
    struct Row {
        judge_id: Uuid,
        participation: String,
    }
    let found = ballots::Entity::find_by_id(ballot);
    let found = found.one(source.connection()).await?;
    let ballot = to_ballot(present("ballots", ballot, "row", found)?)?;
    let sql = "SELECT p.judge_id, p.participation FROM ballot_participations p \
               JOIN judges j ON j.id = p.judge_id WHERE p.ballot_id = $1 AND j.account_id = $2";
    let rows: Vec<Row> = query(source, sql, [ballot.id.0.into(), account.0.into()]).await?;
    let row = rows.into_iter().next();
    let sql = "SELECT entry_id FROM ballot_recusals WHERE ballot_id = $1 AND judge_id = $2 \
               ORDER BY entry_id LIMIT 5000";
    let judge = row.as_ref().map(|row| row.judge_id);
    let barred: Vec<EntryRow> = query(source, sql, [ballot.id.0.into(), judge.into()]).await?;
    let barred: BTreeSet<EntryId> = barred.iter().map(|row| EntryId(row.entry_id)).collect();
    let all = ballot.entries.iter().copied();
    let letter = row.as_ref().map_or("a", |row| row.participation.as_str());
    Ok(Guarded::seal(BallotSeat {
        mine: all.filter(|entry| !barred.contains(entry)).collect(),
        judge: judge.map(JudgeId),
        participation: participation(ballot.id.0, letter)?,
        ballot,
    }))
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
    #[derive(FromQueryResult)]
    struct Row {
        participation: String,
    }
    let sql = "SELECT id FROM ballots WHERE heat_id = $1 AND state = 'open'";
    let rows: Vec<BallotRow> = query(work, sql, [heat.0.into()]).await?;
    let Some(ballot) = rows.first() else {
        return Ok(true);
    };
    // Only then is it known whether the member has voted: their papers may just be coming in.
    work.lock("ballots", ballot.id, Lock::Exclusive).await?;
    let sql =
        "SELECT participation FROM ballot_participations WHERE ballot_id = $1 AND judge_id = $2";
    let rows: Vec<Row> = query(work, sql, [ballot.id.into(), judge.0.into()]).await?;
    let Some(seat) = rows.first() else {
        return Ok(true);
    };
    if participation(ballot.id, &seat.participation)? == Participation::Voted {
        return Ok(false);
    }
    let sql = "INSERT INTO ballot_recusals (ballot_id, judge_id, entry_id) VALUES ($1, $2, $3) \
               ON CONFLICT (ballot_id, judge_id, entry_id) DO NOTHING";
    let values = [ballot.id.into(), judge.0.into(), entry.0.into()];
    work.execute(sql, values).await?;
    Ok(true)
}
