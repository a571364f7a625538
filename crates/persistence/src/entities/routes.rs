//! The table `routes`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "routes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub key: String,
    pub position: i32,
    pub source: String,
    pub from_heat_id: Option<Uuid>,
    pub to_heat_id: Uuid,
    pub quota: Option<i32>,
    pub wildcards: i32,
    pub reallocate: i32,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
