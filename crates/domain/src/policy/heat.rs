//! What is done to a heat.

use uuid::Uuid;

use super::{Actor, Denied, Subject, actions};
use crate::{heat::Heat, people::Role, time::Timestamp};

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
        .any(|role| actor.has_for_heat(*role, heat.edition, heat.id, now));
    if granted || (chair && leads(actor, heat)) {
        return Ok(());
    }
    let knows = actor.chairs(heat.id)
        || Role::ALL
            .iter()
            .any(|role| actor.has_for_heat(*role, heat.edition, heat.id, now));
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

actions! {
    /// Freeze rubric and rule, make the assignments, let the judges begin.
    OpenHeat = "open_heat" on Heat: |actor, heat, now| {
        may(actor, heat, now, &[Role::Organizer], false)
    };
    /// Who has done how much.
    ReadHeatProgress = "read_heat_progress" on Heat: |actor, heat, now| {
        may(actor, heat, now, &[Role::Organizer, Role::Auditor], true)
    };
    /// Go on without sheets, with a reason.
    WaiveSheets = "waive_sheets" on Heat: |actor, heat, now| {
        may(actor, heat, now, &[Role::Organizer], true)
    };
    /// Take no more sheets and freeze the standing.
    CloseHeat = "close_heat" on Heat: |actor, heat, now| {
        may(actor, heat, now, &[Role::Organizer], false)
    };
    /// The frozen standing.
    ReadStanding = "read_standing" on Heat: |actor, heat, now| may(actor, heat, now, &Role::ALL, true);
}
