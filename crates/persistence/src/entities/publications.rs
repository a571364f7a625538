//! The table `publications`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "publications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub number: i32,
    pub kind: String,
    pub note_zh: Option<String>,
    pub note_en: Option<String>,
    pub publish_at: i64,
    pub items: String,
    pub list_hash: String,
    pub proposed_by: Uuid,
    pub proposed_at: i64,
    pub state: String,
    pub confirmed_by: Option<Uuid>,
    pub confirmed_at: Option<i64>,
    pub stopped_by: Option<Uuid>,
    pub stopped_at: Option<i64>,
    pub stop_reason: Option<String>,
    pub correction_by: Option<Uuid>,
    pub correction_at: Option<i64>,
    pub correction_reason: Option<String>,
    pub revision: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
