//! The table `assignments`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assignments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub alias: String,
    pub edition_id: Uuid,
    pub heat_id: Uuid,
    pub judge_id: Uuid,
    pub entry_id: Uuid,
    pub version_id: Uuid,
    pub position: i32,
    pub state: String,
    pub state_reason: Option<String>,
    pub state_at: Option<i64>,
    pub draft: String,
    pub scored: i32,
    pub submitted_version: Option<i32>,
    pub revision: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
