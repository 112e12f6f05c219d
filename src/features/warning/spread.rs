//! What comes of a warning: who saw it and told others, the actions that it led to, its counts, and its end.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::words::{idea, label};
use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::warning::WarningState;
use crate::engine::{Call, Turn, kind_name, reached};
use crate::features;
use crate::language::read_count;
use crate::store::{NewAction, Warning, id_of};

pub const SEEN: &str = "👀";
pub const PASSED_ON: &str = "📣";

/// The counts are brought up to date at most so often (in milliseconds).
const COUNT_MS: i64 = 20_000;

/// How long who tapped is kept, from the sending on: longer than any warning holds.
const KEPT_DAYS: i64 = 70;

/// How long a code means something.
pub const CODE_DAYS: i64 = 7;

/// Says no more than "I saw this", so it may well be made up by a server.
pub fn seen<'a>(turn: &'a mut Turn, call: &'a Call, id: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(tapped(turn, call, id, "gezien"))
}

pub fn passed_on<'a>(turn: &'a mut Turn, call: &'a Call, id: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(tapped(turn, call, id, "doorverteld"))
}

async fn tapped(turn: &mut Turn, call: &Call, id: &str, kind: &str) -> Result<()> {
    let person = &call.who.person.id;
    turn.tx
        .warning_tapped(id, person, kind, &call.event_id)
        .await
        .map(drop)
}

/// `doe mee`, `doe mee 12`: the ready action of the newest warning here is done, and notes itself. Where no warning holds,
/// it is about an activity.
pub fn take_part<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        match newest_here(turn, call).await? {
            Some((warning, wijk)) => note(turn, call, &warning, &wijk).await,
            None => match features::command("meedoen") {
                Some(command) => (command.run)(turn, call).await,
                None => Ok(()),
            },
        }
    })
}

/// The newest warning that holds in the wijk of this room, or in private in one of the own wijken.
async fn newest_here(turn: &mut Turn, call: &Call) -> Result<Option<(Warning, String)>> {
    let mut here = Vec::new();
    for wijk in call.wijken() {
        let warnings = turn.tx.warnings_in(wijk).await?;
        here.extend(warnings.into_iter().map(|one| (one, wijk.to_owned())));
    }
    Ok(here.into_iter().max_by_key(|(warning, _)| warning.number))
}

/// One action for each person and warning: saying it again corrects it.
async fn note(turn: &mut Turn, call: &Call, warning: &Warning, wijk: &str) -> Result<()> {
    let at = turn.tx.wijken_of_warning(&warning.id).await?;
    let slug = at
        .into_iter()
        .find(|at| at.wijk == wijk)
        .and_then(|at| at.idea);
    let ready = slug.and_then(|slug| turn.catalogue().idea(&slug).cloned());
    let ready = ready.or_else(|| idea(turn, wijk, &warning.phenomenon).cloned());
    let Some(ready) = ready else { return Ok(()) };
    let person = &call.who.person.id;
    let id = id_of(&format!("action:warning:{}:{person}", warning.id));
    let reach = read_count(&call.text);
    let answer = turn.next_id();
    let new = NewAction {
        id: &id,
        person,
        wijk,
        kind: &ready.action,
        reach: reach.map(|(least, most)| (least.into(), most.into())),
        audience: ready.audience.as_deref(),
        day: turn.day_of(call),
        event_id: &call.event_id,
        answer: Some(&answer),
    };
    let now = turn.now;
    let number = turn.tx.add_action(new, now).await?;
    turn.tx.link_action(&warning.id, &id).await?;
    let key = if reach.is_some() {
        "warning-action"
    } else {
        "warning-action-how-many"
    };
    let kind = turn.catalogue().action(&ready.action);
    let count = kind
        .zip(reach)
        .and_then(|(kind, (least, most))| reached(turn, kind, least.into(), most.into()));
    let what = std::iter::once(kind_name(turn, &ready.action)).chain(count);
    let what = what.collect::<Vec<_>>().join(", ");
    let body = turn.t(
        key,
        args! {
            action: format!("A-{number}"),
            what: what,
            label: label(warning.number),
        },
    );
    let coming = turn.tx.activities_after(wijk, call.sent_at).await?;
    let body = match coming.first() {
        None => body,
        Some(activity) => {
            let args = args! { activity: activity.number, number: number };
            format!("{body}\n{}", turn.t("warning-or-activity", args))
        }
    };
    turn.answer(call, body).await.map(drop)
}

/// "W-7 is verstuurd. Bezorgd: 2 van 2 kamers. Gezien: 3. Doorverteld: 2. Acties: 1 (1× gesprek, 12 mensen)".
pub async fn in_words(turn: &mut Turn, id: &str) -> Result<String> {
    let Some(warning) = turn.tx.warning(id).await? else {
        return Ok(String::new());
    };
    let reach = turn.tx.reach_of_warning(id).await?;
    let actions = turn.tx.actions_of_warning(id).await?;
    let lines: Vec<_> = actions
        .iter()
        .map(|count| {
            let kind = kind_name(turn, &count.kind);
            let of_kind = turn.catalogue().action(&count.kind);
            let people = of_kind
                .filter(|_| count.reach_max > 0)
                .and_then(|kind| reached(turn, kind, count.reach_min, count.reach_max));
            match people {
                Some(people) => format!("{}× {kind}, {people}", count.actions),
                None => format!("{}× {kind}", count.actions),
            }
        })
        .collect();
    let state = match warning.state {
        WarningState::Withdrawn => "warning-counts-withdrawn",
        WarningState::Over => "warning-counts-over",
        _ => "warning-counts",
    };
    let done: i64 = actions.iter().map(|count| count.actions).sum();
    let list = lines.join("; ");
    let number = warning.number.to_string();
    let (rooms, delivered) = (reach.rooms.to_string(), reach.delivered.to_string());
    let (seen, passed_on) = (reach.seen.to_string(), reach.passed_on.to_string());
    let actions = if list.is_empty() {
        done.to_string()
    } else {
        format!("{done} ({list})")
    };
    Ok(turn.t(
        state,
        args! {
            label: label(warning.number),
            number: number,
            rooms: rooms,
            delivered: delivered,
            seen: seen,
            passed_on: passed_on,
            actions: actions,
        },
    ))
}

/// Ends what is over, brings counts up to date, and forgets.
pub fn sweep(turn: &mut Turn) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        end_what_is_over(turn).await?;
        count(turn).await?;
        let now = turn.now;
        turn.tx
            .forget_warning_taps(now.plus_days(-KEPT_DAYS))
            .await?;
        turn.tx.forget_checks(now.plus_days(-CODE_DAYS)).await
    })
}

async fn end_what_is_over(turn: &mut Turn) -> Result<()> {
    let today = turn.today().to_string();
    for warning in turn.tx.warnings_that_are(WarningState::Sent).await? {
        if warning.ends_on.as_ref().is_some_and(|day| *day < today) {
            because(turn, &warning);
            end(turn, &warning, WarningState::Over).await?;
        }
    }
    // An "akkoord" that was said in time may still be on its way; a day's grace, as for every answer.
    let before = turn.now.plus_hours(-2 * super::propose::WAITS_HOURS);
    for warning in turn.tx.warnings_that_are(WarningState::Proposed).await? {
        if warning.proposed_at < before {
            because(turn, &warning);
            end(turn, &warning, WarningState::Over).await?;
        }
    }
    Ok(())
}

/// What is said at the end of a warning has that for a cause: each warning ends once.
fn because(turn: &mut Turn, warning: &Warning) {
    let now = turn.now;
    turn.caused_by(format!("warning-over:{}", warning.id), now);
}

/// The warning holds no longer, and says so wherever it stands. What was not sent yet never goes, and does not count for
/// the wijk. `false` when nobody was told anything.
pub async fn end(turn: &mut Turn, warning: &Warning, state: WarningState) -> Result<bool> {
    let now = turn.now;
    turn.tx.end_warning(&warning.id, state, now).await?;
    if warning.state == WarningState::Proposed {
        let spoken = turn.speak_in(&RoomKey::signal()).await?;
        let body = turn.t("warning-not-sent", args! { label: label(warning.number) });
        turn.speak(Some(spoken));
        turn.edit(&warning.told, body).await?;
        return Ok(false);
    }
    let mut was_said = false;
    for mut at in turn.tx.wijken_of_warning(&warning.id).await? {
        let room = RoomKey::wijk(&at.wijk);
        let spoken = turn.speak_in(&room).await?;
        let trick = super::propose::trick(turn, &warning.phenomenon);
        let key = if state == WarningState::Withdrawn {
            "warning-ended-withdrawn"
        } else {
            "warning-ended-over"
        };
        let body = turn.t(key, args! { trick: trick });
        let short = turn.t("warning-ended-pass-on", args! {});
        turn.speak(Some(spoken));
        for (message, body) in [(&mut at.parcel, body), (&mut at.pass_on, short)] {
            let Some(sent) = message.clone() else {
                continue;
            };
            if turn.tx.cancel_parcel(&sent).await? {
                *message = None;
            } else {
                turn.edit(&sent, body).await?;
            }
        }
        was_said |= at.parcel.is_some();
        turn.tx.warning_sent_to(&warning.id, &at).await?;
    }
    show_counts(turn, warning).await?;
    Ok(was_said)
}

/// The counts in the signal room follow what happens, for as long as a warning holds.
async fn count(turn: &mut Turn) -> Result<()> {
    let due = turn.now.plus_ms(-COUNT_MS);
    for warning in turn.tx.warnings_to_count(due).await? {
        show_counts(turn, &warning).await?;
    }
    Ok(())
}

async fn show_counts(turn: &mut Turn, warning: &Warning) -> Result<()> {
    let now = turn.now;
    let spoken = turn.speak_in(&RoomKey::signal()).await?;
    let body = in_words(turn, &warning.id).await?;
    turn.speak(Some(spoken));
    let counts = id_of(&body);
    if counts != warning.shown {
        let text = Outgoing::Edit {
            target: warning.told.clone(),
            text: Text::new(body),
        };
        let cause = format!("warning:{}:{counts}:{}", warning.id, now.0);
        turn.post_because(&cause, &RoomKey::signal(), Class::Answer, text, None)
            .await?;
    }
    turn.tx.warning_shown(&warning.id, &counts, now).await
}
