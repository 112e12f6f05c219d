//! Whether an agreement was kept in a month, from what the database knows.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::args;
use crate::domain::duty::{Duty, Measure};
use crate::domain::numbers::SHOWN_FROM;
use crate::domain::time::{Moment, Month};
use crate::engine::{Turn, published_month, published_sum};
use crate::store::Handled;

/// How often it was kept, of how often it should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    kept: i64,
    of: i64,
    told: Told,
}

/// How closely that is told. Of signals no count is, since it could be taken from what is published of the month; which of
/// the two it is then follows from what is published, so that it is no hint either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Exactly,
    /// What share, in words. With five signals and more any share can be of any number of them.
    Roughly,
    /// Only whether it was kept always.
    Barely,
}

impl Kept {
    pub fn in_words(self, turn: &Turn) -> String {
        let (kept, of) = (self.kept, self.of);
        if of == 0 {
            return turn.t("duty-kept-nothing", args! {});
        }
        let key = match self.told {
            _ if kept == of => "duty-kept-all",
            Told::Barely => "duty-kept-some",
            Told::Exactly if of < SHOWN_FROM => "duty-kept-some",
            Told::Exactly => {
                let (kept, of) = (kept.to_string(), of.to_string());
                return turn.t("duty-kept-of", args! { kept: kept, of: of });
            }
            Told::Roughly if kept * 4 >= of * 3 => "duty-kept-most",
            Told::Roughly if kept * 2 >= of => "duty-kept-half",
            Told::Roughly => "duty-kept-few",
        };
        turn.t(key, args! {})
    }
}

/// `None` for an agreement that nobody measures.
pub async fn of(turn: &mut Turn, duty: &Duty, month: Month) -> Result<Option<Kept>> {
    let (from, to) = moments(turn, month);
    let Some(measure) = duty.measure else {
        return Ok(None);
    };
    let kept = match measure {
        Measure::SignalsSeen => signals(turn, duty, month, |signal| signal.seen_at).await?,
        Measure::SignalsAnswered => signals(turn, duty, month, |signal| signal.closed_at).await?,
        Measure::MonthlyPrompt => runs(turn, "monthly-prompt", from, to).await?,
        Measure::WeeklyDigest => runs(turn, "weekly-digest", from, to).await?,
        Measure::DailyDigest => runs(turn, "daily-digest", from, to).await?,
        Measure::MonthlyAction => wijken_with_actions(turn, month).await?,
    };
    Ok(Some(kept))
}

fn moments(turn: &Turn, month: Month) -> (Moment, Moment) {
    let begin = |month: Month| Moment::start_of(month.first_day(), turn.settings.zone);
    (begin(month), begin(month.next()))
}

/// Signals of the month whose term is over, or that were handled already.
async fn signals(
    turn: &mut Turn,
    duty: &Duty,
    month: Month,
    done: fn(&Handled) -> Option<Moment>,
) -> Result<Kept> {
    let (from, to) = moments(turn, month);
    let days = i64::from(duty.within_days.unwrap_or_default());
    let cells = published_month(turn, month).await?.unwrap_or_default();
    let (least, _) = published_sum(cells.iter().filter(|cell| !cell.unit.is_empty())).bounds();
    let mut kept = Kept {
        kept: 0,
        of: 0,
        told: if least < SHOWN_FROM {
            Told::Barely
        } else {
            Told::Roughly
        },
    };
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
        told: Told::Exactly,
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
        told: Told::Exactly,
    })
}
