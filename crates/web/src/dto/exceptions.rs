//! Awards by exception: what was proposed, and what became of it.

use domain::exception::ExceptionState;
use operations::queries::approvals::ExceptionView;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    approvals::{Names, person},
    values::{Bilingual, Instant, Named, PersonName},
};

/// An award that no standing recommends.
#[derive(Debug, Serialize, ToSchema)]
pub struct AwardException {
    pub id: String,
    /// Key of the contest.
    pub contest: String,
    pub tier: Named,
    #[schema(required)]
    pub number: Option<String>,
    pub title: Bilingual,
    #[schema(required)]
    pub name: Option<Bilingual>,
    pub reason: String,
    pub proposed_by: PersonName,
    pub proposed_at: Instant,
    #[schema(required)]
    pub confirmed_by: Option<PersonName>,
    #[schema(required)]
    pub confirmed_at: Option<Instant>,
    #[schema(required)]
    pub withdrawn: Option<ExceptionWithdrawal>,
    pub may: AwardExceptionMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AwardExceptionMay {
    pub confirm: bool,
    pub withdraw: bool,
}

/// Take back, or turn down, what was proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawException {
    pub reason: String,
}

/// Who withdrew it, when, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExceptionWithdrawal {
    pub by: PersonName,
    pub at: Instant,
    pub reason: String,
}

impl AwardException {
    pub fn new(view: &ExceptionView, names: &Names) -> Self {
        let exception = &view.exception;
        let (confirmed, withdrawn) = match &exception.state {
            ExceptionState::Proposed => (None, None),
            ExceptionState::Confirmed { by, at } => (Some((*by, *at)), None),
            ExceptionState::Withdrawn { by, at, reason } => (None, Some((*by, *at, reason))),
        };
        Self {
            id: exception.id.to_string(),
            contest: view.contest.clone(),
            tier: Named::new(&exception.tier, &view.tier_title),
            number: view.number.clone(),
            title: (&view.title).into(),
            name: exception.name.as_ref().map(Into::into),
            reason: exception.reason.clone(),
            proposed_by: person(names, exception.proposed_by),
            proposed_at: Instant(exception.proposed_at),
            confirmed_by: confirmed.map(|(by, _)| person(names, by)),
            confirmed_at: confirmed.map(|(_, at)| Instant(at)),
            withdrawn: withdrawn.map(|(by, at, reason)| ExceptionWithdrawal {
                by: person(names, by),
                at: Instant(at),
                reason: reason.clone(),
            }),
            may: AwardExceptionMay {
                confirm: view.may_confirm,
                withdraw: view.may_withdraw,
            },
        }
    }
}
