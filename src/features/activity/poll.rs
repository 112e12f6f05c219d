//! `!peiling`: the room of a wijk chooses together, a day for an activity or what to do this month.
//!
//! ```text
//! > !peiling 3 vrijdag 10:00, zaterdag 14:00
//! > !peiling flyers, koffieochtend of schoolles
//! ```

use anyhow::Result;
use chrono::{Datelike, Days, NaiveTime};
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::plan::{moved, number_and_rest};
use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::time::Moment;
use crate::engine::feature::PollKind;
use crate::engine::{Call, NewPoll, Poll, Tally, Turn, day_name, example_of, kind_name};
use crate::language::{read_action, read_ahead};
use crate::store::Activity;

/// How many answers fit a phone.
const MOST: usize = 6;

/// How long people can vote; about a day, until six in the evening before the first of them.
const DAYS: i64 = 3;
const EVENING: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).expect("six in the evening");

pub const DAY: PollKind = PollKind {
    name: "peiling-dag",
    closed: day_chosen,
};

pub const ACTION: PollKind = PollKind {
    name: "peiling-actie",
    closed: action_chosen,
};

/// The days that can be chosen for an activity.
#[derive(Serialize, Deserialize)]
struct Choices {
    activity: String,
    starts: Vec<Moment>,
}

pub fn poll<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (number, rest) = match number_and_rest(&call.text) {
            Some((number, rest)) => (Some(number), rest),
            None => (None, call.text.as_str()),
        };
        let options = options(rest);
        if !(2..=MOST).contains(&options.len()) {
            return say(turn, call, "peiling-how").await;
        }
        match number {
            Some(number) => choose_day(turn, call, number, &options).await,
            None => choose_action(turn, call, &options).await,
        }
    })
}

/// "flyers, koffieochtend of schoolles?"
fn options(text: &str) -> Vec<&str> {
    text.split([',', ';', '\n'])
        .flat_map(|part| part.split(" of "))
        .flat_map(|part| part.split(" or "))
        .map(|part| part.trim().trim_matches('?').trim())
        .filter(|part| !part.is_empty())
        .collect()
}

async fn choose_day(turn: &mut Turn, call: &Call, number: i64, options: &[&str]) -> Result<()> {
    let found = turn.tx.activity_by_number(number).await?;
    let is_open = |one: &Activity| one.called_off_at.is_none() && one.starts_at > call.sent_at;
    let is_here = |one: &Activity| RoomKey::wijk(&one.wijk) == call.room.key;
    let Some(activity) = found.filter(is_open).filter(is_here) else {
        return say(turn, call, "activity-unknown").await;
    };
    if activity.person != call.who.person.id {
        return say(turn, call, "activity-of-another").await;
    }
    let (zone, today) = (turn.settings.zone, turn.day_of(call));
    let usual = activity.starts_at.local(zone).time();
    let read = |option: &&str| {
        let read = read_ahead(option, today);
        let time = read.time.unwrap_or(usual);
        read.day.map(|day| Moment::at(day.and_time(time), zone))
    };
    let Some(mut starts) = options.iter().map(read).collect::<Option<Vec<_>>>() else {
        return say(turn, call, "peiling-how").await;
    };
    starts.sort_unstable();
    starts.dedup();
    let evening_before = (starts[0].day(zone) - Days::new(1)).and_time(EVENING);
    let ends_at = Moment::at(evening_before, zone).min(call.sent_at.plus_days(DAYS));
    if ends_at <= call.sent_at {
        return say(turn, call, "peiling-too-soon").await;
    }
    let answers = starts.iter().map(|at| moment(turn, *at)).collect();
    let kind = kind_name(turn, &activity.kind);
    let question = turn.t("peiling-day", args! { number: number, kind: kind });
    let choices = Choices {
        activity: activity.id,
        starts,
    };
    open(turn, call, &DAY, question, answers, ends_at, &choices).await
}

/// "vrijdag 16 oktober om 10:00 uur".
fn moment(turn: &Turn, at: Moment) -> String {
    let local = at.local(turn.settings.zone);
    let number = local.date().weekday().number_from_monday();
    turn.t(
        "peiling-moment",
        args! {
            weekday: turn.t(&format!("weekday-{number}"), args! {}),
            day: day_name(turn, local.date()),
            time: local.format("%H:%M").to_string(),
        },
    )
}

async fn choose_action(turn: &mut Turn, call: &Call, options: &[&str]) -> Result<()> {
    let today = turn.day_of(call);
    let mut kinds = Vec::new();
    for option in options {
        match read_action(option, turn.catalogue(), today).action {
            Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
            Some(_) => {}
            None => return say(turn, call, "peiling-how").await,
        }
    }
    if kinds.len() < 2 {
        return say(turn, call, "peiling-how").await;
    }
    let lang = turn.lang();
    let label = |slug: &String| {
        let kind = turn.catalogue().action(slug);
        kind.map_or(slug.as_str(), |kind| kind.label(lang))
            .to_owned()
    };
    let answers = kinds.iter().map(label).collect();
    let question = turn.t("peiling-action", args! {});
    let ends_at = call.sent_at.plus_days(DAYS);
    open(turn, call, &ACTION, question, answers, ends_at, &kinds).await
}

async fn open(
    turn: &mut Turn,
    call: &Call,
    kind: &PollKind,
    question: String,
    answers: Vec<String>,
    ends_at: Moment,
    data: &impl Serialize,
) -> Result<()> {
    let poll = NewPoll {
        kind: kind.name,
        room: call.room.key.clone(),
        question,
        answers,
        most: 1,
        ends_at,
        data: serde_json::to_value(data)?,
    };
    turn.open_poll(poll).await.map(drop)
}

/// One day has the most votes: the activity moves there. Equal votes are left to who organises it.
fn day_chosen<'a>(
    turn: &'a mut Turn,
    poll: &'a Poll,
    tally: &'a Tally,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let days: Choices = serde_json::from_value(poll.data.clone())?;
        let Some(activity) = turn.tx.activity(&days.activity).await? else {
            return Ok(());
        };
        let number = activity.number;
        let body = match tally.winners().as_slice() {
            [winner] if activity.called_off_at.is_none() && days.starts[*winner] > turn.now => {
                moved(turn, activity, days.starts[*winner]).await?.1
            }
            _ => turn.t("peiling-no-day", args! { number: number }),
        };
        tell(turn, &poll.room, body).await
    })
}

fn action_chosen<'a>(
    turn: &'a mut Turn,
    poll: &'a Poll,
    tally: &'a Tally,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let kinds: Vec<String> = serde_json::from_value(poll.data.clone())?;
        let body = match tally.winners().as_slice() {
            [winner] => {
                let kind = kinds.get(*winner).map_or("", String::as_str);
                let example = example_of(turn, Some(kind));
                turn.t(
                    "peiling-action-chosen",
                    args! { kind: kind_name(turn, kind), example: example },
                )
            }
            _ => turn.t("peiling-no-action", args! {}),
        };
        tell(turn, &poll.room, body).await
    })
}

/// What follows from the result, below it.
async fn tell(turn: &mut Turn, room: &RoomKey, body: String) -> Result<()> {
    let text = Outgoing::Say(Text::new(body));
    turn.post(room, Class::Notice, text, None).await.map(drop)
}

async fn say(turn: &mut Turn, call: &Call, key: &str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_stand_between_commas_or_of() {
        assert_eq!(
            options("flyers, koffieochtend of schoolles?"),
            ["flyers", "koffieochtend", "schoolles"]
        );
        assert_eq!(options(" , "), Vec::<&str>::new());
    }
}
