//! What is done to an edition as a whole.

use uuid::Uuid;

use super::entry::SCREENS;
use super::{Action, Actor, Allowed, Denied, Subject, Visible, actions, or};
use crate::{edition::Edition, people::Role, time::Timestamp};

impl Subject for Edition {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn revision(&self) -> i64 {
        self.revision
    }
}

/// Allowed for these roles over the whole edition. Others who work in the edition are forbidden, all
/// others do not learn that it exists.
fn roles(actor: &Actor, edition: &Edition, now: Timestamp, roles: &[Role]) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    if roles.iter().any(|role| actor.has(*role, edition.id, now)) {
        return Ok(());
    }
    works_there(actor, edition, now)?;
    Err(Denied::Forbidden)
}

fn works_there(actor: &Actor, edition: &Edition, now: Timestamp) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    or(
        actor.has_any(edition.id, now) || actor.chairs_in(edition.id),
        Denied::Hidden,
    )
}

fn organizer(actor: &Actor, edition: &Edition, now: Timestamp) -> Result<(), Denied> {
    roles(actor, edition, now, &[Role::Organizer])
}

fn reads_entries(actor: &Actor, edition: &Edition, now: Timestamp) -> Result<(), Denied> {
    let hosts = !actor.divisions(Role::Host, edition.id, now).is_empty();
    if hosts {
        return Ok(());
    }
    roles(
        actor,
        edition,
        now,
        &[Role::Organizer, Role::Auditor, Role::Screener],
    )
}

fn organizer_or_auditor(actor: &Actor, edition: &Edition, now: Timestamp) -> Result<(), Denied> {
    roles(actor, edition, now, &[Role::Organizer, Role::Auditor])
}

fn of_results(actor: &Actor, edition: &Edition, now: Timestamp) -> Result<(), Denied> {
    roles(actor, edition, now, &Role::OF_RESULTS)
}

fn officer(actor: &Actor, edition: &Edition, now: Timestamp) -> Result<(), Denied> {
    roles(actor, edition, now, &[Role::Officer])
}

/// Whether an account can do nothing that the asker does not run: then a code that the asker hands out
/// for it opens no door that is closed to the asker. A role to come counts as well.
pub fn runs_all_of(asker: &Actor, account: &Actor, now: Timestamp) -> bool {
    let ended = |until: Option<Timestamp>| until.is_some_and(|until| until <= now);
    account.grants().iter().all(|grant| ended(grant.until))
        && account.memberships().is_empty()
        && account
            .seats()
            .iter()
            .all(|seat| asker.has(Role::Organizer, seat.edition, now))
}

/// Whether entries of the edition are the actor's to accept or reject, as [`super::ScreenEntry`] decides
/// of each.
pub fn screens_in(actor: &Actor, edition: &Edition, now: Timestamp) -> bool {
    roles(actor, edition, now, &SCREENS).is_ok()
}

actions! {
    /// The overview.
    ReadEdition = "read_edition" on Edition: works_there;
    /// Begin an entry. Whether the call is open is the call's rule, not a right.
    CreateEntry = "create_entry" on Edition: |actor, _, _| actor.must_be_signed_in().map(|_| ());
    /// The entries that are the actor's to see: a host's are those in the heats of the host's divisions.
    ListEntries = "list_entries" on Edition: reads_entries;
    /// Take the list away as a file.
    ExportEntries = "export_entries" on Edition: reads_entries;
    /// How many entries have come how far.
    ReadFunnel = "read_funnel" on Edition: organizer_or_auditor;
    /// The edition's file as it stands.
    ExportEdition = "export_edition" on Edition: organizer_or_auditor;
    /// What was changed since it was opened, and why.
    ListAmendments = "list_amendments" on Edition: organizer_or_auditor;
    /// What a new file would change, and whether it may.
    CheckAmendment = "check_amendment" on Edition: organizer;
    /// Change an edition that was opened, on the record.
    AmendEdition = "amend_edition" on Edition: organizer;
    /// Who has which role in it.
    ListGrants = "list_grants" on Edition: organizer_or_auditor;
    /// Make somebody screener, host or auditor. Organizers and officers are the operator's to name: who
    /// runs an edition must not choose those who sign its results.
    GiveGrant = "give_grant" on Edition: organizer;
    /// Take such a role back.
    EndGrant = "end_grant" on Edition: organizer;
    /// Ask shortlisted teams for more.
    RequestSupplement = "request_supplement" on Edition: |actor, edition, now| {
        roles(actor, edition, now, &SCREENS)
    };
    /// Who was asked for more, who answered and who is late.
    ListSupplements = "list_supplements" on Edition: |actor, edition, now| {
        let readers = [Role::Organizer, Role::Screener, Role::Auditor];
        roles(actor, edition, now, &readers)
    };
    /// Begin an entry for a team.
    EnterOnBehalf = "enter_on_behalf" on Edition: organizer;
    /// Ask judges whether they will judge.
    InviteJudges = "invite_judges" on Edition: organizer;
    /// Relations that bar judging.
    ListConflicts = "list_conflicts" on Edition: organizer_or_auditor;
    /// Put a relation on the record for a judge, or find them by organization and membership.
    DeclareConflict = "declare_conflict" on Edition: organizer;
    /// Say that a relation does not bar.
    LiftConflict = "lift_conflict" on Edition: organizer;
    /// All judges.
    ListJudges = "list_judges" on Edition: organizer_or_auditor;
    /// Take the list of judges away as a file.
    ExportJudges = "export_judges" on Edition: organizer_or_auditor;
    /// Bring judges and panels in from a file.
    ImportJudges = "import_judges" on Edition: organizer;
    /// Print a one-time code for a judge without mail.
    IssuePrintedCode = "issue_printed_code" on Edition: organizer;
    /// Awards as they stand.
    ListAwards = "list_awards" on Edition: of_results;
    /// Give a tier to an entry, or to a person or an organization for it.
    GiveAward = "give_award" on Edition: organizer;
    /// Take an award back before it is published.
    RevokeAward = "revoke_award" on Edition: organizer;
    /// Put on the record that its holder does not want an award.
    DeclineAward = "decline_award" on Edition: organizer;
    /// Let the place of an award that nobody holds any more go to the next in line.
    PassOnAward = "pass_on_award" on Edition: organizer;
    /// Who knows what since when.
    ListConfidences = "list_confidences" on Edition: of_results;
    /// Take the register of confidences away as a file.
    ExportConfidences = "export_confidences" on Edition: of_results;
    /// Tell somebody something before it is public.
    Confide = "confide" on Edition: organizer;
    /// Tell them more.
    RaiseConfidence = "raise_confidence" on Edition: organizer;
    /// Send word again to those who were told.
    RemindConfidant = "remind_confidant" on Edition: organizer;
    /// Take it back; who knew stays on the register.
    WithdrawConfidence = "withdraw_confidence" on Edition: organizer;
    /// Propose an award that no standing recommends.
    ProposeException = "propose_exception" on Edition: organizer;
    /// Confirm such a proposal. That it is another person is the exception's own rule.
    ConfirmException = "confirm_exception" on Edition: |actor, edition, now| {
        roles(actor, edition, now, &[Role::Officer, Role::Approver])
    };
    /// Take such a proposal back, or turn it down.
    WithdrawException = "withdraw_exception" on Edition: |actor, edition, now| {
        roles(actor, edition, now, &[Role::Organizer, Role::Officer, Role::Approver])
    };
    /// The approval chain, where its requests stand, and exceptions.
    ReadApprovals = "read_approvals" on Edition: |actor, edition, now| {
        roles(actor, edition, now, &Role::OF_APPROVALS)
    };
    /// Put the list before those who approve it.
    RequestApproval = "request_approval" on Edition: organizer;
    /// The list to be published and what became of it.
    ListPublications = "list_publications" on Edition: of_results;
    /// Put the list before a second officer.
    ProposePublication = "propose_publication" on Edition: officer;
    /// What was done by whom.
    ListAudit = "list_audit" on Edition: organizer_or_auditor;
}

/// Lists of entries, and what is made of them.
pub trait OfEntries: Action<Subject = Edition> {}
impl OfEntries for ListEntries {}
impl OfEntries for ExportEntries {}

/// Lists of judges, and what is made of them.
pub trait OfJudges: Action<Subject = Edition> {}
impl OfJudges for ListJudges {}
impl OfJudges for ExportJudges {}

/// Ways to begin an entry.
pub trait BeginsEntry: Action<Subject = Edition> {}
impl BeginsEntry for CreateEntry {}
impl BeginsEntry for EnterOnBehalf {}

impl<A: OfEntries> Allowed<A> {
    /// The entries that are this actor's to see: all for who works for the whole edition, for a host
    /// those that take part in a heat of the host's divisions.
    pub fn visible_to(self, actor: &Actor, edition: &Edition) -> Visible<A> {
        let now = self.at();
        let all = [Role::Organizer, Role::Auditor, Role::Screener];
        let whole = all.iter().any(|role| actor.has(*role, edition.id, now));
        let divisions = actor.divisions(Role::Host, edition.id, now);
        self.visible_in((!whole).then_some(divisions))
    }
}
