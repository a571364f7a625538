//! The approval chain: what was requested, what is done, what is next; and exceptions.

use std::collections::BTreeMap;

use domain::{
    approval::{Approval as Stored, ApprovalItem, ApprovalState as State, Signed, code},
    edition,
    ids::{AccountId, AwardId},
    publication::ReleaseItem,
    text,
    time::Day,
};
use operations::queries::approvals::{ApprovalView, ApprovalsView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    awards::{Outcome, Recipient},
    exceptions::AwardException,
    report::Scan,
    values::{Bilingual, EditionRef, Instant, Issue, Named, PersonName},
};
use crate::qr::QrPath;

/// The chain of an edition, and where its requests stand.
#[derive(Debug, Serialize, ToSchema)]
#[expect(
    clippy::struct_field_names,
    reason = "the field is what the list is called in the API"
)]
pub struct Approvals {
    pub edition: EditionRef,
    /// In order; empty where lists are published without.
    pub chain: Vec<ApprovalStep>,
    /// How many lines a request would have now.
    pub draft_items: usize,
    /// What keeps the list from being requested.
    pub blockers: Vec<Issue>,
    /// The latest first.
    pub approvals: Vec<Approval>,
    /// The latest first.
    pub exceptions: Vec<AwardException>,
    pub may: ApprovalsMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalsMay {
    pub request: bool,
    pub propose_exception: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalStep {
    pub key: String,
    pub title: Bilingual,
    pub by: ApprovalBy,
}

/// How a step is taken.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ApprovalBy {
    Application,
    Paper,
}

/// Where an approval stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ApprovalState {
    Requested,
    Approved,
    Returned,
    Recalled,
}

/// A request.
#[derive(Debug, Serialize, ToSchema)]
pub struct Approval {
    pub id: String,
    pub number: u32,
    pub state: ApprovalState,
    pub requested_by: PersonName,
    pub requested_at: Instant,
    /// The whole list as it was requested.
    pub items: Vec<ApprovalLine>,
    /// The hash of what is left of the list.
    pub list_hash: String,
    /// The first digits of that hash, for paper.
    pub code: String,
    /// The edition, the number of the request and the hash, for machines.
    #[schema(required)]
    pub qr: Option<QrPath>,
    /// The chain as it was when it was requested.
    pub steps: Vec<TakenStep>,
    /// The key of the step that it waits for.
    #[schema(required)]
    pub next_step: Option<String>,
    /// The scan that waits to be registered.
    #[schema(required)]
    pub scan: Option<Scan>,
    /// Who returned or recalled it.
    #[schema(required)]
    pub ended_by: Option<PersonName>,
    #[schema(required)]
    pub ended_at: Option<Instant>,
    /// Why it was returned or recalled; empty where it was not.
    pub end_reason: String,
    pub may: ApprovalMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalMay {
    pub approve: bool,
    /// It would be the viewer's to approve, had the viewer not requested or signed it.
    pub signed_before: bool,
    pub register: bool,
    pub give_back: bool,
    pub recall: bool,
}

/// A line of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalLine {
    /// The id of the award.
    pub award: String,
    pub contest: Named,
    pub tier: Named,
    pub outcome: Outcome,
    pub recipient: Recipient,
    #[schema(required)]
    pub name: Option<Bilingual>,
    pub title: Bilingual,
    pub entries: Vec<ApprovalEntry>,
    /// Why it was struck off.
    #[schema(required)]
    pub struck: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalEntry {
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
}

/// A step, done or not.
#[derive(Debug, Serialize, ToSchema)]
pub struct TakenStep {
    pub step: ApprovalStep,
    #[schema(required)]
    pub taken: Option<Taken>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Taken {
    /// Who approved it, or registered the paper.
    pub by: PersonName,
    pub at: Instant,
    /// The hash of the list that was looked at.
    pub list_hash: String,
    pub code: String,
    pub struck: usize,
    #[schema(required)]
    pub paper: Option<ApprovalPaper>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalPaper {
    pub document: String,
    /// A calendar day.
    pub date: String,
    pub signers: Vec<String>,
    pub scan: Scan,
}

/// An item struck off.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Strike {
    /// The id of the award.
    pub award: String,
    pub reason: String,
}

/// Take the next step, for the list that was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveList {
    pub list_hash: String,
    pub strikes: Vec<Strike>,
}

/// Register the paper of the next step. Its scan was uploaded before.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterApproval {
    /// As printed on the request.
    pub code: String,
    /// The number of the document.
    pub document: String,
    /// Its date, a calendar day such as `2026-11-20`.
    pub date: String,
    pub signers: Vec<String>,
    /// The hash of the scan that was looked at.
    pub scan: String,
    pub strikes: Vec<Strike>,
}

/// Send the list back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnList {
    pub reason: String,
}

/// Take the request back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecallApproval {
    pub reason: String,
}

/// Strikes as they come in. What is no id is on no list.
pub fn strikes(strikes: Vec<Strike>) -> Vec<domain::approval::Strike> {
    let strike = |strike: Strike| domain::approval::Strike {
        award: AwardId(Uuid::parse_str(&strike.award).unwrap_or_default()),
        reason: strike.reason,
    };
    strikes.into_iter().map(strike).collect()
}

impl RegisterApproval {
    /// What the paper says, and what it strikes off; nothing where the date is no day.
    pub fn registration(
        self,
    ) -> Option<(
        domain::approval::Registration,
        Vec<domain::approval::Strike>,
    )> {
        let paper = domain::approval::Registration {
            code: self.code,
            document: self.document,
            date: Day::parse(&self.date).ok()?,
            signers: self.signers,
            scan: self.scan,
        };
        Some((paper, strikes(self.strikes)))
    }
}

/// Names of those who did something.
pub(super) type Names = BTreeMap<AccountId, text::Bilingual>;

pub(super) fn person(names: &Names, account: AccountId) -> PersonName {
    (&names.get(&account).cloned().unwrap_or_default()).into()
}

impl From<ApprovalsView> for Approvals {
    fn from(view: ApprovalsView) -> Self {
        let names = &view.names;
        let approvals = view.approvals.iter().map(|one| Approval::new(one, names));
        let exceptions = view.exceptions.iter();
        Self {
            edition: (&view.edition).into(),
            chain: view.edition.approvals.iter().map(Into::into).collect(),
            draft_items: view.draft.len(),
            approvals: approvals.collect(),
            exceptions: exceptions
                .map(|one| AwardException::new(one, names))
                .collect(),
            blockers: view.blockers.into_iter().map(Into::into).collect(),
            may: ApprovalsMay {
                request: view.may_request,
                propose_exception: view.may_propose,
            },
        }
    }
}

impl From<&edition::ApprovalStep> for ApprovalStep {
    fn from(step: &edition::ApprovalStep) -> Self {
        Self {
            key: step.key.clone(),
            title: (&step.title).into(),
            by: match step.by {
                edition::ApprovalBy::Application => ApprovalBy::Application,
                edition::ApprovalBy::Paper => ApprovalBy::Paper,
            },
        }
    }
}

impl Approval {
    fn new(view: &ApprovalView, names: &Names) -> Self {
        let stored = &view.approval;
        let (state, ended) = match &stored.state {
            State::Requested => (ApprovalState::Requested, None),
            State::Approved { .. } => (ApprovalState::Approved, None),
            State::Returned { by, at, reason } => {
                (ApprovalState::Returned, Some((*by, *at, reason.clone())))
            }
            State::Recalled { by, at, reason } => {
                (ApprovalState::Recalled, Some((*by, *at, reason.clone())))
            }
        };
        let steps = stored.steps.iter().enumerate().map(|(at, step)| TakenStep {
            step: step.into(),
            taken: stored
                .signed
                .get(at)
                .map(|signed| Taken::new(signed, names)),
        });
        Self {
            id: stored.id.to_string(),
            number: stored.number,
            state,
            requested_by: person(names, stored.requested_by),
            requested_at: Instant(stored.requested_at),
            items: stored.items.iter().map(|item| line(stored, item)).collect(),
            list_hash: view.list_hash.to_string(),
            code: view.code.clone(),
            qr: QrPath::of(&view.printed),
            steps: steps.collect(),
            next_step: stored.next_step().map(|step| step.key.clone()),
            scan: stored.scan.as_ref().map(Into::into),
            ended_by: ended.as_ref().map(|(by, ..)| person(names, *by)),
            ended_at: ended.as_ref().map(|(_, at, _)| Instant(*at)),
            end_reason: ended.map(|(.., reason)| reason).unwrap_or_default(),
            may: ApprovalMay {
                approve: view.may_approve,
                signed_before: view.signed_before,
                register: view.may_register,
                give_back: view.may_return,
                recall: view.may_recall,
            },
        }
    }
}

fn line(approval: &Stored, item: &ApprovalItem) -> ApprovalLine {
    let release: &ReleaseItem = &item.item;
    let entries = release.entries.iter().map(|entry| ApprovalEntry {
        number: entry.number.clone(),
        title: (&entry.title).into(),
        team: (&entry.team).into(),
    });
    ApprovalLine {
        award: item.award.to_string(),
        contest: Named::new(&release.contest, &release.contest_title),
        tier: Named::new(&release.tier, &release.tier_title),
        outcome: release.outcome.into(),
        recipient: release.recipient.into(),
        name: release.name.as_ref().map(Into::into),
        title: (&release.title).into(),
        entries: entries.collect(),
        struck: approval.struck(item.award).map(str::to_owned),
    }
}

impl Taken {
    fn new(signed: &Signed, names: &Names) -> Self {
        let paper = signed.paper.as_ref().map(|paper| ApprovalPaper {
            document: paper.document.clone(),
            date: paper.date.to_string(),
            signers: paper.signers.clone(),
            scan: (&paper.scan).into(),
        });
        Self {
            by: person(names, signed.by),
            at: Instant(signed.at),
            code: code(&signed.list_hash).to_owned(),
            list_hash: signed.list_hash.to_string(),
            struck: signed.strikes.len(),
            paper,
        }
    }
}

impl From<&domain::approval::Scan> for Scan {
    fn from(scan: &domain::approval::Scan) -> Self {
        Self {
            name: scan.name.clone(),
            bytes: scan.bytes,
            sha256: scan.sha256.hex().to_owned(),
        }
    }
}
