//! The verbs of the competition, one file each: load, authorize, decide, write with audit and outbox
//! in one unit of work. `queries` are the reads, one projection per audience. It must not know HTTP.

// An async function is compiled wherever it is awaited: without this the router, the command line and the tests would each
// compile every verb and all of persistence again. A boxed future is compiled here, once, for one allocation a request.
pub(crate) use async_recursion::async_recursion as compiled_here;

mod adjusting;
mod admit_entry;
mod advance_heat;
mod advancement;
mod amend_edition;
mod amendment;
mod answer_confidence;
mod answer_heat_report;
mod answer_invitation;
mod approve_list;
mod approving;
mod attach_approval_scan;
mod attach_heat_scan;
mod attend_ballot;
mod awarding;
mod balloting;
mod begin_correction;
mod cast_papers;
mod check_amendment;
mod choose_division;
mod close_heat;
mod confide;
mod confiding;
mod confirm_exception;
mod confirm_publication;
mod context;
mod count_ballot;
mod create_entry;
mod create_login;
mod decide_tie;
mod declare_conflict;
mod declare_organizations;
mod decline_award;
mod end_grant;
mod end_vote;
mod enter_on_behalf;
mod error;
mod export_entries;
mod field;
mod give_award;
mod give_grant;
pub mod grant_role;
mod import_edition;
mod import_judges;
mod import_scores;
mod invite_judges;
mod issue_login_link;
mod issue_printed_code;
mod lift_conflict;
mod move_entry;
mod open_ballot;
mod open_confidence;
mod open_heat;
mod pass_on_award;
mod propose_assignments;
mod propose_exception;
mod propose_publication;
pub mod queries;
mod raise_confidence;
mod recall_approval;
mod recuse_judge;
mod register_approval;
mod remind_confidant;
mod remove_attachment;
mod report_heat;
mod request_approval;
mod request_login;
mod request_supplement;
mod return_list;
mod revoke_award;
mod save_entry_draft;
mod save_sheet_draft;
mod screen_entry;
mod secret;
mod standing;
mod stop_publication;
mod submit_entry;
mod submit_sheet;
mod submit_supplement;
mod table;
mod upload_attachment;
mod waive_sheets;
mod withdraw_confidence;
mod withdraw_correction;
mod withdraw_exception;

pub use self::{
    admit_entry::admit_entry,
    advance_heat::{AdvanceWish, advance_heat},
    amend_edition::amend_edition,
    answer_confidence::answer_confidence,
    answer_heat_report::answer_heat_report,
    answer_invitation::answer_invitation,
    approve_list::approve_list,
    attach_approval_scan::attach_approval_scan,
    attach_heat_scan::attach_heat_scan,
    attend_ballot::attend_ballot,
    awarding::AwardWish,
    begin_correction::begin_correction,
    cast_papers::cast_papers,
    check_amendment::check_amendment,
    choose_division::choose_division,
    close_heat::close_heat,
    confide::{Whom, confide},
    confirm_exception::confirm_exception,
    confirm_publication::confirm_publication,
    context::Context,
    count_ballot::{CountWish, count_ballot},
    create_entry::create_entry,
    create_login::{Credential, create_login},
    decide_tie::decide_tie,
    declare_conflict::declare_conflict,
    declare_organizations::declare_organizations,
    decline_award::decline_award,
    end_grant::end_grant,
    end_vote::end_vote,
    enter_on_behalf::{OnBehalf, enter_on_behalf},
    error::{OperationError, Refusal, RefusalKind, Result},
    export_entries::{EntryExport, export_entries},
    give_award::give_award,
    give_grant::{GrantWish, give_grant},
    import_edition::import_edition,
    import_judges::{ImportReport, ImportRow, RowState, import_judges},
    import_scores::import_scores,
    invite_judges::invite_judges,
    issue_login_link::issue_login_link,
    issue_printed_code::{PrintedCode, issue_printed_code},
    lift_conflict::lift_conflict,
    move_entry::move_entry,
    open_ballot::open_ballot,
    open_confidence::{open_confidence, open_personal_confidence},
    open_heat::open_heat,
    pass_on_award::pass_on_award,
    propose_assignments::propose_assignments,
    propose_exception::propose_exception,
    propose_publication::{PublicationWish, propose_publication},
    raise_confidence::raise_confidence,
    recall_approval::recall_approval,
    recuse_judge::recuse_judge,
    register_approval::register_approval,
    remind_confidant::remind_confidant,
    remove_attachment::remove_attachment,
    report_heat::report_heat,
    request_approval::request_approval,
    request_login::request_login,
    request_supplement::{SupplementWish, request_supplement},
    return_list::return_list,
    revoke_award::revoke_award,
    save_entry_draft::save_entry_draft,
    save_sheet_draft::save_sheet_draft,
    screen_entry::screen_entry,
    stop_publication::stop_publication,
    submit_entry::submit_entry,
    submit_sheet::submit_sheet,
    submit_supplement::submit_supplement,
    upload_attachment::{IncomingFile, upload_attachment},
    waive_sheets::waive_sheets,
    withdraw_confidence::withdraw_confidence,
    withdraw_correction::withdraw_correction,
    withdraw_exception::withdraw_exception,
};
