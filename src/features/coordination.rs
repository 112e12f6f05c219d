//! The management room: wijken, people, roles, the waiting list, settings, and the first ninety days.
//!
//! Everything is shown first, carried out after "ja", and can be undone: see `engine/steps.rs`.

mod ambassadeur;
mod confirm;
mod invitation;
mod organisation;
mod role;
mod settings;
mod start;
mod waiting;
mod who;
mod wijk;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::domain::people::{MANAGERS, RoomKind};
use crate::engine::feature::{Command, Feature, Job, QuestionKind, Run, Scope, Sweep};
use crate::engine::{Answer, Call, Question, Turn, take_answer_to_step};

const fn command(name: &'static str, words: &'static [&'static str], run: Run) -> Command {
    Command {
        name,
        words,
        roles: MANAGERS,
        rooms: &[RoomKind::Management],
        run,
    }
}

/// The question "is this right?" of a command.
const fn asks(name: &'static str, command: &'static str) -> QuestionKind {
    QuestionKind {
        name,
        command,
        answered,
    }
}

pub const FEATURE: Feature = Feature {
    commands: &[
        command("wijk", &["wijk", "neighbourhood"], wijk::run),
        command(
            "ambassadeur",
            &["ambassadeur", "ambassador", "ambasadeur"],
            ambassadeur::run,
        ),
        command("rol", &["rol", "role"], role::run),
        command(
            "organisatie",
            &["organisatie", "organisation"],
            organisation::run,
        ),
        command("wachtlijst", &["wachtlijst", "waitinglist"], waiting::run),
        command(
            "uitnodiging",
            &["uitnodiging", "invitation"],
            invitation::run,
        ),
        command("bevestig", &["bevestig", "confirm"], confirm::run),
        command(
            "instelling",
            &["instelling", "instellingen", "setting", "settings"],
            settings::run,
        ),
        command("start", &["start", "begin"], start::run),
    ],
    forgets_answers: true,
    questions: &[
        asks("wijk-step", "wijk"),
        asks("ambassadeur-step", "ambassadeur"),
        asks("role-step", "rol"),
        asks("organisation-step", "organisatie"),
        asks("waiting-step", "wachtlijst"),
        asks("setting-step", "instelling"),
    ],
    jobs: &[Job {
        name: "first-days",
        rule: "Monday 09:00",
        // Longer than a week, so that the newest is never too late: a tip is of use some days later too.
        catch_up_hours: 8 * 24,
        scope: Scope::Gemeente,
        run: start::remind,
    }],
    sweeps: &[Sweep(forget)],
    ..Feature::named("coordination")
};

/// How long the names in a decision are kept, and with them the possibility to undo it.
const UNDO_DAYS: i64 = 30;

/// How long somebody stays on the waiting list.
const WAITING_DAYS: i64 = 180;

fn forget(turn: &mut Turn) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        let now = turn.now;
        turn.tx.erase_steps(now.plus_days(-UNDO_DAYS)).await?;
        let before = now.plus_days(-WAITING_DAYS);
        turn.tx.forget_waiting_since(before).await
    })
}

/// After "ja": what was done, the text for who was invited, and the next step of `start` while that is going on.
fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(done) = take_answer_to_step(turn, call, &question, &answer).await? else {
            return Ok(());
        };
        let mut lines = vec![done.body];
        lines.extend(invitation::offer(turn, &done.changes).await?);
        lines.extend(start::next(turn).await?);
        turn.answer(call, lines.join("\n")).await.map(drop)
    })
}

async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}
