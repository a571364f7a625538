//! What staff see of an edition: overview, entries, judges.

use domain::{
    edition::{CallState, Edition, HeatKind},
    entry::{Entry, Version},
    heat::Heat,
    ids::{ContestId, DivisionId, EditionId},
    people::{Role, Seat},
    policy::{
        CloseHeat, Denied, Deployment, GiveAward, Guarded, ImportEdition, ImportJudges,
        InviteJudges, IssuePrintedCode, ListAudit, ListAwards, ListEditions, ListEntries,
        ListJudges, ListPublications, OpenHeat, ProposeAssignments, ProposePublication,
        ReadAdvancement, ReadEdition, ReadEntry, ReadEntryAttachment, ReadFunnel, ReadHeatReport,
        ReadProposal, ReadStanding, WaiveSheets, may,
    },
    publication::Publication,
};
use persistence::{
    awards, editions,
    editions::Contest,
    entries::{self, MemberLine},
    heats::{self, HeatCounts},
    judges, publications,
};

pub use persistence::{
    entries::{EntryFilter, EntryLine},
    judges::JudgeLine,
};

use super::{
    open::Workplace,
    screening::{self, DivisionView, ScreeningView},
    team::FileView,
};
use crate::{Context, error::Result};

/// An edition in a list.
pub struct EditionCard {
    /// The edition.
    pub edition: Edition,
    /// As what the viewer works in it.
    pub roles: Vec<Workplace>,
}

/// The editions one works in, and whether one may bring in another.
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

/// A heat with how far it has come and what the viewer may do.
pub struct HeatSummary {
    /// The heat.
    pub heat: Heat,
    /// Key of its contest, where it has one.
    pub contest: Option<String>,
    /// Key of its division, where it has one.
    pub division: Option<String>,
    /// How far it has come.
    pub counts: HeatCounts,
    /// What the viewer may do.
    pub may: MayHeat,
}

/// What staff may do to a heat now.
pub struct MayHeat {
    /// Work out who would read what.
    pub propose: bool,
    /// Look at what was worked out.
    pub read_proposal: bool,
    /// Open it.
    pub open: bool,
    /// Close it.
    pub close: bool,
    /// Go on without sheets.
    pub waive: bool,
    /// Read its standing.
    pub read_standing: bool,
    /// Read who goes on.
    pub read_advancement: bool,
    /// Read what its host handed in.
    pub read_report: bool,
}

/// The keys of contests and divisions, to name those of a heat.
pub(super) struct Keys {
    contests: Vec<(ContestId, String)>,
    divisions: Vec<(DivisionId, String)>,
}

impl Keys {
    /// Of an authorized edition.
    pub(super) async fn of(cx: &Context<'_>, edition: EditionId) -> Result<Self> {
        let contests = editions::contests(cx.store, edition).await?;
        let divisions = editions::divisions(cx.store, edition).await?;
        Ok(Self {
            contests: contests.into_iter().map(|one| (one.id, one.key)).collect(),
            divisions: divisions.into_iter().map(|one| (one.id, one.key)).collect(),
        })
    }

    fn contest(&self, id: ContestId) -> Option<String> {
        let found = self.contests.iter().find(|(known, _)| *known == id);
        found.map(|(_, key)| key.clone())
    }

    fn division(&self, id: DivisionId) -> Option<String> {
        let found = self.divisions.iter().find(|(known, _)| *known == id);
        found.map(|(_, key)| key.clone())
    }
}

fn summary(cx: &Context<'_>, keys: &Keys, heat: Heat, counts: HeatCounts) -> HeatSummary {
    use domain::heat::HeatState;
    let planned = matches!(heat.state, HeatState::Planned);
    let closed = matches!(heat.state, HeatState::Closed { .. });
    let now = cx.arrived_at;
    let scoring = heat.kind == HeatKind::Scoring;
    let may_now = MayHeat {
        propose: planned && scoring && may::<ProposeAssignments>(cx.actor, &heat, now),
        read_proposal: scoring && may::<ReadProposal>(cx.actor, &heat, now),
        open: planned && may::<OpenHeat>(cx.actor, &heat, now),
        close: heat.is_open() && may::<CloseHeat>(cx.actor, &heat, now),
        waive: heat.is_open() && may::<WaiveSheets>(cx.actor, &heat, now),
        read_standing: closed && may::<ReadStanding>(cx.actor, &heat, now),
        read_advancement: closed && may::<ReadAdvancement>(cx.actor, &heat, now),
        read_report: closed && may::<ReadHeatReport>(cx.actor, &heat, now),
    };
    HeatSummary {
        contest: heat.contest.and_then(|id| keys.contest(id)),
        division: heat.division.and_then(|id| keys.division(id)),
        heat,
        counts,
        may: may_now,
    }
}

/// One heat with its counts.
pub(super) async fn summary_of(cx: &Context<'_>, heat: Heat) -> Result<HeatSummary> {
    let counts = heats::counts(cx.store, heat.edition).await?;
    let own = counts.iter().find(|(id, _)| *id == heat.id);
    let own = own.map(|(_, counts)| *counts).unwrap_or_default();
    let keys = Keys::of(cx, heat.edition).await?;
    Ok(summary(cx, &keys, heat, own))
}

/// The overview of an edition.
pub struct EditionOverview {
    /// The edition.
    pub edition: Edition,
    /// Where its call stands.
    pub call_state: CallState,
    /// Drafts and submitted entries; nothing for whom entries are not.
    pub entries: Option<(u32, u32)>,
    /// Its contests.
    pub contests: Vec<Contest>,
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
    /// Read publications.
    pub list_publications: bool,
    /// Propose a publication.
    pub propose_publication: bool,
    /// Read the log.
    pub read_audit: bool,
}

/// One edition.
pub async fn read_edition(cx: &Context<'_>, slug: &str) -> Result<EditionOverview> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ReadEdition>(cx.actor, cx.arrived_at)?;
    let now = cx.arrived_at;
    let may_now = MayEdition {
        import_judges: may::<ImportJudges>(cx.actor, &edition, now),
        list_entries: may::<ListEntries>(cx.actor, &edition, now),
        list_judges: may::<ListJudges>(cx.actor, &edition, now),
        give_awards: may::<GiveAward>(cx.actor, &edition, now),
        list_awards: may::<ListAwards>(cx.actor, &edition, now),
        list_publications: may::<ListPublications>(cx.actor, &edition, now),
        propose_publication: may::<ProposePublication>(cx.actor, &edition, now),
        read_audit: may::<ListAudit>(cx.actor, &edition, now),
    };
    let entries = if may::<ReadFunnel>(cx.actor, &edition, now) {
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
    Ok(EditionOverview {
        call_state: edition.call.state(now),
        entries,
        contests: editions::contests(cx.store, edition.id).await?,
        heats: heat_summaries(cx, &edition).await?,
        awards_given,
        publication,
        may: may_now,
        edition,
    })
}

/// The heats of an edition that the viewer may know of.
async fn heat_summaries(cx: &Context<'_>, edition: &Edition) -> Result<Vec<HeatSummary>> {
    let counts = heats::counts(cx.store, edition.id).await?;
    let heats = heats::of_edition(cx.store, edition.id).await?;
    let keys = Keys::of(cx, edition.id).await?;
    Ok(heats
        .into_iter()
        .filter(|heat| may::<ReadStanding>(cx.actor, heat, cx.arrived_at))
        .map(|heat| {
            let own = counts.iter().find(|(id, _)| *id == heat.id);
            let own = own.map(|(_, counts)| *counts).unwrap_or_default();
            summary(cx, &keys, heat, own)
        })
        .collect())
}

/// The most entries of a page.
pub const MOST_ENTRIES: u32 = 200;

/// A page of entries.
pub struct EntryPage {
    /// By number.
    pub entries: Vec<EntryLine>,
    /// How many there are in all.
    pub total: u32,
    /// What to ask for next.
    pub next_after: Option<String>,
}

/// A page of an edition's entries after a number.
pub async fn list_entries(
    cx: &Context<'_>,
    slug: &str,
    filter: &EntryFilter,
    after: &str,
    limit: u32,
) -> Result<EntryPage> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ListEntries>(cx.actor, cx.arrived_at)?;
    let limit = limit.clamp(1, MOST_ENTRIES);
    let visible = allowed.visible_to(cx.actor, &edition);
    let (entries, total) = entries::list(cx.store, &visible, filter, after, limit).await?;
    let full = entries.len() == limit as usize;
    let next_after = entries
        .last()
        .filter(|_| full)
        .map(|line| line.number.clone());
    Ok(EntryPage {
        entries,
        total,
        next_after,
    })
}

/// An entry as staff see it.
pub struct StaffEntry {
    /// The entry.
    pub entry: Entry,
    /// Its members.
    pub members: Vec<MemberLine>,
    /// Its versions, the latest first.
    pub versions: Vec<Version>,
    /// Where it competes.
    pub edition: Edition,
    /// Its division.
    pub division: Option<DivisionView>,
    /// Its way to being judged.
    pub screening: ScreeningView,
    /// Whether the viewer may read its files.
    pub may_read_attachments: bool,
}

/// One entry of an edition.
pub async fn read_entry(cx: &Context<'_>, slug: &str, number: &str) -> Result<StaffEntry> {
    let guarded = entries::find(cx.store, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, entry) = guarded.authorize::<ReadEntry>(cx.actor, cx.arrived_at)?;
    let edition = editions::of(cx.store, entry.edition).await?;
    if edition.slug != slug {
        return Err(Denied::Hidden.into());
    }
    Ok(StaffEntry {
        members: entries::members(cx.store, entry.team).await?,
        versions: entries::versions(cx.store, entry.id).await?,
        division: screening::division_of(cx, &entry).await?,
        screening: screening::of_entry(cx, &entry).await?,
        may_read_attachments: may::<ReadEntryAttachment>(cx.actor, &entry, cx.arrived_at),
        edition,
        entry,
    })
}

/// A file of an entry's draft, for staff.
pub async fn read_entry_attachment(
    cx: &Context<'_>,
    slug: &str,
    number: &str,
    slot: &str,
) -> Result<FileView> {
    let guarded = entries::find(cx.store, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, entry) = guarded.authorize::<ReadEntryAttachment>(cx.actor, cx.arrived_at)?;
    if editions::of(cx.store, entry.edition).await?.slug != slug {
        return Err(Denied::Hidden.into());
    }
    let file = entry.attachments.into_iter().find(|file| file.slot == slot);
    let file = file.ok_or(Denied::Hidden)?;
    Ok(FileView {
        name: format!("{}-{}.pdf", entry.number, file.slot),
        media_type: file.media_type,
        bytes: file.bytes,
        sha256: file.sha256,
    })
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
