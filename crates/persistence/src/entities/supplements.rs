//! The table `supplements`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supplements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub entry_id: Uuid,
    pub requested_by: Uuid,
    pub requested_at: i64,
    pub due_at: i64,
    pub remark_zh: String,
    pub remark_en: String,
    pub received_version_id: Option<Uuid>,
    pub received_at: Option<i64>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
