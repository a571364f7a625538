//! Who asks: grants, seats and memberships of an account, read afresh for every request.

use domain::{
    ids::{AccountId, DivisionId, EditionId, HeatId, JudgeId, TeamId},
    people::{Grant, Role, Scope, Seat},
    policy::{Actor, Membership, PanelSeat},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use crate::{
    entities::{grant_divisions, grant_heats, grants},
    error::Result,
    rows::{instant, present},
    store::{Source, query},
};

/// A place among the judges of an edition; with a seat on a panel, or without any.
#[derive(FromQueryResult)]
struct PlaceRow {
    edition_id: Uuid,
    judge_id: Uuid,
    heat_id: Option<Uuid>,
    seat: Option<String>,
}

#[derive(FromQueryResult)]
struct MembershipRow {
    edition_id: Uuid,
    team_id: Uuid,
}

/// The actor behind an account.
pub async fn load(source: &impl Source, account: AccountId) -> Result<Actor> {
    let places = "SELECT j.edition_id, j.id AS judge_id, m.heat_id, m.seat FROM judges j \
                  LEFT JOIN panel_members m ON m.judge_id = j.id WHERE j.account_id = $1";
    let places: Vec<PlaceRow> = query(source, places, [account.0.into()]).await?;
    let seats = places.iter().filter_map(seat_of).collect::<Result<_>>()?;
    let memberships = "SELECT t.edition_id, m.team_id FROM members m \
                       JOIN teams t ON t.id = m.team_id WHERE m.account_id = $1";
    let memberships: Vec<MembershipRow> = query(source, memberships, [account.0.into()]).await?;
    let memberships = memberships
        .into_iter()
        .map(|row| Membership {
            edition: EditionId(row.edition_id),
            team: TeamId(row.team_id),
        })
        .collect();
    Ok(Actor::signed_in(
        account,
        load_grants(source, account).await?,
        seats,
        memberships,
    )
    .among_judges_of(places.iter().map(|row| EditionId(row.edition_id))))
}

fn seat_of(row: &PlaceRow) -> Option<Result<PanelSeat>> {
    let (heat, name) = (row.heat_id?, row.seat.as_deref()?);
    let seat = present("panel_members", row.judge_id, "seat", Seat::from_name(name));
    Some(seat.map(|seat| PanelSeat {
        edition: EditionId(row.edition_id),
        heat: HeatId(heat),
        judge: JudgeId(row.judge_id),
        seat,
    }))
}

async fn load_grants(source: &impl Source, account: AccountId) -> Result<Vec<Grant>> {
    let connection = source.connection();
    let rows = grants::Entity::find()
        .filter(grants::Column::AccountId.eq(account.0))
        .all(connection)
        .await?;
    let scoped = |scope: &str| -> Vec<Uuid> {
        let scoped = rows.iter().filter(|row| row.scope == scope);
        scoped.map(|row| row.id).collect()
    };
    let (by_heat, by_division) = (scoped("heats"), scoped("divisions"));
    let heats = if by_heat.is_empty() {
        vec![]
    } else {
        grant_heats::Entity::find()
            .filter(grant_heats::Column::GrantId.is_in(by_heat))
            .all(connection)
            .await?
    };
    let divisions = if by_division.is_empty() {
        vec![]
    } else {
        grant_divisions::Entity::find()
            .filter(grant_divisions::Column::GrantId.is_in(by_division))
            .all(connection)
            .await?
    };
    rows.into_iter()
        .map(|row| {
            let scope = match row.scope.as_str() {
                "all" => Scope::All,
                "divisions" => Scope::Divisions(
                    divisions
                        .iter()
                        .filter(|division| division.grant_id == row.id)
                        .map(|division| DivisionId(division.division_id))
                        .collect(),
                ),
                _ => Scope::Heats(
                    heats
                        .iter()
                        .filter(|heat| heat.grant_id == row.id)
                        .map(|heat| HeatId(heat.heat_id))
                        .collect(),
                ),
            };
            Ok(Grant {
                role: present("grants", row.id, "role", Role::from_name(&row.role))?,
                edition: row.edition_id.map(EditionId),
                scope,
                from: instant(row.starts_at),
                until: row.ends_at.map(instant),
            })
        })
        .collect()
}
