//! The table `conflicts`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conflicts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub judge_id: Uuid,
    pub entry_id: Uuid,
    pub source: String,
    pub reason: String,
    pub declared_by: Option<Uuid>,
    pub declared_at: i64,
    pub lifted_by: Option<Uuid>,
    pub lifted_at: Option<i64>,
    pub lifted_reason: Option<String>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
