//! Who saw, changed and exported what, by ids; append-only. No statement anywhere changes or deletes a row of it.

use anyhow::Result;

use super::{Tx, id_of};
use crate::domain::time::Moment;

/// Something that somebody did.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditRow {
    pub at: Moment,
    /// Nobody for the operator, or for what happened by itself.
    pub person: Option<String>,
    pub what: String,
    pub about: String,
}

macro_rules! select_audit {
    ($of:literal) => {
        concat!(
            "SELECT at, person, what, about FROM audit WHERE at < $1 AND ",
            $of,
            " ORDER BY at DESC, id LIMIT $3"
        )
    };
}

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

    /// The newest things that were done before `before`: about `about` where that is given, or else by `person`, or else
    /// all. Of one person never what was done as a reporter: who asks for a name must not learn what that person reported.
    pub async fn audit_rows(
        &mut self,
        person: Option<&str>,
        about: Option<&str>,
        before: Moment,
        most: i64,
    ) -> Result<Vec<AuditRow>> {
        let select = match (person, about) {
            (_, Some(_)) => select_audit!("about = $2"),
            (Some(_), None) => select_audit!("person = $2 AND what NOT LIKE 'reporter-%'"),
            (None, None) => select_audit!("$2 = ''"),
        };
        let of = about.or(person).unwrap_or_default();
        let rows = sqlx::query_as(select).bind(before).bind(of).bind(most);
        Ok(rows.fetch_all(self.connection()).await?)
    }
}
