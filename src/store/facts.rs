//! Single facts by name: the sync cursor, a pause, settings of the programme.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use uuid::Uuid;

use super::Tx;

impl Tx {
    pub async fn fact(&mut self, name: &str) -> Result<Option<String>> {
        let found = sqlx::query_scalar("SELECT value FROM fact WHERE name = $1");
        found
            .bind(name)
            .fetch_optional(self.connection())
            .await
            .with_context(|| format!("reading the fact {name}"))
    }

    /// All facts whose names begin with `prefix`: what comes after it, and the value.
    pub async fn facts_of(&mut self, prefix: &str) -> Result<BTreeMap<String, String>> {
        let found = sqlx::query_as::<_, (String, String)>(
            "SELECT SUBSTR(name, LENGTH($1) + 1), value FROM fact WHERE SUBSTR(name, 1, LENGTH($1)) = $1",
        );
        let found = found.bind(prefix).fetch_all(self.connection()).await;
        Ok(found
            .with_context(|| format!("reading the facts {prefix}…"))?
            .into_iter()
            .collect())
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

    /// Two facts that belong together.
    pub async fn set_facts(&mut self, [first, second]: [(&str, &str); 2]) -> Result<()> {
        sqlx::query(
            "INSERT INTO fact (name, value) VALUES ($1, $2), ($3, $4)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(first.0)
        .bind(first.1)
        .bind(second.0)
        .bind(second.1)
        .execute(self.connection())
        .await
        .with_context(|| format!("writing the facts {} and {}", first.0, second.0))?;
        Ok(())
    }

    /// A secret of this database, made at its first use; a backup has it too, so that what was made with it comes out the
    /// same after a restore.
    pub async fn secret(&mut self, name: &str) -> Result<String> {
        let name = format!("secret:{name}");
        if let Some(known) = self.fact(&name).await? {
            return Ok(known);
        }
        let made = Uuid::new_v4().to_string();
        self.set_fact(&name, &made).await?;
        Ok(made)
    }

    pub async fn forget_fact(&mut self, name: &str) -> Result<()> {
        sqlx::query("DELETE FROM fact WHERE name = $1")
            .bind(name)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// The programme changed: the reconciler has something to do.
    pub async fn wish(&mut self) -> Result<()> {
        self.next_number("wishes").await.map(drop)
    }

    /// Whether the programme changed since the reconciler last looked at it.
    pub async fn wishes_are_new(&mut self) -> Result<bool> {
        let new: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM counter wish WHERE wish.name = 'wishes'
               AND wish.value > COALESCE((SELECT seen.value FROM counter seen WHERE seen.name = 'wishes seen'), 0)",
        )
        .fetch_one(self.connection())
        .await?;
        Ok(new > 0)
    }

    /// How often the programme changed so far.
    pub async fn wishes(&mut self) -> Result<i64> {
        let wishes = sqlx::query_scalar("SELECT value FROM counter WHERE name = 'wishes'");
        let wishes = wishes.fetch_optional(self.connection()).await?;
        Ok(wishes.unwrap_or_default())
    }

    /// The reconciler has carried out so many changes of the programme.
    pub async fn wishes_seen(&mut self, wishes: i64) -> Result<()> {
        sqlx::query(
            "INSERT INTO counter (name, value) VALUES ('wishes seen', $1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(wishes)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
