//! Around an activity: the reminder the day before, and two questions to who organised it, which note it as an action.

use anyhow::Result;
use chrono::{Days, NaiveDate};
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::args;
use crate::catalogue::Reach;
use crate::chat::{RoomKey, Text};
use crate::domain::calendar::is_rest_day;
use crate::engine::feature::Occasion;
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, Weight, activity_in_words};
use crate::store::{Activity, NewAction, id_of};

/// How long after its beginning an activity is over.
const OVER_HOURS: i64 = 2;

/// Two questions about one activity.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Draft {
    activity: String,
    reach: Option<(i64, i64)>,
}

/// In the wijk, the day before; before a Sunday or a holiday one day more.
pub fn remind<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(wijk) = &occasion.wijk else {
            return Ok(());
        };
        let today = turn.today();
        // Late, after downtime, it may have to wait for the morning: then only of what begins after that.
        let heard = turn.settings.quiet.end(turn.now, turn.settings.zone);
        for activity in turn.tx.activities_to_remind(&wijk.code, heard).await? {
            let day = activity.starts_at.day(turn.settings.zone);
            if today < day_to_remind(day) || today >= day {
                continue;
            }
            turn.tx.set_reminded(&activity.id).await?;
            let args = args! { number: activity.number, what: activity_in_words(turn, &activity) };
            let body = turn.t("activity-reminder", args);
            let mentions = turn.tx.signed_up(&activity.id).await?;
            let text = Text {
                body,
                mentions,
                ..Text::default()
            };
            let about = format!("activity:{}", activity.id);
            let room = RoomKey::wijk(&wijk.code);
            turn.say_unasked(&room, Weight::Event, text, Some(&about))
                .await?;
        }
        Ok(())
    })
}

/// The last day before an activity on which people may be reminded.
fn day_to_remind(day: NaiveDate) -> NaiveDate {
    let mut before = day - Days::new(1);
    while is_rest_day(before) {
        before = before - Days::new(1);
    }
    before
}

/// Asks whoever organised something how it went: in private, once for each activity.
pub fn ask_organisers<'a>(turn: &'a mut Turn, _: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        // A question of a rest day would reach its organiser a day later, when its time is nearly over.
        if is_rest_day(turn.today()) {
            return Ok(());
        }
        let now = turn.now;
        let over = now.plus_hours(-OVER_HOURS);
        for activity in turn.tx.activities_to_ask(over).await? {
            turn.tx.set_activity_asked(&activity.id, now).await?;
            ask_organiser(turn, &activity).await?;
        }
        Ok(())
    })
}

async fn ask_organiser(turn: &mut Turn, activity: &Activity) -> Result<()> {
    let Some(person) = turn.tx.person(&activity.person).await? else {
        return Ok(());
    };
    let roles = turn.tx.roles_of(&person.id).await?;
    if !roles.iter().any(|given| given.wijk == activity.wijk) {
        return Ok(());
    }
    let key = turn.private_room(&person).await?;
    turn.speak_to(&person.id, &key).await?;
    let body = turn.t(
        "activity-how-was-it",
        args! { what: activity_in_words(turn, activity) },
    );
    let question = how_many(activity)?.in_the_words(body.clone());
    let asked = turn
        .say_unasked(&key, Weight::Event, Text::new(body), None)
        .await?;
    // When the month is full it is not asked; `afronden` notes it at any time.
    match asked {
        Some(message) => {
            let goes_at = turn.settings.quiet.end(turn.now, turn.settings.zone);
            turn.put_question_to(&person.id, &key, &question, &message, goes_at)
                .await
        }
        None => Ok(()),
    }
}

fn how_many(activity: &Activity) -> Result<Question> {
    let draft = Draft {
        activity: activity.id.clone(),
        reach: None,
    };
    let question = Question::new("activity-how-many", Offer::Count, &draft)?;
    // A form of its own: removing the message that planned the activity calls it off by itself.
    Ok(question.begun_by(&format!("after:{}", activity.id)))
}

/// `afronden`: the same questions, whenever it suits.
pub fn finish<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let person = &call.who.person.id;
        let over = turn.tx.activities_to_note(person, call.sent_at).await?;
        let Some(activity) = over.first() else {
            let body = turn.t("activity-nothing-to-finish", args! {});
            return turn.answer(call, body).await.map(drop);
        };
        let body = turn.t(
            "activity-how-many",
            args! { what: activity_in_words(turn, activity) },
        );
        let question = how_many(activity)?.begun_by(&call.event_id);
        turn.ask(call, question, body).await.map(drop)
    })
}

pub fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let mut draft: Draft = question.data()?;
        match answer {
            Answer::Count(count) => {
                draft.reach = count.map(|(least, most)| (least.into(), most.into()));
                ask_worked(turn, call, &draft, &question).await
            }
            Answer::Chosen(worked) => note(turn, call, &draft, &worked).await,
            _ => Ok(()),
        }
    })
}

async fn ask_worked(turn: &mut Turn, call: &Call, draft: &Draft, before: &Question) -> Result<()> {
    let lang = turn.lang();
    let worked = turn.catalogue().worked().iter();
    let choices: Vec<_> = worked
        .map(|term| Choice::new(term.slug.clone(), term.label(lang)))
        .collect();
    let body = turn.t("activity-worked", args! {});
    let question = Question::new("activity-worked", Offer::Choice(choices), draft)?;
    let begun_by = before.started_by.as_deref().unwrap_or_default();
    turn.ask(call, question.begun_by(begun_by), body)
        .await
        .map(drop)
}

/// Notes the activity as an action, once.
async fn note(turn: &mut Turn, call: &Call, draft: &Draft, worked: &str) -> Result<()> {
    let Some(activity) = turn.tx.activity(&draft.activity).await? else {
        return Ok(());
    };
    let id = id_of(&format!("action:activity:{}", activity.id));
    let counts = turn
        .catalogue()
        .action(&activity.kind)
        .is_some_and(|kind| kind.reach != Reach::Geen);
    let event_id = format!("activity:{}", activity.id);
    let answer = turn.next_id();
    let new = NewAction {
        id: &id,
        person: &activity.person,
        wijk: &activity.wijk,
        kind: &activity.kind,
        reach: draft.reach.filter(|_| counts),
        audience: None,
        day: activity.starts_at.day(turn.settings.zone),
        event_id: &event_id,
        answer: Some(&answer),
    };
    let now = turn.now;
    let number = turn.tx.add_action(new, now).await?;
    turn.tx
        .set_activity_noted(&activity.id, &id, worked)
        .await?;
    let body = turn.t("activity-noted", args! { number: number });
    turn.answer(call, body).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reminder_comes_the_day_before_but_not_on_a_sunday_or_a_holiday() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        assert_eq!(day_to_remind(day(10, 16)), day(10, 15));
        // A Monday; and the day after both days of Christmas, of which the second is followed by a Sunday.
        assert_eq!(day_to_remind(day(10, 19)), day(10, 17));
        assert_eq!(day_to_remind(day(12, 28)), day(12, 24));
    }
}
