//! What headquarters get of the way of all entries: how many have come how far.

use operations::queries::funnel::{ByRegion, FunnelView};
use serde::Serialize;
use utoipa::ToSchema;

use super::values::{Bilingual, EditionRef, Named};

/// How many entries have come how far.
#[derive(Debug, Serialize, ToSchema)]
pub struct Funnel {
    pub edition: EditionRef,
    /// From drafts to awards, each stage a part of the one before it, drafts apart.
    pub stages: Vec<FunnelStage>,
    /// Submitted and not screened yet.
    pub pending: u32,
    /// Screened out.
    pub rejected: u32,
    /// Reports of hosts that wait for an answer.
    pub reports_waiting: u32,
    /// What the regions are called.
    pub regions: Vec<Named>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FunnelStage {
    /// `drafts`, `submitted`, `qualified`, `round:KEY` or `awarded`.
    pub key: String,
    /// Name of the round; empty for the stages that are no round.
    pub title: Bilingual,
    pub total: u32,
    pub by_region: Vec<RegionCount>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RegionCount {
    /// Key of the region, empty when unknown.
    pub region: String,
    pub entries: u32,
}

impl FunnelStage {
    fn new(key: &str, title: Option<Bilingual>, counts: &ByRegion) -> Self {
        let nothing = || Bilingual {
            zh: String::new(),
            en: String::new(),
        };
        Self {
            key: key.to_owned(),
            title: title.unwrap_or_else(nothing),
            total: counts.values().sum(),
            by_region: counts
                .iter()
                .map(|(region, entries)| RegionCount {
                    region: region.clone(),
                    entries: *entries,
                })
                .collect(),
        }
    }
}

impl From<FunnelView> for Funnel {
    fn from(view: FunnelView) -> Self {
        let funnel = &view.funnel;
        let mut stages = vec![
            FunnelStage::new("drafts", None, &funnel.drafts),
            FunnelStage::new("submitted", None, &funnel.submitted),
            FunnelStage::new("qualified", None, &funnel.qualified),
        ];
        for (key, title) in &view.rounds {
            let known = funnel.rounds.iter().find(|(round, _)| round == key);
            let counts = known.map(|(_, counts)| counts.clone()).unwrap_or_default();
            let name = format!("round:{key}");
            stages.push(FunnelStage::new(&name, Some(title.into()), &counts));
        }
        stages.push(FunnelStage::new("awarded", None, &funnel.awarded));
        Self {
            edition: (&view.edition).into(),
            stages,
            pending: funnel.pending.values().sum(),
            rejected: funnel.rejected.values().sum(),
            reports_waiting: funnel.reports_waiting,
            regions: (view.regions.iter())
                .map(|(key, title)| Named::new(key, title))
                .collect(),
        }
    }
}
