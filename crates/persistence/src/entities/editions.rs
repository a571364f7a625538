//! The table `editions`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "editions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub programme_id: Uuid,
    pub slug: String,
    pub title_zh: String,
    pub title_en: String,
    pub zone: String,
    pub languages: String,
    pub entry_prefix: String,
    pub call_opens_at: i64,
    pub call_deadline: i64,
    pub call_grace_minutes: i32,
    pub event: Option<String>,
    pub approvals: String,
    pub source: String,
    pub amendment: i32,
    pub revision: i64,
    pub created_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
