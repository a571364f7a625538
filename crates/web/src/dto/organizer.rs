//! What staff get of an edition at a glance. What a role may not know is null.

use domain::{edition, time::Timestamp};
use operations::queries::edition::{self as queries, EditionCard as Card};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    heat::HeatSummary,
    officer::PublicationMark,
    open::Role,
    values::{Bilingual, CallState, CallWindow, Delivery, EditionRef, Named},
};

/// The editions one works in.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionList {
    pub editions: Vec<EditionCard>,
    pub may: EditionListMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionListMay {
    pub import_edition: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionCard {
    pub edition: EditionRef,
    pub programme: Programme,
    pub call_state: CallState,
    pub roles: Vec<Role>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Programme {
    pub slug: String,
    pub title: Bilingual,
}

impl From<&domain::edition::ProgrammeRef> for Programme {
    fn from(programme: &domain::edition::ProgrammeRef) -> Self {
        Self {
            slug: programme.slug.clone(),
            title: (&programme.title).into(),
        }
    }
}

impl EditionList {
    /// As it is for a request that arrived then.
    pub fn new(cards: &[Card], may_import: bool, arrived_at: Timestamp) -> Self {
        let card = |card: &Card| EditionCard {
            edition: (&card.edition).into(),
            programme: (&card.edition.programme).into(),
            call_state: card.edition.call.state(arrived_at).into(),
            roles: card.roles.iter().map(|role| (*role).into()).collect(),
        };
        Self {
            editions: cards.iter().map(card).collect(),
            may: EditionListMay {
                import_edition: may_import,
            },
        }
    }
}

/// One edition at a glance.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionOverview {
    pub edition: EditionRef,
    pub programme: Programme,
    pub call: CallWindow,
    /// Null for whom entries are not.
    #[schema(required)]
    pub counts: Option<EntryCounts>,
    /// The occasion that it hangs on; null where its file names none.
    #[schema(required)]
    pub event: Option<EditionEvent>,
    pub tracks: Vec<Named>,
    pub contests: Vec<EditionContest>,
    pub divisions: Vec<EditionDivision>,
    pub rounds: Vec<Named>,
    /// The regions that forms offer, each once.
    pub regions: Vec<Named>,
    pub heats: Vec<HeatSummary>,
    /// Null for whom awards are not.
    #[schema(required)]
    pub awards: Option<AwardCounts>,
    /// The latest one; null for whom publications are not.
    #[schema(required)]
    pub publication: Option<PublicationMark>,
    pub may: EditionMay,
}

/// The occasion that an edition hangs on.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditionEvent {
    pub title: Bilingual,
    #[schema(required)]
    pub theme: Option<Bilingual>,
    /// First day, in the edition's zone.
    #[schema(format = Date)]
    pub begins_on: String,
    /// Last day, itself included.
    #[schema(format = Date)]
    pub ends_on: String,
    #[schema(required)]
    pub venue: Option<Bilingual>,
    /// Both where people come and others take part by video link.
    pub delivery: Vec<Delivery>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionContest {
    pub key: String,
    pub title: Bilingual,
    /// Key of its track; null where it is of none.
    #[schema(required)]
    pub track: Option<String>,
    /// Whether entries are judged only after somebody accepted them.
    pub screening: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionDivision {
    pub key: String,
    pub title: Bilingual,
    /// Who runs it; empty when that is headquarters.
    pub host: Bilingual,
    pub delivery: Delivery,
}

impl From<edition::EventPlan> for EditionEvent {
    fn from(event: edition::EventPlan) -> Self {
        Self {
            title: event.title.into(),
            theme: event.theme.map(Into::into),
            begins_on: event.begins_on.to_string(),
            ends_on: event.ends_on.to_string(),
            venue: event.venue.map(Into::into),
            delivery: event.delivery.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&queries::Contest> for EditionContest {
    fn from(contest: &queries::Contest) -> Self {
        Self {
            key: contest.key.clone(),
            title: (&contest.title).into(),
            track: contest.track.as_ref().map(|track| track.key.clone()),
            screening: contest.screening,
        }
    }
}

impl From<&queries::Division> for EditionDivision {
    fn from(division: &queries::Division) -> Self {
        Self {
            key: division.key.clone(),
            title: (&division.title).into(),
            host: (&division.host).into(),
            delivery: division.delivery.into(),
        }
    }
}

fn named(headings: &[queries::Heading]) -> Vec<Named> {
    let headings = headings.iter();
    headings
        .map(|heading| Named::new(&heading.key, &heading.title))
        .collect()
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntryCounts {
    pub drafts: u32,
    pub submitted: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AwardCounts {
    pub given: usize,
    pub places: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionMay {
    pub import_judges: bool,
    pub list_entries: bool,
    pub list_judges: bool,
    pub give_awards: bool,
    pub list_awards: bool,
    pub read_approvals: bool,
    pub list_publications: bool,
    pub propose_publication: bool,
    pub read_audit: bool,
    pub read_funnel: bool,
    pub screen_entries: bool,
    pub export_edition: bool,
    pub amend_edition: bool,
    pub list_grants: bool,
    pub list_conflicts: bool,
    pub invite_judges: bool,
    pub list_supplements: bool,
    pub enter_on_behalf: bool,
}

impl From<queries::MayEdition> for EditionMay {
    fn from(may: queries::MayEdition) -> Self {
        Self {
            import_judges: may.import_judges,
            list_entries: may.list_entries,
            list_judges: may.list_judges,
            give_awards: may.give_awards,
            list_awards: may.list_awards,
            read_approvals: may.read_approvals,
            list_publications: may.list_publications,
            propose_publication: may.propose_publication,
            read_audit: may.read_audit,
            read_funnel: may.read_funnel,
            screen_entries: may.screen_entries,
            export_edition: may.export_edition,
            amend_edition: may.amend_edition,
            list_grants: may.list_grants,
            list_conflicts: may.list_conflicts,
            invite_judges: may.invite_judges,
            list_supplements: may.list_supplements,
            enter_on_behalf: may.enter_on_behalf,
        }
    }
}

impl EditionOverview {
    /// As it is for a request that arrived then.
    pub fn new(view: queries::EditionOverview, arrived_at: Timestamp) -> Self {
        let places = view
            .contests
            .iter()
            .flat_map(|contest| &contest.tiers)
            .map(|tier| tier.quota)
            .sum();
        Self {
            edition: (&view.edition).into(),
            programme: (&view.edition.programme).into(),
            call: CallWindow::at(&view.edition.call, arrived_at),
            counts: view
                .entries
                .map(|(drafts, submitted)| EntryCounts { drafts, submitted }),
            event: view.event.map(Into::into),
            tracks: named(&view.tracks),
            contests: view.contests.iter().map(Into::into).collect(),
            divisions: view.divisions.iter().map(Into::into).collect(),
            rounds: named(&view.rounds),
            regions: view
                .regions
                .iter()
                .map(|(key, title)| Named::new(key, title))
                .collect(),
            heats: view.heats.iter().map(Into::into).collect(),
            awards: view.awards_given.map(|given| AwardCounts { given, places }),
            publication: view
                .publication
                .map(|one| PublicationMark::new(&one, arrived_at)),
            may: view.may.into(),
        }
    }
}
