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

/// Allowed for these roles. Others who read entries are forbidden, all others do not learn that it
/// exists. A host has a role in the entries that take part in a heat of the host's divisions.
fn staff(actor: &Actor, entry: &Entry, now: Timestamp, roles: &[Role]) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    let has =
        |role: &Role| actor.has(*role, entry.edition, now) || receives(actor, entry, *role, now);
    if roles.iter().any(has) {
        return Ok(());
    }
    or(!READERS.iter().any(has), Denied::Forbidden)?;
    Err(Denied::Hidden)
}

/// Who reads entries as staff.
const READERS: [Role; 4] = [Role::Organizer, Role::Auditor, Role::Screener, Role::Host];

/// Who accepts and rejects entries.
pub(super) const SCREENS: [Role; 2] = [Role::Organizer, Role::Screener];

/// Whether the entry takes part in a heat of the divisions that a role stands for.
fn receives(actor: &Actor, entry: &Entry, role: Role, now: Timestamp) -> bool {
    let divisions = actor.divisions(role, entry.edition, now);
    entry
        .reached
        .iter()
        .any(|division| divisions.contains(division))
}

actions! {
    /// Read it as its team.
    ReadOwnEntry = "read_own_entry" on Entry: member;
    /// Save answers.
    SaveEntryDraft = "save_entry_draft" on Entry: member;
    /// Say in which division it competes.
    ChooseDivision = "choose_division" on Entry: member;
    /// Put a file into a slot.
    UploadAttachment = "upload_attachment" on Entry: member;
    /// Read a file as its team.
    ReadOwnAttachment = "read_own_attachment" on Entry: member;
    /// Take a file out of a slot.
    RemoveAttachment = "remove_attachment" on Entry: member;
    /// Submit: pin a version.
    SubmitEntry = "submit_entry" on Entry: member;
    /// Hand in what was asked for later: pin a version that changes that alone.
    SubmitSupplement = "submit_supplement" on Entry: member;
    /// Proof of the last submit.
    ReadReceipt = "read_receipt" on Entry: member;
    /// What came of it, once that is public.
    ReadOwnResults = "read_own_results" on Entry: member;
    /// Read it as staff. An auditor reads what is on the record.
    ReadEntry = "read_entry" on Entry: |actor, entry, now| {
        staff(actor, entry, now, &READERS)
    };
    /// Read a file as staff. Business plans are not part of the record an auditor needs.
    ReadEntryAttachment = "read_entry_attachment" on Entry: |actor, entry, now| {
        staff(actor, entry, now, &[Role::Organizer, Role::Screener, Role::Host])
    };
    /// Accept it for judging, or reject it.
    ScreenEntry = "screen_entry" on Entry: |actor, entry, now| {
        staff(actor, entry, now, &SCREENS)
    };
    /// Give it another division.
    MoveEntry = "move_entry" on Entry: |actor, entry, now| {
        staff(actor, entry, now, &[Role::Organizer])
    };
}
