//! The table `ballots`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ballots")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub heat_id: Uuid,
    pub number: i32,
    pub entries: String,
    pub picks: Option<i32>,
    pub state: String,
    pub opened_by: Uuid,
    pub opened_at: i64,
    pub counted_by: Option<Uuid>,
    pub counted_at: Option<i64>,
    pub counts: Option<String>,
    pub revision: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
