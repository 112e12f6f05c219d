//! `akkoord 7`: the second person's word, upon which the warning goes to the wijken.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::propose::{WAITS_HOURS, audit, can_have_one, last_day, number_in, say, unknown};
use super::spread::{PASSED_ON, SEEN, in_words};
use super::words::{ABOUT, body, idea, label, pass_on};
use crate::args;
use crate::catalogue::Phenomenon;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::signal::SignalState;
use crate::domain::time::read_day;
use crate::domain::warning::WarningState;
use crate::engine::{Call, Turn, WarningRules, Who, day_name, roles_in_words};
use crate::store::{Warning, WarningWijk, Wijk, id_of};

/// Signals of so many days before belong to a warning.
const BEHIND_DAYS: i64 = 28;

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let rules = WarningRules::read(&mut turn.tx).await?;
        let Some(number) = number_in(&call.text) else {
            return say(turn, call, "warning-agree-which").await;
        };
        let found = turn.tx.warning_by_number(number).await?;
        let Some(warning) = found.filter(|one| one.state == WarningState::Proposed) else {
            return unknown(turn, call, number).await;
        };
        // By the word's own time: what was said in time counts, also after an outage.
        if call.sent_at > warning.proposed_at.plus_hours(WAITS_HOURS) {
            return say(turn, call, "warning-old").await;
        }
        if !is_second_person(turn, call, &rules, &warning).await? {
            return refuse(turn, call, &rules, &warning).await;
        }
        let wijken = wijken(turn, &warning.id).await?;
        let phenomenon = turn.catalogue().phenomenon(&warning.phenomenon).cloned();
        let Some(phenomenon) = phenomenon.filter(|_| !wijken.is_empty()) else {
            // Its wijken closed, or the catalogue changed, since it was shown.
            return unknown(turn, call, number).await;
        };
        // Something else may have been sent since.
        let (wijken, left_out) = can_have_one(turn, &rules, wijken, &phenomenon.slug).await?;
        if wijken.is_empty() {
            return turn.answer(call, left_out.join("\n")).await.map(drop);
        }
        let counts = send(turn, call, &rules, &warning, &phenomenon, &wijken).await?;
        let once = left_out.into_iter().chain(when(turn)).collect();
        answer(turn, call, &warning, counts, once).await
    })
}

/// Whether this is the word of another person, of the other side, while the first one still has a say.
async fn is_second_person(
    turn: &mut Turn,
    call: &Call,
    rules: &WarningRules,
    warning: &Warning,
) -> Result<bool> {
    let Some(person) = turn.tx.person(&warning.proposed_by).await? else {
        return Ok(false);
    };
    if person.suspended_at.is_some() {
        return Ok(false);
    }
    let roles = turn.tx.roles_of(&person.id).await?;
    Ok(rules.are_two_sides(&Who { person, roles }, call))
}

async fn refuse(
    turn: &mut Turn,
    call: &Call,
    rules: &WarningRules,
    warning: &Warning,
) -> Result<()> {
    let is_own = warning.proposed_by == call.who.person.id;
    let key = if is_own {
        "warning-agree-other"
    } else {
        "warning-agree-side"
    };
    let roles = roles_in_words(turn, rules.other_side(call));
    let body = turn.t(key, args! { roles: roles, label: label(warning.number) });
    turn.answer(call, body).await.map(drop)
}

/// Those that take part still.
async fn wijken(turn: &mut Turn, warning: &str) -> Result<Vec<Wijk>> {
    let mut wijken = Vec::new();
    for at in turn.tx.wijken_of_warning(warning).await? {
        wijken.extend(turn.tx.wijk(&at.wijk).await?);
    }
    Ok(wijken)
}

async fn send(
    turn: &mut Turn,
    call: &Call,
    rules: &WarningRules,
    warning: &Warning,
    phenomenon: &Phenomenon,
    wijken: &[Wijk],
) -> Result<String> {
    let now = turn.now;
    let until = last_day(turn, rules);
    let ends_on = read_day(&until).unwrap_or_else(|| turn.today());
    let person = &call.who.person.id;
    turn.tx
        .warning_agreed(&warning.id, person, ends_on, now)
        .await?;
    for wijk in wijken {
        let sent = send_to(turn, warning, phenomenon, wijk, &until).await?;
        turn.tx.warning_sent_to(&warning.id, &sent).await?;
    }
    turn.tx.leave_out_unsent(&warning.id).await?;
    turn.tx
        .link_signals(&warning.id, now.plus_days(-BEHIND_DAYS))
        .await?;
    audit(turn, call, "warning-agreed", warning.number).await?;
    tell_reporters(turn, call, warning).await?;
    in_words(turn, &warning.id).await
}

/// Whoever reported the trick hears that the wijk is warned. Removing the word does not take that back, as it does not stop
/// the warning.
async fn tell_reporters(turn: &mut Turn, call: &Call, warning: &Warning) -> Result<()> {
    let call = Call {
        event_id: format!("{ABOUT}:{}", warning.id),
        ..call.clone()
    };
    for signal in turn.tx.signals_of_warning(&warning.id).await? {
        let event = turn.root_of(signal).await?;
        turn.move_signal(&call, &event, SignalState::Warned, None)
            .await?;
    }
    Ok(())
}

/// When it goes, where that is not now.
fn when(turn: &Turn) -> Option<String> {
    let goes_at = turn.settings.quiet.end(turn.now, turn.settings.zone);
    let at = goes_at.local(turn.settings.zone);
    let (day, time) = (day_name(turn, at.date()), at.format("%H:%M").to_string());
    (goes_at > turn.now).then(|| turn.t("warning-goes-at", args! { day: day, time: time }))
}

/// The counts, in a message that follows them from now on; and what is said once.
async fn answer(
    turn: &mut Turn,
    call: &Call,
    warning: &Warning,
    counts: String,
    once: Vec<String>,
) -> Result<()> {
    let (now, shown) = (turn.now, id_of(&counts));
    let lines: Vec<_> = std::iter::once(counts).chain(once).collect();
    let told = turn.answer(call, lines.join("\n")).await?;
    turn.tx.warning_told(&warning.id, &told).await?;
    turn.tx.warning_shown(&warning.id, &shown, now).await
}

/// The warning, which rings by day, and below it the short version, which does not ring once more.
async fn send_to(
    turn: &mut Turn,
    warning: &Warning,
    phenomenon: &Phenomenon,
    wijk: &Wijk,
    until: &str,
) -> Result<WarningWijk> {
    let room = RoomKey::wijk(&wijk.code);
    let spoken = turn.speak_in(&room).await?;
    let ready = idea(turn, &wijk.code, &phenomenon.slug).cloned();
    let said = body(turn, wijk, phenomenon, ready.as_ref(), until);
    let short = pass_on(turn, wijk, phenomenon);
    turn.speak(Some(spoken));
    let about = format!("{ABOUT}:{}", warning.id);
    let said = Outgoing::Say(Text::new(said));
    let parcel = turn.post(&room, Class::Prompt, said, Some(&about)).await?;
    let from = turn.settings.quiet.end(turn.now, turn.settings.zone);
    let short = Outgoing::Say(Text::new(short));
    let short = turn
        .post_from(&room, Class::Notice, short, None, from)
        .await?;
    turn.offer_taps(&room, &parcel, &[SEEN, PASSED_ON]).await?;
    Ok(WarningWijk {
        wijk: wijk.code.clone(),
        idea: ready.map(|idea| idea.slug),
        parcel: Some(parcel),
        pass_on: Some(short),
    })
}
