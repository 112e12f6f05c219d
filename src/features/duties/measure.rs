//! Whether an agreement was kept in a month, from what the database knows.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::args;
use crate::domain::duty::{Duty, Measure};
use crate::domain::numbers::SHOWN_FROM;
use crate::domain::time::{Moment, Month};
use crate::engine::Turn;
use crate::store::Handled;

/// How often it was kept, of how often it should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    kept: i64,
    of: i64,
}

impl Kept {
    /// Small numbers are not told: a single signal that waited would point at somebody.
    pub fn in_words(self, turn: &Turn) -> String {
        if self.of == 0 {
            turn.t("duty-kept-nothing", args! {})
        } else if self.kept == self.of {
            turn.t("duty-kept-all", args! {})
        } else if self.of < SHOWN_FROM {
            turn.t("duty-kept-some", args! {})
        } else {
            let (kept, of) = (self.kept.to_string(), self.of.to_string());
            turn.t("duty-kept-of", args! { kept: kept, of: of })
        }
    }
}

/// `None` for an agreement that nobody measures.
pub async fn of(turn: &mut Turn, duty: &Duty, month: Month) -> Result<Option<Kept>> {
    let zone = turn.settings.zone;
    let from = Moment::start_of(month.first_day(), zone);
    let to = Moment::start_of(month.next().first_day(), zone);
    let Some(measure) = duty.measure else {
        return Ok(None);
    };
    let kept = match measure {
        Measure::SignalsSeen => signals(turn, duty, from, to, |signal| signal.seen_at).await?,
        Measure::SignalsAnswered => {
            signals(turn, duty, from, to, |signal| signal.closed_at).await?
        }
        Measure::MonthlyPrompt => runs(turn, "monthly-prompt", from, to).await?,
        Measure::WeeklyDigest => runs(turn, "weekly-digest", from, to).await?,
        Measure::DailyDigest => runs(turn, "daily-digest", from, to).await?,
        Measure::MonthlyAction => wijken_with_actions(turn, month).await?,
    };
    Ok(Some(kept))
}

/// Signals of the month whose term is over, or that were handled already.
async fn signals(
    turn: &mut Turn,
    duty: &Duty,
    from: Moment,
    to: Moment,
    done: fn(&Handled) -> Option<Moment>,
) -> Result<Kept> {
    let days = i64::from(duty.within_days.unwrap_or_default());
    let mut kept = Kept { kept: 0, of: 0 };
    for signal in turn.tx.handled_signals(from, to).await? {
        let until = signal.reported_at.plus_days(days);
        let in_time = done(&signal).is_some_and(|at| at <= until);
        kept.kept += i64::from(in_time);
        kept.of += i64::from(in_time || until < turn.now);
    }
    Ok(kept)
}

async fn runs(turn: &mut Turn, job: &str, from: Moment, to: Moment) -> Result<Kept> {
    let runs = turn.tx.job_runs(job, from, to).await?;
    let done = runs.get("done").copied().unwrap_or_default();
    Ok(Kept {
        kept: done,
        of: runs.values().sum(),
    })
}

/// Wijken in which something was noted for the month, "niets deze maand" included. Never which.
async fn wijken_with_actions(turn: &mut Turn, month: Month) -> Result<Kept> {
    let (from, to) = (month.first_day().to_string(), month.last_day().to_string());
    let counts = turn.tx.count_actions(&from, &to).await?;
    let active: BTreeSet<_> = counts.iter().map(|count| count.wijk.as_str()).collect();
    let wijken = turn.tx.wijken().await?;
    let kept = wijken
        .iter()
        .filter(|wijk| active.contains(wijk.code.as_str()));
    Ok(Kept {
        kept: kept.count() as i64,
        of: wijken.len() as i64,
    })
}
