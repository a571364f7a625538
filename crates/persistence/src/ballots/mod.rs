//! Secret votes. Papers and participations have nothing in common that could bring them together again: see
//! `up/ballots.sql` for how both are kept, and `counting` for what is done once a ballot was counted.

mod counting;
mod opening;
mod voting;

use domain::{
    ballot::{Ballot, BallotState, Choice, Participation},
    ids::{BallotId, EditionId, HeatId, JudgeId},
    policy::{ListBallots, Visible},
    text::Bilingual,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use self::{
    counting::{Returned, returned, save_counted},
    opening::{NewBallot, open},
    voting::{attend, cast, find_seat, find_seat_to_change, recuse},
};
use crate::{
    entities::ballots,
    error::Result,
    rows::{bilingual, count, document, inconsistent, instant, present},
    store::{Source, query},
};

/// What stands on a paper, one letter each, so that a paper that is filled in does not grow.
const BLANK: &str = "-";

const fn letter(choice: Choice) -> &'static str {
    match choice {
        Choice::Yes => "y",
        Choice::No => "n",
        Choice::Abstain => "a",
    }
}

const fn participation_letter(participation: Participation) -> &'static str {
    match participation {
        Participation::Absent => "a",
        Participation::Present => "p",
        Participation::Voted => "v",
    }
}

fn participation(ballot: Uuid, letter: &str) -> Result<Participation> {
    let known = Participation::ALL.iter().copied();
    let found = known
        .clone()
        .find(|one| participation_letter(*one) == letter);
    present("ballot_participations", ballot, "participation", found)
}

fn to_ballot(row: ballots::Model) -> Result<Ballot> {
    let opened_at = instant(row.opened_at);
    let state = match (row.state.as_str(), row.counted_at, &row.counts) {
        ("open", None, None) => BallotState::Open { opened_at },
        (state @ ("counted" | "void"), Some(counted_at), Some(counts)) => BallotState::Counted {
            opened_at,
            counted_at: instant(counted_at),
            counts: document("ballots", row.id, counts)?,
            void: state == "void",
        },
        _ => {
            return Err(inconsistent(
                "ballots",
                row.id,
                "state and counts do not agree",
            ));
        }
    };
    Ok(Ballot {
        id: BallotId(row.id),
        revision: row.revision,
        edition: EditionId(row.edition_id),
        heat: HeatId(row.heat_id),
        number: count("ballots", row.id, row.number)?,
        entries: document("ballots", row.id, &row.entries)?,
        picks: row
            .picks
            .map(|picks| count("ballots", row.id, picks))
            .transpose()?,
        state,
    })
}

/// The ballots of an authorized heat, the first first.
pub async fn of_heat(source: &impl Source, heat: HeatId) -> Result<Vec<Ballot>> {
    let rows = ballots::Entity::find()
        .filter(ballots::Column::HeatId.eq(heat.0))
        .order_by_asc(ballots::Column::Number)
        .all(source.connection())
        .await?;
    rows.into_iter().map(to_ballot).collect()
}

/// A member in a ballot's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLine {
    /// In which ballot.
    pub ballot: BallotId,
    /// Who.
    pub judge: JudgeId,
    /// The name.
    pub name: Bilingual,
    /// How far.
    pub participation: Participation,
    /// From how many entries of the ballot the member is recused.
    pub recused: u32,
}

/// Who took part in the ballots of a heat, by name.
pub async fn member_lines(
    source: &impl Source,
    visible: &Visible<ListBallots>,
) -> Result<Vec<MemberLine>> {
    #[derive(FromQueryResult)]
    struct Row {
        ballot_id: Uuid,
        judge_id: Uuid,
        name_zh: String,
        name_en: String,
        participation: String,
        recused: i64,
    }
    let sql = "SELECT p.ballot_id, p.judge_id, n.name_zh, n.name_en, p.participation, \
               (SELECT COUNT(*) FROM ballot_recusals r WHERE r.ballot_id = p.ballot_id \
               AND r.judge_id = p.judge_id) AS recused \
               FROM ballots b JOIN ballot_participations p ON p.ballot_id = b.id \
               JOIN judges j ON j.id = p.judge_id JOIN accounts a ON a.id = j.account_id \
               JOIN persons n ON n.id = a.person_id WHERE b.heat_id = $1 \
               ORDER BY b.number, n.name_en, n.name_zh, p.judge_id LIMIT 20000";
    let rows: Vec<Row> = query(source, sql, [visible.subject().into()]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(MemberLine {
                ballot: BallotId(row.ballot_id),
                judge: JudgeId(row.judge_id),
                name: bilingual(row.name_zh, row.name_en),
                participation: participation(row.ballot_id, &row.participation)?,
                recused: count("ballot_recusals", row.ballot_id, row.recused)?,
            })
        })
        .collect()
}
