//! The table `contests`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub track_id: Option<Uuid>,
    pub key: String,
    pub position: i32,
    pub title_zh: String,
    pub title_en: String,
    pub form: String,
    pub screening: i32,
    pub applicants: String,
    pub division_rule: Option<String>,
    pub eligibility: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
