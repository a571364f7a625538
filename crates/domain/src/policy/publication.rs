//! What is done to a publication that was proposed.

use uuid::Uuid;

use super::{Actor, Denied, Subject, actions};
use crate::{people::Role, publication::Publication, time::Timestamp};

impl Subject for Publication {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn revision(&self) -> i64 {
        self.revision
    }
}

fn roles(
    actor: &Actor,
    publication: &Publication,
    now: Timestamp,
    roles: &[Role],
) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    if roles
        .iter()
        .any(|role| actor.has(*role, publication.edition, now))
    {
        return Ok(());
    }
    let knows = Role::OF_RESULTS
        .into_iter()
        .any(|role| actor.has(role, publication.edition, now));
    Err(if knows {
        Denied::Forbidden
    } else {
        Denied::Hidden
    })
}

actions! {
    /// Sign as the second officer. That it is another one is the publication's own rule.
    ConfirmPublication = "confirm_publication" on Publication: |actor, publication, now| {
        roles(actor, publication, now, &[Role::Officer])
    };
    /// Stop it before its instant.
    StopPublication = "stop_publication" on Publication: |actor, publication, now| {
        roles(actor, publication, now, &[Role::Officer, Role::Organizer])
    };
    /// Begin to correct what the public reads. That it is what the public reads is the publication's own rule.
    BeginCorrection = "begin_correction" on Publication: |actor, publication, now| {
        roles(actor, publication, now, &[Role::Officer, Role::Organizer])
    };
    /// Say that nothing was wrong after all.
    WithdrawCorrection = "withdraw_correction" on Publication: |actor, publication, now| {
        roles(actor, publication, now, &[Role::Officer, Role::Organizer])
    };
}
