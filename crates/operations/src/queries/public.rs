//! What everybody sees. Before a publication's instant nothing here depends on it.

use std::collections::BTreeMap;

use domain::{
    edition::Edition,
    heat::Heat,
    ids::EditionId,
    policy::{Deployment, Guarded, ListCalls, ReadPublic, Visible},
    publication::{Publication, in_force, public_versions},
    time::Timestamp,
};
pub use persistence::editions::{Contest, Division};
use persistence::{editions as stored, heats, publications};

use crate::{Context, error::Result};

/// An edition as the public sees it.
pub struct PublicEdition {
    /// The edition.
    pub edition: Edition,
    /// What is out: the version in force.
    pub publication: Option<Publication>,
    /// All versions that are out, the oldest first.
    pub versions: Vec<PublicVersion>,
    /// When a confirmed publication will be out: until then what was rendered stays true. For the
    /// cache alone; it is not shown.
    pub next_instant: Option<Timestamp>,
}

/// A version of a list that is out.
pub struct PublicVersion {
    /// By which the public knows it: 1 for the first that came out.
    pub number: u32,
    /// The list.
    pub publication: Publication,
}

/// All editions with what is out, the latest call first.
#[crate::compiled_here]
pub async fn read_home(cx: &Context<'_>) -> Result<Vec<PublicEdition>> {
    let visible = visible(cx)?;
    let confirmed = publications::confirmed_of_all(cx.store, &visible).await?;
    let mut of: BTreeMap<EditionId, Vec<Publication>> = BTreeMap::new();
    for publication in confirmed {
        of.entry(publication.edition).or_default().push(publication);
    }
    let editions = stored::all(cx.store, &visible).await?;
    let with_lists = editions.into_iter().map(|edition| {
        let confirmed = of.remove(&edition.id).unwrap_or_default();
        public(edition, &confirmed, cx.arrived_at)
    });
    Ok(with_lists.collect())
}

fn visible(cx: &Context<'_>) -> Result<Visible<ListCalls>> {
    let guarded = Guarded::seal(Deployment);
    let (_read, deployment) = guarded.authorize::<ReadPublic>(cx.actor, cx.arrived_at)?;
    let (allowed, _) = Guarded::seal(deployment).authorize::<ListCalls>(cx.actor, cx.arrived_at)?;
    Ok(allowed.visible())
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
#[crate::compiled_here]
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
#[crate::compiled_here]
pub async fn read_public_edition(cx: &Context<'_>, slug: &str) -> Result<Option<PublicEdition>> {
    let all = stored::all(cx.store, &visible(cx)?).await?;
    let Some(edition) = all.into_iter().find(|edition| edition.slug == slug) else {
        return Ok(None);
    };
    let confirmed = publications::confirmed(cx.store, edition.id).await?;
    Ok(Some(public(edition, &confirmed, cx.arrived_at)))
}

fn public(edition: Edition, confirmed: &[Publication], now: Timestamp) -> PublicEdition {
    let next_instant = confirmed
        .iter()
        .filter(|publication| !publication.is_public(now))
        .map(|publication| publication.publish_at)
        .min();
    let versions = public_versions(confirmed, now).map(|(number, publication)| PublicVersion {
        number,
        publication: publication.clone(),
    });
    PublicEdition {
        edition,
        publication: in_force(confirmed, now).cloned(),
        versions: versions.collect(),
        next_instant,
    }
}
