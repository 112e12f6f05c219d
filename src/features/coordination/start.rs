//! `start`: from nothing to the first wijk, step by step, and a helpful line now and then in the first ninety days.
//!
//! What is done is seen in the database, so somebody may stop halfway, go on tomorrow, or do it in another order.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::people::Role;
use crate::domain::time::Moment;
use crate::engine::feature::Occasion;
use crate::engine::{Call, Turn};

/// When somebody typed `start` for the first time.
const BEGAN: &str = "start:began";

/// Until all steps are done, each decision is followed by the next step.
const WALKS: &str = "start:walks";

/// The steps, in order: their sentences are `start-<name>` and `start-<name>-how`.
const STEPS: [&str; 6] = [
    "wijk",
    "ambassadeurs",
    "wijkagent",
    "dates",
    "duties",
    "message",
];

/// Weeks after the beginning in which a line comes: `start-week-<n>`.
const WEEKS: [i64; 5] = [12, 8, 4, 2, 1];

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if turn.tx.fact(BEGAN).await?.is_none() {
            let now = turn.now.0.to_string();
            turn.tx.set_fact(BEGAN, &now).await?;
        }
        let mut lines = vec![turn.t("start-title", args! {})];
        let done = done(turn).await?;
        for (step, is_done) in STEPS.iter().zip(done) {
            let what = turn.t(&format!("start-{step}"), args! {});
            let key = if is_done { "start-done" } else { "start-todo" };
            lines.push(turn.t(key, args! { what: what }));
        }
        lines.push(to_do(turn, done).await?);
        turn.answer(call, lines.join("\n")).await.map(drop)
    })
}

/// The next step, while somebody is being walked through.
pub async fn next(turn: &mut Turn) -> Result<Option<String>> {
    if turn.tx.fact(WALKS).await?.is_none() {
        return Ok(None);
    }
    let done = done(turn).await?;
    to_do(turn, done).await.map(Some)
}

async fn to_do(turn: &mut Turn, done: [bool; STEPS.len()]) -> Result<String> {
    let next = STEPS.iter().zip(done).find(|(_, is_done)| !is_done);
    let Some((step, _)) = next else {
        turn.tx.forget_fact(WALKS).await?;
        return Ok(turn.t("start-ready", args! {}));
    };
    turn.tx.set_fact(WALKS, "yes").await?;
    let wijk = turn.tx.wijken().await?.into_iter().next();
    let wijk = wijk.map_or_else(|| "Moerwijk".to_owned(), |wijk| wijk.name);
    Ok(turn.t(&format!("start-{step}-how"), args! { wijk: wijk }))
}

/// Which steps are done, as the database has it.
async fn done(turn: &mut Turn) -> Result<[bool; STEPS.len()]> {
    let roles = turn.tx.roles().await?;
    let count = |role: Role| roles.iter().filter(|given| given.role == role).count();
    let (ambassadeurs, wijkagenten) = (count(Role::Ambassadeur), count(Role::Wijkagent));
    Ok([
        !turn.tx.wijken().await?.is_empty(),
        ambassadeurs >= 2,
        wijkagenten >= 1,
        !turn.tx.facts_of("schedule:").await?.is_empty(),
        !turn.tx.facts_of("duty:").await?.is_empty(),
        turn.tx.fact("broadcast:first").await?.is_some(),
    ])
}

/// One line in the weeks 1, 2, 4, 8 and 12; after downtime only the newest.
pub fn remind<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let began = turn.tx.fact(BEGAN).await?.and_then(|ms| ms.parse().ok());
        let Some(began) = began.map(Moment) else {
            return Ok(());
        };
        let is_reached = |week: &&i64| began.plus_days(7 * **week) <= occasion.due;
        let Some(week) = WEEKS.iter().find(is_reached) else {
            return Ok(());
        };
        let told = turn.tx.fact("start:told").await?;
        let told: i64 = told.and_then(|week| week.parse().ok()).unwrap_or_default();
        if told >= *week {
            return Ok(());
        }
        turn.tx.set_fact("start:told", &week.to_string()).await?;
        turn.speak_in(&RoomKey::management()).await?;
        let text = Text::new(turn.t(&format!("start-week-{week}"), args! {}));
        let room = RoomKey::management();
        turn.post(&room, Class::Notice, Outgoing::Say(text), None)
            .await
            .map(drop)
    })
}
