//! The call: the window in which entries are taken.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// When entries are taken. A request is judged by its arrival: the instant at which its headers were
/// complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The first instant at which an entry may be begun.
    pub opens_at: Timestamp,
    /// The last instant at which a submit may arrive, itself included.
    pub deadline: Timestamp,
    /// For how many minutes after the deadline an upload begun before it may still finish and be
    /// submitted. 0 to 1440.
    pub grace_minutes: u32,
}

/// How long a request may take from its arrival to the disk. A body may come for half a minute, and a
/// busy database may keep it waiting as long.
const SETTLING_MINUTES: i64 = 1;

/// Where a call stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CallState {
    /// Not begun.
    Upcoming,
    /// Entries are taken.
    Open,
    /// Over.
    Closed,
}

impl Call {
    /// Where the call stands for a request that arrived then.
    pub fn state(&self, arrived_at: Timestamp) -> CallState {
        if arrived_at < self.opens_at {
            CallState::Upcoming
        } else if arrived_at <= self.deadline {
            CallState::Open
        } else {
            CallState::Closed
        }
    }

    /// Whether a submit, an edit or the beginning of an upload that arrived then is in time.
    pub fn accepts(&self, arrived_at: Timestamp) -> bool {
        self.state(arrived_at) == CallState::Open
    }

    /// The end of the grace for uploads begun in time.
    pub fn grace_until(&self) -> Timestamp {
        self.deadline.plus_minutes(i64::from(self.grace_minutes))
    }

    /// From when on nothing that arrived in time can still be on its way: heats open after it, so that
    /// no entry that got a receipt is left out.
    pub fn settled_at(&self) -> Timestamp {
        self.grace_until().plus_minutes(SETTLING_MINUTES)
    }

    /// Whether an upload begun in time was finished within the grace.
    pub fn accepts_upload(&self, begun_at: Timestamp, finished_at: Timestamp) -> bool {
        self.accepts(begun_at) && finished_at <= self.grace_until()
    }

    /// Whether an entry may still be submitted after the deadline because one of its uploads was
    /// begun in time and finished in the grace.
    pub fn accepts_in_grace(
        &self,
        arrived_at: Timestamp,
        uploads: impl IntoIterator<Item = (Timestamp, Timestamp)>,
    ) -> bool {
        self.deadline < arrived_at
            && arrived_at <= self.grace_until()
            && uploads.into_iter().any(|(begun_at, finished_at)| {
                finished_at > self.deadline && self.accepts_upload(begun_at, finished_at)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: Call = Call {
        opens_at: Timestamp(1_000),
        deadline: Timestamp(2_000),
        grace_minutes: 1,
    };

    #[test]
    fn the_deadline_itself_is_in_time_and_the_next_millisecond_is_not() {
        let accepted = [999, 1_000, 1_999, 2_000, 2_001].map(|at| CALL.accepts(Timestamp(at)));
        assert_eq!(accepted, [false, true, true, true, false]);
    }

    #[test]
    fn an_upload_begun_in_time_may_finish_in_the_grace() {
        let finished = |begun, at| CALL.accepts_upload(Timestamp(begun), Timestamp(at));
        assert!(finished(2_000, 62_000));
        assert!(!finished(2_000, 62_001));
        assert!(!finished(2_001, 2_002));
    }

    #[test]
    fn a_call_is_settled_a_minute_after_its_grace() {
        assert_eq!(CALL.settled_at(), Timestamp(2_000 + 120_000));
    }

    #[test]
    fn a_late_submit_needs_an_upload_that_ran_over_the_deadline() {
        let late = Timestamp(30_000);
        let upload = |begun, at| [(Timestamp(begun), Timestamp(at))];
        assert!(CALL.accepts_in_grace(late, upload(1_900, 20_000)));
        assert!(!CALL.accepts_in_grace(late, upload(1_900, 1_950)));
        assert!(!CALL.accepts_in_grace(late, upload(2_001, 20_000)));
        assert!(!CALL.accepts_in_grace(Timestamp(62_001), upload(1_900, 20_000)));
        assert!(!CALL.accepts_in_grace(Timestamp(999), upload(1_900, 20_000)));
    }
}
