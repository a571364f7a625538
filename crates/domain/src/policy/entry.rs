//! What is done to an entry, by its team and by staff.

use uuid::Uuid;

use super::{Actor, Denied, Subject, actions, or};
use crate::{entry::Entry, people::Role, time::Timestamp};

impl Subject for Entry {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn revision(&self) -> i64 {
        self.revision
    }
}

/// Members alone; nobody else learns that it exists.
fn member(actor: &Actor, entry: &Entry, _: Timestamp) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    or(actor.is_member(entry.team), Denied::Hidden)
}

fn staff(actor: &Actor, entry: &Entry, now: Timestamp, roles: &[Role]) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    if roles
        .iter()
        .any(|role| actor.has(*role, entry.edition, now))
    {
        return Ok(());
    }
    let reads_entries = [Role::Organizer, Role::Auditor];
    or(
        !reads_entries
            .iter()
            .any(|role| actor.has(*role, entry.edition, now)),
        Denied::Forbidden,
    )?;
    Err(Denied::Hidden)
}

actions! {
    /// Read it as its team.
    ReadOwnEntry = "read_own_entry" on Entry: member;
    /// Save answers.
    SaveEntryDraft = "save_entry_draft" on Entry: member;
    /// Put a file into a slot.
    UploadAttachment = "upload_attachment" on Entry: member;
    /// Read a file as its team.
    ReadOwnAttachment = "read_own_attachment" on Entry: member;
    /// Take a file out of a slot.
    RemoveAttachment = "remove_attachment" on Entry: member;
    /// Submit: pin a version.
    SubmitEntry = "submit_entry" on Entry: member;
    /// Proof of the last submit.
    ReadReceipt = "read_receipt" on Entry: member;
    /// Read it as staff. An auditor reads what is on the record.
    ReadEntry = "read_entry" on Entry: |actor, entry, now| {
        staff(actor, entry, now, &[Role::Organizer, Role::Auditor])
    };
    /// Read a file as staff. Business plans are not part of the record an auditor needs.
    ReadEntryAttachment = "read_entry_attachment" on Entry: |actor, entry, now| {
        staff(actor, entry, now, &[Role::Organizer])
    };
}
