//! The verbs of the competition, one file each: load, authorize, decide, write with audit and outbox
//! in one unit of work. `queries` are the reads, one projection per audience. It must not know HTTP.

mod close_heat;
mod confirm_publication;
mod context;
mod create_entry;
mod create_login;
mod error;
mod give_award;
pub mod grant_role;
mod import_edition;
mod import_judges;
mod issue_login_link;
mod issue_printed_code;
mod open_heat;
mod propose_publication;
pub mod queries;
mod recuse_judge;
mod remove_attachment;
mod request_login;
mod revoke_award;
mod save_entry_draft;
mod save_sheet_draft;
mod secret;
mod stop_publication;
mod submit_entry;
mod submit_sheet;
mod upload_attachment;
mod waive_sheets;

pub use self::{
    close_heat::close_heat,
    confirm_publication::confirm_publication,
    context::Context,
    create_entry::create_entry,
    create_login::{Credential, create_login},
    error::{OperationError, Refusal, RefusalKind, Result},
    give_award::give_award,
    import_edition::import_edition,
    import_judges::{ImportReport, ImportRow, RowState, import_judges},
    issue_login_link::issue_login_link,
    issue_printed_code::{PrintedCode, issue_printed_code},
    open_heat::open_heat,
    propose_publication::propose_publication,
    recuse_judge::recuse_judge,
    remove_attachment::remove_attachment,
    request_login::request_login,
    revoke_award::revoke_award,
    save_entry_draft::save_entry_draft,
    save_sheet_draft::save_sheet_draft,
    stop_publication::stop_publication,
    submit_entry::submit_entry,
    submit_sheet::submit_sheet,
    upload_attachment::{IncomingFile, upload_attachment},
    waive_sheets::waive_sheets,
};
