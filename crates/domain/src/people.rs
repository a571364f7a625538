//! Persons, accounts and roles.

use serde::{Deserialize, Serialize};

use crate::{
    ids::{AccountId, DivisionId, EditionId, HeatId, PersonId},
    text::{Bilingual, Language},
    time::Timestamp,
};

/// A human being.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// The name in both scripts, either may be empty.
    pub name: Bilingual,
}

/// A way to sign in, and whom it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Identity.
    pub id: AccountId,
    /// Whose it is.
    pub person: Person,
    /// The verified e-mail address, if there is one.
    pub email: Option<Email>,
    /// The language mails are written in first.
    pub language: Language,
}

/// An e-mail address in the form in which it is compared: trimmed and lower-case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Reads an address as people type it. Full-width `＠` and `．` and a trailing full stop are
    /// mended; case is folded.
    pub fn parse(text: &str) -> Option<Self> {
        let mended = text
            .trim()
            .replace('＠', "@")
            .replace('．', ".")
            .to_lowercase();
        let mended = mended.trim_end_matches(['.', '。']);
        let (local, host) = mended.split_once('@')?;
        let sound = !local.is_empty()
            && mended.len() <= 254
            && !mended
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || "<>,;\"()".contains(c))
            && !host.contains('@')
            && host.split('.').count() >= 2
            && host.split('.').all(|label| !label.is_empty());
        sound.then(|| Self(mended.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a grant allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs an edition.
    Organizer,
    /// Signs publications.
    Officer,
    /// Reads everything that is on the record, changes nothing.
    Auditor,
    /// Checks entries against the eligibility rules.
    Screener,
    /// Runs the heats of a division for headquarters, and sees nothing beyond it.
    Host,
    /// Approves the list before it is published, and sees nothing beyond it.
    Approver,
}

impl Role {
    /// All roles that can be granted. Judges and chairs sit on panels and teams have members; these
    /// are facts, not grants.
    pub const ALL: [Self; 6] = [
        Self::Organizer,
        Self::Officer,
        Self::Auditor,
        Self::Screener,
        Self::Host,
        Self::Approver,
    ];

    /// Those who may see results before they are published.
    pub const OF_RESULTS: [Self; 3] = [Self::Organizer, Self::Officer, Self::Auditor];

    /// Those who see the list that is to be approved.
    pub const OF_APPROVALS: [Self; 4] = [
        Self::Organizer,
        Self::Officer,
        Self::Auditor,
        Self::Approver,
    ];

    /// Those that the organizer of an edition may give in it. Who runs it and who signs its results are
    /// the operator's to name.
    pub const OF_ORGANIZERS: [Self; 3] = [Self::Screener, Self::Host, Self::Auditor];

    /// The name in the database and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organizer => "organizer",
            Self::Officer => "officer",
            Self::Auditor => "auditor",
            Self::Screener => "screener",
            Self::Host => "host",
            Self::Approver => "approver",
        }
    }

    /// The role with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A role in an edition for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What it allows.
    pub role: Role,
    /// Where; nothing means every edition of the deployment, which only the operator gives.
    pub edition: Option<EditionId>,
    /// How much of the edition.
    pub scope: Scope,
    /// From this instant.
    pub from: Timestamp,
    /// Until just before this instant; nothing means without end.
    pub until: Option<Timestamp>,
}

/// How much of an edition a grant covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    All,
    /// These heats alone.
    Heats(Vec<HeatId>),
    /// The heats of these divisions, and the entries that take part in them.
    Divisions(Vec<DivisionId>),
}

impl Grant {
    /// Whether it stands at an instant.
    pub fn stands(&self, now: Timestamp) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

/// How somebody sits on a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seat {
    /// Scores, and leads the panel.
    Chair,
    /// Scores.
    Judge,
}

impl Seat {
    /// The name in the database and in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Judge => "judge",
        }
    }

    /// The seat with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Chair, Self::Judge]
            .into_iter()
            .find(|seat| seat.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_mended_where_the_keyboard_slipped() {
        let parsed = |text| Email::parse(text).map(|email| email.as_str().to_owned());
        assert_eq!(
            parsed(" Li.Na＠Example．org。"),
            Some("li.na@example.org".into())
        );
        for bad in [
            "", "a", "@b.c", "a@b", "a b@c.d", "a@b..c", "a@b@c.d", "<a@b.c>",
        ] {
            assert_eq!(parsed(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_grant_stands_from_its_first_instant_until_before_its_last() {
        let grant = Grant {
            role: Role::Organizer,
            edition: None,
            scope: Scope::All,
            from: Timestamp(10),
            until: Some(Timestamp(20)),
        };
        let stands = [9, 10, 19, 20].map(|at| grant.stands(Timestamp(at)));
        assert_eq!(stands, [false, true, true, false]);
    }
}
