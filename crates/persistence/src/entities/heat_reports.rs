//! The table `heat_reports`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "heat_reports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub heat_id: Uuid,
    pub number: i32,
    pub state: String,
    pub standing_fingerprint: String,
    pub statement: String,
    pub scan_name: Option<String>,
    pub scan_bytes: Option<i64>,
    pub scan_sha256: Option<String>,
    pub reported_by: Uuid,
    pub reported_at: i64,
    pub answered_by: Option<Uuid>,
    pub answered_at: Option<i64>,
    pub answer_reason: Option<String>,
    pub revision: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
