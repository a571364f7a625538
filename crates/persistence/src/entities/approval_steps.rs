//! The table `approval_steps`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approval_steps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub approval_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub list_hash: String,
    pub signed_by: Uuid,
    pub signed_at: i64,
    pub document: Option<String>,
    pub document_date: Option<String>,
    pub signers: Option<String>,
    pub scan_name: Option<String>,
    pub scan_bytes: Option<i64>,
    pub scan_sha256: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
