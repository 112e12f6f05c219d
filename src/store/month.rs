//! The month of an ambassadeur: what was asked in each wijk, what was answered, and who takes a break.

use anyhow::{Context, Result};
use chrono::NaiveDate;

use super::Tx;
use crate::domain::time::{Moment, Month, read_day};

/// The question of a month in a wijk, as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MonthQuestion {
    pub wijk: String,
    pub month: String,
    pub asked_at: Moment,
    ideas: String,
    pub reminded_at: Option<Moment>,
    pub followed_at: Option<Moment>,
}

impl MonthQuestion {
    /// Slugs of the ideas, in the order in which they were shown.
    pub fn ideas(&self) -> Vec<&str> {
        self.ideas.split_whitespace().collect()
    }
}

/// What somebody means to do in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    Nothing,
    /// Something, not said what.
    Something,
    /// The idea with this slug.
    Idea(String),
}

impl Plan {
    fn key(&self) -> String {
        match self {
            Self::Nothing => "niets".to_owned(),
            Self::Something => "doet-mee".to_owned(),
            Self::Idea(slug) => format!("idee:{slug}"),
        }
    }

    fn read(key: &str) -> Self {
        match key.strip_prefix("idee:") {
            Some(slug) => Self::Idea(slug.to_owned()),
            None if key == "niets" => Self::Nothing,
            None => Self::Something,
        }
    }
}

/// An answer to the question of a month.
pub struct NewAnswer<'a> {
    pub person: &'a str,
    /// Empty when it was given in private, for all of one's wijken.
    pub wijk: &'a str,
    pub month: Month,
    pub plan: &'a Plan,
    pub event_id: &'a str,
}

/// Which of two rounds of a month's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// The reminder, to who has not answered.
    Reminder,
    /// How it went, to who meant to do something.
    FollowUp,
}

impl Tx {
    pub async fn add_month_question(
        &mut self,
        wijk: &str,
        month: Month,
        ideas: &[&str],
        now: Moment,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO month_question (wijk, month, asked_at, ideas) VALUES ($1, $2, $3, $4)
             ON CONFLICT (wijk, month) DO UPDATE SET ideas = excluded.ideas",
        )
        .bind(wijk)
        .bind(month.to_string())
        .bind(now)
        .bind(ideas.join(" "))
        .execute(self.connection())
        .await
        .context("keeping the question of a month")?;
        Ok(())
    }

    pub async fn month_question(
        &mut self,
        wijk: &str,
        month: Month,
    ) -> Result<Option<MonthQuestion>> {
        let row = sqlx::query_as(
            "SELECT wijk, month, asked_at, ideas, reminded_at, followed_at FROM month_question
             WHERE wijk = $1 AND month = $2",
        );
        Ok(row
            .bind(wijk)
            .bind(month.to_string())
            .fetch_optional(self.connection())
            .await?)
    }

    /// The questions for which this round has not been yet, oldest first.
    pub async fn month_questions_before(&mut self, round: Round) -> Result<Vec<MonthQuestion>> {
        let rows = match round {
            Round::Reminder => sqlx::query_as(
                "SELECT wijk, month, asked_at, ideas, reminded_at, followed_at FROM month_question
                 WHERE reminded_at IS NULL ORDER BY month, wijk",
            ),
            Round::FollowUp => sqlx::query_as(
                "SELECT wijk, month, asked_at, ideas, reminded_at, followed_at FROM month_question
                 WHERE followed_at IS NULL ORDER BY month, wijk",
            ),
        };
        Ok(rows.fetch_all(self.connection()).await?)
    }

    /// This round has been for that question.
    pub async fn end_round(
        &mut self,
        question: &MonthQuestion,
        round: Round,
        now: Moment,
    ) -> Result<()> {
        let update = match round {
            Round::Reminder => sqlx::query(
                "UPDATE month_question SET reminded_at = $3 WHERE wijk = $1 AND month = $2",
            ),
            Round::FollowUp => sqlx::query(
                "UPDATE month_question SET followed_at = $3 WHERE wijk = $1 AND month = $2",
            ),
        };
        update
            .bind(&question.wijk)
            .bind(&question.month)
            .bind(now)
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Keeps an answer; a later one takes its place.
    pub async fn answer_month(&mut self, new: &NewAnswer<'_>, now: Moment) -> Result<()> {
        sqlx::query(
            "INSERT INTO month_answer (person, wijk, month, answer, at, event_id) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (person, wijk, month) DO UPDATE SET answer = excluded.answer, at = excluded.at,
                                                             event_id = excluded.event_id",
        )
        .bind(new.person)
        .bind(new.wijk)
        .bind(new.month.to_string())
        .bind(new.plan.key())
        .bind(now)
        .bind(new.event_id)
        .execute(self.connection())
        .await
        .context("keeping an answer to the question of a month")?;
        Ok(())
    }

    /// The newest answer of somebody for a month, whichever wijk it was for.
    pub async fn month_answer(&mut self, person: &str, month: Month) -> Result<Option<Plan>> {
        let key: Option<String> = sqlx::query_scalar(
            "SELECT answer FROM month_answer WHERE person = $1 AND month = $2 ORDER BY at DESC, wijk LIMIT 1",
        )
        .bind(person)
        .bind(month.to_string())
        .fetch_optional(self.connection())
        .await?;
        Ok(key.as_deref().map(Plan::read))
    }

    /// This person's answer that came with this message or tap goes; `true` when there was one.
    pub async fn take_month_answer_back(&mut self, event_id: &str, person: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM month_answer WHERE event_id = $1 AND person = $2");
        Ok(done
            .bind(event_id)
            .bind(person)
            .execute(self.connection())
            .await?
            .rows_affected()
            > 0)
    }

    /// Forgets what was answered for the months before `month`.
    pub async fn forget_month_answers(&mut self, month: Month) -> Result<()> {
        sqlx::query("DELETE FROM month_answer WHERE month < $1")
            .bind(month.to_string())
            .execute(self.connection())
            .await?;
        Ok(())
    }

    /// Nothing is asked of this person before that day; an earlier pause gives way.
    pub async fn set_pause(
        &mut self,
        person: &str,
        until: NaiveDate,
        event_id: &str,
    ) -> Result<()> {
        sqlx::query(
            "INSERT INTO pause (person, until_day, event_id) VALUES ($1, $2, $3)
             ON CONFLICT (person) DO UPDATE SET until_day = excluded.until_day, event_id = excluded.event_id",
        )
        .bind(person)
        .bind(until.to_string())
        .bind(event_id)
        .execute(self.connection())
        .await
        .context("keeping a pause")?;
        Ok(())
    }

    /// Until when this person pauses, on `today`.
    pub async fn paused_until(
        &mut self,
        person: &str,
        today: NaiveDate,
    ) -> Result<Option<NaiveDate>> {
        let until: Option<String> =
            sqlx::query_scalar("SELECT until_day FROM pause WHERE person = $1")
                .bind(person)
                .fetch_optional(self.connection())
                .await?;
        Ok(until
            .and_then(|day| read_day(&day))
            .filter(|day| *day > today))
    }

    /// Ends a pause; `true` when there was one.
    pub async fn end_pause(&mut self, person: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM pause WHERE person = $1")
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Ends the pause that this person's message began; `true` when there was one.
    pub async fn take_pause_back(&mut self, event_id: &str, person: &str) -> Result<bool> {
        let done = sqlx::query("DELETE FROM pause WHERE event_id = $1 AND person = $2")
            .bind(event_id)
            .bind(person)
            .execute(self.connection())
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Who may be asked again from `today` on.
    pub async fn pauses_over(&mut self, today: NaiveDate) -> Result<Vec<String>> {
        let rows =
            sqlx::query_scalar("SELECT person FROM pause WHERE until_day <= $1 ORDER BY person");
        Ok(rows
            .bind(today.to_string())
            .fetch_all(self.connection())
            .await?)
    }
}
