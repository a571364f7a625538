//! The table `award_tiers`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "award_tiers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub contest_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub position: i32,
    pub title_zh: String,
    pub title_en: String,
    pub quota: i32,
    pub recipient: String,
    pub outcome: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
