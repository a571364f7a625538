//! What is done to a heat.

use uuid::Uuid;

use super::{Actor, Denied, Subject, actions};
use crate::{
    heat::Heat,
    ids::{EntryId, JudgeId},
    people::Role,
    time::Timestamp,
};

impl Subject for Heat {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn revision(&self) -> i64 {
        self.revision
    }
}

/// Allowed for these roles in this heat, and for its chair when `chair` says so. Others who work in
/// the edition are forbidden, all others do not learn that the heat exists.
fn may(
    actor: &Actor,
    heat: &Heat,
    now: Timestamp,
    roles: &[Role],
    chair: bool,
) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    let granted = roles
        .iter()
        .any(|role| actor.has_for_heat(*role, heat, now));
    if granted || (chair && leads(actor, heat)) {
        return Ok(());
    }
    let knows = actor.chairs(heat.id)
        || Role::ALL
            .iter()
            .any(|role| actor.has_for_heat(*role, heat, now));
    Err(if knows {
        Denied::Forbidden
    } else {
        Denied::Hidden
    })
}

/// A chair who enters the same edition is in conflict and leads nothing.
fn leads(actor: &Actor, heat: &Heat) -> bool {
    actor.chairs(heat.id) && !actor.enters(heat.edition)
}

/// An entry in a heat, with those of the panel who stepped aside from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatEntry {
    /// Where.
    pub heat: Heat,
    /// Which.
    pub entry: EntryId,
    /// Who has nothing to do with it.
    pub recused: Vec<JudgeId>,
}

impl Subject for HeatEntry {
    fn id(&self) -> Uuid {
        self.entry.0
    }

    fn revision(&self) -> i64 {
        self.heat.revision
    }
}

/// Those who watch the heat; but a chair who stepped aside from the entry does not hear what others say of it.
fn read_entry(actor: &Actor, one: &HeatEntry, now: Timestamp) -> Result<(), Denied> {
    may(actor, &one.heat, now, &WATCHES, true)?;
    let granted = WATCHES
        .iter()
        .any(|role| actor.has_for_heat(*role, &one.heat, now));
    let aside = actor
        .seats()
        .iter()
        .any(|seat| seat.heat == one.heat.id && one.recused.contains(&seat.judge));
    if aside && !granted {
        return Err(Denied::Forbidden);
    }
    Ok(())
}

/// Headquarters: an organizer of the whole edition.
fn headquarters(actor: &Actor, heat: &Heat, now: Timestamp) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    if actor.has(Role::Organizer, heat.edition, now) {
        return Ok(());
    }
    may(actor, heat, now, &[], false)
}

/// Who runs a heat: organizers, and the host of its division.
const RUNS: [Role; 2] = [Role::Organizer, Role::Host];
/// Who sees how it goes.
const WATCHES: [Role; 3] = [Role::Organizer, Role::Auditor, Role::Host];
/// Who sees what came of it before it is public.
const SEES_RESULTS: [Role; 4] = [Role::Organizer, Role::Officer, Role::Auditor, Role::Host];

actions! {
    /// Work out who would read what.
    ProposeAssignments = "propose_assignments" on Heat: |actor, heat, now| may(actor, heat, now, &RUNS, false);
    /// What was worked out.
    ReadProposal = "read_proposal" on Heat: |actor, heat, now| may(actor, heat, now, &WATCHES, false);
    /// Freeze rubric and rule, make the assignments, let the judges begin.
    OpenHeat = "open_heat" on Heat: |actor, heat, now| may(actor, heat, now, &RUNS, false);
    /// Who has done how much.
    ReadHeatProgress = "read_heat_progress" on Heat: |actor, heat, now| {
        may(actor, heat, now, &WATCHES, true)
    };
    /// Every entry of it, with how many of its sheets are in and, once it is closed, what came of them.
    ListHeatEntries = "list_heat_entries" on Heat: |actor, heat, now| may(actor, heat, now, &WATCHES, true);
    /// An entry of it with its sheets.
    ReadHeatEntry = "read_heat_entry" on HeatEntry: read_entry;
    /// Go on without sheets, with a reason.
    WaiveSheets = "waive_sheets" on Heat: |actor, heat, now| may(actor, heat, now, &RUNS, true);
    /// Take no more sheets and freeze the standing.
    CloseHeat = "close_heat" on Heat: |actor, heat, now| may(actor, heat, now, &RUNS, false);
    /// Bring in figures that were made elsewhere.
    ImportScores = "import_scores" on Heat: |actor, heat, now| {
        may(actor, heat, now, &[Role::Organizer], false)
    };
    /// The frozen standing.
    ReadStanding = "read_standing" on Heat: |actor, heat, now| may(actor, heat, now, &SEES_RESULTS, true);
    /// How sure its figures are, and how its judges scored, by name.
    ReadHeatAnalysis = "read_heat_analysis" on Heat: |actor, heat, now| may(actor, heat, now, &WATCHES, true);
    /// Take it away as a file.
    ExportStanding = "export_standing" on Heat: |actor, heat, now| {
        may(actor, heat, now, &SEES_RESULTS, true)
    };
    /// Who would go on, who goes on, and why.
    ReadAdvancement = "read_advancement" on Heat: |actor, heat, now| {
        may(actor, heat, now, &SEES_RESULTS, true)
    };
    /// Put entries that the rule leaves equal in an order. The chair alone.
    DecideTie = "decide_tie" on Heat: |actor, heat, now| may(actor, heat, now, &[], true);
    /// The ballots of a panel: who took part, and what was counted.
    ListBallots = "list_ballots" on Heat: |actor, heat, now| may(actor, heat, now, &WATCHES, true);
    /// Let the panel vote.
    OpenBallot = "open_ballot" on Heat: |actor, heat, now| may(actor, heat, now, &RUNS, true);
    /// Take no more papers and count them.
    CountBallot = "count_ballot" on Heat: |actor, heat, now| may(actor, heat, now, &RUNS, true);
    /// Hold no further ballot, although places are vacant, and close the heat.
    EndVote = "end_vote" on Heat: |actor, heat, now| may(actor, heat, now, &RUNS, false);
    /// Send the first of the standing on.
    AdvanceHeat = "advance_heat" on Heat: headquarters;
    /// See what sending them on would come to.
    CheckAdvancement = "check_advancement" on Heat: headquarters;
    /// Let an entry in that no heat sent.
    AdmitEntry = "admit_entry" on Heat: headquarters;
    /// Hand the standing in at headquarters.
    ReportHeat = "report_heat" on Heat: |actor, heat, now| may(actor, heat, now, &RUNS, false);
    /// Add the signed list, scanned.
    AttachHeatScan = "attach_heat_scan" on Heat: |actor, heat, now| may(actor, heat, now, &RUNS, false);
    /// What was handed in.
    ReadHeatReport = "read_heat_report" on Heat: |actor, heat, now| may(actor, heat, now, &WATCHES, false);
    /// The signed scan of what was handed in.
    ReadHeatScan = "read_heat_scan" on Heat: |actor, heat, now| may(actor, heat, now, &WATCHES, false);
    /// Accept what a host handed in, or return it.
    AnswerHeatReport = "answer_heat_report" on Heat: headquarters;
}
