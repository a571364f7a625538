//! The table `entries`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub edition_id: Uuid,
    pub contest_id: Uuid,
    pub team_id: Uuid,
    pub number: String,
    pub source: String,
    pub recommended_by_zh: String,
    pub recommended_by_en: String,
    pub division_id: Option<Uuid>,
    pub division_by: Option<String>,
    pub division_reason: String,
    pub division_by_account: Option<Uuid>,
    pub division_at: Option<i64>,
    pub region: String,
    pub organization_key_zh: String,
    pub organization_key_en: String,
    pub state: String,
    pub screening: String,
    pub screening_reason: String,
    pub screened_at: Option<i64>,
    pub answers: String,
    pub lists: String,
    pub title_zh: String,
    pub title_en: String,
    pub team_name_zh: String,
    pub team_name_en: String,
    pub latest_version_id: Option<Uuid>,
    pub latest_version: Option<i32>,
    pub latest_fingerprint: Option<String>,
    pub latest_recorded_at: Option<i64>,
    pub revision: i64,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
