//! Who asks, with the facts about them that decisions need.

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use super::Denied;
use crate::{
    heat::Heat,
    ids::{AccountId, DivisionId, EditionId, HeatId, JudgeId, TeamId},
    people::{Grant, Role, Scope, Seat},
    time::Timestamp,
};

/// Where an account sits on a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PanelSeat {
    /// In which edition.
    pub edition: EditionId,
    /// In which heat.
    pub heat: HeatId,
    /// As whom.
    pub judge: JudgeId,
    /// How.
    pub seat: Seat,
}

/// Which team an account is a member of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// In which edition the team enters.
    pub edition: EditionId,
    /// The team.
    pub team: TeamId,
}

/// Who asks. Read afresh for every request, so that a dismissed judge is out at once.
#[derive(Debug, Default)]
pub struct Actor {
    account: Option<AccountId>,
    grants: Vec<Grant>,
    seats: Vec<PanelSeat>,
    judges_in: BTreeSet<EditionId>,
    memberships: Vec<Membership>,
    asked: Mutex<Vec<&'static str>>,
}

impl Actor {
    /// Nobody in particular.
    pub fn anonymous() -> Self {
        Self::default()
    }

    /// Somebody signed in.
    pub fn signed_in(
        account: AccountId,
        grants: Vec<Grant>,
        seats: Vec<PanelSeat>,
        memberships: Vec<Membership>,
    ) -> Self {
        Self {
            account: Some(account),
            grants,
            judges_in: seats.iter().map(|seat| seat.edition).collect(),
            seats,
            memberships,
            asked: Mutex::default(),
        }
    }

    /// The same, among the judges of editions even where no panel has a seat for them yet.
    #[must_use]
    pub fn among_judges_of(mut self, editions: impl IntoIterator<Item = EditionId>) -> Self {
        self.judges_in.extend(editions);
        self
    }

    /// The account, when signed in.
    pub const fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// Seats on panels.
    pub fn seats(&self) -> &[PanelSeat] {
        &self.seats
    }

    /// Whether the account is among the judges of an edition.
    pub fn judges_in(&self, edition: EditionId) -> bool {
        self.judges_in.contains(&edition)
    }

    pub(super) fn judges_anywhere(&self) -> bool {
        !self.judges_in.is_empty()
    }

    /// Roles given, standing or not.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Teams.
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// The names of the actions that were decided for this actor, in order.
    pub fn asked(&self) -> Vec<&'static str> {
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(super) fn record(&self, action: &'static str) {
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(action);
    }

    pub(super) fn must_be_signed_in(&self) -> Result<AccountId, Denied> {
        self.account.ok_or(Denied::Anonymous)
    }

    /// Whether a role stands for the whole of an edition.
    pub(super) fn has(&self, role: Role, edition: EditionId, now: Timestamp) -> bool {
        self.standing(role, edition, now)
            .any(|grant| grant.scope == Scope::All)
    }

    /// Whether a role stands for a heat.
    pub(super) fn has_for_heat(&self, role: Role, heat: &Heat, now: Timestamp) -> bool {
        self.standing(role, heat.edition, now)
            .any(|grant| match &grant.scope {
                Scope::All => true,
                Scope::Heats(heats) => heats.contains(&heat.id),
                Scope::Divisions(divisions) => heat
                    .division
                    .is_some_and(|division| divisions.contains(&division)),
            })
    }

    /// The divisions that a role stands for, where it stands for divisions.
    pub(super) fn divisions(
        &self,
        role: Role,
        edition: EditionId,
        now: Timestamp,
    ) -> BTreeSet<DivisionId> {
        self.standing(role, edition, now)
            .filter_map(|grant| match &grant.scope {
                Scope::Divisions(divisions) => Some(divisions),
                Scope::All | Scope::Heats(_) => None,
            })
            .flatten()
            .copied()
            .collect()
    }

    /// Whether a role stands for every edition of the deployment.
    pub(super) fn has_everywhere(&self, role: Role, now: Timestamp) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role == role && grant.edition.is_none() && grant.stands(now))
    }

    /// Whether any role at all stands in an edition.
    pub(super) fn has_any(&self, edition: EditionId, now: Timestamp) -> bool {
        Role::ALL
            .into_iter()
            .any(|role| self.standing(role, edition, now).next().is_some())
    }

    pub(super) fn chairs(&self, heat: HeatId) -> bool {
        self.seats
            .iter()
            .any(|seat| seat.heat == heat && seat.seat == Seat::Chair)
    }

    pub(super) fn chairs_in(&self, edition: EditionId) -> bool {
        self.seats
            .iter()
            .any(|seat| seat.edition == edition && seat.seat == Seat::Chair)
    }

    pub(super) fn is_judge(&self, judge: JudgeId) -> bool {
        self.seats.iter().any(|seat| seat.judge == judge)
    }

    pub(super) fn is_member(&self, team: TeamId) -> bool {
        self.memberships
            .iter()
            .any(|membership| membership.team == team)
    }

    /// A judge who enters the same edition is in conflict by rule.
    pub(super) fn enters(&self, edition: EditionId) -> bool {
        self.memberships
            .iter()
            .any(|membership| membership.edition == edition)
    }

    fn standing(
        &self,
        role: Role,
        edition: EditionId,
        now: Timestamp,
    ) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(move |grant| {
            grant.role == role
                && grant.edition.is_none_or(|granted| granted == edition)
                && grant.stands(now)
        })
    }
}
