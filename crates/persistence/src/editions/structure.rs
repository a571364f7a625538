//! The shape of an edition: its tracks, its divisions, and the routes between its heats.

use domain::{
    edition::{Delivery, RouteSource},
    ids::{DivisionId, EditionId, HeatId, RouteId, TrackId},
    text::Bilingual,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    entities::{divisions, routes, tracks},
    error::Result,
    rows::{bilingual, count, document, inconsistent, present},
    store::Source,
};

/// A heading over contests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Identity.
    pub id: TrackId,
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
}

/// The tracks of an authorized edition, in order.
pub async fn tracks(source: &impl Source, edition: EditionId) -> Result<Vec<Track>> {
    let rows = tracks::Entity::find()
        .filter(tracks::Column::EditionId.eq(edition.0))
        .order_by_asc(tracks::Column::Position)
        .all(source.connection())
        .await?;
    let track = |row: tracks::Model| Track {
        id: TrackId(row.id),
        key: row.key,
        title: bilingual(row.title_zh, row.title_en),
    };
    Ok(rows.into_iter().map(track).collect())
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
