//! What staff get of a proposal of assignments: what it comes to, never who reads which entry by name.

use operations::queries::proposal::ProposalView;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    heat::HeatSummary,
    values::{Bilingual, EditionRef, Instant},
};

/// Who would read how much.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentProposal {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    /// Null before anything was worked out.
    #[schema(required)]
    pub figures: Option<ProposalFigures>,
    /// Whether it still fits field, panel and conflicts; an outdated one cannot be published.
    pub is_current: bool,
    /// By name.
    pub loads: Vec<JudgeLoad>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalFigures {
    pub proposed_at: Instant,
    pub entries: u32,
    pub judges: u32,
    pub readings: u32,
    pub sheets: usize,
    /// Pairs that a conflict bars.
    pub barred: u32,
    pub least: u32,
    pub most: u32,
    /// Why the loads differ by more than one; null where they do not.
    #[schema(required)]
    pub spread_because: Option<String>,
    /// What equal choices were drawn with.
    pub seed: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeLoad {
    pub name: Bilingual,
    pub sheets: u32,
}

impl From<ProposalView> for AssignmentProposal {
    fn from(view: ProposalView) -> Self {
        let figures = view.proposal.map(|proposal| ProposalFigures {
            proposed_at: Instant(proposal.proposed_at),
            entries: proposal.figures.entries,
            judges: proposal.figures.judges,
            readings: proposal.figures.readings,
            sheets: proposal.pairs.len(),
            barred: proposal.figures.barred,
            least: proposal.figures.least,
            most: proposal.figures.most,
            spread_because: proposal.figures.spread_because,
            seed: proposal.seed,
        });
        let loads = view.loads.into_iter().map(|(name, sheets)| JudgeLoad {
            name: name.into(),
            sheets,
        });
        Self {
            edition: (&view.edition).into(),
            heat: (&view.summary).into(),
            figures,
            is_current: view.is_current,
            loads: loads.collect(),
        }
    }
}
