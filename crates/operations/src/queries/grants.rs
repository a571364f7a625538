//! Who has which role in an edition.

use domain::{
    edition::Edition,
    people::Role,
    policy::{Denied, EndGrant, GiveGrant, ListGrants, may},
};
use persistence::{
    editions::{self, Division},
    grants,
};

pub use persistence::grants::GrantLine;

use crate::{Context, error::Result};

/// Who has which role in an edition.
pub struct Grants {
    /// The edition.
    pub edition: Edition,
    /// Each with whether the viewer may take it back.
    pub lines: Vec<(GrantLine, bool)>,
    /// Its divisions, for hosts.
    pub divisions: Vec<Division>,
    /// Whether the viewer may give one.
    pub may_give: bool,
}

/// The roles in an edition that have not ended, with those that hold for every edition.
#[crate::compiled_here]
pub async fn list_grants(cx: &Context<'_>, slug: &str) -> Result<Grants> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ListGrants>(cx.actor, cx.arrived_at)?;
    let may_end = may::<EndGrant>(cx.actor, &edition, cx.arrived_at);
    let ends = |line: GrantLine| {
        let own = !line.everywhere && Role::OF_ORGANIZERS.contains(&line.role);
        (line, may_end && own)
    };
    let lines = grants::of_edition(cx.store, edition.id, cx.arrived_at).await?;
    Ok(Grants {
        lines: lines.into_iter().map(ends).collect(),
        divisions: editions::divisions(cx.store, edition.id).await?,
        may_give: may::<GiveGrant>(cx.actor, &edition, cx.arrived_at),
        edition,
    })
}
