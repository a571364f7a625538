//! The tables of the first competition.

use sea_orm_migration::prelude::*;

use crate::script;

pub struct Migration;

/// In the order in which tables refer to each other.
const UP: [&str; 11] = [
    include_str!("up/editions.sql"),
    include_str!("up/people.sql"),
    include_str!("up/entries.sql"),
    include_str!("up/organizations.sql"),
    include_str!("up/supplements.sql"),
    include_str!("up/judging.sql"),
    include_str!("up/ballots.sql"),
    include_str!("up/results.sql"),
    include_str!("up/approvals.sql"),
    include_str!("up/confidences.sql"),
    include_str!("up/record.sql"),
];

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000001_first_light"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for part in UP {
            script::run(manager, part).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, include_str!("down.sql")).await
    }
}
