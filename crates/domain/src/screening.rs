//! Screening: whether a submitted entry may be judged.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::time::Timestamp;

/// Where an entry stands with the screeners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screening {
    /// Its contest does not screen, or it was not submitted yet.
    None,
    /// It waits for a decision.
    Pending,
    /// It may be judged.
    Accepted {
        /// When.
        at: Timestamp,
        /// Why, where a rule was overridden.
        reason: String,
    },
    /// It is out.
    Rejected {
        /// When.
        at: Timestamp,
        /// Why; the team reads it.
        reason: String,
    },
}

/// What a screener decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ScreeningDecision {
    /// It may be judged.
    Accept,
    /// It is out.
    Reject,
}

/// Why a decision cannot stand.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScreeningRefusal {
    /// Its contest does not screen, or it was not submitted.
    #[error("the entry does not wait for screening")]
    NotScreened,
    /// A rejection, or an acceptance against a rule, has to say why.
    #[error("the decision needs a reason")]
    ReasonMissing,
    /// It is in a heat already.
    #[error("the entry is being judged")]
    Judged,
}

impl Screening {
    /// The name in the database and in responses.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pending => "pending",
            Self::Accepted { .. } => "accepted",
            Self::Rejected { .. } => "rejected",
        }
    }

    /// Whether the entry may be judged as far as screening goes.
    pub const fn lets_pass(&self) -> bool {
        matches!(self, Self::None | Self::Accepted { .. })
    }

    /// The reason of the decision, where there is one.
    pub fn reason(&self) -> &str {
        match self {
            Self::None | Self::Pending => "",
            Self::Accepted { reason, .. } | Self::Rejected { reason, .. } => reason,
        }
    }

    /// When it was decided.
    pub const fn decided_at(&self) -> Option<Timestamp> {
        match self {
            Self::None | Self::Pending => None,
            Self::Accepted { at, .. } | Self::Rejected { at, .. } => Some(*at),
        }
    }

    /// The state after a new version was submitted: what was decided was decided on another text.
    #[must_use]
    pub fn resubmit(self, screens: bool) -> Self {
        match self {
            Self::None if !screens => Self::None,
            Self::None | Self::Pending | Self::Accepted { .. } | Self::Rejected { .. } => {
                Self::Pending
            }
        }
    }

    /// The state after a decision. `overrides` is whether it goes against what the rules computed;
    /// `judged` whether the entry takes part in a heat that was opened.
    ///
    /// # Errors
    /// See [`ScreeningRefusal`].
    pub fn decide(
        self,
        decision: ScreeningDecision,
        reason: &str,
        overrides: bool,
        judged: bool,
        at: Timestamp,
    ) -> Result<Self, ScreeningRefusal> {
        match self {
            Self::None => return Err(ScreeningRefusal::NotScreened),
            Self::Pending | Self::Accepted { .. } | Self::Rejected { .. } => {}
        }
        if judged {
            return Err(ScreeningRefusal::Judged);
        }
        let reason = reason.trim().to_owned();
        let must_say_why = overrides || decision == ScreeningDecision::Reject;
        if must_say_why && reason.is_empty() {
            return Err(ScreeningRefusal::ReasonMissing);
        }
        Ok(match decision {
            ScreeningDecision::Accept => Self::Accepted { at, reason },
            ScreeningDecision::Reject => Self::Rejected { at, reason },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Timestamp = Timestamp(7);

    fn decide(
        from: Screening,
        decision: ScreeningDecision,
        reason: &str,
        overrides: bool,
    ) -> Result<&'static str, ScreeningRefusal> {
        let decided = from.decide(decision, reason, overrides, false, AT)?;
        Ok(decided.name())
    }

    #[test]
    fn a_rejection_and_an_override_say_why() {
        use ScreeningDecision::{Accept, Reject};
        let missing = Err(ScreeningRefusal::ReasonMissing);
        assert_eq!(
            decide(Screening::Pending, Accept, "", false),
            Ok("accepted")
        );
        assert_eq!(decide(Screening::Pending, Accept, " ", true), missing);
        assert_eq!(decide(Screening::Pending, Reject, "", true), missing);
        assert_eq!(decide(Screening::Pending, Reject, "", false), missing);
        assert_eq!(
            decide(Screening::Pending, Reject, "off topic", false),
            Ok("rejected")
        );
        assert_eq!(
            decide(Screening::Pending, Accept, "letter of 3 May", true),
            Ok("accepted")
        );
    }

    #[test]
    fn a_decision_can_be_revised_until_the_entry_is_judged() {
        let out = Screening::Rejected {
            at: AT,
            reason: "off topic".into(),
        };
        assert_eq!(
            decide(out.clone(), ScreeningDecision::Accept, "", false),
            Ok("accepted")
        );
        let late = out.decide(ScreeningDecision::Accept, "", false, true, AT);
        assert_eq!(late, Err(ScreeningRefusal::Judged));
        let unscreened = Screening::None.decide(ScreeningDecision::Accept, "", false, false, AT);
        assert_eq!(unscreened, Err(ScreeningRefusal::NotScreened));
    }

    #[test]
    fn a_new_version_is_screened_anew() {
        let accepted = Screening::Accepted {
            at: AT,
            reason: String::new(),
        };
        assert_eq!(accepted.resubmit(true), Screening::Pending);
        assert_eq!(Screening::None.resubmit(true), Screening::Pending);
        assert_eq!(Screening::None.resubmit(false), Screening::None);
        assert!(!Screening::Pending.lets_pass() && Screening::None.lets_pass());
    }
}
