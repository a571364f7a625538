//! What everybody sees. Before a publication's instant nothing here depends on it.

use domain::{
    edition::Edition,
    heat::Heat,
    policy::{Deployment, Guarded, ListCalls, ReadPublic},
    publication::Publication,
    time::Timestamp,
};
pub use persistence::editions::{Contest, Division};
use persistence::{editions as stored, heats, publications};

use crate::{Context, error::Result};

/// An edition as the public sees it.
pub struct PublicEdition {
    /// The edition.
    pub edition: Edition,
    /// What is out.
    pub publication: Option<Publication>,
    /// When a confirmed publication will be out: until then what was rendered stays true. For the
    /// cache alone; it is not shown.
    pub next_instant: Option<Timestamp>,
}

/// All editions with what is out, the latest call first.
pub async fn read_home(cx: &Context<'_>) -> Result<Vec<PublicEdition>> {
    let mut list = vec![];
    for edition in editions(cx).await? {
        list.push(public(cx, edition).await?);
    }
    Ok(list)
}

async fn editions(cx: &Context<'_>) -> Result<Vec<Edition>> {
    let guarded = Guarded::seal(Deployment);
    let (_read, deployment) = guarded.authorize::<ReadPublic>(cx.actor, cx.arrived_at)?;
    let (allowed, _) = Guarded::seal(deployment).authorize::<ListCalls>(cx.actor, cx.arrived_at)?;
    Ok(stored::all(cx.store, &allowed.visible()).await?)
}

/// What a call says: what can be entered and where, what is asked, how it is judged, which awards there are.
pub struct PublicCall {
    /// The edition.
    pub edition: PublicEdition,
    /// Its contests with form and ladder.
    pub contests: Vec<Contest>,
    /// Its divisions.
    pub divisions: Vec<Division>,
    /// Its heats with their rubrics, as they are planned or frozen.
    pub heats: Vec<Heat>,
}

/// The call of an edition.
pub async fn read_public_call(cx: &Context<'_>, slug: &str) -> Result<Option<PublicCall>> {
    let Some(edition) = read_public_edition(cx, slug).await? else {
        return Ok(None);
    };
    let id = edition.edition.id;
    Ok(Some(PublicCall {
        contests: stored::contests(cx.store, id).await?,
        divisions: stored::divisions(cx.store, id).await?,
        heats: heats::of_edition(cx.store, id).await?,
        edition,
    }))
}

/// One edition.
pub async fn read_public_edition(cx: &Context<'_>, slug: &str) -> Result<Option<PublicEdition>> {
    let all = editions(cx).await?;
    match all.into_iter().find(|edition| edition.slug == slug) {
        Some(edition) => Ok(Some(public(cx, edition).await?)),
        None => Ok(None),
    }
}

async fn public(cx: &Context<'_>, edition: Edition) -> Result<PublicEdition> {
    let confirmed = publications::confirmed(cx.store, edition.id).await?;
    let now = cx.arrived_at;
    let next_instant = confirmed
        .iter()
        .filter(|publication| !publication.is_public(now))
        .map(|publication| publication.publish_at)
        .min();
    let publication = confirmed
        .into_iter()
        .find(|publication| publication.is_public(now));
    Ok(PublicEdition {
        edition,
        publication,
        next_instant,
    })
}
