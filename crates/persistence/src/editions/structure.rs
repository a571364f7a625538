//! The shape of an edition: its event, tracks and rounds, its divisions, and the routes between its heats.

use domain::{
    edition::{Delivery, EventPlan, RouteSource},
    ids::{DivisionId, EditionId, HeatId, RouteId},
    text::Bilingual,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    entities::{divisions, editions, rounds, routes, tracks},
    error::Result,
    rows::{bilingual, count, document, inconsistent, present},
    store::Source,
};

/// A track or a round of an edition: a heading, nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
}

/// The event that an authorized edition hangs on, where it names one.
pub async fn event(source: &impl Source, edition: EditionId) -> Result<Option<EventPlan>> {
    let row = editions::Entity::find_by_id(edition.0)
        .one(source.connection())
        .await?;
    let row = present("editions", edition, "row", row)?;
    let event = row.event.as_deref();
    event
        .map(|event| document("editions", edition, event))
        .transpose()
}

/// The tracks of an authorized edition, in order.
pub async fn tracks(source: &impl Source, edition: EditionId) -> Result<Vec<Heading>> {
    let rows = tracks::Entity::find()
        .filter(tracks::Column::EditionId.eq(edition.0))
        .order_by_asc(tracks::Column::Position)
        .all(source.connection())
        .await?;
    Ok(rows.into_iter().map(to_track).collect())
}

pub(super) fn to_track(row: tracks::Model) -> Heading {
    Heading {
        key: row.key,
        title: bilingual(row.title_zh, row.title_en),
    }
}

/// The rounds of an authorized edition, in order.
pub async fn rounds(source: &impl Source, edition: EditionId) -> Result<Vec<Heading>> {
    let rows = rounds::Entity::find()
        .filter(rounds::Column::EditionId.eq(edition.0))
        .order_by_asc(rounds::Column::Position)
        .all(source.connection())
        .await?;
    let round = |row: rounds::Model| Heading {
        key: row.key,
        title: bilingual(row.title_zh, row.title_en),
    };
    Ok(rows.into_iter().map(round).collect())
}

/// A division of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Identity.
    pub id: DivisionId,
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
    /// Who runs it.
    pub host: Bilingual,
    /// On site or by video link.
    pub delivery: Delivery,
    /// The answers that lead into it.
    pub answers: Vec<String>,
}

impl Division {
    /// Whether somebody else than headquarters runs it.
    pub const fn is_hosted(&self) -> bool {
        !self.host.zh.is_empty() || !self.host.en.is_empty()
    }
}

/// A route of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Identity.
    pub id: RouteId,
    /// Name in files.
    pub key: String,
    /// Where entries come from; of a heat only that it is one.
    pub source: &'static str,
    /// From which heat.
    pub from: Option<HeatId>,
    /// Into which heat.
    pub to: HeatId,
    /// How many places; nothing means everybody.
    pub quota: Option<u32>,
    /// How many may be let in beside, each for a reason.
    pub wildcards: u32,
    /// Whether an empty place may be given to another route.
    pub reallocate: bool,
}

/// The divisions of an authorized edition, in order.
pub async fn divisions(source: &impl Source, edition: EditionId) -> Result<Vec<Division>> {
    let rows = divisions::Entity::find()
        .filter(divisions::Column::EditionId.eq(edition.0))
        .order_by_asc(divisions::Column::Position)
        .all(source.connection())
        .await?;
    rows.into_iter()
        .map(|row| {
            let delivery = Delivery::from_name(&row.delivery);
            Ok(Division {
                id: DivisionId(row.id),
                title: bilingual(row.title_zh, row.title_en),
                host: bilingual(row.host_zh, row.host_en),
                delivery: present("divisions", row.id, "delivery", delivery)?,
                answers: document("divisions", row.id, &row.answers)?,
                key: row.key,
            })
        })
        .collect()
}

/// The routes of an authorized edition, in order.
pub async fn routes(source: &impl Source, edition: EditionId) -> Result<Vec<Route>> {
    let rows = routes::Entity::find()
        .filter(routes::Column::EditionId.eq(edition.0))
        .order_by_asc(routes::Column::Position)
        .all(source.connection())
        .await?;
    rows.into_iter().map(to_route).collect()
}

/// The name of where a route comes from, out of the names that there are.
fn source(row: &routes::Model) -> Result<&'static str> {
    match RouteSource::from(row.source.clone()) {
        known @ (RouteSource::Call | RouteSource::Direct | RouteSource::Recommendation) => {
            Ok(known.name())
        }
        RouteSource::Heat(text) if text == "heat" => Ok("heat"),
        RouteSource::Heat(_) => Err(inconsistent("routes", row.id, "unknown source")),
    }
}

fn to_route(row: routes::Model) -> Result<Route> {
    let number = |value| count("routes", row.id, value);
    Ok(Route {
        id: RouteId(row.id),
        source: source(&row)?,
        from: row.from_heat_id.map(HeatId),
        to: HeatId(row.to_heat_id),
        quota: row.quota.map(number).transpose()?,
        wildcards: number(row.wildcards)?,
        reallocate: row.reallocate == 1,
        key: row.key,
    })
}
