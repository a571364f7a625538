//! Every action there is, each with the thing of the world that it is about.

use domain::policy::{
    Action, Actor, AdmitEntry, AdvanceHeat, AmendEdition, AnswerConfidence, AnswerHeatReport,
    AnswerInvitation, ApproveList, AttachApprovalScan, AttachHeatScan, AttendBallot,
    BeginCorrection, CastPapers, CheckAdvancement, CheckAmendment, ChooseDivision, CloseHeat,
    Confide, ConfirmException, ConfirmPublication, CountBallot, CreateEntry, CreateLogin,
    DecideTie, DeclareConflict, DeclareOrganizations, DeclineAward, Denied, Deployment, EndGrant,
    EndLogin, EndVote, EnterOnBehalf, ExportConfidences, ExportEdition, ExportEntries,
    ExportJudges, ExportStanding, GiveAward, GiveGrant, ImportEdition, ImportJudges, ImportScores,
    InviteJudges, IssuePrintedCode, LiftConflict, ListAmendments, ListAudit, ListAwards,
    ListBallots, ListCalls, ListConfidences, ListConflicts, ListEditions, ListEntries, ListGrants,
    ListHeatEntries, ListJudges, ListOwnConfidences, ListOwnEntries, ListPublications,
    ListSupplements, ListTemplates, MoveEntry, OpenBallot, OpenConfidence, OpenHeat,
    OpenPersonalConfidence, PassOnAward, ProposeAssignments, ProposeException, ProposePublication,
    RaiseConfidence, ReadAdvancement, ReadApprovalScan, ReadApprovals, ReadBallot, ReadEdition,
    ReadEntry, ReadEntryAttachment, ReadFunnel, ReadHeatAnalysis, ReadHeatEntry, ReadHeatProgress,
    ReadHeatReport, ReadHeatScan, ReadJudgeAttachment, ReadJudgeQueue, ReadJudgeSheet, ReadMe,
    ReadOwnAttachment, ReadOwnConfidence, ReadOwnEntry, ReadOwnResults, ReadPersonalConfidence,
    ReadProposal, ReadPublic, ReadReceipt, ReadStanding, RecallApproval, RecuseJudge,
    RegisterApproval, RemindConfidant, RemoveAttachment, ReportHeat, RequestApproval, RequestLogin,
    RequestSupplement, ReturnList, RevokeAward, SaveEntryDraft, SaveSheetDraft, ScreenEntry,
    StopPublication, SubmitEntry, SubmitSheet, SubmitSupplement, UploadAttachment, WaiveSheets,
    WithdrawConfidence, WithdrawCorrection, WithdrawException,
};

use crate::world::{NOW, World};

/// What an action is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Deployment,
    Edition,
    Entry,
    Heat,
    HeatEntry,
    Assignment,
    Publication,
    Approval,
    Invitation,
    BallotSeat,
    Confidence,
    PersonalConfidence,
}

/// An action on its thing in the world.
pub struct Row {
    pub name: &'static str,
    pub thing: Thing,
    pub decide: fn(&Actor, &World) -> Result<(), Denied>,
}

macro_rules! rows {
    ($($thing:ident, $subject:expr => $($action:ident)+;)+) => {
        vec![$($(Row {
            name: $action::NAME,
            thing: Thing::$thing,
            decide: |actor, world| {
                let subject: fn(&World) -> &<$action as Action>::Subject = $subject;
                $action::decide(actor, subject(world), NOW)
            },
        },)+)+]
    };
}

pub fn every_action() -> Vec<Row> {
    rows! {
        Deployment, |_| &Deployment =>
            RequestLogin CreateLogin EndLogin ReadMe ListCalls ReadPublic ListOwnEntries ListOwnConfidences
            ReadJudgeQueue ListEditions ListTemplates ImportEdition;
        Entry, |world| &world.entry =>
            ReadOwnEntry SaveEntryDraft ChooseDivision UploadAttachment ReadOwnAttachment RemoveAttachment
            SubmitEntry SubmitSupplement ReadReceipt ReadOwnResults ReadEntry ReadEntryAttachment
            ScreenEntry MoveEntry;
        Assignment, |world| &world.assignment =>
            ReadJudgeSheet ReadJudgeAttachment SaveSheetDraft SubmitSheet RecuseJudge;
        Edition, |world| &world.edition =>
            ReadEdition CreateEntry ListEntries ListJudges ImportJudges IssuePrintedCode ListAwards
            GiveAward RevokeAward DeclineAward PassOnAward ProposeException ConfirmException WithdrawException ReadApprovals RequestApproval
            ListPublications ProposePublication ListAudit ExportEntries
            ReadFunnel ExportEdition ListAmendments CheckAmendment AmendEdition ListGrants GiveGrant
            EndGrant EnterOnBehalf RequestSupplement ListSupplements InviteJudges ListConflicts DeclareConflict LiftConflict
            ExportJudges ListConfidences ExportConfidences Confide RaiseConfidence RemindConfidant WithdrawConfidence;
        Heat, |world| &world.heat =>
            ProposeAssignments ReadProposal OpenHeat ReadHeatProgress ListHeatEntries WaiveSheets CloseHeat
            ListBallots OpenBallot CountBallot EndVote
            ImportScores ReadStanding ReadHeatAnalysis ExportStanding ReadAdvancement DecideTie CheckAdvancement AdvanceHeat AdmitEntry ReportHeat
            AttachHeatScan ReadHeatReport ReadHeatScan AnswerHeatReport;
        HeatEntry, |world| &world.heat_entry =>
            ReadHeatEntry;
        Publication, |world| &world.publication =>
            ConfirmPublication StopPublication BeginCorrection WithdrawCorrection;
        Approval, |world| &world.approval =>
             ApproveList RegisterApproval AttachApprovalScan ReadApprovalScan ReturnList RecallApproval;
        Invitation, |world| &world.invitation =>
            AnswerInvitation DeclareOrganizations;
        BallotSeat, |world| &world.ballot_seat =>
            ReadBallot AttendBallot CastPapers;
        Confidence, |world| &world.confidence =>
            ReadOwnConfidence OpenConfidence AnswerConfidence;
        PersonalConfidence, |world| &world.personal_confidence =>
            ReadPersonalConfidence OpenPersonalConfidence;
    }
}
