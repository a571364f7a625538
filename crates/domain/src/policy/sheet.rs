//! What a judge does to an assignment and its score sheet.

use uuid::Uuid;

use super::{Actor, Denied, Subject, actions, or};
use crate::{assignment::Assignment, time::Timestamp};

impl Subject for Assignment {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn revision(&self) -> i64 {
        self.revision
    }
}

/// The assigned judge alone, and not in conflict: a judge who stepped aside, or who enters the same
/// edition, reads neither entry nor sheet any more.
fn own(actor: &Actor, assignment: &Assignment, _: Timestamp) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    let bars = assignment.state.is_recused() || actor.enters(assignment.edition);
    or(actor.is_judge(assignment.judge) && !bars, Denied::Hidden)
}

actions! {
    /// The entry, the rubric and one's own sheet.
    ReadJudgeSheet = "read_judge_sheet" on Assignment: own;
    /// A file of the entry.
    ReadJudgeAttachment = "read_judge_attachment" on Assignment: own;
    /// Keep marks and comment.
    SaveSheetDraft = "save_sheet_draft" on Assignment: own;
    /// Hand the sheet in.
    SubmitSheet = "submit_sheet" on Assignment: own;
    /// Step aside for a conflict.
    RecuseJudge = "recuse_judge" on Assignment: own;
}
