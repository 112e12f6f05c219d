//! Which occurrence of a job ran.

use anyhow::Result;

use super::Tx;
use crate::domain::time::Moment;

impl Tx {
    /// Records that an occurrence ran or was skipped; `false` when it had been recorded already.
    pub async fn record_run(
        &mut self,
        job: &str,
        occurrence: &str,
        wijk: &str,
        result: &str,
        now: Moment,
    ) -> Result<bool> {
        let done = sqlx::query(
            "INSERT INTO job_run (job, occurrence, wijk, ran_at, result) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (job, occurrence, wijk) DO NOTHING",
        );
        let done = done
            .bind(job)
            .bind(occurrence)
            .bind(wijk)
            .bind(now)
            .bind(result);
        Ok(done.execute(self.connection()).await?.rows_affected() > 0)
    }
}
