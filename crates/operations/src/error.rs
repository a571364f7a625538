//! Why an operation did not happen, with a stable code for each reason. The web crate gives each kind
//! its status, the client gives each code its sentence.

use domain::{
    approval::ApprovalRefusal,
    assignment::SheetRefusal,
    award::AwardRefusal,
    ballot::{PapersRefusal, StillVoting},
    confidence::ConfidenceRefusal,
    edition::Problem,
    entry::EntryRefusal,
    exception::ExceptionRefusal,
    heat::OpenRefusal,
    policy::Denied,
    publication::PublicationRefusal,
    screening::ScreeningRefusal,
    transition::TransitionError,
};
use persistence::StoreError;
use thiserror::Error;

/// The result of every operation and query.
pub type Result<T, E = OperationError> = std::result::Result<T, E>;

/// Why it did not happen.
#[derive(Debug, Error)]
pub enum OperationError {
    /// Policy said no.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The caller looked at an older revision.
    #[error("the caller looked at an older revision")]
    Stale,
    /// A rule said no.
    #[error("{}", .0.code)]
    Refused(Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
}

/// A rule said no: which, and about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of no.
    pub kind: RefusalKind,
    /// A stable name in snake case.
    pub code: &'static str,
    /// What exactly, where there is more to say.
    pub problems: Vec<Problem>,
}

/// What kind of no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// The input is wrong, whatever the state.
    Invalid,
    /// The state of things does not allow it.
    Conflict,
    /// It was tried too often.
    TooMany,
    /// More bytes than are taken.
    TooLarge,
    /// A kind of file that is not taken.
    UnsupportedKind,
    /// Who asks could not show who they are.
    Unproven,
}

impl OperationError {
    /// A conflict with the state of things.
    pub fn conflict(code: &'static str) -> Self {
        Self::refuse(RefusalKind::Conflict, code, vec![])
    }

    /// Wrong input, with what is wrong.
    pub fn invalid(code: &'static str, problems: Vec<Problem>) -> Self {
        Self::refuse(RefusalKind::Invalid, code, problems)
    }

    /// Any refusal.
    pub const fn refuse(kind: RefusalKind, code: &'static str, problems: Vec<Problem>) -> Self {
        Self::Refused(Refusal {
            kind,
            code,
            problems,
        })
    }
}

impl From<StoreError> for OperationError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Self::Stale,
            other => Self::Store(other),
        }
    }
}

impl From<TransitionError> for OperationError {
    fn from(error: TransitionError) -> Self {
        let problem = Problem::at("", "transition").with("from", error.from);
        let problem = problem.with("action", error.action);
        Self::refuse(RefusalKind::Conflict, "state_forbids", vec![problem])
    }
}

impl From<EntryRefusal> for OperationError {
    fn from(refusal: EntryRefusal) -> Self {
        match refusal {
            EntryRefusal::CallClosed { call, arrived_at } => {
                let problem = Problem::at("", "call_closed")
                    .with("opens_at", call.opens_at.to_rfc3339())
                    .with("deadline", call.deadline.to_rfc3339())
                    .with("arrived_at", arrived_at.to_rfc3339());
                Self::refuse(RefusalKind::Conflict, "call_closed", vec![problem])
            }
            EntryRefusal::SupplementClosed { due_at, arrived_at } => {
                let problem = Problem::at("", "supplement_closed")
                    .with("due_at", due_at.to_rfc3339())
                    .with("arrived_at", arrived_at.to_rfc3339());
                Self::refuse(RefusalKind::Conflict, "supplement_closed", vec![problem])
            }
            EntryRefusal::NoSupplement => Self::conflict("supplement_not_requested"),
            EntryRefusal::SupplementEmpty => Self::conflict("supplement_empty"),
            EntryRefusal::Incomplete(problems) => Self::invalid("entry_incomplete", problems),
            EntryRefusal::Unstorable(problems) => Self::invalid("invalid_answers", problems),
            EntryRefusal::Unhashable => Self::invalid("invalid_answers", vec![]),
            EntryRefusal::Transition(error) => error.into(),
        }
    }
}

impl From<SheetRefusal> for OperationError {
    fn from(refusal: SheetRefusal) -> Self {
        match refusal {
            SheetRefusal::HeatNotOpen => Self::conflict("heat_not_open"),
            SheetRefusal::Invalid(problems) => Self::invalid("invalid_sheet", problems),
            SheetRefusal::Incomplete(problems) => Self::invalid("sheet_incomplete", problems),
            SheetRefusal::Transition(error) => error.into(),
        }
    }
}

impl From<PapersRefusal> for OperationError {
    fn from(refusal: PapersRefusal) -> Self {
        match refusal {
            PapersRefusal::NotOpen => Self::conflict("ballot_not_open"),
            PapersRefusal::Incomplete(problems) => Self::invalid("papers_incomplete", problems),
        }
    }
}

impl From<OpenRefusal> for OperationError {
    fn from(refusal: OpenRefusal) -> Self {
        Self::conflict(match refusal {
            OpenRefusal::CallStillOpen => "call_still_open",
            OpenRefusal::NoJudges => "no_judges",
            OpenRefusal::NoEntries => "no_entries",
            OpenRefusal::SourcesOpen => "sources_open",
            OpenRefusal::ScreeningOpen => "screening_open",
            OpenRefusal::NoProposal => "no_proposal",
            OpenRefusal::JudgesApart => "judges_apart",
            OpenRefusal::Imported => "heat_imported",
        })
    }
}

impl From<ScreeningRefusal> for OperationError {
    fn from(refusal: ScreeningRefusal) -> Self {
        match refusal {
            ScreeningRefusal::NotScreened => Self::conflict("not_screened"),
            ScreeningRefusal::Judged => Self::conflict("entry_judged"),
            ScreeningRefusal::ReasonMissing => Self::invalid(
                "reason_missing",
                vec![Problem::at("/reason", "reason_missing")],
            ),
        }
    }
}

impl From<AwardRefusal> for OperationError {
    fn from(refusal: AwardRefusal) -> Self {
        let at = |pointer: &str, code| Self::invalid(code, vec![Problem::at(pointer, code)]);
        match refusal {
            AwardRefusal::UnknownTier(tier) => {
                let problem = Problem::at("/tier", "unknown_key").with("key", tier);
                Self::invalid("unknown_tier", vec![problem])
            }
            AwardRefusal::QuotaFull { tier, quota } => {
                let problem = Problem::at("/tier", "quota_full").with("tier", tier);
                let problem = problem.with("quota", quota);
                Self::refuse(RefusalKind::Conflict, "quota_full", vec![problem])
            }
            AwardRefusal::NotRanked => Self::conflict("not_ranked"),
            AwardRefusal::TieUndecided => Self::conflict("tie_undecided"),
            AwardRefusal::Locked => Self::conflict("awards_locked"),
            AwardRefusal::InApproval => Self::conflict("awards_in_approval"),
            AwardRefusal::TitleMissing => at("/title", "title_missing"),
            AwardRefusal::TitleNotAsked => at("/title", "title_not_asked"),
            AwardRefusal::EntryTwice => at("/numbers", "entry_twice"),
            AwardRefusal::EntryMissing => at("/numbers", "entry_missing"),
            AwardRefusal::InAnotherAward => Self::conflict("entry_in_award"),
            AwardRefusal::NameMissing => at("/name", "name_missing"),
            AwardRefusal::NameNotAsked => at("/name", "name_not_asked"),
            AwardRefusal::ReasonMissing => at("/reason", "reason_missing"),
            AwardRefusal::StillHeld => Self::conflict("award_held"),
            AwardRefusal::PassedOnBefore => Self::conflict("award_passed_on"),
        }
    }
}

impl From<ConfidenceRefusal> for OperationError {
    fn from(refusal: ConfidenceRefusal) -> Self {
        let at = |pointer: &str, code| Self::invalid(code, vec![Problem::at(pointer, code)]);
        match refusal {
            ConfidenceRefusal::NoAward => Self::conflict("no_award_held"),
            ConfidenceRefusal::ToldAlready => Self::conflict("confided_already"),
            ConfidenceRefusal::NotHigher => Self::conflict("level_not_higher"),
            ConfidenceRefusal::NoAddress => Self::conflict("no_address"),
            ConfidenceRefusal::Public => Self::conflict("results_public"),
            ConfidenceRefusal::PledgeChanged => Self::conflict("pledge_changed"),
            ConfidenceRefusal::NotOpened => Self::conflict("confidence_not_opened"),
            ConfidenceRefusal::NameMissing => at("/outsider/name", "name_missing"),
            ConfidenceRefusal::NothingCovered => at("/outsider/covers", "nothing_covered"),
            ConfidenceRefusal::Nobody => at("/entries", "nobody_to_tell"),
        }
    }
}

impl From<PublicationRefusal> for OperationError {
    fn from(refusal: PublicationRefusal) -> Self {
        match refusal {
            PublicationRefusal::EmptyList => Self::conflict("empty_list"),
            PublicationRefusal::InstantPassed => Self::invalid(
                "instant_passed",
                vec![Problem::at("/publish_at", "instant_passed")],
            ),
            PublicationRefusal::AnotherUnderWay => Self::conflict("publication_under_way"),
            PublicationRefusal::SameOfficer => Self::conflict("same_officer"),
            PublicationRefusal::ListChanged => Self::conflict("list_changed"),
            PublicationRefusal::AlreadyPublic => Self::conflict("already_public"),
            PublicationRefusal::UnknownKind => {
                let problem = Problem::at("/kind", "unknown_version_kind");
                Self::invalid("unknown_version_kind", vec![problem])
            }
            PublicationRefusal::NoteMissing(problems) => {
                Self::invalid("missing_language", problems)
            }
            PublicationRefusal::NoteNotTaken => {
                let problem = Problem::at("/note", "note_not_taken");
                Self::invalid("note_not_taken", vec![problem])
            }
            PublicationRefusal::OutOfTurn => Self::conflict("version_out_of_turn"),
            PublicationRefusal::CorrectionNotBegun => Self::conflict("correction_not_begun"),
            PublicationRefusal::SameList => Self::conflict("same_list"),
            PublicationRefusal::NotInForce => Self::conflict("not_in_force"),
            PublicationRefusal::NothingToCorrect => Self::conflict("nothing_to_correct"),
            PublicationRefusal::CorrectionBegun => Self::conflict("correction_begun"),
            PublicationRefusal::OtherList => Self::conflict("other_list"),
            PublicationRefusal::Transition(error) => error.into(),
        }
    }
}

impl From<StillVoting> for OperationError {
    fn from(StillVoting { missing }: StillVoting) -> Self {
        let problem = Problem::at("/without_waiting", "still_voting");
        let problem = problem.with("missing", missing);
        Self::refuse(RefusalKind::Conflict, "still_voting", vec![problem])
    }
}

impl From<ExceptionRefusal> for OperationError {
    fn from(refusal: ExceptionRefusal) -> Self {
        Self::conflict(match refusal {
            ExceptionRefusal::NotNeeded => "exception_not_needed",
            ExceptionRefusal::Rejected => "exception_for_rejected",
            ExceptionRefusal::SamePerson => "same_person",
            ExceptionRefusal::ConfirmedBefore => "exception_confirmed",
            ExceptionRefusal::Withdrawn => "exception_withdrawn",
        })
    }
}

impl From<ApprovalRefusal> for OperationError {
    fn from(refusal: ApprovalRefusal) -> Self {
        let invalid = |pointer: String, code| Self::invalid(code, vec![Problem::at(pointer, code)]);
        match refusal {
            ApprovalRefusal::NoChain => Self::conflict("no_approval_chain"),
            ApprovalRefusal::EmptyList => Self::conflict("empty_list"),
            ApprovalRefusal::AnotherUnderWay => Self::conflict("approval_under_way"),
            ApprovalRefusal::OnPaper => Self::conflict("step_on_paper"),
            ApprovalRefusal::InApplication => Self::conflict("step_not_on_paper"),
            ApprovalRefusal::SamePerson => Self::conflict("same_person"),
            ApprovalRefusal::ListChanged | ApprovalRefusal::Unhashable => {
                Self::conflict("list_changed")
            }
            ApprovalRefusal::ScanChanged => Self::conflict("scan_changed"),
            ApprovalRefusal::CodeMismatch => {
                let problem = Problem::at("/code", "code_mismatch");
                Self::refuse(RefusalKind::Conflict, "code_mismatch", vec![problem])
            }
            ApprovalRefusal::NotOnList(place) => {
                invalid(format!("/strikes/{place}/award"), "not_on_list")
            }
            ApprovalRefusal::StrikeReasonMissing(place) => {
                invalid(format!("/strikes/{place}/reason"), "reason_missing")
            }
            ApprovalRefusal::NothingLeft => Self::conflict("nothing_left"),
            ApprovalRefusal::PaperIncomplete(field) => {
                invalid(format!("/{field}"), "paper_incomplete")
            }
            ApprovalRefusal::Transition(error) => error.into(),
        }
    }
}
