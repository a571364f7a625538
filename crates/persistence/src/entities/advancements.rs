//! The table `advancements`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "advancements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub route_id: Uuid,
    pub place_of_route_id: Option<Uuid>,
    pub from_heat_id: Option<Uuid>,
    pub to_heat_id: Uuid,
    pub entry_id: Uuid,
    pub kind: String,
    pub place: Option<i32>,
    pub reason: String,
    pub decided_by: Uuid,
    pub decided_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
