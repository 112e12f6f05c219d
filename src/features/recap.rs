//! The recap of the month before, per wijk: what was done together, what came of the signals, how the goal stands.
//! Nobody is named, and nobody can see who did nothing.

use std::collections::BTreeSet;

use anyhow::Result;
use chrono::Days;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{RoomKey, Text};
use crate::domain::calendar::Rule;
use crate::domain::people::Role;
use crate::domain::statistics::{Figure, Period};
use crate::domain::time::{Moment, Month};
use crate::engine::feature::{Feature, Job, Occasion, Scope};
use crate::engine::{
    Turn, Units, Weight, day_name, goal_line, goal_progress, kind_name, month_name,
    published_month, published_sum, reached,
};
use crate::language::action::NOTHING_DONE;
use crate::store::{Signal, Wijk, WijkCount};

pub const FEATURE: Feature = Feature {
    jobs: &[Job {
        name: "monthly-recap",
        // After the question of the month, so that what is told late is in it.
        rule: "second Thursday 10:00",
        catch_up_hours: 7 * 24,
        scope: Scope::Wijk,
        run: recap,
    }],
    ..Feature::named("recap")
};

fn recap<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(wijk) = &occasion.wijk else {
            return Ok(());
        };
        let people = turn
            .tx
            .people_with_role(Role::Ambassadeur, &wijk.code)
            .await?;
        if people.is_empty() {
            return Ok(());
        }
        let month = Month::of(occasion.due.day(turn.settings.zone)).previous();
        let room = RoomKey::wijk(&wijk.code);
        turn.speak_in(&room).await?;
        if let Some(body) = told(turn, wijk, month).await? {
            turn.say_unasked(&room, Weight::Rhythm, Text::new(body), None)
                .await?;
        }
        for person in people {
            own_goal(turn, &person.id, month).await?;
        }
        Ok(())
    })
}

/// Nothing where there is nothing to look back on: that would be a message to say that nobody did anything.
async fn told(turn: &mut Turn, wijk: &Wijk, month: Month) -> Result<Option<String>> {
    let actions = actions(turn, wijk, month).await?;
    let signals = signals(turn, wijk, month).await?;
    let goal = turn.tx.goal_of_wijk(&wijk.code).await?;
    if actions.is_none() && signals.is_empty() && goal.is_none() {
        return Ok(None);
    }
    let (place, name) = (wijk.name.clone(), month_name(turn, month));
    let mut lines = vec![turn.t("recap-title", args! { wijk: place, month: name })];
    lines.push(actions.unwrap_or_else(|| turn.t("recap-no-actions", args! {})));
    lines.extend(signals);
    if let Some(goal) = goal {
        lines.push(goal_line(turn, &goal).await?);
    }
    lines.extend(next_date(turn).await?);
    Ok(Some(lines.join("\n")))
}

/// What was done in that month, whenever it was noted. Kinds are named one by one: pieces of paper, people and print run
/// are never added up.
async fn actions(turn: &mut Turn, wijk: &Wijk, month: Month) -> Result<Option<String>> {
    let (from, to) = (month.first_day().to_string(), month.last_day().to_string());
    let counts = turn.tx.count_actions(&from, &to).await?;
    let here: Vec<_> = counts
        .into_iter()
        .filter(|count| count.wijk == wijk.code && count.kind != NOTHING_DONE)
        .collect();
    let total: i64 = here.iter().map(|count| count.actions).sum();
    if total == 0 {
        return Ok(None);
    }
    let mut lines = vec![turn.t("recap-actions", args! { count: total })];
    lines.extend(here.iter().map(|count| kind(turn, count)));
    Ok(Some(lines.join("\n")))
}

fn kind(turn: &Turn, count: &WijkCount) -> String {
    let reach = turn
        .catalogue()
        .action(&count.kind)
        .filter(|_| count.reach_max > 0)
        .and_then(|kind| reached(turn, kind, count.reach_min, count.reach_max));
    let kind = kind_name(turn, &count.kind);
    match reach {
        Some(reach) => turn.t(
            "recap-kind-reach",
            args! { count: count.actions, kind: kind, reach: reach },
        ),
        None => turn.t("recap-kind", args! { count: count.actions, kind: kind }),
    }
}

/// How many signals, as was published of the month, and what police and gemeente did with those of this wijk. Without those
/// that are only counted for the whole gemeente.
async fn signals(turn: &mut Turn, wijk: &Wijk, month: Month) -> Result<Vec<String>> {
    let units = Units::of(turn).await?;
    let unit = units.of_wijk(&wijk.code);
    let cells = published_month(turn, month).await?.unwrap_or_default();
    let count = published_sum(cells.iter().filter(|cell| cell.unit == unit));
    if count == Figure::Exact(0) {
        return Ok(vec![]);
    }
    let args = args! { area: units.name(&unit), count: count.to_string() };
    let mut lines = vec![turn.t("recap-signals", args)];
    lines.extend(outcomes(turn, wijk, month).await?);
    Ok(lines)
}

/// Of the signals of the weeks of that month.
async fn outcomes(turn: &mut Turn, wijk: &Wijk, month: Month) -> Result<Option<String>> {
    let zone = turn.settings.zone;
    let weeks = Period::Month(month).weeks();
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        return Ok(None);
    };
    let from = Moment::start_of(*first, zone).plus_ms(-1);
    let until = Moment::start_of(*last + Days::new(7), zone).plus_ms(-1);
    let all = turn.tx.signals_between(from, until).await?;
    let is_here = |signal: &&Signal| signal.wijk == wijk.code && signal.forwarded.is_some();
    let here: Vec<_> = all.iter().filter(is_here).collect();
    let lang = turn.lang();
    let done: BTreeSet<_> = here
        .iter()
        .filter_map(|signal| turn.catalogue().handling(signal.handling.as_deref()?))
        .map(|handling| handling.label(lang).to_lowercase())
        .collect();
    if done.is_empty() {
        return Ok((!here.is_empty()).then(|| turn.t("recap-signals-wait", args! {})));
    }
    let done: Vec<_> = done.into_iter().collect();
    Ok(Some(
        turn.t("recap-signals-done", args! { done: done.join("; ") }),
    ))
}

/// When the next question of the month comes.
async fn next_date(turn: &mut Turn) -> Result<Option<String>> {
    let own = turn.tx.fact("schedule:monthly-prompt").await?;
    let rule = own.as_deref().unwrap_or("first working Tuesday 10:00");
    let due = rule
        .parse::<Rule>()
        .ok()
        .and_then(|rule| rule.next_after(turn.now, turn.settings.zone));
    Ok(due.map(|due| {
        let day = day_name(turn, due.day(turn.settings.zone));
        turn.t("recap-next", args! { day: day })
    }))
}

/// How one's own goal stands is told in private, with whatever else is said there.
async fn own_goal(turn: &mut Turn, person: &str, month: Month) -> Result<()> {
    let Some(goal) = turn.tx.own_goal(person).await? else {
        return Ok(());
    };
    let today = turn.today().to_string();
    if goal.until_day <= today || goal_progress(turn, &goal).await? >= goal.target {
        return Ok(());
    }
    turn.speak_to(person, &RoomKey::private(person)).await?;
    let line = goal_line(turn, &goal).await?;
    turn.note(person, &format!("recap:{month}"), &line).await
}
