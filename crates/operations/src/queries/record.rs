//! What is on the record of an edition: publications, the log.

use domain::{
    edition::{Edition, Problem},
    fingerprint::Fingerprint,
    ids::{AccountId, AuditId},
    policy::{
        ConfirmPublication, Denied, ListAudit, ListPublications, ProposePublication,
        StopPublication, may,
    },
    publication::{Publication, PublicationState, ReleaseItem},
    text::Bilingual,
    time::Timestamp,
};
use persistence::{accounts, audit, audit::AuditLine, editions, publications};

use crate::{
    Context,
    error::Result,
    propose_publication::{lacks_approval, list, list_hash, missing_names},
};

/// The list that would be published, and what became of earlier ones.
pub struct PublicationsView {
    /// Where.
    pub edition: Edition,
    /// The list as it stands now.
    pub draft: Vec<ReleaseItem>,
    /// Its hash.
    pub draft_hash: Fingerprint,
    /// What keeps it from being proposed.
    pub blockers: Vec<Problem>,
    /// The latest first.
    pub publications: Vec<PublicationView>,
    /// Whether the viewer may propose.
    pub may_propose: bool,
}

/// A publication with names and rights.
pub struct PublicationView {
    /// The publication.
    pub publication: Publication,
    /// Who proposed it.
    pub proposed_by: Bilingual,
    /// Who confirmed it, and when.
    pub confirmed: Option<(Bilingual, Timestamp)>,
    /// Who stopped it, and when.
    pub stopped: Option<(Bilingual, Timestamp)>,
    /// Whether it is out.
    pub is_public: bool,
    /// Whether the viewer may confirm.
    pub may_confirm: bool,
    /// Whether the viewer may stop it.
    pub may_stop: bool,
}

/// The publications of an edition.
pub async fn list_publications(cx: &Context<'_>, slug: &str) -> Result<PublicationsView> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ListPublications>(cx.actor, cx.arrived_at)?;
    let draft = list(cx.store, &edition).await?;
    let mut views = vec![];
    for publication in publications::of_edition(cx.store, edition.id).await? {
        views.push(view(cx, publication).await?);
    }
    let bound = views
        .iter()
        .any(|view| view.is_public || view.publication.is_under_way(cx.arrived_at));
    let mut blockers = missing_names(&edition, &draft);
    if draft.is_empty() {
        blockers.push(Problem::at("/items", "empty_list"));
    }
    if bound {
        blockers.push(Problem::at("", "publication_under_way"));
    }
    if let Some(code) = lacks_approval(cx.store, &edition, &draft).await? {
        blockers.push(Problem::at("/approval", code));
    }
    let may_propose =
        blockers.is_empty() && may::<ProposePublication>(cx.actor, &edition, cx.arrived_at);
    Ok(PublicationsView {
        draft_hash: list_hash(&draft)?,
        draft,
        blockers,
        publications: views,
        may_propose,
        edition,
    })
}

async fn view(cx: &Context<'_>, publication: Publication) -> Result<PublicationView> {
    let (confirmed, stopped) = match &publication.state {
        PublicationState::Proposed => (None, None),
        PublicationState::Confirmed { by, at } => (Some((*by, *at)), None),
        PublicationState::Stopped {
            confirmed, by, at, ..
        } => (*confirmed, Some((*by, *at))),
    };
    let is_public = publication.is_public(cx.arrived_at);
    let waits = matches!(publication.state, PublicationState::Proposed);
    let another = cx.actor.account() != Some(publication.proposed_by);
    let under_way = publication.is_under_way(cx.arrived_at);
    Ok(PublicationView {
        proposed_by: name(cx, publication.proposed_by).await?,
        confirmed: signed(cx, confirmed).await?,
        stopped: signed(cx, stopped).await?,
        may_confirm: waits
            && another
            && may::<ConfirmPublication>(cx.actor, &publication, cx.arrived_at),
        may_stop: under_way && may::<StopPublication>(cx.actor, &publication, cx.arrived_at),
        is_public,
        publication,
    })
}

async fn signed(
    cx: &Context<'_>,
    signature: Option<(AccountId, Timestamp)>,
) -> Result<Option<(Bilingual, Timestamp)>> {
    match signature {
        Some((by, at)) => Ok(Some((name(cx, by).await?, at))),
        None => Ok(None),
    }
}

async fn name(cx: &Context<'_>, account: AccountId) -> Result<Bilingual> {
    Ok(accounts::of(cx.store, account)
        .await?
        .map(|account| account.person.name)
        .unwrap_or_default())
}

/// Lines of a page of the log.
pub const AUDIT_PAGE: u32 = 100;

/// A page of the log after an entry.
pub async fn list_audit(
    cx: &Context<'_>,
    slug: &str,
    after: Option<(Timestamp, AuditId)>,
) -> Result<Vec<AuditLine>> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, _edition) = guarded.authorize::<ListAudit>(cx.actor, cx.arrived_at)?;
    Ok(audit::list(cx.store, &allowed.visible(), after, AUDIT_PAGE).await?)
}
