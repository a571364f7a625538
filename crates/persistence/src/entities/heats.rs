//! The table `heats`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "heats")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub contest_id: Option<Uuid>,
    pub division_id: Option<Uuid>,
    pub round_id: Uuid,
    pub key: String,
    pub position: i32,
    pub title_zh: String,
    pub title_en: String,
    pub kind: String,
    pub readings: Option<i32>,
    pub load_min: Option<i32>,
    pub load_max: Option<i32>,
    pub disclosure: String,
    pub amendment: i32,
    pub opens_at: i64,
    pub closes_at: i64,
    pub rubric: String,
    pub rule: String,
    pub ballot: Option<String>,
    pub state: String,
    pub opened_at: Option<i64>,
    pub freeze_hash: Option<String>,
    pub closed_at: Option<i64>,
    pub standing_id: Option<Uuid>,
    pub advanced_at: Option<i64>,
    pub revision: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
