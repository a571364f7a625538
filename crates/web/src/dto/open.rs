//! What anybody gets: who am I, which calls are there, and how to sign in.

use domain::people;
use domain::time::Timestamp;
use operations::{
    Credential,
    queries::open::{CallView, Me as MeView, Workplace as Place},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::values::{Bilingual, CallState, EditionRef, Instant, Language, Named};
use crate::problem::ApiError;

/// Ask for a sign-in mail.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestLogin {
    pub email: String,
    pub language: Language,
}

/// One of three: address and six digits; the token of a link; a code on paper.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateLogin {
    #[schema(nullable = false)]
    pub email: Option<String>,
    #[schema(nullable = false)]
    pub code: Option<String>,
    #[schema(nullable = false)]
    pub token: Option<String>,
    #[schema(nullable = false)]
    pub printed_code: Option<String>,
}

impl TryFrom<CreateLogin> for Credential {
    type Error = ApiError;

    fn try_from(login: CreateLogin) -> Result<Self, ApiError> {
        let CreateLogin {
            email,
            code,
            token,
            printed_code,
        } = login;
        match (email, code, token, printed_code) {
            (Some(email), Some(code), None, None) => Ok(Self::Digits { email, code }),
            (None, None, Some(token), None) => Ok(Self::Token(token)),
            (None, None, None, Some(code)) => Ok(Self::Printed(code)),
            _ => Err(ApiError::invalid_at("", "not_one_credential")),
        }
    }
}

/// Who asks, and where they can work.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Null when nobody is signed in.
    #[schema(required)]
    pub account: Option<Account>,
    pub workplaces: Vec<Workplace>,
    pub server_time: Instant,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    pub name: Bilingual,
    #[schema(required)]
    pub email: Option<String>,
    pub language: Language,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Workplace {
    pub role: Role,
    pub edition: EditionRef,
}

/// As what somebody works in an edition.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Organizer,
    Officer,
    Chair,
    Judge,
    Auditor,
    Screener,
    Host,
    Approver,
    Team,
}

impl From<Place> for Role {
    fn from(place: Place) -> Self {
        match place {
            Place::Role(people::Role::Organizer) => Self::Organizer,
            Place::Role(people::Role::Officer) => Self::Officer,
            Place::Role(people::Role::Auditor) => Self::Auditor,
            Place::Role(people::Role::Screener) => Self::Screener,
            Place::Role(people::Role::Host) => Self::Host,
            Place::Role(people::Role::Approver) => Self::Approver,
            Place::Seat(people::Seat::Chair) => Self::Chair,
            Place::Seat(people::Seat::Judge) => Self::Judge,
            Place::Team => Self::Team,
        }
    }
}

impl Me {
    /// With the time at which the answer is given.
    pub fn new(me: MeView, now: Timestamp) -> Self {
        let account = me.account.map(|account| Account {
            name: account.person.name.into(),
            email: account.email.map(|email| email.as_str().to_owned()),
            language: account.language.into(),
        });
        let workplaces = me
            .workplaces
            .iter()
            .map(|(place, edition)| Workplace {
                role: (*place).into(),
                edition: edition.into(),
            })
            .collect();
        Self {
            account,
            workplaces,
            server_time: Instant(now),
        }
    }
}

/// All calls.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallList {
    pub calls: Vec<Call>,
}

/// The call of a contest.
#[derive(Debug, Serialize, ToSchema)]
pub struct Call {
    pub edition: EditionRef,
    /// Null where the contest is of none.
    #[schema(required)]
    pub track: Option<Named>,
    pub contest: Named,
    pub opens_at: Instant,
    pub deadline: Instant,
    pub grace_minutes: u32,
    pub state: CallState,
    pub may: CallMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CallMay {
    pub create_entry: bool,
}

impl From<Vec<CallView>> for CallList {
    fn from(calls: Vec<CallView>) -> Self {
        Self {
            calls: calls.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<CallView> for Call {
    fn from(view: CallView) -> Self {
        Self {
            edition: (&view.edition).into(),
            track: view.track.map(|(key, title)| Named::new(&key, &title)),
            contest: Named::new(&view.contest, &view.contest_title),
            opens_at: Instant(view.edition.call.opens_at),
            deadline: Instant(view.edition.call.deadline),
            grace_minutes: view.edition.call.grace_minutes,
            state: view.state.into(),
            may: CallMay {
                create_entry: view.may_create_entry,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_is_one_thing() {
        let some = |text: &str| Some(text.to_owned());
        let read = |login: CreateLogin| Credential::try_from(login).is_ok();
        assert!(read(CreateLogin {
            email: some("a@b.c"),
            code: some("123456"),
            ..CreateLogin::default()
        }));
        assert!(read(CreateLogin {
            token: some("t"),
            ..CreateLogin::default()
        }));
        assert!(!read(CreateLogin {
            email: some("a@b.c"),
            ..CreateLogin::default()
        }));
        assert!(!read(CreateLogin {
            token: some("t"),
            code: some("1"),
            ..CreateLogin::default()
        }));
        assert!(!read(CreateLogin::default()));
    }
}
