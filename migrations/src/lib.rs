//! The database schema, step by step. Each step is one SQL text that both engines read; only the
//! names of two types differ. Applied steps never change: a correction is a further step.

use sea_orm_migration::prelude::*;

mod m20261124_000001_first_light;
mod script;

/// All steps in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(m20261124_000001_first_light::Migration)]
    }
}
