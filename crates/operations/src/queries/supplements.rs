//! Who was asked for a supplement, who answered and who is late.

use domain::{
    edition::{AskedWhen, Form},
    policy::{Denied, ListSupplements, RequestSupplement, may},
    text::Bilingual,
};
pub use persistence::supplements::SupplementLine;
use persistence::{editions, supplements};

use crate::{Context, error::Result};

/// The supplements of an edition.
pub struct SupplementList {
    /// By number.
    pub lines: Vec<SupplementLine>,
    /// What is asked, by contest; contests that ask for nothing later are left out.
    pub contests: Vec<LaterPart>,
    /// Whether the viewer may ask now.
    pub may_request: bool,
}

/// What a contest asks later.
pub struct LaterPart {
    /// Key of the contest.
    pub key: String,
    /// Its name.
    pub title: Bilingual,
    /// What is asked.
    pub form: Form,
}

/// All supplements of an edition.
#[crate::compiled_here]
pub async fn list_supplements(cx: &Context<'_>, slug: &str) -> Result<SupplementList> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ListSupplements>(cx.actor, cx.arrived_at)?;
    let contests = editions::contests(cx.store, edition.id).await?.into_iter();
    let contests: Vec<_> = contests
        .filter(|contest| contest.form.asks(AskedWhen::Supplement))
        .map(|contest| LaterPart {
            key: contest.key,
            title: contest.title,
            form: contest.form.part(AskedWhen::Supplement),
        })
        .collect();
    let settled = edition.call.settled_at() < cx.arrived_at;
    Ok(SupplementList {
        lines: supplements::list(cx.store, &allowed.visible()).await?,
        may_request: settled
            && !contests.is_empty()
            && may::<RequestSupplement>(cx.actor, &edition, cx.arrived_at),
        contests,
    })
}
