//! The list of all endpoints, and what is made of it.

use std::sync::LazyLock;

use axum::{Router, handler::Handler, middleware::from_fn_with_state};
use domain::policy as p;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::routes;

use crate::{
    api::{
        advancement, amendments, approvals, awards, ballot, confidences, conflicts, exports,
        grants, heat, judge, officer, open, organizer, outside as other, screening, supplements,
        team,
    },
    app::App,
    edge, gate,
    pages::{files, handlers as pages},
    problem,
    registry::{Audience, Endpoint, EndpointInfo, Kind, Limits, Registry, endpoint, outside},
    server::serve,
    upload::{MOST_BYTES, WRAPPING},
};

/// Reads; the application asks often while somebody works.
const READ: Limits = Limits {
    body: 0,
    per_minute: 600,
};
/// Saved drafts: several texts, every few seconds.
const DRAFT: Limits = Limits {
    body: 1 << 20,
    per_minute: 240,
};
/// Deliberate acts of a person.
const ACT: Limits = Limits {
    body: 64 << 10,
    per_minute: 60,
};
/// Signing in, by address: a hall of judges may share one.
const SIGN_IN: Limits = Limits {
    body: 4 << 10,
    per_minute: 60,
};
/// One file.
const UPLOAD: Limits = Limits {
    body: MOST_BYTES + WRAPPING,
    per_minute: 30,
};
/// A file of text that a person chose.
const IMPORT: Limits = Limits {
    body: 2 << 20,
    per_minute: 20,
};
/// Pages and assets, by address.
const PUBLIC: Limits = Limits {
    body: 0,
    per_minute: 3_000,
};

fn all() -> Vec<Endpoint<App>> {
    [
        opened(),
        teams(),
        judges(),
        editions(),
        running(),
        heats(),
        ways(),
        record(),
        site(),
        confided(),
        approving(),
        public(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn opened() -> Vec<Endpoint<App>> {
    vec![
        endpoint::<p::RequestLogin, _>(|| routes!(open::request_login), Audience::Anyone, SIGN_IN),
        endpoint::<p::CreateLogin, _>(|| routes!(open::create_login), Audience::Anyone, SIGN_IN),
        endpoint::<p::EndLogin, _>(|| routes!(open::end_login), Audience::SignedIn, ACT),
        endpoint::<p::ReadMe, _>(|| routes!(open::read_me), Audience::Anyone, READ),
        endpoint::<p::ListCalls, _>(|| routes!(open::list_calls), Audience::Anyone, READ),
    ]
}

fn teams() -> Vec<Endpoint<App>> {
    let team = Audience::Team;
    vec![
        endpoint::<p::ListOwnEntries, _>(|| routes!(team::list_own_entries), team, READ),
        endpoint::<p::CreateEntry, _>(|| routes!(team::create_entry), team, ACT),
        endpoint::<p::ReadOwnEntry, _>(|| routes!(team::read_own_entry), team, READ),
        endpoint::<p::SaveEntryDraft, _>(|| routes!(team::save_entry_draft), team, DRAFT),
        endpoint::<p::ChooseDivision, _>(|| routes!(team::choose_division), team, ACT),
        endpoint::<p::UploadAttachment, _>(|| routes!(team::upload_attachment), team, UPLOAD)
            .upload(),
        endpoint::<p::ReadOwnAttachment, _>(|| routes!(team::read_own_attachment), team, READ)
            .file(),
        endpoint::<p::RemoveAttachment, _>(|| routes!(team::remove_attachment), team, ACT),
        endpoint::<p::SubmitEntry, _>(|| routes!(team::submit_entry), team, ACT),
        endpoint::<p::SubmitSupplement, _>(|| routes!(team::submit_supplement), team, ACT),
        endpoint::<p::ReadReceipt, _>(|| routes!(team::read_receipt), team, READ),
        endpoint::<p::ReadOwnResults, _>(|| routes!(team::read_own_results), team, READ),
    ]
}

fn judges() -> Vec<Endpoint<App>> {
    let judge = Audience::Judge;
    vec![
        endpoint::<p::ReadJudgeQueue, _>(|| routes!(judge::read_judge_queue), judge, READ),
        endpoint::<p::ReadJudgeSheet, _>(|| routes!(judge::read_judge_sheet), judge, READ),
        endpoint::<p::ReadJudgeAttachment, _>(
            || routes!(judge::read_judge_attachment),
            judge,
            READ,
        )
        .file(),
        endpoint::<p::SaveSheetDraft, _>(|| routes!(judge::save_sheet_draft), judge, DRAFT),
        endpoint::<p::SubmitSheet, _>(|| routes!(judge::submit_sheet), judge, ACT),
        endpoint::<p::RecuseJudge, _>(|| routes!(judge::recuse_judge), judge, ACT),
        endpoint::<p::AnswerInvitation, _>(|| routes!(conflicts::answer_invitation), judge, ACT),
        endpoint::<p::ReadBallot, _>(|| routes!(ballot::read_ballot), judge, READ),
        endpoint::<p::AttendBallot, _>(|| routes!(ballot::attend_ballot), judge, ACT),
        endpoint::<p::CastPapers, _>(|| routes!(ballot::cast_papers), judge, DRAFT),
        endpoint::<p::DeclareOrganizations, _>(
            || routes!(judge::declare_organizations),
            judge,
            ACT,
        ),
    ]
}

fn editions() -> Vec<Endpoint<App>> {
    let staff = Audience::Staff;
    vec![
        endpoint::<p::ListEditions, _>(|| routes!(organizer::list_editions), staff, READ),
        endpoint::<p::ImportEdition, _>(|| routes!(organizer::import_edition), staff, IMPORT),
        endpoint::<p::ListTemplates, _>(|| routes!(amendments::list_templates), staff, READ),
        endpoint::<p::ReadEdition, _>(|| routes!(organizer::read_edition), staff, READ),
        endpoint::<p::ListEntries, _>(|| routes!(organizer::list_entries), staff, READ),
        endpoint::<p::EnterOnBehalf, _>(|| routes!(organizer::enter_on_behalf), staff, ACT),
        endpoint::<p::ReadFunnel, _>(|| routes!(organizer::read_funnel), staff, READ),
        endpoint::<p::ExportEntries, _>(|| routes!(exports::export_entries), staff, ACT),
        endpoint::<p::ReadEntry, _>(|| routes!(organizer::read_entry), staff, READ),
        endpoint::<p::ReadEntryAttachment, _>(
            || routes!(organizer::read_entry_attachment),
            staff,
            READ,
        )
        .file(),
        endpoint::<p::ScreenEntry, _>(|| routes!(screening::screen_entry), staff, DRAFT),
        endpoint::<p::MoveEntry, _>(|| routes!(screening::move_entry), staff, ACT),
        endpoint::<p::ListConflicts, _>(|| routes!(conflicts::list_conflicts), staff, READ),
        endpoint::<p::DeclareConflict, _>(|| routes!(conflicts::declare_conflict), staff, ACT),
        endpoint::<p::LiftConflict, _>(|| routes!(conflicts::lift_conflict), staff, ACT),
        endpoint::<p::InviteJudges, _>(|| routes!(conflicts::invite_judges), staff, ACT),
        endpoint::<p::ListJudges, _>(|| routes!(organizer::list_judges), staff, READ),
        endpoint::<p::ExportJudges, _>(|| routes!(exports::export_judges), staff, ACT),
        endpoint::<p::ImportJudges, _>(|| routes!(organizer::import_judges), staff, IMPORT),
        endpoint::<p::IssuePrintedCode, _>(|| routes!(organizer::issue_printed_code), staff, ACT),
    ]
}

fn running() -> Vec<Endpoint<App>> {
    let staff = Audience::Staff;
    vec![
        endpoint::<p::ExportEdition, _>(|| routes!(amendments::export_edition), staff, READ),
        endpoint::<p::ListAmendments, _>(|| routes!(amendments::list_amendments), staff, READ),
        endpoint::<p::CheckAmendment, _>(|| routes!(amendments::check_amendment), staff, IMPORT)
            .changes_nothing(),
        endpoint::<p::AmendEdition, _>(|| routes!(amendments::amend_edition), staff, IMPORT),
        endpoint::<p::ListSupplements, _>(|| routes!(supplements::list_supplements), staff, READ),
        endpoint::<p::RequestSupplement, _>(
            || routes!(supplements::request_supplement),
            staff,
            ACT,
        ),
        endpoint::<p::ListGrants, _>(|| routes!(grants::list_grants), staff, READ),
        endpoint::<p::GiveGrant, _>(|| routes!(grants::give_grant), staff, ACT),
        endpoint::<p::EndGrant, _>(|| routes!(grants::end_grant), staff, ACT),
    ]
}

fn heats() -> Vec<Endpoint<App>> {
    let staff = Audience::Staff;
    vec![
        endpoint::<p::ReadProposal, _>(|| routes!(heat::read_proposal), staff, READ),
        endpoint::<p::ProposeAssignments, _>(|| routes!(heat::propose_assignments), staff, ACT),
        endpoint::<p::OpenHeat, _>(|| routes!(heat::open_heat), staff, ACT),
        endpoint::<p::ReadHeatProgress, _>(|| routes!(heat::read_heat_progress), staff, READ),
        endpoint::<p::ListHeatEntries, _>(|| routes!(heat::list_heat_entries), staff, READ),
        endpoint::<p::ReadHeatEntry, _>(|| routes!(heat::read_heat_entry), staff, READ),
        endpoint::<p::WaiveSheets, _>(|| routes!(heat::waive_sheets), staff, DRAFT),
        endpoint::<p::CloseHeat, _>(|| routes!(heat::close_heat), staff, ACT),
        endpoint::<p::ImportScores, _>(|| routes!(heat::import_scores), staff, IMPORT),
        endpoint::<p::ListBallots, _>(|| routes!(ballot::list_ballots), staff, READ),
        endpoint::<p::OpenBallot, _>(|| routes!(ballot::open_ballot), staff, ACT),
        endpoint::<p::CountBallot, _>(|| routes!(ballot::count_ballot), staff, ACT),
        endpoint::<p::EndVote, _>(|| routes!(ballot::end_vote), staff, ACT),
        endpoint::<p::ReadStanding, _>(|| routes!(heat::read_standing), staff, READ),
        endpoint::<p::ReadHeatAnalysis, _>(|| routes!(heat::read_heat_analysis), staff, ACT),
        endpoint::<p::ExportStanding, _>(|| routes!(exports::export_standing), staff, ACT),
    ]
}

fn ways() -> Vec<Endpoint<App>> {
    let staff = Audience::Staff;
    vec![
        endpoint::<p::ReadAdvancement, _>(|| routes!(advancement::read_advancement), staff, READ),
        endpoint::<p::CheckAdvancement, _>(
            || routes!(advancement::check_advancement),
            staff,
            DRAFT,
        )
        .changes_nothing(),
        endpoint::<p::AdvanceHeat, _>(|| routes!(advancement::advance_heat), staff, ACT),
        endpoint::<p::DecideTie, _>(|| routes!(advancement::decide_tie), staff, ACT),
        endpoint::<p::AdmitEntry, _>(|| routes!(advancement::admit_entry), staff, ACT),
        endpoint::<p::ReadHeatReport, _>(|| routes!(advancement::read_heat_report), staff, READ),
        endpoint::<p::ReportHeat, _>(|| routes!(advancement::report_heat), staff, ACT),
        endpoint::<p::AttachHeatScan, _>(|| routes!(advancement::attach_heat_scan), staff, UPLOAD)
            .upload(),
        endpoint::<p::ReadHeatScan, _>(|| routes!(advancement::read_heat_scan), staff, READ).file(),
        endpoint::<p::AnswerHeatReport, _>(|| routes!(advancement::answer_heat_report), staff, ACT),
    ]
}

fn record() -> Vec<Endpoint<App>> {
    let (staff, officer) = (Audience::Staff, Audience::Officer);
    vec![
        endpoint::<p::ListAwards, _>(|| routes!(awards::list_awards), staff, READ),
        endpoint::<p::GiveAward, _>(|| routes!(awards::give_award), staff, ACT),
        endpoint::<p::RevokeAward, _>(|| routes!(awards::revoke_award), staff, ACT),
        endpoint::<p::DeclineAward, _>(|| routes!(awards::decline_award), staff, ACT),
        endpoint::<p::PassOnAward, _>(|| routes!(awards::pass_on_award), staff, ACT),
        endpoint::<p::ListPublications, _>(|| routes!(officer::list_publications), staff, READ),
        endpoint::<p::ProposePublication, _>(
            || routes!(officer::propose_publication),
            officer,
            ACT,
        ),
        endpoint::<p::ConfirmPublication, _>(
            || routes!(officer::confirm_publication),
            officer,
            ACT,
        ),
        endpoint::<p::StopPublication, _>(|| routes!(officer::stop_publication), staff, ACT),
        endpoint::<p::BeginCorrection, _>(|| routes!(officer::begin_correction), staff, ACT),
        endpoint::<p::WithdrawCorrection, _>(|| routes!(officer::withdraw_correction), staff, ACT),
        endpoint::<p::ListAudit, _>(|| routes!(officer::list_audit), staff, READ),
    ]
}

fn confided() -> Vec<Endpoint<App>> {
    let (staff, team, anyone) = (Audience::Staff, Audience::Team, Audience::Anyone);
    vec![
        endpoint::<p::ListConfidences, _>(|| routes!(confidences::list_confidences), staff, READ),
        endpoint::<p::ExportConfidences, _>(
            || routes!(confidences::export_confidences),
            staff,
            ACT,
        ),
        endpoint::<p::Confide, _>(|| routes!(confidences::confide), staff, ACT),
        endpoint::<p::RaiseConfidence, _>(|| routes!(confidences::raise_confidence), staff, ACT),
        endpoint::<p::RemindConfidant, _>(|| routes!(confidences::remind_confidant), staff, ACT),
        endpoint::<p::WithdrawConfidence, _>(
            || routes!(confidences::withdraw_confidence),
            staff,
            ACT,
        ),
        endpoint::<p::ListOwnConfidences, _>(
            || routes!(confidences::list_own_confidences),
            team,
            READ,
        ),
        endpoint::<p::ReadOwnConfidence, _>(
            || routes!(confidences::read_own_confidence),
            team,
            READ,
        ),
        endpoint::<p::OpenConfidence, _>(|| routes!(confidences::open_confidence), team, ACT),
        endpoint::<p::AnswerConfidence, _>(|| routes!(confidences::answer_confidence), team, ACT),
        endpoint::<p::ReadPersonalConfidence, _>(
            || routes!(confidences::read_personal_confidence),
            anyone,
            SIGN_IN,
        )
        .changes_nothing(),
        endpoint::<p::OpenPersonalConfidence, _>(
            || routes!(confidences::open_personal_confidence),
            anyone,
            SIGN_IN,
        ),
    ]
}

fn approving() -> Vec<Endpoint<App>> {
    let staff = Audience::Staff;
    vec![
        endpoint::<p::ReadApprovals, _>(|| routes!(approvals::read_approvals), staff, READ),
        endpoint::<p::RequestApproval, _>(|| routes!(approvals::request_approval), staff, ACT),
        endpoint::<p::ApproveList, _>(|| routes!(approvals::approve_list), staff, DRAFT),
        endpoint::<p::RegisterApproval, _>(|| routes!(approvals::register_approval), staff, DRAFT),
        endpoint::<p::AttachApprovalScan, _>(
            || routes!(approvals::attach_approval_scan),
            staff,
            UPLOAD,
        )
        .upload(),
        endpoint::<p::ReadApprovalScan, _>(|| routes!(approvals::read_approval_scan), staff, READ)
            .file(),
        endpoint::<p::ReturnList, _>(|| routes!(approvals::return_list), staff, ACT),
        endpoint::<p::RecallApproval, _>(|| routes!(approvals::recall_approval), staff, ACT),
        endpoint::<p::ProposeException, _>(|| routes!(approvals::propose_exception), staff, ACT),
        endpoint::<p::ConfirmException, _>(|| routes!(approvals::confirm_exception), staff, ACT),
        endpoint::<p::WithdrawException, _>(|| routes!(approvals::withdraw_exception), staff, ACT),
    ]
}

fn public() -> Vec<Endpoint<App>> {
    let asset = Kind::Asset;
    vec![
        outside::<p::CreateLogin, _, _, _>(
            "/sign-in/{token}",
            Kind::Link,
            open::follow_link,
            SIGN_IN,
        ),
        outside::<p::ReadPublic, _, _, _>("/assets/{name}", asset, other::public_asset, PUBLIC),
        outside::<p::ReadPublic, _, _, _>("/app", asset, other::application, PUBLIC),
        outside::<p::ReadPublic, _, _, _>("/app/", asset, other::application, PUBLIC),
        outside::<p::ReadPublic, _, _, _>("/app/{*path}", asset, other::application_file, PUBLIC),
        outside::<p::ReadPublic, _, _, _>("/api/openapi.json", asset, other::openapi, PUBLIC),
        outside::<p::ReadPublic, _, _, _>("/healthz", asset, other::healthz, PUBLIC),
        outside::<p::ReadPublic, _, _, _>("/readyz", asset, other::readyz, PUBLIC),
    ]
}

/// The public pages, each at the three addresses of [`crate::pages::address`].
fn site() -> Vec<Endpoint<App>> {
    [
        in_languages("/", pages::home),
        in_languages("/programmes", pages::programmes),
        in_languages("/programmes/{programme}", pages::programme),
        in_languages("/archive", pages::archive),
        in_languages("/editions/{edition}", pages::call),
        in_languages("/results/{edition}", pages::results),
        in_languages("/results/{edition}/entries/{number}", pages::entry),
        in_languages("/results/{edition}/versions/{version}", pages::version),
        in_languages(
            "/results/{edition}/versions/{version}/items/{place}",
            pages::line,
        ),
        // Without the slash people write them too.
        vec![page("/zh", pages::home), page("/en", pages::home)],
        vec![
            page("/results/{edition}/list.json", files::list_json),
            page("/results/{edition}/list.csv", files::list_csv),
            page("/zh/feed.xml", files::feed_zh),
            page("/en/feed.xml", files::feed_en),
            page("/sitemap.xml", files::sitemap),
            page("/robots.txt", files::robots),
        ],
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn page<H, T>(path: &str, handler: H) -> Endpoint<App>
where
    H: Handler<T, App>,
    T: 'static,
{
    outside::<p::ReadPublic, _, _, _>(path, Kind::Page, handler, PUBLIC)
}

fn in_languages<H, T>(path: &str, handler: H) -> Vec<Endpoint<App>>
where
    H: Handler<T, App>,
    T: 'static,
{
    let prefixes = ["", "/zh", "/en"].into_iter();
    prefixes
        .map(|prefix| page(&format!("{prefix}{path}"), handler.clone()))
        .collect()
}

/// What the matrices know: every endpoint there is.
pub fn endpoints() -> Vec<EndpointInfo> {
    Registry::new(all()).infos()
}

/// The API's document, the same text for the same program. It is made when first asked for: its parts
/// weigh several times the rest of the server at rest.
pub fn openapi_json() -> &'static str {
    static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
        let document = Registry::new(all()).openapi();
        // Plain data with string keys: there is nothing that JSON could not say.
        document.to_pretty_json().unwrap_or_default() + "\n"
    });
    &DOCUMENT
}

/// The whole of the server, ready to be asked.
pub fn router(app: App) -> Router {
    let gate = |info: &EndpointInfo, handler| gate::guard(&app, info, handler);
    Registry::new(all())
        .router(gate, edge::nothing_here, edge::wrong_method)
        .layer(CatchPanicLayer::custom(problem::after_panic))
        .layer(from_fn_with_state(app.clone(), edge::pass))
        .with_state(app)
}

/// Serves an application until `stop` comes, with the patience of its configuration.
pub async fn run(listener: TcpListener, app: App, stop: impl Future<Output = ()> + Send) {
    let (clock, patience) = (app.clock.clone(), app.config.patience);
    serve(listener, router(app), clock, patience, stop).await;
}

#[cfg(test)]
mod tests;
