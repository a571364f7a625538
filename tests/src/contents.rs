//! Everything that a world keeps, as text: to see that nothing changed, or what did.

use std::{collections::BTreeMap, path::Path};

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::world::World;

/// Rows by table, and under `files` the names of the stored files.
pub type Contents = BTreeMap<String, Vec<String>>;

/// Where the names of the stored files stand among the tables.
const FILES: &str = "files";

/// Looks into an SQLite world from outside, as often as wanted.
pub struct Window {
    connection: DatabaseConnection,
    selects: Vec<(String, String)>,
}

impl Window {
    /// Opens it.
    pub async fn on(world: &World) -> Self {
        let connection = world.database.connection().await;
        let mut selects = vec![];
        for table in texts(
            &connection,
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
        )
        .await
        {
            let columns = format!("SELECT name FROM pragma_table_info('{table}')");
            let quoted: Vec<_> = texts(&connection, &columns)
                .await
                .iter()
                .map(|column| format!("'{column}=' || quote(\"{column}\")"))
                .collect();
            let row = quoted.join(" || ' ' || ");
            selects.push((
                table.clone(),
                format!("SELECT {row} FROM {table} ORDER BY 1"),
            ));
        }
        Self {
            connection,
            selects,
        }
    }

    /// Everything in the world to which the window belongs.
    pub async fn contents(&self, world: &World) -> Contents {
        let mut contents = Contents::new();
        for (table, select) in &self.selects {
            contents.insert(table.clone(), texts(&self.connection, select).await);
        }
        let mut files = vec![];
        list(&world.database.blobs(), &mut files);
        files.sort();
        contents.insert(FILES.to_owned(), files);
        contents
    }

    /// The first column of what a query finds.
    pub async fn ask(&self, sql: &str) -> Vec<String> {
        texts(&self.connection, sql).await
    }

    /// Closes it, so that the world can be stopped.
    pub async fn close(self) {
        self.connection.close().await.unwrap();
    }
}

/// What is in one and not in the other, in words.
pub fn changes(before: &Contents, after: &Contents) -> Vec<String> {
    let mut changes = vec![];
    for (table, rows) in before {
        let now = after.get(table).map(Vec::as_slice).unwrap_or_default();
        let gone = rows.iter().filter(|row| !now.contains(row));
        changes.extend(gone.map(|row| format!("- {table}: {row}")));
        let new = now.iter().filter(|row| !rows.contains(row));
        changes.extend(new.map(|row| format!("+ {table}: {row}")));
    }
    changes
}

async fn texts(connection: &DatabaseConnection, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(DbBackend::Sqlite, sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect()
}

fn list(folder: &Path, files: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(&path, files);
        } else {
            files.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
}
