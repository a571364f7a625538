//! The table `judges`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "judges")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub account_id: Uuid,
    pub organization_zh: String,
    pub organization_en: String,
    pub organization_key_zh: String,
    pub organization_key_en: String,
    pub invitation: String,
    pub invited_at: Option<i64>,
    pub answered_at: Option<i64>,
    pub revision: i64,
    pub created_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
