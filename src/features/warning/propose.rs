//! `waarschuw`: a warning is proposed, shown, listed, and stopped.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::spread::{end, in_words};
use super::words::{body, idea, label, pass_on};
use crate::args;
use crate::catalogue::{Phenomenon, Place};
use crate::domain::people::RoomKind;
use crate::domain::warning::WarningState;
use crate::engine::{Call, Turn, WarningRules, day_name, roles_in_words};
use crate::language::text::fold;
use crate::store::{NewWarning, Warning, Wijk, id_of};

/// How long a proposal waits for the word of a second person.
pub const WAITS_HOURS: i64 = 24;

/// A wijk gets so many warnings in so many days at most.
const WEEK_DAYS: i64 = 7;

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let rules = WarningRules::read(&mut turn.tx).await?;
        if !rules.may_decide(call) {
            return say(turn, call, "warning-not-you").await;
        }
        let typed = call.text.trim();
        if typed.is_empty() {
            return list(turn, call).await;
        }
        let words: Vec<_> = typed.split_whitespace().collect();
        if let Some(number) = number_in(typed).filter(|_| words.len() == 1) {
            return show(turn, call, number).await;
        }
        let stops = ["stop", "weg", "withdraw", "intrekken"];
        if stops.contains(&fold(words[0]).as_ref()) {
            return stop(turn, call, number_in(typed)).await;
        }
        match read(turn, &words).await? {
            Some((wijken, slug)) => propose(turn, call, &rules, wijken, &slug).await,
            None => {
                let wijk = turn.tx.wijken().await?.into_iter().next();
                let wijk = wijk.map_or_else(|| "Moerwijk".to_owned(), |wijk| wijk.name);
                let body = turn.t("warning-how", args! { wijk: wijk });
                turn.answer(call, body).await.map(drop)
            }
        }
    })
}

pub async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}

/// `7`, `W-7`, `w7`.
pub fn number_in(typed: &str) -> Option<i64> {
    let is_label = |word: &&str| {
        let bare = word.trim_start_matches(['W', 'w']).trim_start_matches('-');
        !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit())
    };
    let word = typed.split_whitespace().find(is_label)?;
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Where to, and about what: a place and a trick, in either order.
async fn read(turn: &mut Turn, words: &[&str]) -> Result<Option<(Vec<Wijk>, String)>> {
    let wijken = turn.tx.wijken().await?;
    let world = turn.world().clone();
    let both = |place: &[&str], trick: &[&str]| {
        let place = place.strip_prefix(&["in"]).unwrap_or(place).join(" ");
        let behind = trick
            .strip_prefix(&["voor"])
            .or_else(|| trick.strip_prefix(&["for"]));
        let trick = behind.unwrap_or(trick).join(" ");
        let slug = &world.catalogue.called(&trick)?.slug;
        let found = named(&wijken, &world.places, &place);
        (!found.is_empty()).then(|| (found, slug.clone()))
    };
    let parts = |at: usize| {
        let (before, behind) = words.split_at(at);
        both(before, behind).or_else(|| both(behind, before))
    };
    Ok((1..words.len()).rev().find_map(parts))
}

/// The wijken of the programme that a name stands for: one, those of a stadsdeel, or all.
fn named(wijken: &[Wijk], places: &[Place], typed: &str) -> Vec<Wijk> {
    const ALL: [&str; 6] = [
        "alle",
        "alle wijken",
        "iedereen",
        "overal",
        "all",
        "everywhere",
    ];
    let wanted = fold(typed.trim().trim_end_matches(':')).into_owned();
    if ALL.contains(&wanted.as_str()) {
        return wijken.to_vec();
    }
    let stadsdeel = wanted
        .strip_prefix("stadsdeel ")
        .or_else(|| wanted.strip_prefix("district "));
    let is_named = |wijk: &&Wijk| fold(&wijk.name) == wanted || fold(&wijk.code) == wanted;
    if let Some(only) = wijken.iter().find(is_named) {
        return vec![only.clone()];
    }
    let all = places.iter().flat_map(|place| &place.wijk);
    let codes: Vec<_> = match stadsdeel {
        Some(name) => all
            .filter(|wijk| fold(&wijk.stadsdeel) == name)
            .map(|wijk| &wijk.code)
            .collect(),
        None => places
            .iter()
            .flat_map(|place| place.find(&wanted))
            .map(|wijk| &wijk.code)
            .collect(),
    };
    let meant = wijken.iter().filter(|wijk| codes.contains(&&wijk.code));
    meant.cloned().collect()
}

async fn propose(
    turn: &mut Turn,
    call: &Call,
    rules: &WarningRules,
    wijken: Vec<Wijk>,
    slug: &str,
) -> Result<()> {
    let Some(phenomenon) = turn.catalogue().phenomenon(slug).cloned() else {
        return Ok(());
    };
    if !phenomenon.is_public() {
        return say(turn, call, "warning-not-this").await;
    }
    let (wijken, left_out) = can_have_one(turn, rules, wijken, slug).await?;
    if wijken.is_empty() {
        return turn.answer(call, left_out.join("\n")).await.map(drop);
    }
    // A number for each preview: who agrees to one agrees to what it showed, and not to what an edit made of it since.
    let number = turn.tx.next_number("warning").await?;
    let id = id_of(&format!("warning:{}:{number}", call.event_id));
    let told = turn.next_id();
    let new = NewWarning {
        id: &id,
        number,
        event_id: &call.event_id,
        phenomenon: slug,
        person: &call.who.person.id,
        told: &told,
    };
    let codes: Vec<_> = wijken.iter().map(|wijk| wijk.code.clone()).collect();
    let now = turn.now;
    turn.tx.propose_warning(&new, &codes, now).await?;
    audit(turn, call, "warning-proposed", number).await?;
    let mut shown = vec![preview(turn, call, rules, &wijken, &phenomenon, number)];
    shown.extend(left_out);
    turn.answer(call, shown.join("\n")).await.map(drop)
}

/// The wijken that can have this warning, and in words why the others cannot: enough this week, or it holds there already.
pub async fn can_have_one(
    turn: &mut Turn,
    rules: &WarningRules,
    wijken: Vec<Wijk>,
    slug: &str,
) -> Result<(Vec<Wijk>, Vec<String>)> {
    let after = turn.now.plus_days(-WEEK_DAYS);
    let (mut fit, mut left_out) = (Vec::new(), Vec::new());
    for wijk in wijken {
        let holds = turn.tx.warnings_in(&wijk.code).await?;
        let same = holds.iter().find(|one| one.phenomenon == slug);
        let sent = turn.tx.warnings_sent_to(&wijk.code, after).await?;
        if let Some(same) = same {
            let args = args! { wijk: wijk.name, label: label(same.number) };
            left_out.push(turn.t("warning-same", args));
        } else if sent >= i64::from(rules.per_week) {
            left_out.push(turn.t("warning-enough", args! { wijk: wijk.name, count: sent }));
        } else {
            fit.push(wijk);
        }
    }
    Ok((fit, left_out))
}

/// Exactly what would be said in the first of the wijken, and whose word is missing.
fn preview(
    turn: &Turn,
    call: &Call,
    rules: &WarningRules,
    wijken: &[Wijk],
    phenomenon: &Phenomenon,
    number: i64,
) -> String {
    let until = last_day(turn, rules);
    let first = &wijken[0];
    let ready = idea(turn, &first.code, &phenomenon.slug);
    let shown = body(turn, first, phenomenon, ready, &until);
    let names: Vec<_> = wijken.iter().map(|wijk| wijk.name.as_str()).collect();
    let waits = turn.now.plus_hours(WAITS_HOURS).local(turn.settings.zone);
    turn.t(
        "warning-preview",
        args! {
            label: label(number),
            wijken: names.join(", "),
            body: shown,
            pass_on: pass_on(turn, first, phenomenon),
            roles: roles_in_words(turn, rules.other_side(call)),
            number: number.to_string(),
            day: day_name(turn, waits.date()),
            time: waits.format("%H:%M").to_string(),
        },
    )
}

/// The last day on which a warning of today holds.
pub fn last_day(turn: &Turn, rules: &WarningRules) -> String {
    let goes_at = turn.settings.quiet.end(turn.now, turn.settings.zone);
    let days = i64::from(rules.days) - 1;
    goes_at.plus_days(days).day(turn.settings.zone).to_string()
}

pub async fn audit(turn: &mut Turn, call: &Call, what: &str, number: i64) -> Result<()> {
    let (about, now) = (format!("warning:{number}"), turn.now);
    turn.tx
        .audit(&call.event_id, Some(&call.who.person.id), what, &about, now)
        .await
}

/// What waits, and what holds.
async fn list(turn: &mut Turn, call: &Call) -> Result<()> {
    let mut lines = Vec::new();
    for state in [WarningState::Proposed, WarningState::Sent] {
        for warning in turn.tx.warnings_that_are(state).await? {
            lines.push(line(turn, &warning).await?);
        }
    }
    let body = if lines.is_empty() {
        turn.t("warning-none", args! {})
    } else {
        turn.t("warning-list", args! { lines: lines.join("\n") })
    };
    turn.answer(call, body).await.map(drop)
}

/// "- W-7 · Nepagent · Moerwijk · geldt tot en met 28 oktober".
async fn line(turn: &mut Turn, warning: &Warning) -> Result<String> {
    let until = warning.ends_on.as_deref();
    let until = until.and_then(crate::domain::time::read_day);
    let until = until.map(|day| day_name(turn, day)).unwrap_or_default();
    let state = turn.t(
        &format!("warning-state-{}", warning.state.key()),
        args! { day: until },
    );
    let wijken = names_of(turn, &warning.id).await?;
    Ok(turn.t(
        "warning-line",
        args! {
            label: label(warning.number),
            trick: trick(turn, &warning.phenomenon),
            wijken: wijken,
            state: state,
        },
    ))
}

pub fn trick(turn: &Turn, slug: &str) -> String {
    let found = turn.catalogue().phenomenon(slug);
    found
        .map_or(slug, |found| found.label(turn.lang()))
        .to_owned()
}

pub async fn names_of(turn: &mut Turn, warning: &str) -> Result<String> {
    let mut names = Vec::new();
    for at in turn.tx.wijken_of_warning(warning).await? {
        let wijk = turn.tx.wijk(&at.wijk).await?;
        names.push(wijk.map_or(at.wijk, |wijk| wijk.name));
    }
    Ok(names.join(", "))
}

/// The whole chain of one warning: the signals behind it, who decided (as roles), where it went, what came of it.
async fn show(turn: &mut Turn, call: &Call, number: i64) -> Result<()> {
    let Some(warning) = turn.tx.warning_by_number(number).await? else {
        return unknown(turn, call, number).await;
    };
    let mut parts = vec![line(turn, &warning).await?];
    let signals = turn.tx.signals_of_warning(&warning.id).await?;
    let labels: Vec<_> = signals
        .iter()
        .map(|one| format!("S-{}", one.number))
        .collect();
    if !labels.is_empty() {
        parts.push(turn.t("warning-signals", args! { labels: labels.join(", ") }));
    }
    for (key, person) in [
        ("warning-proposed-by", Some(&warning.proposed_by)),
        ("warning-agreed-by", warning.agreed_by.as_ref()),
    ] {
        let Some(person) = person else { continue };
        let roles = turn.tx.roles_of(person).await?;
        let mut roles: Vec<_> = roles.iter().map(|given| given.role).collect();
        roles.retain(|role| role.belongs_in(RoomKind::Signal));
        if !roles.is_empty() {
            let roles = roles_in_words(turn, &roles);
            parts.push(turn.t(key, args! { roles: roles }));
        }
    }
    if warning.sent_at.is_some() {
        parts.push(in_words(turn, &warning.id).await?);
    }
    turn.answer(call, parts.join("\n")).await.map(drop)
}

pub async fn unknown(turn: &mut Turn, call: &Call, number: i64) -> Result<()> {
    let body = turn.t("warning-unknown", args! { label: label(number) });
    turn.answer(call, body).await.map(drop)
}

/// One person is enough to stop a warning: that says nothing wrong to anybody.
async fn stop(turn: &mut Turn, call: &Call, number: Option<i64>) -> Result<()> {
    let Some(number) = number else {
        return say(turn, call, "warning-which").await;
    };
    let found = turn.tx.warning_by_number(number).await?;
    let is_on = |one: &Warning| matches!(one.state, WarningState::Proposed | WarningState::Sent);
    let Some(warning) = found.filter(is_on) else {
        return unknown(turn, call, number).await;
    };
    let was_said = end(turn, &warning, WarningState::Withdrawn).await?;
    audit(turn, call, "warning-withdrawn", warning.number).await?;
    let key = if was_said {
        "warning-withdrawn"
    } else {
        "warning-not-sent"
    };
    let body = turn.t(key, args! { label: label(number) });
    turn.answer(call, body).await.map(drop)
}

/// Removing the message that asked for a warning takes the proposal back; what was sent is stopped by word, since a removal
/// could be made up. Taking a tap back counts it no longer.
pub fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let person = &call.who.person.id;
        if turn.tx.take_warning_tap_back(event_id, person).await? {
            return Ok(Some(turn.t("warning-tap", args! {})));
        }
        let found = turn.tx.warning_of_event(event_id).await?;
        let waits =
            |one: &Warning| one.state == WarningState::Proposed && one.proposed_by == *person;
        let Some(warning) = found.filter(waits) else {
            return Ok(None);
        };
        end(turn, &warning, WarningState::Withdrawn).await?;
        Ok(Some(label(warning.number)))
    })
}

/// An edited message proposes anew, for as long as nobody agreed.
pub fn edited<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        let known = turn.tx.warning_of_event(&call.event_id).await?;
        let Some(warning) = known.filter(|one| one.state == WarningState::Sent) else {
            take_back(turn, call, &call.event_id).await?;
            return Ok(false);
        };
        let number = warning.number.to_string();
        let body = turn.t(
            "warning-sent-already",
            args! { label: label(warning.number), number: number },
        );
        turn.answer(call, body).await?;
        Ok(true)
    })
}
