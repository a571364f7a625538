//! Runs a SQL text on either engine.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// Runs the statements of a text, which end with `;` at the end of a line. `{uuid}` and `{bytes}`
/// become the engine's types; a part between `-- only postgres` or `-- only sqlite` and `-- end`
/// runs on that engine alone.
pub async fn run(manager: &SchemaManager<'_>, text: &str) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    for statement in statements(text, backend) {
        manager
            .get_connection()
            .execute_unprepared(&statement)
            .await?;
    }
    Ok(())
}

fn statements(text: &str, backend: DbBackend) -> Vec<String> {
    let (name, uuid, bytes) = match backend {
        DbBackend::Postgres => ("postgres", "uuid", "bytea"),
        _ => ("sqlite", "blob", "blob"),
    };
    let mut statements = vec![];
    let mut statement = String::new();
    let mut skipping = false;
    for line in text.lines() {
        if let Some(only) = line.strip_prefix("-- only ") {
            skipping = only != name;
        } else if line == "-- end" {
            skipping = false;
        } else if !skipping && !line.starts_with("--") {
            statement.push_str(&line.replace("{uuid}", uuid).replace("{bytes}", bytes));
            statement.push('\n');
            let in_body = statement.contains("BEGIN") && !statement.contains("END;");
            if line.ends_with(';') && !in_body {
                statements.push(std::mem::take(&mut statement));
            }
        }
    }
    statements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_gets_its_own_types_and_parts() {
        let text =
            "CREATE TABLE t (\n  id {uuid}\n);\n-- only postgres\nSELECT 1;\n-- end\nSELECT 2;\n";
        assert_eq!(
            statements(text, DbBackend::Sqlite),
            ["CREATE TABLE t (\n  id blob\n);\n", "SELECT 2;\n"]
        );
        assert_eq!(statements(text, DbBackend::Postgres).len(), 3);
    }

    #[test]
    fn the_body_of_a_trigger_is_one_statement() {
        let text = "CREATE TRIGGER t BEFORE DELETE ON a BEGIN\n  SELECT 1;\nEND;\n";
        assert_eq!(statements(text, DbBackend::Sqlite).len(), 1);
    }
}
