//! An officer puts the list before a second officer.

use domain::{
    approval::{ApprovalItem, ApprovalState},
    edition::{Edition, Outcome, Problem, Recipient},
    fingerprint::Fingerprint,
    ids::PublicationId,
    message::Message,
    people::Role,
    policy::{Denied, ProposePublication},
    publication::{
        Publication, PublicationRefusal, PublicationState, ReleaseItem, ReleasedEntry, VersionKind,
        in_force, may_follow, may_propose,
    },
    text::Bilingual,
    time::Timestamp,
};
use persistence::{
    Source, StoreError, Work, accounts, approvals, audit,
    awards::{self, AwardLine},
    editions, outbox, publications,
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, RefusalKind, Result},
};

/// What an officer proposes, beside the list itself.
#[derive(Clone, Debug)]
pub struct PublicationWish {
    /// The hash of the list that the officer looked at.
    pub list_hash: String,
    /// The instant from which it is to be public.
    pub publish_at: Timestamp,
    /// The name of the kind of version.
    pub kind: String,
    /// What was wrong, where it corrects.
    pub note: Option<Bilingual>,
}

impl PublicationWish {
    /// A list that stands.
    pub fn last(list_hash: &Fingerprint, publish_at: Timestamp) -> Self {
        Self {
            list_hash: list_hash.to_string(),
            publish_at,
            kind: VersionKind::Final.name().to_owned(),
            note: None,
        }
    }
}

/// Proposes the awards as they stand, to be public at an instant as a version of this kind.
#[crate::compiled_here]
pub async fn propose_publication(
    cx: &Context<'_>,
    edition: &str,
    wish: PublicationWish,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ProposePublication>(cx.actor, cx.arrived_at)?;
    let (publish_at, kind) = (wish.publish_at, VersionKind::of(&wish.kind, wish.note)?);
    awards::lock(&work, edition.id).await?;
    let items = list(&work, &edition).await?;
    let list_hash = list_hash(&items)?;
    if wish.list_hash != list_hash.as_str() {
        return Err(PublicationRefusal::ListChanged.into());
    }
    let earlier = publications::of_edition(&work, edition.id).await?;
    let now = cx.arrived_at;
    let under_way = earlier.iter().any(|one| one.is_under_way(now));
    may_propose(&items, publish_at, under_way, now)?;
    may_follow(&kind, &items, in_force(&earlier, now))?;
    let nameless = missing_names(&edition, &items);
    if !nameless.is_empty() {
        let kind = RefusalKind::Conflict;
        return Err(OperationError::refuse(kind, "missing_language", nameless));
    }
    if let Some(code) = lacks_approval(&work, &edition, &items).await? {
        return Err(OperationError::conflict(code));
    }
    let publication = Publication {
        id: PublicationId::mint(cx.ids, cx.arrived_at),
        revision: 1,
        edition: edition.id,
        number: earlier.first().map_or(1, |latest| latest.number + 1),
        kind,
        publish_at,
        list_hash,
        items,
        proposed_by: cx.account()?,
        proposed_at: cx.arrived_at,
        state: PublicationState::Proposed,
        correction: None,
    };
    publications::propose(&work, &allowed, &publication).await?;
    let detail = json!({
        "number": publication.number,
        "kind": publication.kind.name(),
        "publish_at": publish_at.to_rfc3339(),
        "list_hash": publication.list_hash,
        "items": publication.items.len(),
    });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(edition.id),
        "editions",
        &detail,
    )
    .await?;
    tell_officers(cx, &work, &edition, publish_at).await?;
    Ok(work.commit().await?)
}

/// Every official text exists in every language of the edition. The name of a person is written as that
/// person writes it, in one of them at least.
pub(crate) fn missing_names(edition: &Edition, items: &[ReleaseItem]) -> Vec<Problem> {
    let mut problems = vec![];
    for (index, item) in items.iter().enumerate() {
        let organization = item.name.as_ref();
        let organization = organization.filter(|_| item.recipient == Recipient::Organization);
        let mut texts = vec![("title".to_owned(), &item.title)];
        for (place, entry) in item.entries.iter().enumerate() {
            // A line of one entry is called like it.
            if entry.title != item.title {
                texts.push((format!("entries/{place}/title"), &entry.title));
            }
            texts.push((format!("entries/{place}/team"), &entry.team));
        }
        texts.extend(organization.map(|name| ("name".to_owned(), name)));
        for language in &edition.languages {
            for (name, text) in &texts {
                if text.get(*language).trim().is_empty() {
                    let pointer = format!("/items/{index}/{name}/{}", language.code());
                    problems.push(Problem::at(pointer, "missing_language"));
                }
            }
        }
    }
    problems
}

/// What keeps the chain of an edition from having approved just this list; nothing where it has, or where
/// there is no chain.
pub(crate) async fn lacks_approval(
    source: &impl Source,
    edition: &Edition,
    items: &[ReleaseItem],
) -> Result<Option<&'static str>> {
    if edition.approvals.is_empty() {
        return Ok(None);
    }
    let all = approvals::of_edition(source, edition.id).await?;
    let latest = all.first();
    // By the chain as it is now: another one has not approved it.
    let approved = latest.filter(|one| {
        matches!(one.state, ApprovalState::Approved { .. }) && one.steps == edition.approvals
    });
    let Some(approved) = approved else {
        return Ok(Some("list_not_approved"));
    };
    let other = approved.list_hash()? != list_hash(items)?;
    Ok(other.then_some("approved_list_differs"))
}

/// The list that would be published now: awards that somebody holds by contest and tier, then by number,
/// so that the order within a tier says nothing about rank.
pub(crate) async fn list(source: &impl Source, edition: &Edition) -> Result<Vec<ReleaseItem>> {
    let lines = lines(source, edition).await?;
    Ok(lines.into_iter().map(|line| line.item).collect())
}

/// The same, each with its award.
pub(crate) async fn lines(source: &impl Source, edition: &Edition) -> Result<Vec<ApprovalItem>> {
    let contests = editions::contests(source, edition.id).await?;
    let awards = awards::of_edition(source, edition.id).await?;
    let held = awards.into_iter().filter(|line| line.award.state.is_held());
    let item = |line: AwardLine| {
        let contest = contests.iter().find(|contest| contest.id == line.contest);
        let track = contest.and_then(|contest| contest.track.as_ref());
        let tiers = contest.map_or(&[][..], |contest| &contest.tiers);
        let tier = tiers.iter().find(|tier| tier.key == line.award.tier);
        let item = ReleaseItem {
            contest: contest
                .map(|contest| contest.key.clone())
                .unwrap_or_default(),
            contest_title: contest
                .map(|contest| contest.title.clone())
                .unwrap_or_default(),
            track_title: track.map(|track| track.title.clone()),
            tier_title: tier.map(|tier| tier.title.clone()).unwrap_or_default(),
            outcome: tier.map_or(Outcome::Award, |tier| tier.outcome),
            tier: line.award.tier,
            recipient: line.award.holder.recipient(),
            name: line.award.holder.name().cloned(),
            title: line.title,
            entries: line
                .entries
                .into_iter()
                .map(|entry| ReleasedEntry {
                    number: entry.number,
                    title: entry.title,
                    team: entry.team,
                })
                .collect(),
        };
        ApprovalItem {
            award: line.award.id,
            item,
        }
    };
    Ok(held.map(item).collect())
}

/// The hash that both officers sign.
pub(crate) fn list_hash(items: &[ReleaseItem]) -> Result<Fingerprint> {
    let failed = |error: serde_json::Error| StoreError::Inconsistent {
        table: "publications",
        id: "list".to_owned(),
        what: error.to_string(),
    };
    Ok(Fingerprint::of_value(&items).map_err(failed)?)
}

async fn tell_officers(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    publish_at: Timestamp,
) -> Result<()> {
    let message = Message::PublicationProposed {
        edition: edition.title.clone(),
        slug: edition.slug.clone(),
        publish_at,
        zone: edition.zone.clone(),
    };
    let now = cx.clock.now();
    let cause = format!("propose_publication {}", edition.id);
    for officer in accounts::with_role(work, Role::Officer, edition.id, now).await? {
        if let Some(email) = officer
            .email
            .filter(|_| Some(officer.id) != cx.actor.account())
        {
            let language = officer.language;
            outbox::add(
                work,
                cx.ids,
                now,
                &cause,
                email.as_str(),
                language,
                &message,
            )
            .await?;
        }
    }
    Ok(())
}
