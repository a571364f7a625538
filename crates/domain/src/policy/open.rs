//! What needs no thing but the deployment: signing in, the calls, one's own lists.

use super::{Actor, Denied, Deployment, actions, or};
use crate::{people::Role, time::Timestamp};

fn anyone(_: &Actor, _: &Deployment, _: Timestamp) -> Result<(), Denied> {
    or(true, Denied::Anonymous)
}

fn signed_in(actor: &Actor, _: &Deployment, _: Timestamp) -> Result<(), Denied> {
    actor.must_be_signed_in().map(|_| ())
}

fn organizer_everywhere(actor: &Actor, _: &Deployment, now: Timestamp) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    or(
        actor.has_everywhere(Role::Organizer, now),
        Denied::Forbidden,
    )
}

actions! {
    /// Ask for a sign-in mail.
    RequestLogin = "request_login" on Deployment: anyone;
    /// Sign in with a code or a link.
    CreateLogin = "create_login" on Deployment: anyone;
    /// Sign out.
    EndLogin = "end_login" on Deployment: signed_in;
    /// Who am I, and where can I work.
    ReadMe = "read_me" on Deployment: anyone;
    /// Which calls there are.
    ListCalls = "list_calls" on Deployment: anyone;
    /// The public pages, the health checks, the API document and the files of the application.
    ReadPublic = "read_public" on Deployment: anyone;
    /// The entries of one's teams.
    ListOwnEntries = "list_own_entries" on Deployment: signed_in;
    /// The confidential messages to one's teams.
    ListOwnConfidences = "list_own_confidences" on Deployment: signed_in;
    /// One's assignments as a judge, and where one was asked to judge.
    ReadJudgeQueue = "read_judge_queue" on Deployment: |actor, _, _| {
        actor.must_be_signed_in()?;
        or(actor.judges_anywhere(), Denied::Forbidden)
    };
    /// The editions one works in as staff or chair.
    ListEditions = "list_editions" on Deployment: |actor, _, now| {
        actor.must_be_signed_in()?;
        let staff = actor.grants().iter().any(|grant| grant.stands(now));
        let chair = actor.seats().iter().any(|seat| actor.chairs(seat.heat));
        or(staff || chair, Denied::Forbidden)
    };
    /// Edition files to begin from.
    ListTemplates = "list_templates" on Deployment: organizer_everywhere;
    /// Bring a new edition into the deployment.
    ImportEdition = "import_edition" on Deployment: organizer_everywhere;
}
