//! What is on the record of an edition: publications, the log.

use domain::{
    edition::{Edition, Problem},
    fingerprint::Fingerprint,
    ids::{AccountId, AuditId},
    policy::{
        BeginCorrection, ConfirmPublication, Denied, ListAudit, ListPublications,
        ProposePublication, StopPublication, WithdrawCorrection, may,
    },
    publication::{
        Difference, Publication, PublicationState, ReleaseItem, VersionKind, in_force,
        public_versions,
    },
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
    /// How it differs from what the public reads, where that is anything.
    pub draft_difference: Option<Difference>,
    /// The names of the kinds that may come next.
    pub kinds: &'static [&'static str],
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
    /// By which number the public knows it, once it is out.
    pub version: Option<u32>,
    /// Whether it is what the public reads.
    pub in_force: bool,
    /// How it differs from what the public reads, while it is under way.
    pub difference: Option<Difference>,
    /// Who began to correct it, when, and why.
    pub correction: Option<(Bilingual, Timestamp, String)>,
    /// Whether it is out.
    pub is_public: bool,
    /// Whether the viewer may confirm.
    pub may_confirm: bool,
    /// Whether the viewer may stop it.
    pub may_stop: bool,
    /// Whether the viewer may begin to correct it.
    pub may_begin_correction: bool,
    /// Whether the viewer may say that nothing was wrong after all.
    pub may_withdraw_correction: bool,
}

/// The publications of an edition.
#[crate::compiled_here]
pub async fn list_publications(cx: &Context<'_>, slug: &str) -> Result<PublicationsView> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ListPublications>(cx.actor, cx.arrived_at)?;
    let draft = list(cx.store, &edition).await?;
    let all = publications::of_edition(cx.store, edition.id).await?;
    let standing = in_force(&all, cx.arrived_at);
    let mut views = vec![];
    for publication in &all {
        views.push(view(cx, publication.clone(), &all).await?);
    }
    let mut blockers = blockers(cx, &edition, &draft, &all);
    if let Some(code) = lacks_approval(cx.store, &edition, &draft).await? {
        blockers.push(Problem::at("/approval", code));
    }
    let may_propose =
        blockers.is_empty() && may::<ProposePublication>(cx.actor, &edition, cx.arrived_at);
    Ok(PublicationsView {
        draft_hash: list_hash(&draft)?,
        draft_difference: standing.map(|standing| Difference::between(&standing.items, &draft)),
        kinds: VersionKind::following(standing),
        draft,
        blockers,
        publications: views,
        may_propose,
        edition,
    })
}

/// What keeps the list from being proposed.
fn blockers(
    cx: &Context<'_>,
    edition: &Edition,
    draft: &[ReleaseItem],
    all: &[Publication],
) -> Vec<Problem> {
    let mut blockers = missing_names(edition, draft);
    if draft.is_empty() {
        blockers.push(Problem::at("/items", "empty_list"));
    }
    if all.iter().any(|one| one.is_under_way(cx.arrived_at)) {
        blockers.push(Problem::at("", "publication_under_way"));
        return blockers;
    }
    let standing = in_force(all, cx.arrived_at);
    let standing = standing.filter(|one| one.kind != VersionKind::Provisional);
    if let Some(standing) = standing {
        if standing.correction.is_none() {
            blockers.push(Problem::at("", "correction_not_begun"));
        } else if standing.items == draft {
            blockers.push(Problem::at("/items", "same_list"));
        }
    }
    blockers
}

async fn view(
    cx: &Context<'_>,
    publication: Publication,
    all: &[Publication],
) -> Result<PublicationView> {
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
    let now = cx.arrived_at;
    let under_way = publication.is_under_way(now);
    let standing = in_force(all, now);
    let stands = standing.is_some_and(|standing| standing.id == publication.id);
    let version = public_versions(all, now).find(|(_, one)| one.id == publication.id);
    let correction = match &publication.correction {
        Some(begun) => Some((name(cx, begun.by).await?, begun.at, begun.reason.clone())),
        None => None,
    };
    let is_provisional = publication.kind == VersionKind::Provisional;
    let is_begun = publication.correction.is_some();
    Ok(PublicationView {
        version: version.map(|(version, _)| version),
        in_force: stands,
        difference: standing
            .filter(|_| under_way)
            .map(|standing| Difference::between(&standing.items, &publication.items)),
        correction,
        may_begin_correction: stands
            && !is_begun
            && !is_provisional
            && may::<BeginCorrection>(cx.actor, &publication, now),
        may_withdraw_correction: stands
            && is_begun
            && all.iter().all(|one| !one.is_under_way(now))
            && may::<WithdrawCorrection>(cx.actor, &publication, now),
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
#[crate::compiled_here]
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
