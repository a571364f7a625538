//! What a member of a panel does in a ballot. What staff do stands with the heat.

use uuid::Uuid;

use super::{Actor, Denied, Subject, actions, or};
use crate::{ballot::BallotSeat, time::Timestamp};

impl Subject for BallotSeat {
    fn id(&self) -> Uuid {
        self.ballot.id.0
    }

    fn revision(&self) -> i64 {
        self.ballot.revision
    }
}

/// Who has the place, alone; a member who enters the same edition is in conflict and has none.
fn own(actor: &Actor, seat: &BallotSeat, _: Timestamp) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    let bars = actor.enters(seat.ballot.edition);
    let own = seat.judge.is_some_and(|judge| actor.is_judge(judge));
    or(own && !bars, Denied::Hidden)
}

actions! {
    /// What is voted on, and whether one has voted.
    ReadBallot = "read_ballot" on BallotSeat: own;
    /// Say that one is there.
    AttendBallot = "attend_ballot" on BallotSeat: own;
    /// Vote.
    CastPapers = "cast_papers" on BallotSeat: own;
}
