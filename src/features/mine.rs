//! `mijn`: what somebody did and reported, their goal and their pause. Always in private.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::catalogue::Phenomenon;
use crate::domain::people::{Role, RoomKind};
use crate::domain::signal::SignalState;
use crate::domain::time::read_day;
use crate::engine::feature::{Command, Feature};
use crate::engine::{Call, Turn, day_name, goal_line, kind_name, reached};
use crate::store::{Action, Signal};

/// How many of each are shown; what is older is counted.
const SHOWN: usize = 5;

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "mijn",
        words: &["mijn", "mine", "my"],
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Wijk, RoomKind::Private],
        run: mine,
    }],
    ..Feature::named("mine")
};

fn mine<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let person = &call.who.person.id;
        let mut parts = vec![actions(turn, person).await?, signals(turn, person).await?];
        parts.push(goal(turn, person).await?);
        let today = turn.today();
        if let Some(until) = turn.tx.paused_until(person, today).await? {
            let day = day_name(turn, until);
            parts.push(turn.t("mine-pause", args! { day: day }));
        }
        turn.answer_in_private(call, parts.join("\n\n"), None)
            .await
            .map(drop)
    })
}

async fn actions(turn: &mut Turn, person: &str) -> Result<String> {
    let actions = turn.tx.actions_of(person).await?;
    if actions.is_empty() {
        return Ok(turn.t("mine-no-actions", args! {}));
    }
    let mut lines = vec![turn.t("mine-actions", args! { count: actions.len() as i64 })];
    for action in actions.iter().take(SHOWN) {
        lines.push(action_line(turn, person, action).await?);
    }
    Ok(with_rest(turn, lines, actions.len()))
}

async fn action_line(turn: &mut Turn, person: &str, action: &Action) -> Result<String> {
    let reach = action.reach().and_then(|(least, most)| {
        let kind = turn.catalogue().action(&action.kind)?;
        reached(turn, kind, least, most)
    });
    let mut what = vec![kind_name(turn, &action.kind)];
    what.extend(reach);
    let others = turn.tx.partners(&action.id).await?;
    let is_shared = action.person != person || others.iter().any(|other| other.agreed_at.is_some());
    if is_shared {
        what.push(turn.t("mine-together", args! {}));
    }
    let line = args! { label: format!("A-{}", action.number), day: day(turn, &action.day), what: what.join(", ") };
    Ok(turn.t("mine-action", line))
}

async fn signals(turn: &mut Turn, person: &str) -> Result<String> {
    let signals = turn.tx.signals_of_person(person).await?;
    if signals.is_empty() {
        return Ok(turn.t("mine-no-signals", args! {}));
    }
    let mut lines = vec![turn.t("mine-signals", args! { count: signals.len() as i64 })];
    lines.extend(
        signals
            .iter()
            .take(SHOWN)
            .map(|signal| signal_line(turn, signal)),
    );
    Ok(with_rest(turn, lines, signals.len()))
}

fn signal_line(turn: &Turn, signal: &Signal) -> String {
    let lang = turn.lang();
    let phenomenon = turn.catalogue().phenomenon(&signal.phenomenon);
    let what = phenomenon
        .map_or(signal.phenomenon.as_str(), |found| {
            Phenomenon::label(found, lang)
        })
        .to_owned();
    let line = args! {
        label: format!("S-{}", signal.number), day: day(turn, &signal.day), what: what, outcome: outcome(turn, signal),
    };
    turn.t("mine-signal", line)
}

/// What was done with it; of one that is only counted, that.
fn outcome(turn: &Turn, signal: &Signal) -> String {
    if signal.forwarded.is_none() {
        return turn.t("mine-counted", args! {});
    }
    let handling = signal
        .handling
        .as_deref()
        .and_then(|slug| turn.catalogue().handling(slug));
    match (signal.state, handling) {
        (SignalState::Closed, Some(handling)) => handling.label(turn.lang()).to_lowercase(),
        (SignalState::Closed, None) => turn.t("mine-closed", args! {}),
        (SignalState::Warned, _) => turn.t("mine-warned", args! {}),
        (SignalState::InProgress, _) => turn.t("mine-in-progress", args! {}),
        (SignalState::Seen, _) => turn.t("mine-seen", args! {}),
        (SignalState::New, _) => turn.t("mine-new", args! {}),
    }
}

async fn goal(turn: &mut Turn, person: &str) -> Result<String> {
    match turn.tx.own_goal(person).await? {
        Some(goal) => goal_line(turn, &goal).await,
        None => Ok(turn.t("goal-none", args! {})),
    }
}

fn with_rest(turn: &Turn, mut lines: Vec<String>, all: usize) -> String {
    if all > SHOWN {
        lines.push(turn.t("mine-more", args! { count: (all - SHOWN) as i64 }));
    }
    lines.join("\n")
}

fn day(turn: &Turn, day: &str) -> String {
    read_day(day).map_or_else(|| day.to_owned(), |day| day_name(turn, day))
}
