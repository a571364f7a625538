//! What a team gets of what came of its entry. There is no judge in it.

use domain::publication::ReleaseItem;
use operations::queries::results::{self as queries};
use serde::Serialize;
use utoipa::ToSchema;

use super::values::{Bilingual, Instant, Named};

/// What came of an entry; nothing at all before that is public.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnResults {
    #[schema(required)]
    pub published_at: Option<Instant>,
    /// What the public list says of the entry.
    pub tiers: Vec<OwnTier>,
    /// Where it took part, as far as that is disclosed.
    pub heats: Vec<OwnHeat>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnTier {
    pub tier: Named,
    /// Who holds it, where that is not the entry.
    #[schema(required)]
    pub name: Option<Bilingual>,
    /// What the line is called, where it is of this entry together with others.
    #[schema(required)]
    pub together_as: Option<Bilingual>,
}

/// What is null is not disclosed, or there is none.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnHeat {
    pub round: Named,
    pub heat: Named,
    #[schema(required)]
    pub advanced: Option<bool>,
    /// How many sheets were counted.
    #[schema(required)]
    pub sheets: Option<u32>,
    /// A decimal number.
    #[schema(required)]
    pub figure: Option<String>,
    #[schema(required)]
    pub rank: Option<u32>,
    #[schema(required)]
    pub marks: Option<Vec<OwnMarks>>,
    #[schema(required)]
    pub comments: Option<Vec<String>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OwnMarks {
    pub criterion: Named,
    /// One for each sheet, decimal numbers.
    pub marks: Vec<String>,
}

impl From<queries::OwnResults> for OwnResults {
    fn from(results: queries::OwnResults) -> Self {
        Self {
            published_at: results.published_at.map(Instant),
            tiers: results.awards.into_iter().map(Into::into).collect(),
            heats: results.heats.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<ReleaseItem> for OwnTier {
    fn from(item: ReleaseItem) -> Self {
        Self {
            tier: Named::new(&item.tier, &item.tier_title),
            name: item.name.map(Into::into),
            together_as: (item.entries.len() > 1).then(|| item.title.into()),
        }
    }
}

impl From<queries::OwnHeat> for OwnHeat {
    fn from(own: queries::OwnHeat) -> Self {
        let heat = &own.heat;
        let marks = own.marks.map(|criteria| {
            let criteria = criteria.into_iter();
            criteria
                .map(|(criterion, marks)| OwnMarks {
                    criterion: Named::new(&criterion.key, &criterion.title),
                    marks: marks.iter().map(ToString::to_string).collect(),
                })
                .collect()
        });
        Self {
            round: Named::new(&heat.round_key, &heat.round_title),
            heat: Named::new(&heat.key, &heat.title),
            advanced: own.advanced,
            sheets: own.sheets,
            figure: own.figure.map(|figure| figure.to_string()),
            rank: own.rank,
            marks,
            comments: own.comments,
        }
    }
}
