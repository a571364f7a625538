//! Identity: one type per kind of thing, so that an entry's id can never be passed for a heat's.
//!
//! Ids are time-ordered and stay inside the system. What people see is an entry number,
//! a key from the edition file or a random alias.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::time::Timestamp;

/// Mints ids. An argument, so that two worlds seeded alike get the same ids.
pub trait Ids: Send + Sync {
    /// A fresh id for a thing of the given kind (the table's name).
    fn mint(&self, kind: &'static str, now: Timestamp) -> Uuid;
}

/// Makes secrets: link tokens, one-time codes, aliases. Apart from [`Ids`], because an id
/// may be guessed and a secret may not.
pub trait Secrets: Send + Sync {
    /// 256 bits as 43 characters of URL-safe base 64.
    fn token(&self) -> String;
    /// Six decimal digits for a mail.
    fn six_digits(&self) -> String;
    /// Eighty bits in four groups of four letters and digits that cannot be misread, for paper.
    fn printed_code(&self) -> String;
    /// A number below `bound` (at least 1), for entry numbers and random order.
    fn below(&self, bound: u32) -> u32;
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The kind of thing, as its table is called.
            pub const KIND: &'static str = $kind;

            /// A fresh id.
            pub fn mint(ids: &dyn Ids, now: Timestamp) -> Self {
                Self(ids.mint(Self::KIND, now))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}:{}", $kind, self.0)
            }
        }
    )+};
}

id! {
    /// A recurring undertaking.
    ProgrammeId = "programmes";
    /// One year of a programme.
    EditionId = "editions";
    /// A heading over contests.
    TrackId = "tracks";
    /// What has its own form, ladder and way through the rounds.
    ContestId = "contests";
    /// A region or special category with a host.
    DivisionId = "divisions";
    /// Where judging happens.
    HeatId = "heats";
    /// How entries move into a heat.
    RouteId = "routes";
    /// Who goes on, and why.
    AdvancementId = "advancements";
    /// The chair's order of entries that the rule leaves equal.
    TieDecisionId = "tie_decisions";
    /// What a host hands in after closing a heat.
    HeatReportId = "heat_reports";
    /// What a shortlisted team is asked for.
    SupplementId = "supplements";
    /// What a screener decided.
    ScreeningId = "screenings";
    /// A relation that bars judging.
    ConflictId = "conflicts";
    /// A human being.
    PersonId = "persons";
    /// A way to sign in.
    AccountId = "accounts";
    /// A role given to an account.
    GrantId = "grants";
    /// A one-time code or link for signing in.
    LoginCodeId = "login_codes";
    /// Who enters.
    TeamId = "teams";
    /// What a team submits.
    EntryId = "entries";
    /// An immutable snapshot of an entry.
    VersionId = "entry_versions";
    /// A file of an entry.
    AttachmentId = "attachments";
    /// Someone who judges in an edition.
    JudgeId = "judges";
    /// Judge and entry in a heat.
    AssignmentId = "assignments";
    /// One submitted state of a score sheet.
    SheetVersionId = "sheet_versions";
    /// One secret vote of a panel.
    BallotId = "ballots";
    /// A frozen calculation over a heat.
    StandingId = "standings";
    /// A tier given to somebody.
    AwardId = "awards";
    /// What somebody is told under embargo.
    ConfidenceId = "confidences";
    /// A list on its way through the approval chain.
    ApprovalId = "approvals";
    /// An award that no standing recommends.
    ExceptionId = "award_exceptions";
    /// The act that makes a list public.
    PublicationId = "publications";
    /// A message waiting to be delivered.
    MessageId = "outbox_messages";
    /// One line of the audit log.
    AuditId = "audit_entries";
}
