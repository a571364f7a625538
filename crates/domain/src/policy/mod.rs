//! Who may do what: authorization as a type.
//!
//! A loader returns [`Guarded`] things that nobody can look into. [`Guarded::authorize`] asks the
//! [`Action`] whether this actor may, and gives back the thing together with an [`Allowed`] that every
//! writer demands. A forgotten check does not compile.
//!
//! Default is denial. Who may not even read a thing gets [`Denied::Hidden`], which looks like a
//! thing that does not exist.

mod actor;
mod approval;
mod ballot;
mod confidence;
mod edition;
mod entry;
mod heat;
mod judge;
mod open;
mod publication;
mod sheet;

use std::{collections::BTreeSet, marker::PhantomData};

use thiserror::Error;
use uuid::Uuid;

pub use self::{
    actor::*, approval::*, ballot::*, confidence::*, edition::*, entry::*, heat::*, judge::*,
    open::*, publication::*, sheet::*,
};
use crate::{ids::DivisionId, time::Timestamp};

/// Why an actor may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Denied {
    /// Nobody is signed in, and that would have to be known first.
    #[error("not signed in")]
    Anonymous,
    /// May know of the thing but not do this.
    #[error("not allowed")]
    Forbidden,
    /// May not know of the thing: same answer as for one that does not exist.
    #[error("not found")]
    Hidden,
}

/// A thing that decisions are about.
pub trait Subject {
    /// Its identity.
    fn id(&self) -> Uuid;
    /// Its lock column.
    fn revision(&self) -> i64;
}

/// Something an actor wants to do to a subject.
pub trait Action {
    /// The operation's name, as in the endpoint registry and the audit log.
    const NAME: &'static str;
    /// What it is done to.
    type Subject: Subject;

    /// Whether the actor may, at this instant.
    ///
    /// # Errors
    /// See [`Denied`].
    fn decide(actor: &Actor, subject: &Self::Subject, now: Timestamp) -> Result<(), Denied>;
}

/// A loaded thing that nobody has been authorized for yet. It has no accessor.
#[derive(Debug)]
#[must_use = "authorize it or drop it"]
pub struct Guarded<T>(T);

impl<T: Subject> Guarded<T> {
    /// Locks a thing in, for loaders.
    pub const fn seal(thing: T) -> Self {
        Self(thing)
    }

    /// Opens the thing for one action.
    ///
    /// # Errors
    /// What the action decided.
    pub fn authorize<A: Action<Subject = T>>(
        self,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(Allowed<A>, T), Denied> {
        actor.record(A::NAME);
        A::decide(actor, &self.0, now)?;
        let allowed = Allowed {
            subject: self.0.id(),
            revision: self.0.revision(),
            actor: actor.account(),
            at: now,
            action: PhantomData,
        };
        Ok((allowed, self.0))
    }
}

/// Proof that an actor was allowed an action on a subject. Made by [`Guarded::authorize`] alone,
/// spent by one write.
#[derive(Debug)]
#[must_use = "an authorization that is not used by a write is a read: name it so"]
pub struct Allowed<A> {
    subject: Uuid,
    revision: i64,
    actor: Option<crate::ids::AccountId>,
    at: Timestamp,
    action: PhantomData<fn() -> A>,
}

impl<A: Action> Allowed<A> {
    /// What it is about.
    pub const fn subject(&self) -> Uuid {
        self.subject
    }

    /// The revision that was looked at; a write is refused when it has moved on.
    pub const fn revision(&self) -> i64 {
        self.revision
    }

    /// Who was allowed.
    pub const fn actor(&self) -> Option<crate::ids::AccountId> {
        self.actor
    }

    /// When it was decided.
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// The action's name, for the audit log.
    pub const fn name(&self) -> &'static str {
        A::NAME
    }
}

/// The right to list, made by policy alone; the query reads its scope from it.
#[derive(Debug)]
pub struct Visible<A> {
    /// Whose things, or which edition's.
    subject: Uuid,
    account: Option<crate::ids::AccountId>,
    /// The divisions that the list is limited to, where it is.
    divisions: Option<BTreeSet<DivisionId>>,
    action: PhantomData<fn() -> A>,
}

impl<A: Action> Allowed<A> {
    /// The scope of a list, limited to divisions or not.
    fn visible_in(self, divisions: Option<BTreeSet<DivisionId>>) -> Visible<A> {
        Visible {
            divisions,
            ..self.visible()
        }
    }

    /// Turns the permission to list into the scope of a list.
    pub const fn visible(self) -> Visible<A> {
        Visible {
            subject: self.subject,
            account: self.actor,
            divisions: None,
            action: PhantomData,
        }
    }
}

impl<A: Action> Visible<A> {
    /// The divisions whose heats' entries are listed; nothing means that all are.
    pub const fn divisions(&self) -> Option<&BTreeSet<DivisionId>> {
        self.divisions.as_ref()
    }

    /// The edition or heat whose things are listed.
    pub const fn subject(&self) -> Uuid {
        self.subject
    }

    /// Whose list it is.
    pub const fn account(&self) -> Option<crate::ids::AccountId> {
        self.account
    }
}

/// Whether an actor may, for the `may` of a response: buttons follow policy, not a second rule.
pub fn may<A: Action>(actor: &Actor, subject: &A::Subject, now: Timestamp) -> bool {
    A::decide(actor, subject, now).is_ok()
}

/// The thing without dimension: the deployment itself.
#[derive(Debug)]
pub struct Deployment;

impl Subject for Deployment {
    fn id(&self) -> Uuid {
        Uuid::nil()
    }

    fn revision(&self) -> i64 {
        0
    }
}

/// Declares actions: name, wire name, subject, and the decision.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $wire:literal on $subject:ty: $decide:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $crate::policy::Action for $name {
            const NAME: &'static str = $wire;
            type Subject = $subject;

            fn decide(
                actor: &$crate::policy::Actor,
                subject: &Self::Subject,
                now: $crate::time::Timestamp,
            ) -> Result<(), $crate::policy::Denied> {
                let decide: fn(
                    &$crate::policy::Actor,
                    &$subject,
                    $crate::time::Timestamp,
                ) -> Result<(), $crate::policy::Denied> = $decide;
                decide(actor, subject, now)
            }
        }
    )+};
}
use actions;

/// Allowed when true, otherwise the denial.
fn or(condition: bool, denied: Denied) -> Result<(), Denied> {
    if condition { Ok(()) } else { Err(denied) }
}
