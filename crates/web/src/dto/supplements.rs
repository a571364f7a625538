//! What staff get of supplements: who was asked, who answered, who is late.

use domain::{entry, text, time::Timestamp};
use operations::{SupplementWish, queries::supplements as queries};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::values::{Bilingual, Instant, Named, SupplementState};

/// Ask shortlisted teams for more.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestSupplement {
    /// Key of a heat: all that were sent or let into it.
    #[schema(nullable = false)]
    pub heat: Option<String>,
    /// Numbers of further entries.
    #[serde(default)]
    pub numbers: Vec<String>,
    /// The last instant at which it is taken.
    pub due_at: Instant,
    /// What to mind.
    pub remark: Bilingual,
}

impl From<RequestSupplement> for SupplementWish {
    fn from(wish: RequestSupplement) -> Self {
        let remark = text::Bilingual::new(wish.remark.zh.trim(), wish.remark.en.trim());
        Self {
            heat: wish.heat,
            numbers: wish.numbers,
            due_at: wish.due_at.0,
            remark,
        }
    }
}

/// The supplements of an edition, by number.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupplementList {
    pub supplements: Vec<SupplementRow>,
    /// What is asked, by contest; contests that ask for nothing later are left out.
    pub asked: Vec<AskedLater>,
    pub may: SupplementListMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SupplementListMay {
    pub request: bool,
}

/// What a contest asks later.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedLater {
    pub contest: Named,
    pub questions: Vec<Bilingual>,
    pub files: Vec<Bilingual>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SupplementRow {
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    /// Key of the contest.
    pub contest: String,
    /// Key of the division; null where it has none.
    #[schema(required)]
    pub division: Option<String>,
    pub state: SupplementState,
    pub remark: Bilingual,
    pub requested_at: Instant,
    pub due_at: Instant,
    #[schema(required)]
    pub received_at: Option<Instant>,
}

impl SupplementList {
    /// As it is for a request that arrived then.
    pub fn at(view: queries::SupplementList, arrived_at: Timestamp) -> Self {
        let rows = view.lines.into_iter().map(|line| SupplementRow {
            number: line.number,
            title: line.title.into(),
            team: line.team.into(),
            contest: line.contest,
            division: line.division,
            state: line.supplement.state(arrived_at).into(),
            received_at: (line.supplement.received).map(|got| Instant(got.arrived_at)),
            requested_at: Instant(line.supplement.requested_at),
            due_at: Instant(line.supplement.due_at),
            remark: line.supplement.remark.into(),
        });
        let asked = view.contests.iter().map(|contest| AskedLater {
            contest: Named::new(&contest.key, &contest.title),
            questions: (contest.form.questions.iter())
                .map(|question| (&question.label).into())
                .collect(),
            files: (contest.form.slots.iter())
                .map(|slot| (&slot.label).into())
                .collect(),
        });
        Self {
            supplements: rows.collect(),
            asked: asked.collect(),
            may: SupplementListMay {
                request: view.may_request,
            },
        }
    }
}

/// What the team of one entry was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntrySupplement {
    pub state: SupplementState,
    pub remark: Bilingual,
    pub requested_at: Instant,
    pub due_at: Instant,
    #[schema(required)]
    pub received_at: Option<Instant>,
}

impl From<(entry::Supplement, entry::SupplementState)> for EntrySupplement {
    fn from((supplement, state): (entry::Supplement, entry::SupplementState)) -> Self {
        Self {
            state: state.into(),
            requested_at: Instant(supplement.requested_at),
            due_at: Instant(supplement.due_at),
            received_at: (supplement.received).map(|received| Instant(received.arrived_at)),
            remark: supplement.remark.into(),
        }
    }
}
