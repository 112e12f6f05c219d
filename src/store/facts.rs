//! Single facts by name: the sync cursor, a pause, settings of the programme.

use anyhow::{Context, Result};

use super::Tx;

impl Tx {
    pub async fn fact(&mut self, name: &str) -> Result<Option<String>> {
        let found = sqlx::query_scalar("SELECT value FROM fact WHERE name = $1");
        found.bind(name).fetch_optional(self.connection()).await.with_context(|| format!("reading the fact {name}"))
    }

    pub async fn set_fact(&mut self, name: &str, value: &str) -> Result<()> {
        sqlx::query(
            "INSERT INTO fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(name)
        .bind(value)
        .execute(self.connection())
        .await
        .with_context(|| format!("writing the fact {name}"))?;
        Ok(())
    }

    pub async fn forget_fact(&mut self, name: &str) -> Result<()> {
        sqlx::query("DELETE FROM fact WHERE name = $1").bind(name).execute(self.connection()).await?;
        Ok(())
    }
}
