//! Every action there is, each with the thing of the world that it is about.

use domain::policy::{
    Action, Actor, CloseHeat, ConfirmPublication, CreateEntry, CreateLogin, Denied, Deployment,
    EndLogin, GiveAward, ImportEdition, ImportJudges, IssuePrintedCode, ListAudit, ListAwards,
    ListCalls, ListEditions, ListEntries, ListJudges, ListOwnEntries, ListPublications, OpenHeat,
    ProposePublication, ReadEdition, ReadEntry, ReadEntryAttachment, ReadHeatProgress,
    ReadJudgeAttachment, ReadJudgeQueue, ReadJudgeSheet, ReadMe, ReadOwnAttachment, ReadOwnEntry,
    ReadPublic, ReadReceipt, ReadStanding, RecuseJudge, RemoveAttachment, RequestLogin,
    RevokeAward, SaveEntryDraft, SaveSheetDraft, StopPublication, SubmitEntry, SubmitSheet,
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
            ReadJudgeQueue ListEditions ImportEdition;
        Entry, |world| &world.entry =>
            ReadOwnEntry SaveEntryDraft UploadAttachment ReadOwnAttachment RemoveAttachment
            SubmitEntry ReadReceipt ReadEntry ReadEntryAttachment;
        Assignment, |world| &world.assignment =>
            ReadJudgeSheet ReadJudgeAttachment SaveSheetDraft SubmitSheet RecuseJudge;
        Edition, |world| &world.edition =>
            ReadEdition CreateEntry ListEntries ListJudges ImportJudges IssuePrintedCode ListAwards
            GiveAward RevokeAward ListPublications ProposePublication ListAudit;
        Heat, |world| &world.heat =>
            OpenHeat ReadHeatProgress WaiveSheets CloseHeat ReadStanding;
        Publication, |world| &world.publication =>
            ConfirmPublication StopPublication;
    }
}
