//! The table `ballot_papers`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ballot_papers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub paper_key: String,
    pub ballot_id: Uuid,
    pub entry_id: Uuid,
    pub choice: String,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
