//! The table `heats`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "heats")]
pub struct Model {
    pub key: String,
    pub position: i32,
    pub title_zh: String,
    pub title_en: String,
    pub kind: String,
    pub opens_at: i64,
    pub closes_at: i64,
    pub rubric: String,
    pub rule: String,
    pub state: String,
    pub opened_at: Option<i64>,
    pub freeze_hash: Option<String>,
    pub closed_at: Option<i64>,
    pub revision: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
