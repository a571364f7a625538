//! The approval chain of an edition: what was requested, what is done, what is next and whose it is;
//! and exceptions.

use std::collections::BTreeMap;

use domain::{
    approval::{Approval, code},
    edition::{ApprovalBy, Edition, Problem},
    exception::{Exception, ExceptionState},
    fingerprint::Fingerprint,
    ids::AccountId,
    policy::{
        ApproveList, ConfirmException, Denied, ProposeException, ReadApprovalScan, ReadApprovals,
        RecallApproval, RegisterApproval, RequestApproval, ReturnList, WithdrawException, may,
    },
    publication::{ReleaseItem, locks_awards},
    text::Bilingual,
};
use persistence::{accounts, approvals, editions, exceptions, publications};
use uuid::Uuid;

use crate::{
    Context,
    awarding::Awarding,
    error::Result,
    propose_publication::{list, missing_names},
    queries::team::FileView,
};

/// The chain of an edition, and where its requests stand.
pub struct ApprovalsView {
    /// Where, with the chain.
    pub edition: Edition,
    /// The list as it would be requested now.
    pub draft: Vec<ReleaseItem>,
    /// What keeps it from being requested.
    pub blockers: Vec<Problem>,
    /// The latest first.
    pub approvals: Vec<ApprovalView>,
    /// The latest first.
    pub exceptions: Vec<ExceptionView>,
    /// Names of those who did something.
    pub names: BTreeMap<AccountId, Bilingual>,
    /// Whether the viewer may request.
    pub may_request: bool,
    /// Whether the viewer may propose an exception.
    pub may_propose: bool,
}

/// A request, with what the viewer may do to it.
pub struct ApprovalView {
    /// The request.
    pub approval: Approval,
    /// The hash of what is left of its list.
    pub list_hash: Fingerprint,
    /// The code of that.
    pub code: String,
    /// What the code on the printed request says to a machine.
    pub printed: String,
    /// Whether the viewer may take the next step, in the application.
    pub may_approve: bool,
    /// Whether the next step is in the application, and the viewer signed before.
    pub signed_before: bool,
    /// Whether the viewer may register the paper of the next step.
    pub may_register: bool,
    /// Whether the viewer may send it back.
    pub may_return: bool,
    /// Whether the viewer may take it back.
    pub may_recall: bool,
}

/// An exception with names.
pub struct ExceptionView {
    /// The exception.
    pub exception: Exception,
    /// Key of the contest.
    pub contest: String,
    /// The name of the tier, which those who approve can read nowhere else.
    pub tier_title: Bilingual,
    /// The number of the entry, where it is of one.
    pub number: Option<String>,
    /// The name of the line.
    pub title: Bilingual,
    /// Whether the viewer may confirm it.
    pub may_confirm: bool,
    /// Whether the viewer may withdraw it.
    pub may_withdraw: bool,
}

/// The approvals of an edition.
#[crate::compiled_here]
pub async fn read_approvals(cx: &Context<'_>, slug: &str) -> Result<ApprovalsView> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ReadApprovals>(cx.actor, cx.arrived_at)?;
    let now = cx.arrived_at;
    let draft = list(cx.store, &edition).await?;
    let all = approvals::of_edition(cx.store, edition.id).await?;
    let bound = all.first().is_some_and(Approval::binds);
    let published = publications::of_edition(cx.store, edition.id).await?;
    let locked = locks_awards(&published, now);
    let mut blockers = missing_names(&edition, &draft);
    if draft.is_empty() {
        blockers.push(Problem::at("/items", "empty_list"));
    }
    let free = !bound && !locked;
    let can = blockers.is_empty() && !edition.approvals.is_empty();
    let exceptions = exception_views(cx, &edition, free).await?;
    let names = names(cx, &all, &exceptions).await?;
    let view = |approval| approval_view(cx, &edition, approval, locked);
    Ok(ApprovalsView {
        may_request: free && can && may::<RequestApproval>(cx.actor, &edition, now),
        may_propose: free && may::<ProposeException>(cx.actor, &edition, now),
        approvals: all.into_iter().map(view).collect::<Result<_>>()?,
        draft,
        blockers,
        exceptions,
        names,
        edition,
    })
}

fn approval_view(
    cx: &Context<'_>,
    edition: &Edition,
    approval: Approval,
    locked: bool,
) -> Result<ApprovalView> {
    let now = cx.arrived_at;
    let list_hash = approval.list_hash()?;
    let next = approval.next_step().map(|step| step.by);
    let signed = cx
        .actor
        .account()
        .is_some_and(|own| approval.is_signed_by(own));
    let approves =
        next == Some(ApprovalBy::Application) && may::<ApproveList>(cx.actor, &approval, now);
    Ok(ApprovalView {
        may_approve: approves && !signed,
        signed_before: approves && signed,
        may_register: next == Some(ApprovalBy::Paper)
            && may::<RegisterApproval>(cx.actor, &approval, now),
        may_return: next.is_some() && may::<ReturnList>(cx.actor, &approval, now),
        may_recall: approval.binds() && !locked && may::<RecallApproval>(cx.actor, &approval, now),
        code: code(&list_hash).to_owned(),
        printed: format!(
            "wuzhen approval {} {} {list_hash}",
            edition.slug, approval.number
        ),
        list_hash,
        approval,
    })
}

async fn exception_views(
    cx: &Context<'_>,
    edition: &Edition,
    free: bool,
) -> Result<Vec<ExceptionView>> {
    let all = exceptions::of_edition(cx.store, edition.id).await?;
    if all.is_empty() {
        return Ok(vec![]);
    }
    let awarding = Awarding::of(cx.store, edition).await?;
    let confirms = free && may::<ConfirmException>(cx.actor, edition, cx.arrived_at);
    let withdraws = may::<WithdrawException>(cx.actor, edition, cx.arrived_at);
    let view = |exception: Exception| {
        let entry = exception.merit.entries().first();
        let entry = entry.and_then(|entry| awarding.entries.get(entry));
        let own = exception.merit.title().cloned();
        let other = cx.actor.account() != Some(exception.proposed_by);
        let waits = exception.state == ExceptionState::Proposed;
        ExceptionView {
            contest: awarding.contest_key(exception.contest),
            tier_title: awarding
                .tiers(exception.contest)
                .iter()
                .find(|tier| tier.key == exception.tier)
                .map(|tier| tier.title.clone())
                .unwrap_or_default(),
            number: entry.map(|entry| entry.number.clone()),
            title: own
                .or_else(|| Some(entry?.title.clone()))
                .unwrap_or_default(),
            may_confirm: confirms && other && waits,
            may_withdraw: withdraws && waits,
            exception,
        }
    };
    Ok(all.into_iter().map(view).collect())
}

/// The names of everybody who did something.
async fn names(
    cx: &Context<'_>,
    all: &[Approval],
    exceptions: &[ExceptionView],
) -> Result<BTreeMap<AccountId, Bilingual>> {
    use domain::approval::ApprovalState as State;
    let mut people = vec![];
    for approval in all {
        people.push(approval.requested_by);
        people.extend(approval.signed.iter().map(|step| step.by));
        match approval.state {
            State::Returned { by, .. } | State::Recalled { by, .. } => people.push(by),
            State::Requested | State::Approved { .. } => {}
        }
    }
    for view in exceptions {
        people.push(view.exception.proposed_by);
        match view.exception.state {
            ExceptionState::Confirmed { by, .. } | ExceptionState::Withdrawn { by, .. } => {
                people.push(by);
            }
            ExceptionState::Proposed => {}
        }
    }
    people.sort_unstable();
    people.dedup();
    Ok(accounts::names(cx.store, &people).await?)
}

/// The scan of a step that is done; 1 for the first of the chain.
#[crate::compiled_here]
pub async fn read_approval_scan(
    cx: &Context<'_>,
    edition: &str,
    approval: Uuid,
    step: usize,
) -> Result<FileView> {
    let guarded = approvals::find(cx.store, edition, approval)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, approval) = guarded.authorize::<ReadApprovalScan>(cx.actor, cx.arrived_at)?;
    let done = step.checked_sub(1).and_then(|at| approval.signed.get(at));
    let paper = done.and_then(|step| step.paper.as_ref());
    let scan = &paper.ok_or(Denied::Hidden)?.scan;
    Ok(FileView {
        name: format!("approval-{}-{step}.pdf", approval.number),
        media_type: "application/pdf".to_owned(),
        bytes: scan.bytes,
        sha256: scan.sha256.clone(),
    })
}
