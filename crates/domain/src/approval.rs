//! Approval: those who decide approve the list that a committee only recommends, step by step, in the
//! application or on paper. A request is numbered and does not change; what a step strikes off is kept
//! beside it, and the next step sees the list without it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    edition::{ApprovalBy, ApprovalStep},
    fingerprint::Fingerprint,
    ids::{AccountId, ApprovalId, AwardId, EditionId},
    publication::ReleaseItem,
    time::{Day, Timestamp},
    transition::TransitionError,
};

/// How many digits of a list's hash are printed as its code.
pub const CODE_DIGITS: usize = 12;

/// A list on its way through the chain of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Identity.
    pub id: ApprovalId,
    /// Lock column.
    pub revision: i64,
    /// Of which edition.
    pub edition: EditionId,
    /// 1 for the first of the edition.
    pub number: u32,
    /// The list as it was requested.
    pub items: Vec<ApprovalItem>,
    /// The hash of that list.
    pub requested_hash: Fingerprint,
    /// The chain as it was then, in order.
    pub steps: Vec<ApprovalStep>,
    /// Who requested it.
    pub requested_by: AccountId,
    /// When.
    pub requested_at: Timestamp,
    /// The scan that waits for the paper of the next step to be registered.
    pub scan: Option<Scan>,
    /// The steps done so far, in the order of the chain.
    pub signed: Vec<Signed>,
    /// Where it stands.
    pub state: ApprovalState,
}

/// One line of a requested list, with the award that it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalItem {
    /// The award.
    pub award: AwardId,
    /// The line.
    pub item: ReleaseItem,
}

/// A step that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who approved it in the application, or registered the paper.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// The hash of the list that was looked at.
    pub list_hash: Fingerprint,
    /// What was struck off it.
    pub strikes: Vec<Strike>,
    /// The paper, where the step is on paper.
    pub paper: Option<Paper>,
}

/// An item struck off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strike {
    /// The award of the item.
    pub award: AwardId,
    /// Why.
    pub reason: String,
}

/// A decision on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The number of the document.
    pub document: String,
    /// Its date.
    pub date: Day,
    /// Who signed it, as they are called there.
    pub signers: Vec<String>,
    /// The paper itself.
    pub scan: Scan,
}

/// A scan, addressed by its content hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The name that it came with.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its content hash.
    pub sha256: Fingerprint,
}

/// What the paper of a step says, as somebody registers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The code printed on the request.
    pub code: String,
    /// The number of the document.
    pub document: String,
    /// Its date.
    pub date: Day,
    /// Who signed it.
    pub signers: Vec<String>,
    /// The hash of the scan that was looked at, in hexadecimal digits.
    pub scan: String,
}

/// Where an approval stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApprovalState {
    /// Waits for the next step of the chain.
    Requested,
    /// Every step is done.
    Approved {
        /// When the last one was.
        at: Timestamp,
    },
    /// Sent back by an approver.
    Returned {
        /// By whom.
        by: AccountId,
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
    /// Taken back by the organizer.
    Recalled {
        /// By whom.
        by: AccountId,
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl ApprovalState {
    /// The name in the database.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Approved { .. } => "approved",
            Self::Returned { .. } => "returned",
            Self::Recalled { .. } => "recalled",
        }
    }
}

/// Why an approval does not go on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ApprovalRefusal {
    /// The edition has no chain.
    #[error("the edition has no approval chain")]
    NoChain,
    /// There is nothing to approve.
    #[error("the list is empty")]
    EmptyList,
    /// Another one is requested or approved.
    #[error("another request is under way or approved")]
    AnotherUnderWay,
    /// The next step is on paper.
    #[error("the next step is on paper")]
    OnPaper,
    /// The next step is in the application.
    #[error("the next step is in the application")]
    InApplication,
    /// Every signature is another person's.
    #[error("somebody who requested or signed cannot sign again")]
    SamePerson,
    /// What was looked at is not the list as it stands.
    #[error("the list is not the one that was looked at")]
    ListChanged,
    /// The scan is another one than was looked at.
    #[error("the scan is another one")]
    ScanChanged,
    /// The code on the paper is not that of the list as it stands.
    #[error("the code on the paper is not that of the list")]
    CodeMismatch,
    /// What is struck off is not on the list, or is named twice.
    #[error("strike {0} is of nothing on the list")]
    NotOnList(usize),
    /// A strike says why.
    #[error("strike {0} has no reason")]
    StrikeReasonMissing(usize),
    /// A list without items is returned, not approved.
    #[error("nothing would be left on the list")]
    NothingLeft,
    /// The paper is not complete: the field.
    #[error("the paper has no {0}")]
    PaperIncomplete(&'static str),
    /// The list cannot be written down.
    #[error("the list has no hash")]
    Unhashable,
    /// A move that the state does not allow.
    #[error(transparent)]
    Transition(#[from] TransitionError),
}

/// The hash of a list, which every step and the publication sign.
///
/// # Errors
/// [`ApprovalRefusal::Unhashable`], which no list of texts is.
pub fn list_hash<'a>(
    items: impl IntoIterator<Item = &'a ReleaseItem>,
) -> Result<Fingerprint, ApprovalRefusal> {
    let items: Vec<_> = items.into_iter().collect();
    Fingerprint::of_value(&items).map_err(|_| ApprovalRefusal::Unhashable)
}

/// The code of a list that is printed and typed in: the first digits of its hash.
pub fn code(hash: &Fingerprint) -> &str {
    &hash.hex()[..CODE_DIGITS]
}

/// Checks a request.
///
/// # Errors
/// [`ApprovalRefusal::NoChain`], [`ApprovalRefusal::AnotherUnderWay`], [`ApprovalRefusal::EmptyList`].
pub fn may_request(
    steps: &[ApprovalStep],
    items: &[ApprovalItem],
    latest: Option<&Approval>,
) -> Result<(), ApprovalRefusal> {
    if steps.is_empty() {
        return Err(ApprovalRefusal::NoChain);
    }
    if latest.is_some_and(Approval::binds) {
        return Err(ApprovalRefusal::AnotherUnderWay);
    }
    if items.is_empty() {
        return Err(ApprovalRefusal::EmptyList);
    }
    Ok(())
}

impl Approval {
    /// Whether the awards are bound by it: they change only once it is returned or recalled.
    pub const fn binds(&self) -> bool {
        match self.state {
            ApprovalState::Requested | ApprovalState::Approved { .. } => true,
            ApprovalState::Returned { .. } | ApprovalState::Recalled { .. } => false,
        }
    }

    /// Why the item of an award was struck off, where it was.
    pub fn struck(&self, award: AwardId) -> Option<&str> {
        let mut strikes = self.signed.iter().flat_map(|step| &step.strikes);
        let strike = strikes.find(|strike| strike.award == award)?;
        Some(&strike.reason)
    }

    /// What is left of the list.
    pub fn remaining(&self) -> impl Iterator<Item = &ApprovalItem> {
        let left = |item: &&ApprovalItem| self.struck(item.award).is_none();
        self.items.iter().filter(left)
    }

    /// The hash of what is left of the list.
    ///
    /// # Errors
    /// See [`list_hash`].
    pub fn list_hash(&self) -> Result<Fingerprint, ApprovalRefusal> {
        list_hash(self.remaining().map(|item| &item.item))
    }

    /// The step that it waits for.
    pub fn next_step(&self) -> Option<&ApprovalStep> {
        match self.state {
            ApprovalState::Requested => self.steps.get(self.signed.len()),
            ApprovalState::Approved { .. }
            | ApprovalState::Returned { .. }
            | ApprovalState::Recalled { .. } => None,
        }
    }

    /// Whether somebody requested it or signed a step of it in the application.
    pub fn is_signed_by(&self, account: AccountId) -> bool {
        let signed = |step: &Signed| step.paper.is_none() && step.by == account;
        self.requested_by == account || self.signed.iter().any(signed)
    }

    /// The next step in the application.
    ///
    /// # Errors
    /// [`ApprovalRefusal::OnPaper`], [`ApprovalRefusal::SamePerson`], [`ApprovalRefusal::ListChanged`],
    /// those of strikes, or a state that waits for nothing.
    pub fn approve(
        self,
        by: AccountId,
        looked_at: &str,
        strikes: Vec<Strike>,
        at: Timestamp,
    ) -> Result<Self, ApprovalRefusal> {
        let Some(step) = self.next_step() else {
            return Err(self.refuse("approve").into());
        };
        if step.by == ApprovalBy::Paper {
            return Err(ApprovalRefusal::OnPaper);
        }
        if self.is_signed_by(by) {
            return Err(ApprovalRefusal::SamePerson);
        }
        let list_hash = self.list_hash()?;
        if looked_at != list_hash.as_str() {
            return Err(ApprovalRefusal::ListChanged);
        }
        let signed = Signed {
            by,
            at,
            list_hash,
            strikes,
            paper: None,
        };
        self.sign(signed)
    }

    /// The next step on paper, registered by somebody who has it. The scan is there already.
    ///
    /// # Errors
    /// [`ApprovalRefusal::InApplication`], [`ApprovalRefusal::CodeMismatch`],
    /// [`ApprovalRefusal::PaperIncomplete`], [`ApprovalRefusal::ScanChanged`], those of strikes, or a state that waits for nothing.
    pub fn register(
        mut self,
        by: AccountId,
        paper: Registration,
        strikes: Vec<Strike>,
        at: Timestamp,
    ) -> Result<Self, ApprovalRefusal> {
        let Some(step) = self.next_step() else {
            return Err(self.refuse("register").into());
        };
        if step.by == ApprovalBy::Application {
            return Err(ApprovalRefusal::InApplication);
        }
        let list_hash = self.list_hash()?;
        if written(&paper.code) != code(&list_hash) {
            return Err(ApprovalRefusal::CodeMismatch);
        }
        let signers = paper.signers.iter().map(|name| name.trim().to_owned());
        let signers: Vec<_> = signers.filter(|name| !name.is_empty()).collect();
        if signers.is_empty() {
            return Err(ApprovalRefusal::PaperIncomplete("signers"));
        }
        if paper.document.trim().is_empty() {
            return Err(ApprovalRefusal::PaperIncomplete("document"));
        }
        let scan = self.scan.take();
        let scan = scan.ok_or(ApprovalRefusal::PaperIncomplete("scan"))?;
        if paper.scan != scan.sha256.hex() {
            return Err(ApprovalRefusal::ScanChanged);
        }
        let paper = Paper {
            document: paper.document.trim().to_owned(),
            date: paper.date,
            signers,
            scan,
        };
        self.sign(Signed {
            by,
            at,
            list_hash,
            strikes,
            paper: Some(paper),
        })
    }

    fn sign(mut self, mut signed: Signed) -> Result<Self, ApprovalRefusal> {
        for (place, strike) in signed.strikes.iter_mut().enumerate() {
            strike.reason = strike.reason.trim().to_owned();
            if strike.reason.is_empty() {
                return Err(ApprovalRefusal::StrikeReasonMissing(place));
            }
        }
        for (place, strike) in signed.strikes.iter().enumerate() {
            let on_list = self.remaining().any(|item| item.award == strike.award);
            let mut before = signed.strikes[..place].iter();
            if !on_list || before.any(|other| other.award == strike.award) {
                return Err(ApprovalRefusal::NotOnList(place));
            }
        }
        let at = signed.at;
        self.signed.push(signed);
        if self.remaining().next().is_none() {
            return Err(ApprovalRefusal::NothingLeft);
        }
        if self.signed.len() == self.steps.len() {
            self.state = ApprovalState::Approved { at };
        }
        Ok(self)
    }

    /// Sends it back to the organizer.
    ///
    /// # Errors
    /// Unless it waits for a step.
    pub fn give_back(
        mut self,
        by: AccountId,
        reason: String,
        at: Timestamp,
    ) -> Result<Self, TransitionError> {
        match self.state {
            ApprovalState::Requested => {
                self.state = ApprovalState::Returned { by, at, reason };
                Ok(self)
            }
            ApprovalState::Approved { .. }
            | ApprovalState::Returned { .. }
            | ApprovalState::Recalled { .. } => Err(self.refuse("return")),
        }
    }

    /// Takes it back, approved or not, so that the awards can change and be requested anew.
    ///
    /// # Errors
    /// When it is returned or recalled already.
    pub fn recall(
        mut self,
        by: AccountId,
        reason: String,
        at: Timestamp,
    ) -> Result<Self, TransitionError> {
        if !self.binds() {
            return Err(self.refuse("recall"));
        }
        self.state = ApprovalState::Recalled { by, at, reason };
        Ok(self)
    }

    const fn refuse(&self, action: &'static str) -> TransitionError {
        TransitionError {
            from: self.state.name(),
            action,
        }
    }
}

/// A code as people write it: in groups, with capitals.
fn written(code: &str) -> String {
    let digits = code.chars().filter(|c| !c.is_whitespace() && *c != '-');
    digits.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests;
