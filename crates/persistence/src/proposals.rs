//! Who would read what in a heat: worked out and looked at before it is published by opening.

use domain::{
    ids::{AccountId, EntryId, HeatId, JudgeId},
    policy::{Allowed, ProposeAssignments},
    time::Timestamp,
};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    error::Result,
    rows::{document, instant, to_document},
    store::{Source, Work, query},
};

/// A proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who reads what, by judge and entry.
    pub pairs: Vec<(JudgeId, EntryId)>,
    /// What it was made for and what it comes to.
    pub figures: ProposalFigures,
    /// What equal choices were drawn with.
    pub seed: String,
    /// When.
    pub proposed_at: Timestamp,
}

/// What a proposal was made for, so that an outdated one is recognised, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalFigures {
    /// The hash of field, panel and conflicts.
    pub basis: String,
    /// Entries in the field.
    pub entries: u32,
    /// Judges on the panel who may judge.
    pub judges: u32,
    /// Sheets for each entry.
    pub readings: u32,
    /// Pairs that a conflict bars.
    pub barred: u32,
    /// The fewest sheets of a judge.
    pub least: u32,
    /// The most sheets of a judge.
    pub most: u32,
    /// Why the loads differ by more than one, where they do.
    pub spread_because: Option<String>,
}

/// Stores a proposal in place of the one before it.
pub async fn save(
    work: &Work,
    allowed: &Allowed<ProposeAssignments>,
    by: AccountId,
    proposal: &Proposal,
) -> Result<()> {
    let sql = "INSERT INTO proposals (heat_id, pairs, figures, seed, proposed_by, proposed_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (heat_id) DO UPDATE SET \
               pairs = excluded.pairs, figures = excluded.figures, seed = excluded.seed, \
               proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at";
    let values = [
        allowed.subject().into(),
        to_document("proposals", &proposal.pairs)?.into(),
        to_document("proposals", &proposal.figures)?.into(),
        proposal.seed.clone().into(),
        by.0.into(),
        proposal.proposed_at.0.into(),
    ];
    work.execute(sql, values).await?;
    Ok(())
}

/// The proposal of an authorized heat.
pub async fn of_heat(source: &impl Source, heat: HeatId) -> Result<Option<Proposal>> {
    #[derive(FromQueryResult)]
    struct Row {
        pairs: String,
        figures: String,
        seed: String,
        proposed_at: i64,
    }
    let sql = "SELECT pairs, figures, seed, proposed_at FROM proposals WHERE heat_id = $1";
    let rows: Vec<Row> = query(source, sql, [heat.0.into()]).await?;
    let Some(row) = rows.into_iter().next() else {
        return Ok(None);
    };
    let pairs: Vec<(Uuid, Uuid)> = document("proposals", heat, &row.pairs)?;
    Ok(Some(Proposal {
        pairs: pairs
            .into_iter()
            .map(|(judge, entry)| (JudgeId(judge), EntryId(entry)))
            .collect(),
        figures: document("proposals", heat, &row.figures)?,
        seed: row.seed,
        proposed_at: instant(row.proposed_at),
    }))
}
