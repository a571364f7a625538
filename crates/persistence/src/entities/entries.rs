//! The table `entries`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entries")]
pub struct Model {
    pub number: String,
    pub state: String,
    pub answers: String,
    pub title_zh: String,
    pub title_en: String,
    pub team_name_zh: String,
    pub team_name_en: String,
    pub latest_version: Option<i32>,
    pub latest_fingerprint: Option<String>,
    pub latest_recorded_at: Option<i64>,
    pub revision: i64,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
