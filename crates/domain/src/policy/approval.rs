//! What is done to a list on its way through the approval chain.

use uuid::Uuid;

use super::{Actor, Denied, Subject, actions};
use crate::{approval::Approval, people::Role, time::Timestamp};

impl Subject for Approval {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn revision(&self) -> i64 {
        self.revision
    }
}

fn roles(actor: &Actor, approval: &Approval, now: Timestamp, roles: &[Role]) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    let has = |role: &Role| actor.has(*role, approval.edition, now);
    if roles.iter().any(has) {
        return Ok(());
    }
    Err(if Role::OF_APPROVALS.iter().any(has) {
        Denied::Forbidden
    } else {
        Denied::Hidden
    })
}

/// Those who have papers in their hands.
const REGISTERS: [Role; 2] = [Role::Organizer, Role::Approver];

actions! {
    /// Take the next step in the application. That it is another person is the approval's own rule.
    ApproveList = "approve_list" on Approval: |actor, approval, now| {
        roles(actor, approval, now, &[Role::Approver])
    };
    /// Register the paper of the next step.
    RegisterApproval = "register_approval" on Approval: |actor, approval, now| {
        roles(actor, approval, now, &REGISTERS)
    };
    /// Add the paper itself, before it is registered.
    AttachApprovalScan = "attach_approval_scan" on Approval: |actor, approval, now| {
        roles(actor, approval, now, &REGISTERS)
    };
    /// Read the paper of a step.
    ReadApprovalScan = "read_approval_scan" on Approval: |actor, approval, now| {
        roles(actor, approval, now, &Role::OF_APPROVALS)
    };
    /// Send the list back.
    ReturnList = "return_list" on Approval: |actor, approval, now| {
        roles(actor, approval, now, &[Role::Approver])
    };
    /// Take the request back.
    RecallApproval = "recall_approval" on Approval: |actor, approval, now| {
        roles(actor, approval, now, &[Role::Organizer])
    };
}
