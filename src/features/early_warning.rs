//! Early warning: when so many report one trick that chance hardly explains it, the signal room and the management room hear
//! of it, once per burst, and choose what to do.
//!
//! ```text
//! < Alarm 3: 4 meldingen van nepagent in Laak sinds dinsdag, normaal 1 per week. …
//! > alarm 3
//! < Wat doet u? 1. waarschuwen 2. de melders iets vragen 3. niets doen
//! ```
//!
//! What is counted is what those rooms see one by one already. What is sensitive is not: it has no alarms, since "five or more"
//! would tell of months in which fewer are not shown.

mod look;
mod tell;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::catalogue::UNKNOWN;
use crate::domain::detection::AlarmState;
use crate::domain::people::{Role, RoomKind};
use crate::engine::feature::{Command, Feature, Job, Occasion, QuestionKind, Reply, Scope, Sweep};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn};
use crate::language::read_choice;
use crate::store::AlarmRow;

const WHO: &[Role] = &[Role::Wijkagent, Role::CommunityManager, Role::Beheerder];
const WHERE: &[RoomKind] = &[RoomKind::Signal, RoomKind::Management];

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "alarm",
        words: &["alarm", "alarmen", "alarms"],
        roles: WHO,
        rooms: WHERE,
        run,
    }],
    questions: &[
        QuestionKind {
            name: "alarm-what",
            command: "alarm",
            answered: chosen,
        },
        QuestionKind {
            name: "alarm-why",
            command: "alarm",
            answered: dismissed,
        },
    ],
    replies: &[Reply {
        on: tell::ON,
        command: "alarm",
        replied,
    }],
    jobs: &[Job {
        name: "early-warning",
        // Before people begin to work; what comes later in the day is looked at as it comes.
        rule: "daily 07:30",
        catch_up_hours: 24,
        scope: Scope::Gemeente,
        run: daily,
    }],
    sweeps: &[Sweep(changed)],
    ..Feature::named("early-warning")
};

/// Why nothing is done. A closed list, since text would go beyond the room; too long to be tapped, since a server can make up
/// taps, and what ends an alarm is to be said.
const REASONS: [&str; 5] = ["news", "same", "known", "mistake", "other"];

fn daily<'a>(turn: &'a mut Turn, _: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(look::at_all(turn))
}

/// Tricks that were reported, corrected or taken back just now.
fn changed(turn: &mut Turn) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        for phenomenon in turn.tx.bursts_due().await? {
            look::at_one(turn, &phenomenon).await?;
            turn.tx.burst_looked_at(&phenomenon).await?;
        }
        Ok(())
    })
}

/// `alarm 3`, `alarm 3 niets doen`; without a number the list.
fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let typed = call.text.trim();
        let digits: String = typed.chars().take_while(char::is_ascii_digit).collect();
        let Ok(number) = digits.parse::<i64>() else {
            return list(turn, call).await;
        };
        let Some(alarm) = turn.tx.alarm_by_number(number).await? else {
            let body = turn.t("alarm-unknown", args! { number: number.to_string() });
            return turn.answer(call, body).await.map(drop);
        };
        let choices = choices(turn, &alarm);
        if let Some(choice) = read(&choices, &typed[digits.len()..]) {
            return choose(turn, call, alarm, &choice).await;
        }
        let body = tell::text(turn, &alarm, false).await?;
        let question = Question::new("alarm-what", Offer::Choice(choices), &alarm.id)?;
        turn.ask(call, question, body).await
    })
}

/// A reply to the message of an alarm with one of its choices needs no command word.
fn replied<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    id: &'a str,
    is_reply: bool,
) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        let Some(alarm) = turn.tx.alarm(id).await?.filter(|_| is_reply) else {
            return Ok(false);
        };
        let Some(choice) = read(&choices(turn, &alarm), &call.text) else {
            return Ok(false);
        };
        choose(turn, call, alarm, &choice).await?;
        Ok(true)
    })
}

fn chosen<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let id: String = question.data()?;
        match (answer, turn.tx.alarm(&id).await?) {
            (Answer::Chosen(choice), Some(alarm)) => choose(turn, call, alarm, &choice).await,
            _ => Ok(()),
        }
    })
}

fn dismissed<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let id: String = question.data()?;
        let (Answer::Chosen(reason), Some(mut alarm)) = (answer, turn.tx.alarm(&id).await?) else {
            return Ok(());
        };
        if alarm.state == AlarmState::Lapsed {
            return lapsed(turn, call, &alarm).await;
        }
        alarm.reason = Some(reason);
        decide(turn, call, &mut alarm, AlarmState::Dismissed).await?;
        let body = turn.t(
            "alarm-dismissed",
            args! { number: alarm.number.to_string() },
        );
        turn.answer(call, body).await.map(drop)
    })
}

/// In the order in which an alarm shows them. Nobody can be warned of a trick that has no name yet.
fn choices(turn: &Turn, alarm: &AlarmRow) -> Vec<Choice> {
    let all = [AlarmState::Warn, AlarmState::Ask, AlarmState::Dismissed].into_iter();
    let fit = all.filter(|state| *state != AlarmState::Warn || alarm.phenomenon != UNKNOWN);
    fit.map(|state| {
        let key = state.key();
        Choice::new(key, turn.t(&format!("alarm-choice-{key}"), args! {}))
    })
    .collect()
}

fn read(choices: &[Choice], typed: &str) -> Option<String> {
    let labels: Vec<_> = choices.iter().map(|choice| choice.label.as_str()).collect();
    read_choice(typed, &labels).map(|at| choices[at].id.clone())
}

async fn choose(turn: &mut Turn, call: &Call, mut alarm: AlarmRow, choice: &str) -> Result<()> {
    if alarm.state == AlarmState::Lapsed {
        return lapsed(turn, call, &alarm).await;
    }
    let body = match AlarmState::read(choice) {
        Some(AlarmState::Warn) => {
            decide(turn, call, &mut alarm, AlarmState::Warn).await?;
            tell::how_to_warn(turn, &alarm).await?
        }
        Some(AlarmState::Ask) => {
            decide(turn, call, &mut alarm, AlarmState::Ask).await?;
            tell::how_to_ask(turn, &alarm).await?
        }
        _ => return ask_why(turn, call, &alarm).await,
    };
    turn.answer(call, body).await.map(drop)
}

async fn ask_why(turn: &mut Turn, call: &Call, alarm: &AlarmRow) -> Result<()> {
    let reason = |reason: &str| {
        let label = turn.t(&format!("alarm-why-{reason}"), args! {});
        Choice::new(reason, label)
    };
    let reasons = REASONS.map(reason).into();
    let words = turn.t("alarm-why", args! {});
    let question = Question::new("alarm-why", Offer::Choice(reasons), &alarm.id)?;
    turn.ask(call, question, words).await
}

async fn lapsed(turn: &mut Turn, call: &Call, alarm: &AlarmRow) -> Result<()> {
    let body = tell::text(turn, alarm, false).await?;
    turn.answer(call, body).await.map(drop)
}

/// Who chose what is kept, and the alarm says it in both rooms.
async fn decide(
    turn: &mut Turn,
    call: &Call,
    alarm: &mut AlarmRow,
    state: AlarmState,
) -> Result<()> {
    let person = &call.who.person.id;
    alarm.state = state;
    alarm.person = Some(person.clone());
    alarm.decided_at = Some(turn.now);
    if state == AlarmState::Dismissed {
        turn.tx.drop_bells(&tell::about(alarm)).await?;
    } else {
        alarm.reason = None;
    }
    turn.tx.change_alarm(alarm).await?;
    let (what, about) = (format!("alarm-{}", state.key()), tell::number_of(alarm));
    let now = turn.now;
    turn.tx
        .audit(&call.event_id, Some(person), &what, &about, now)
        .await?;
    tell::again(turn, alarm).await
}

/// Those of the last weeks, newest first.
async fn list(turn: &mut Turn, call: &Call) -> Result<()> {
    let mut lines = vec![turn.t("alarm-list", args! {})];
    for alarm in look::recent(turn).await?.iter().rev() {
        lines.push(tell::line(turn, alarm).await?);
    }
    if lines.len() == 1 {
        lines = vec![turn.t("alarm-none", args! {})];
    }
    turn.answer(call, lines.join("\n")).await.map(drop)
}
