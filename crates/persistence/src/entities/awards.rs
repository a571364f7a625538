//! The table `awards`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "awards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub contest_id: Uuid,
    pub tier_key: String,
    pub entry_id: Option<Uuid>,
    pub title_zh: String,
    pub title_en: String,
    pub special_reason: Option<String>,
    pub recipient: String,
    pub recipient_zh: String,
    pub recipient_en: String,
    pub state: String,
    pub passed_on_from: Option<Uuid>,
    pub passed_on_reason: Option<String>,
    pub given_by: Uuid,
    pub given_at: i64,
    pub accepted_at: Option<i64>,
    pub declined_by: Option<Uuid>,
    pub declined_at: Option<i64>,
    pub declined_reason: Option<String>,
    pub revoked_by: Option<Uuid>,
    pub revoked_at: Option<i64>,
    pub struck_by: Option<Uuid>,
    pub struck_at: Option<i64>,
    pub struck_reason: Option<String>,
    pub revision: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
