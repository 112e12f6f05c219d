//! `activiteit`: planning one, moving it, calling it off.

use anyhow::Result;
use chrono::{NaiveDate, NaiveTime};
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::announce::{announce, show};
use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::time::Moment;
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, activity_in_words, own_wijken};
use crate::language::text::fold;
use crate::language::{read_action, read_ahead};
use crate::store::{Activity, NewActivity, id_of};

/// Kinds of action that people come together for.
const KINDS: &[&str] = &[
    "koffieochtend",
    "presentatie",
    "inloopspreekuur",
    "marktkraam",
    "schoolles",
    "spel-quiz",
    "film-echt-of-nep",
    "anders",
];

/// What is known of an activity while it is being asked about.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Draft {
    wijk: Option<String>,
    kind: Option<String>,
    place: Option<String>,
    day: Option<NaiveDate>,
    time: Option<NaiveTime>,
    event_id: String,
}

pub fn plan<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if let Some((number, rest)) = number_and_rest(&call.text) {
            return change(turn, call, number, rest).await;
        }
        let read = read_ahead(&call.text, turn.day_of(call));
        let draft = Draft {
            wijk: call.room.wijk.clone(),
            kind: kind_in(turn, call),
            place: place_in(turn, &call.text),
            day: read.day,
            time: read.time,
            event_id: call.event_id.clone(),
        };
        go_on(turn, call, draft).await
    })
}

/// "3 vrijdag 14:00", "3 gaat niet door"; not "3 november 14:00".
pub fn number_and_rest(text: &str) -> Option<(i64, &str)> {
    let (number, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let month = rest.split_whitespace().next().unwrap_or_default();
    let first = read_ahead(&format!("{number} {month}"), NaiveDate::default());
    let is_day = first.is_all && first.day.is_some();
    Some((number.parse().ok()?, rest)).filter(|_| !is_day)
}

fn kind_in(turn: &Turn, call: &Call) -> Option<String> {
    let text = call.text.trim();
    let read = read_action(text, turn.catalogue(), turn.day_of(call)).action;
    read.filter(|kind| !text.is_empty() && KINDS.contains(&kind.as_str()) && kind != "anders")
}

fn place_in(turn: &Turn, text: &str) -> Option<String> {
    let said = fold(text);
    let words: Vec<_> = said.split(|c: char| !c.is_alphanumeric()).collect();
    let names = |name: &str| words.contains(&fold(name).as_ref());
    let mut places = turn.catalogue().places_of_activities().iter();
    let found =
        places.find(|place| names(&place.slug) || place.words.iter().any(|word| names(word)));
    found
        .filter(|place| place.slug != "anders")
        .map(|place| place.slug.clone())
}

/// The next question, or the announcement.
async fn go_on(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    let lang = turn.lang();
    let Some(wijk) = draft.wijk.clone() else {
        return choose_wijk(turn, call, draft).await;
    };
    let Some(kind) = draft.kind.clone() else {
        let kinds = KINDS
            .iter()
            .filter_map(|slug| turn.catalogue().action(slug));
        let choices = kinds.map(|kind| Choice::new(kind.slug.clone(), kind.label(lang)));
        let choices = choices.collect();
        return choose(turn, call, "activity-what", choices, &draft).await;
    };
    let Some(place) = draft.place.clone() else {
        let places = turn.catalogue().places_of_activities().iter();
        let choices = places.map(|place| Choice::new(place.slug.clone(), place.label(lang)));
        let choices = choices.collect();
        return choose(turn, call, "activity-where", choices, &draft).await;
    };
    let (Some(day), Some(time)) = (draft.day, draft.time) else {
        let key = match (draft.day, draft.time) {
            (Some(_), None) => "activity-what-time",
            (None, Some(_)) => "activity-which-day",
            _ => "activity-when",
        };
        return ask_when(turn, call, draft, key).await;
    };
    let starts_at = Moment::at(day.and_time(time), turn.settings.zone);
    if starts_at <= call.sent_at {
        let draft = Draft {
            day: None,
            time: None,
            ..draft
        };
        return ask_when(turn, call, draft, "activity-past").await;
    }
    let id = id_of(&format!("activity:{}", draft.event_id));
    let new = NewActivity {
        id: &id,
        person: &call.who.person.id,
        wijk: &wijk,
        kind: &kind,
        place: &place,
        starts_at,
        event_id: &draft.event_id,
    };
    turn.tx.add_activity(new).await?;
    match turn.tx.activity(&id).await? {
        Some(activity) => announce(turn, call, &activity).await,
        None => Ok(()),
    }
}

async fn choose_wijk(turn: &mut Turn, call: &Call, mut draft: Draft) -> Result<()> {
    let own = own_wijken(turn, call).await?;
    match own.as_slice() {
        [] => {
            let body = turn.t("no-wijk", args! {});
            turn.answer(call, body).await.map(drop)
        }
        [only] => {
            draft.wijk = Some(only.id.clone());
            Box::pin(go_on(turn, call, draft)).await
        }
        _ => {
            let body = turn.t("which-wijk", args! {});
            let question = Question::new("activity-which-wijk", Offer::Choice(own), &draft)?;
            let question = question.begun_by(&draft.event_id);
            turn.ask(call, question, body).await.map(drop)
        }
    }
}

async fn choose(
    turn: &mut Turn,
    call: &Call,
    kind: &str,
    choices: Vec<Choice>,
    draft: &Draft,
) -> Result<()> {
    let body = turn.t(kind, args! {});
    let question = Question::new(kind, Offer::Choice(choices), draft)?.begun_by(&draft.event_id);
    turn.ask(call, question, body).await.map(drop)
}

async fn ask_when(turn: &mut Turn, call: &Call, draft: Draft, key: &str) -> Result<()> {
    let body = turn.t(key, args! {});
    let question = Question::new("activity-when", Offer::When, &draft)?.begun_by(&draft.event_id);
    turn.ask(call, question, body).await.map(drop)
}

pub fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let mut draft: Draft = question.data()?;
        match (question.kind.as_str(), answer) {
            ("activity-which-wijk", Answer::Chosen(code)) => draft.wijk = Some(code),
            ("activity-what", Answer::Chosen(kind)) => draft.kind = Some(kind),
            ("activity-where", Answer::Chosen(place)) => draft.place = Some(place),
            (_, Answer::When) => {
                let read = read_ahead(&call.text, turn.day_of(call));
                draft.day = read.day.or(draft.day);
                draft.time = read.time.or(draft.time);
            }
            _ => return Ok(()),
        }
        go_on(turn, call, draft).await
    })
}

/// Moves an activity or calls it off; the one who planned it may.
async fn change(turn: &mut Turn, call: &Call, number: i64, rest: &str) -> Result<()> {
    let found = turn.tx.activity_by_number(number).await?;
    let is_open = |one: &Activity| one.called_off_at.is_none() && one.starts_at > call.sent_at;
    let Some(activity) = found.filter(is_open) else {
        return say(turn, call, "activity-unknown").await;
    };
    if activity.person != call.who.person.id {
        return say(turn, call, "activity-of-another").await;
    }
    if is_off(rest) {
        return call_off(turn, call, &activity).await;
    }
    let read = read_ahead(rest, turn.day_of(call));
    if read.day.is_none() && read.time.is_none() {
        let body = turn.t("activity-how-to-change", args! { number: number });
        return turn.answer(call, body).await.map(drop);
    }
    let was = activity.starts_at.local(turn.settings.zone);
    let day = read.day.unwrap_or_else(|| was.date());
    let time = read.time.unwrap_or_else(|| was.time());
    let starts_at = Moment::at(day.and_time(time), turn.settings.zone);
    if starts_at <= call.sent_at {
        return say(turn, call, "activity-moved-to-past").await;
    }
    let (activity, body) = moved(turn, activity, starts_at).await?;
    tell_who_comes(turn, call, &activity, body).await
}

/// Moves an activity; gives it as it is now, and what the wijk is to hear.
pub async fn moved(
    turn: &mut Turn,
    activity: Activity,
    starts_at: Moment,
) -> Result<(Activity, String)> {
    turn.tx.move_activity(&activity.id, starts_at).await?;
    // The card of the wijk names what comes next.
    turn.tx.wish().await?;
    show(turn, &activity.id).await?;
    let activity = Activity {
        starts_at,
        ..activity
    };
    let what = activity_in_words(turn, &activity);
    let body = turn.t(
        "activity-moved",
        args! { number: activity.number, what: what },
    );
    Ok((activity, body))
}

/// "gaat niet door", "afgelast".
fn is_off(text: &str) -> bool {
    let said = fold(text);
    ["niet door", "afgelast", "vervalt", "weg", "off", "cancel"]
        .iter()
        .any(|words| said.contains(words))
}

pub async fn call_off(turn: &mut Turn, call: &Call, activity: &Activity) -> Result<()> {
    let now = turn.now;
    turn.tx.call_off(&activity.id, now).await?;
    turn.tx.wish().await?;
    show(turn, &activity.id).await?;
    let body = turn.t("activity-called-off", args! { number: activity.number });
    tell_who_comes(turn, call, activity, body).await
}

/// In the room of the wijk, with a sound for who had signed up: they would stand before a closed door.
async fn tell_who_comes(
    turn: &mut Turn,
    call: &Call,
    activity: &Activity,
    body: String,
) -> Result<()> {
    let room = RoomKey::wijk(&activity.wijk);
    let mentions = turn.tx.signed_up(&activity.id).await?;
    let reply_to = (call.room.key == room).then(|| call.event_id.clone());
    let text = Outgoing::Say(Text {
        body: body.clone(),
        mentions,
        reply_to,
        ..Text::default()
    });
    turn.post(&room, Class::Answer, text, None).await?;
    if call.room.key == room {
        return Ok(());
    }
    turn.answer(call, body).await.map(drop)
}

/// An edit of the message that planned an activity changes nothing: others may have signed up already.
pub fn edited<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        let Some(activity) = turn.tx.activity_of_event(&call.event_id).await? else {
            return Ok(false);
        };
        let body = turn.t("activity-how-to-change", args! { number: activity.number });
        turn.answer(call, body).await?;
        Ok(true)
    })
}

async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::number_and_rest;

    #[test]
    fn a_number_in_front_names_an_activity_and_a_day_does_not() {
        assert_eq!(
            number_and_rest("3 vrijdag 14:00"),
            Some((3, "vrijdag 14:00"))
        );
        assert_eq!(
            number_and_rest("3 gaat niet door"),
            Some((3, "gaat niet door"))
        );
        assert_eq!(number_and_rest("3"), Some((3, "")));
        assert_eq!(number_and_rest("3 november 14:00"), None);
        assert_eq!(number_and_rest("koffieochtend vrijdag"), None);
    }
}
