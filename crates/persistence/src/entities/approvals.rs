//! The table `approvals`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approvals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub number: i32,
    pub items: String,
    pub list_hash: String,
    pub steps: String,
    pub requested_by: Uuid,
    pub requested_at: i64,
    pub scan_name: Option<String>,
    pub scan_bytes: Option<i64>,
    pub scan_sha256: Option<String>,
    pub state: String,
    pub ended_by: Option<Uuid>,
    pub ended_at: Option<i64>,
    pub end_reason: Option<String>,
    pub revision: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
