//! What staff see of an edition: overview, entries, judges.

use domain::{
    edition::{AskedWhen, CallState, Edition, EventPlan, form},
    people::{Role, Seat},
    policy::{
        AmendEdition, Denied, Deployment, EnterOnBehalf, ExportEdition, GiveAward, Guarded,
        ImportEdition, ImportJudges, InviteJudges, IssuePrintedCode, ListAudit, ListAwards,
        ListConflicts, ListEditions, ListEntries, ListGrants, ListJudges, ListPublications,
        ListSupplements, ProposePublication, ReadApprovals, ReadEdition, ReadFunnel, may,
        screens_in,
    },
    publication::Publication,
    text::Bilingual,
};
use persistence::{awards, editions, entries, judges, publications};

pub use persistence::{
    editions::{Contest, Division, Heading},
    judges::JudgeLine,
};

pub(super) use super::summary::summary_of;
pub use super::summary::{HeatSummary, ReportMark};
use super::{open::Workplace, summary::summaries};
use crate::{Context, enter_on_behalf::takes_entries, error::Result};

/// An edition in a list.
pub struct EditionCard {
    /// The edition.
    pub edition: Edition,
    /// As what the viewer works in it.
    pub roles: Vec<Workplace>,
}

/// The editions one works in, and whether one may bring in another.
#[crate::compiled_here]
pub async fn list_editions(cx: &Context<'_>) -> Result<(Vec<EditionCard>, bool)> {
    let guarded = Guarded::seal(Deployment);
    let (allowed, deployment) = guarded.authorize::<ListEditions>(cx.actor, cx.arrived_at)?;
    let works = |edition: &Edition| !roles(cx, edition).is_empty();
    let list = editions::for_staff(cx.store, &allowed.visible(), works).await?;
    let cards = list
        .into_iter()
        .map(|edition| EditionCard {
            roles: roles(cx, &edition),
            edition,
        })
        .collect();
    Ok((
        cards,
        may::<ImportEdition>(cx.actor, &deployment, cx.arrived_at),
    ))
}

fn roles(cx: &Context<'_>, edition: &Edition) -> Vec<Workplace> {
    let granted = Role::ALL.into_iter().filter(|role| {
        cx.actor.grants().iter().any(|grant| {
            grant.role == *role
                && grant.edition.is_none_or(|granted| granted == edition.id)
                && grant.stands(cx.arrived_at)
        })
    });
    let mut roles: Vec<_> = granted.map(Workplace::Role).collect();
    let chairs =
        |seat: &domain::policy::PanelSeat| seat.edition == edition.id && seat.seat == Seat::Chair;
    if cx.actor.seats().iter().any(chairs) {
        roles.push(Workplace::Seat(Seat::Chair));
    }
    roles
}

/// The overview of an edition.
pub struct EditionOverview {
    /// The edition.
    pub edition: Edition,
    /// Where its call stands.
    pub call_state: CallState,
    /// Drafts and submitted entries; nothing for whom entries are not.
    pub entries: Option<(u32, u32)>,
    /// The event that it hangs on.
    pub event: Option<EventPlan>,
    /// Its tracks.
    pub tracks: Vec<Heading>,
    /// Its contests.
    pub contests: Vec<Contest>,
    /// Its divisions.
    pub divisions: Vec<Division>,
    /// Its rounds.
    pub rounds: Vec<Heading>,
    /// Key and name of every region that a form of the edition offers.
    pub regions: Vec<(String, Bilingual)>,
    /// Its heats.
    pub heats: Vec<HeatSummary>,
    /// Awards given; nothing for whom awards are not.
    pub awards_given: Option<usize>,
    /// The latest publication; nothing for whom publications are not.
    pub publication: Option<Publication>,
    /// What the viewer may do.
    pub may: MayEdition,
}

/// What staff may do in an edition.
pub struct MayEdition {
    /// Bring judges in.
    pub import_judges: bool,
    /// Read entries.
    pub list_entries: bool,
    /// Read judges.
    pub list_judges: bool,
    /// Give awards.
    pub give_awards: bool,
    /// Read awards and publications.
    pub list_awards: bool,
    /// Read the approval chain: the role allows it, and there is one.
    pub read_approvals: bool,
    /// Read publications.
    pub list_publications: bool,
    /// Propose a publication.
    pub propose_publication: bool,
    /// Read the log.
    pub read_audit: bool,
    /// Read how many entries have come how far.
    pub read_funnel: bool,
    /// Accept and reject entries.
    pub screen_entries: bool,
    /// Take the edition's file away.
    pub export_edition: bool,
    /// Change the edition.
    pub amend_edition: bool,
    /// Read who has which role.
    pub list_grants: bool,
    /// Read the relations that bar judging.
    pub list_conflicts: bool,
    /// Ask judges whether they will judge.
    pub invite_judges: bool,
    /// Read who was asked for a supplement: the role allows it, and a contest asks for one.
    pub list_supplements: bool,
    /// Begin an entry for a team: the role allows it, and the call still takes entries.
    pub enter_on_behalf: bool,
}

fn may_now(cx: &Context<'_>, edition: &Edition, contests: &[Contest]) -> MayEdition {
    let asks_later = |contest: &Contest| contest.form.asks(AskedWhen::Supplement);
    let now = cx.arrived_at;
    MayEdition {
        import_judges: may::<ImportJudges>(cx.actor, edition, now),
        list_entries: may::<ListEntries>(cx.actor, edition, now),
        list_judges: may::<ListJudges>(cx.actor, edition, now),
        give_awards: may::<GiveAward>(cx.actor, edition, now),
        list_awards: may::<ListAwards>(cx.actor, edition, now),
        read_approvals: !edition.approvals.is_empty()
            && may::<ReadApprovals>(cx.actor, edition, now),
        list_publications: may::<ListPublications>(cx.actor, edition, now),
        propose_publication: may::<ProposePublication>(cx.actor, edition, now),
        read_audit: may::<ListAudit>(cx.actor, edition, now),
        read_funnel: may::<ReadFunnel>(cx.actor, edition, now),
        screen_entries: screens_in(cx.actor, edition, now),
        export_edition: may::<ExportEdition>(cx.actor, edition, now),
        amend_edition: may::<AmendEdition>(cx.actor, edition, now),
        list_grants: may::<ListGrants>(cx.actor, edition, now),
        list_conflicts: may::<ListConflicts>(cx.actor, edition, now),
        invite_judges: may::<InviteJudges>(cx.actor, edition, now),
        list_supplements: contests.iter().any(asks_later)
            && may::<ListSupplements>(cx.actor, edition, now),
        enter_on_behalf: takes_entries(cx, edition) && may::<EnterOnBehalf>(cx.actor, edition, now),
    }
}

/// One edition.
#[crate::compiled_here]
pub async fn read_edition(cx: &Context<'_>, slug: &str) -> Result<EditionOverview> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ReadEdition>(cx.actor, cx.arrived_at)?;
    let contests = editions::contests(cx.store, edition.id).await?;
    let may_now = may_now(cx, &edition, &contests);
    let entries = if may_now.read_funnel {
        Some(entries::counts(cx.store, edition.id).await?)
    } else {
        None
    };
    let (awards_given, publication) = if may_now.list_awards {
        let awards = awards::of_edition(cx.store, edition.id).await?.len();
        let latest = publications::of_edition(cx.store, edition.id)
            .await?
            .into_iter()
            .next();
        (Some(awards), latest)
    } else {
        (None, None)
    };
    let divisions = editions::divisions(cx.store, edition.id).await?;
    Ok(EditionOverview {
        call_state: edition.call.state(cx.arrived_at),
        entries,
        event: editions::event(cx.store, edition.id).await?,
        tracks: editions::tracks(cx.store, edition.id).await?,
        rounds: editions::rounds(cx.store, edition.id).await?,
        regions: regions(&contests),
        heats: summaries(cx, &edition, &contests, &divisions).await?,
        contests,
        divisions,
        awards_given,
        publication,
        may: may_now,
        edition,
    })
}

/// The regions that forms offer, each once.
pub(crate) fn regions(contests: &[Contest]) -> Vec<(String, Bilingual)> {
    let mut regions: Vec<(String, Bilingual)> = vec![];
    for contest in contests {
        let question = contest.form.question(form::REGION_QUESTION);
        for choice in question.into_iter().flat_map(|question| &question.choices) {
            if !regions.iter().any(|(key, _)| *key == choice.key) {
                regions.push((choice.key.clone(), choice.label.clone()));
            }
        }
    }
    regions
}

/// The judges of an edition.
pub struct JudgeList {
    /// By name.
    pub judges: Vec<JudgeLine>,
    /// Whether the viewer may bring judges in.
    pub may_import_judges: bool,
    /// Whether the viewer may ask them whether they will judge.
    pub may_invite: bool,
    /// Whether the viewer may print codes.
    pub may_issue_code: bool,
}

/// All judges of an edition.
#[crate::compiled_here]
pub async fn list_judges(cx: &Context<'_>, slug: &str) -> Result<JudgeList> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ListJudges>(cx.actor, cx.arrived_at)?;
    Ok(JudgeList {
        judges: judges::list(cx.store, &allowed.visible()).await?,
        may_import_judges: may::<ImportJudges>(cx.actor, &edition, cx.arrived_at),
        may_invite: may::<InviteJudges>(cx.actor, &edition, cx.arrived_at),
        may_issue_code: may::<IssuePrintedCode>(cx.actor, &edition, cx.arrived_at),
    })
}
