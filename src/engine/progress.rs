//! Goals in words, and how far they are: what setting one, the recap and one's own overview have in common.

use anyhow::Result;

use super::turn::Turn;
use super::words::{day_name, kind_name};
use crate::args;
use crate::domain::time::read_day;
use crate::language::action::NOTHING_DONE;
use crate::store::Goal;

/// "3 keer koffieochtend of buurtkamer, voor 25 december".
pub fn goal_in_words(turn: &Turn, goal: &Goal) -> String {
    let day =
        read_day(&goal.until_day).map_or_else(|| goal.until_day.clone(), |day| day_name(turn, day));
    match &goal.kind {
        Some(kind) => {
            let kind = kind_name(turn, kind);
            turn.t(
                "goal-of-kind",
                args! { target: goal.target, kind: kind, day: day },
            )
        }
        None => turn.t("goal-of-any", args! { target: goal.target, day: day }),
    }
}

/// How many actions count for a goal so far. One that several did together is one.
pub async fn goal_progress(turn: &mut Turn, goal: &Goal) -> Result<i64> {
    let counts = |kind: &str| {
        kind != NOTHING_DONE && goal.kind.as_deref().is_none_or(|wanted| wanted == kind)
    };
    if goal.is_of_wijk() {
        let last = read_day(&goal.until_day).and_then(|day| day.pred_opt());
        let last = last.map_or_else(|| goal.until_day.clone(), |day| day.to_string());
        let done = turn.tx.count_actions(&goal.from_day, &last).await?;
        let here = done
            .iter()
            .filter(|count| count.wijk == goal.wijk && counts(&count.kind));
        return Ok(here.map(|count| count.actions).sum());
    }
    let done = turn.tx.actions_of(&goal.person).await?;
    let in_time = done.iter().filter(|action| {
        counts(&action.kind) && action.day >= goal.from_day && action.day < goal.until_day
    });
    Ok(i64::try_from(in_time.count())?)
}

/// "Uw doel: 3 keer koffieochtend, voor 25 december. Nu: 1." or the same for a wijk.
pub async fn goal_line(turn: &mut Turn, goal: &Goal) -> Result<String> {
    let done = goal_progress(turn, goal).await?;
    let what = goal_in_words(turn, goal);
    let key = if goal.is_of_wijk() {
        "goal-line-wijk"
    } else {
        "goal-line"
    };
    Ok(turn.t(key, args! { goal: what, done: done, target: goal.target }))
}
