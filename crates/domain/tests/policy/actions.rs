//! Every action there is, each with the thing of the world that it is about.

use domain::policy::{
    Action, Actor, AdmitEntry, AdvanceHeat, AmendEdition, AnswerHeatReport, AnswerInvitation,
    AttachHeatScan, AttendBallot, CastPapers, CheckAdvancement, CheckAmendment, ChooseDivision,
    CloseHeat, ConfirmPublication, CountBallot, CreateEntry, CreateLogin, DecideTie,
    DeclareConflict, DeclareOrganizations, DeclineAward, Denied, Deployment, EndGrant, EndLogin,
    EnterOnBehalf, ExportEdition, ExportEntries, ExportJudges, ExportStanding, GiveAward,
    GiveGrant, ImportEdition, ImportJudges, ImportScores, InviteJudges, IssuePrintedCode,
    LiftConflict, ListAmendments, ListAudit, ListAwards, ListBallots, ListCalls, ListConflicts,
    ListEditions, ListEntries, ListGrants, ListJudges, ListOwnEntries, ListPublications,
    ListSupplements, ListTemplates, MoveEntry, OpenBallot, OpenHeat, PassOnAward,
    ProposeAssignments, ProposePublication, ReadAdvancement, ReadBallot, ReadEdition, ReadEntry,
    ReadEntryAttachment, ReadFunnel, ReadHeatProgress, ReadHeatReport, ReadHeatScan,
    ReadJudgeAttachment, ReadJudgeQueue, ReadJudgeSheet, ReadMe, ReadOwnAttachment, ReadOwnEntry,
    ReadOwnResults, ReadProposal, ReadPublic, ReadReceipt, ReadStanding, RecuseJudge,
    RemoveAttachment, ReportHeat, RequestLogin, RequestSupplement, RevokeAward, SaveEntryDraft,
    SaveSheetDraft, ScreenEntry, StopPublication, SubmitEntry, SubmitSheet, SubmitSupplement,
    UploadAttachment, WaiveSheets,
};

use crate::world::{NOW, World};

/// What an action is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Deployment,
    Edition,
    Entry,
    Heat,
    Assignment,
    Publication,
    Invitation,
    BallotSeat,
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
            RequestLogin CreateLogin EndLogin ReadMe ListCalls ReadPublic ListOwnEntries
            ReadJudgeQueue ListEditions ListTemplates ImportEdition;
        Entry, |world| &world.entry =>
            ReadOwnEntry SaveEntryDraft ChooseDivision UploadAttachment ReadOwnAttachment RemoveAttachment
            SubmitEntry SubmitSupplement ReadReceipt ReadOwnResults ReadEntry ReadEntryAttachment
            ScreenEntry MoveEntry;
        Assignment, |world| &world.assignment =>
            ReadJudgeSheet ReadJudgeAttachment SaveSheetDraft SubmitSheet RecuseJudge;
        Edition, |world| &world.edition =>
            ReadEdition CreateEntry ListEntries ListJudges ImportJudges IssuePrintedCode ListAwards
            GiveAward RevokeAward DeclineAward PassOnAward ListPublications ProposePublication ListAudit ExportEntries
            ReadFunnel ExportEdition ListAmendments CheckAmendment AmendEdition ListGrants GiveGrant
            EndGrant EnterOnBehalf RequestSupplement ListSupplements InviteJudges ListConflicts DeclareConflict LiftConflict
            ExportJudges;
        Heat, |world| &world.heat =>
            ProposeAssignments ReadProposal OpenHeat ReadHeatProgress WaiveSheets CloseHeat
            ListBallots OpenBallot CountBallot
            ImportScores ReadStanding ExportStanding ReadAdvancement DecideTie CheckAdvancement AdvanceHeat AdmitEntry ReportHeat
            AttachHeatScan ReadHeatReport ReadHeatScan AnswerHeatReport;
        Publication, |world| &world.publication =>
            ConfirmPublication StopPublication;
        Invitation, |world| &world.invitation =>
            AnswerInvitation DeclareOrganizations;
        BallotSeat, |world| &world.ballot_seat =>
            ReadBallot AttendBallot CastPapers;
    }
}
