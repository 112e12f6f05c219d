//! Tables and columns as the database itself names them, so that what copies or compares them needs no list of its own.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use sqlx::AnyConnection;

use super::Database;

/// A table of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub name: String,
    /// In the order of the database, which may differ between two of them.
    pub columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    /// Its place in the primary key, from 1; 0 when it is no part of it.
    pub key: i64,
}

/// The two types that both databases share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
}

impl Kind {
    fn read(name: &str) -> Option<Self> {
        match name.to_ascii_uppercase().as_str() {
            "TEXT" => Some(Self::Text),
            "BIGINT" => Some(Self::Number),
            _ => None,
        }
    }
}

impl Table {
    /// `"a", "b"`: the columns as SQL lists them.
    pub fn list(&self) -> String {
        let names = self.columns.iter().map(|column| quoted(&column.name));
        names.collect::<Vec<_>>().join(", ")
    }

    /// The primary key, compared byte by byte on both databases, so that both give the same order.
    pub fn order(&self, database: &Database) -> String {
        let mut key: Vec<_> = self
            .columns
            .iter()
            .filter(|column| column.key > 0)
            .collect();
        key.sort_by_key(|column| column.key);
        let by = key.into_iter().map(|column| match (column.kind, database) {
            (Kind::Text, Database::Postgres { .. }) => {
                format!("{} COLLATE \"C\"", quoted(&column.name))
            }
            _ => quoted(&column.name),
        });
        by.collect::<Vec<_>>().join(", ")
    }
}

/// A name as SQL takes it, whatever it is.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// All tables of ours, each after those that it refers to. Without those of the database and of sqlx.
pub(super) async fn tables(
    connection: &mut AnyConnection,
    database: &Database,
) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for name in in_order(
        names(connection, database).await?,
        &references(connection, database).await?,
    )? {
        let columns = columns(connection, database, &name)
            .await
            .with_context(|| format!("the columns of the table {name}"))?;
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

/// The names of all tables of ours.
pub(super) async fn names(
    connection: &mut AnyConnection,
    database: &Database,
) -> Result<BTreeSet<String>> {
    let names = match database {
        Database::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Database::Postgres { .. } => {
            "SELECT CAST(relname AS TEXT) FROM pg_catalog.pg_class
             WHERE relkind IN ('r', 'p') AND relnamespace = CAST(current_schema() AS regnamespace)"
        }
    };
    let names: Vec<String> = sqlx::query_scalar(names)
        .fetch_all(connection)
        .await
        .context("asking the database for its tables")?;
    let is_ours = |name: &String| !name.starts_with("sqlite_") && !name.starts_with("_sqlx");
    Ok(names.into_iter().filter(is_ours).collect())
}

/// Which table refers to which other.
async fn references(
    connection: &mut AnyConnection,
    database: &Database,
) -> Result<Vec<(String, String)>> {
    let pairs = match database {
        Database::Sqlite(_) => {
            "SELECT child.name, key.\"table\" FROM sqlite_master child, pragma_foreign_key_list(child.name) key
             WHERE child.type = 'table'"
        }
        Database::Postgres { .. } => {
            "SELECT CAST(child.relname AS TEXT), CAST(parent.relname AS TEXT)
             FROM pg_catalog.pg_constraint key
             JOIN pg_catalog.pg_class child ON child.oid = key.conrelid
             JOIN pg_catalog.pg_class parent ON parent.oid = key.confrelid
             WHERE key.contype = 'f' AND child.relnamespace = CAST(current_schema() AS regnamespace)"
        }
    };
    sqlx::query_as(pairs)
        .fetch_all(connection)
        .await
        .context("asking the database which table refers to which")
}

/// By name, but each after those that it refers to.
fn in_order(mut left: BTreeSet<String>, references: &[(String, String)]) -> Result<Vec<String>> {
    let mut order = Vec::new();
    while !left.is_empty() {
        let waits = |name: &String| {
            let parents = references.iter().filter(|(child, _)| child == name);
            parents
                .into_iter()
                .any(|(_, parent)| parent != name && left.contains(parent))
        };
        let Some(next) = left.iter().find(|name| !waits(name)).cloned() else {
            bail!("the tables {left:?} refer to each other in a circle");
        };
        left.remove(&next);
        order.push(next);
    }
    Ok(order)
}

async fn columns(
    connection: &mut AnyConnection,
    database: &Database,
    table: &str,
) -> Result<Vec<Column>> {
    let columns = match database {
        Database::Sqlite(_) => {
            "SELECT name, type, CAST(pk AS BIGINT) FROM pragma_table_info($1) ORDER BY cid"
        }
        Database::Postgres { .. } => {
            "SELECT CAST(a.attname AS TEXT), CAST(format_type(a.atttypid, a.atttypmod) AS TEXT),
                    CAST(COALESCE(array_position(CAST(key.indkey AS SMALLINT[]), a.attnum) + 1, 0) AS BIGINT)
             FROM pg_catalog.pg_attribute a
             JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
             LEFT JOIN pg_catalog.pg_index key ON key.indrelid = c.oid AND key.indisprimary
             WHERE c.relname = $1 AND c.relnamespace = CAST(current_schema() AS regnamespace)
               AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY a.attnum"
        }
    };
    let columns: Vec<(String, String, i64)> = sqlx::query_as(columns)
        .bind(table)
        .fetch_all(connection)
        .await?;
    let read = |(name, kind, key): (String, String, i64)| {
        let Some(kind) = Kind::read(&kind) else {
            bail!(
                "the column {name} has the type {kind}; only TEXT and BIGINT can be carried over"
            );
        };
        Ok(Column { name, kind, key })
    };
    columns.into_iter().map(read).collect()
}

/// The newest migration that this database has; `None` when it has none of ours.
pub(super) async fn version(
    connection: &mut AnyConnection,
    database: &Database,
) -> Result<Option<i64>> {
    let there = match database {
        Database::Sqlite(_) => "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'",
        Database::Postgres { .. } => {
            "SELECT COUNT(*) FROM pg_catalog.pg_class
             WHERE relname = '_sqlx_migrations' AND relnamespace = CAST(current_schema() AS regnamespace)"
        }
    };
    let there: i64 = sqlx::query_scalar(there)
        .fetch_one(&mut *connection)
        .await?;
    if there == 0 {
        return Ok(None);
    }
    sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations WHERE success")
        .fetch_one(connection)
        .await
        .context("asking the database which migrations it has")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(tables: &[&str], references: &[(&str, &str)]) -> Result<Vec<String>> {
        let own = |(child, parent): &(&str, &str)| ((*child).to_owned(), (*parent).to_owned());
        let references: Vec<_> = references.iter().map(own).collect();
        in_order(
            tables.iter().map(|name| (*name).to_owned()).collect(),
            &references,
        )
    }

    #[test]
    fn a_table_comes_after_those_that_it_refers_to() {
        let found = order(&["a", "b", "c"], &[("a", "b"), ("b", "c"), ("c", "c")]).unwrap();
        assert_eq!(found, ["c", "b", "a"]);
    }

    #[test]
    fn a_circle_is_refused() {
        assert!(order(&["a", "b"], &[("a", "b"), ("b", "a")]).is_err());
    }
}
