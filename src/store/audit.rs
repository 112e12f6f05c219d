//! Who changed what, by ids; append-only.

use anyhow::Result;

use super::{Tx, id_of};
use crate::domain::time::Moment;

impl Tx {
    /// Records that `person` (empty for the operator) did `what` about `about`, because of `cause`.
    pub async fn audit(
        &mut self,
        cause: &str,
        person: Option<&str>,
        what: &str,
        about: &str,
        now: Moment,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO audit (id, at, person, what, about) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
        )
        .bind(id_of(&format!("audit:{cause}:{what}:{about}")))
        .bind(now)
        .bind(person)
        .bind(what)
        .bind(about)
        .execute(self.connection())
        .await?;
        Ok(())
    }
}
