//! `verloop`: how a signal came to stand where it stands, in which role, when, and until when the next step is due.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::handling::named;
use crate::args;
use crate::domain::people::RoomKind;
use crate::engine::feature::{Command, Feature};
use crate::engine::{ANSWERERS, Call, Turn, card, day_name};
use crate::store::{CourseStep, Signal};

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "verloop",
        words: &["verloop", "history"],
        roles: ANSWERERS,
        rooms: &[RoomKind::Signal, RoomKind::Management],
        run: course,
    }],
    ..Feature::named("course")
};

fn course<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((signal, _)) = named(turn, call, "verloop").await? else {
            return Ok(());
        };
        let reported = day_name(turn, signal.reported_at.day(turn.settings.zone));
        let mut lines = vec![
            card::text_of(turn, &signal).await?,
            turn.t("course-reported", args! { day: reported }),
        ];
        for step in turn.tx.course_of_signal(&signal.id).await? {
            lines.push(step_line(turn, &step));
        }
        lines.extend(together(turn, &signal).await?);
        lines.extend(due(turn, &signal).await?);
        turn.answer(call, lines.join("\n")).await.map(drop)
    })
}

/// "15 oktober: gezien (wijkagent)". Never who it was.
fn step_line(turn: &Turn, step: &CourseStep) -> String {
    let day = day_name(turn, step.at.day(turn.settings.zone));
    let state = card::state_in_words(turn, step.state, step.handling.as_deref());
    match step.role {
        Some(role) => {
            let role = turn.t(&format!("role-{role}"), args! {});
            turn.t(
                "course-step-by",
                args! { day: day, state: state, role: role },
            )
        }
        None => turn.t("course-step", args! { day: day, state: state }),
    }
}

/// What tells of the same event.
async fn together(turn: &mut Turn, signal: &Signal) -> Result<Option<String>> {
    let all = turn.tx.signals_together(&signal.id).await?;
    let others = all.iter().filter(|one| one.id != signal.id);
    let list = card::labels(others.map(|one| one.number));
    Ok((!list.is_empty()).then(|| turn.t("course-together", args! { list: list })))
}

async fn due(turn: &mut Turn, signal: &Signal) -> Result<Option<String>> {
    let terms = turn.signal_terms().await?;
    let due = turn.due_of(terms, signal);
    Ok(due.map(|due| {
        let key = if due < turn.today() {
            "course-late"
        } else {
            "course-due"
        };
        turn.t(key, args! { day: day_name(turn, due) })
    }))
}
