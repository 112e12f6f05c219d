//! `pauze`: nothing is asked of an ambassadeur for a while. No reason is asked, and none is kept.
//!
//! ```text
//! > pauze tot 1 maart
//! < Goed, ik laat u met rust tot 1 maart. …
//! ```

use anyhow::Result;
use chrono::{Days, Months, NaiveDate};
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::RoomKey;
use crate::domain::people::{Role, RoomKind};
use crate::engine::feature::{Changes, Command, Feature, Job, Occasion, QuestionKind, Scope};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, day_name};
use crate::language::read_period;
use crate::language::text::Text;

/// Longer than this is no pause; then somebody had better talk with the community manager.
const LONGEST_MONTHS: u32 = 12;

/// What is offered when no time was said, in days.
const OFFERED: [(u64, &str); 3] = [(14, "pause-14"), (30, "pause-30"), (91, "pause-91")];

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "pauze",
        words: &["pauze", "pause", "pauzeren"],
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Wijk, RoomKind::Private],
        run: pause,
    }],
    questions: &[QuestionKind {
        name: "pause-how-long",
        command: "pauze",
        answered,
    }],
    jobs: &[Job {
        name: "pause-ends",
        rule: "daily 10:00",
        catch_up_hours: 24,
        scope: Scope::Gemeente,
        run: end,
    }],
    changes: Some(Changes {
        take_back,
        // An edit is a new wish, and takes the place of the old one.
        edited: |_, _| Box::pin(async { Ok(false) }),
        numbered: None,
    }),
    ..Feature::named("pause")
};

fn pause<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let text = Text::new(&call.text);
        let is_stop = ["stop", "klaar", "voorbij", "weg", "over"].contains(&text.word(0));
        if is_stop {
            return stop(turn, call).await;
        }
        let today = turn.day_of(call);
        match read_period(&text, today) {
            Some(period) if period.until > latest(today) => {
                tell(turn, call, "pause-too-long").await
            }
            Some(period) => begin(turn, call, period.until).await,
            None if text.is_empty() => ask(turn, call).await,
            None => tell(turn, call, "pause-how").await,
        }
    })
}

fn latest(today: NaiveDate) -> NaiveDate {
    today + Months::new(LONGEST_MONTHS)
}

async fn begin(turn: &mut Turn, call: &Call, until: NaiveDate) -> Result<()> {
    let person = &call.who.person.id;
    turn.tx.set_pause(person, until, &call.event_id).await?;
    let day = day_name(turn, until);
    let body = turn.t("pause-begun", args! { day: day });
    turn.answer(call, body).await.map(drop)
}

async fn stop(turn: &mut Turn, call: &Call) -> Result<()> {
    let was_paused = turn.tx.end_pause(&call.who.person.id).await?;
    tell(
        turn,
        call,
        if was_paused {
            "pause-stopped"
        } else {
            "pause-none"
        },
    )
    .await
}

/// `pauze` alone: until when it is, or how long it should be.
async fn ask(turn: &mut Turn, call: &Call) -> Result<()> {
    let today = turn.today();
    if let Some(until) = turn.tx.paused_until(&call.who.person.id, today).await? {
        let day = day_name(turn, until);
        let body = turn.t("pause-is", args! { day: day });
        return turn.answer(call, body).await.map(drop);
    }
    let choices = OFFERED.map(|(days, key)| Choice::new(days.to_string(), turn.t(key, args! {})));
    let words = turn.t("pause-how-long", args! {});
    let question = Question::new("pause-how-long", Offer::Choice(choices.into()), &())?;
    turn.ask(call, question, words).await
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    _: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Answer::Chosen(days) = answer else {
            return Ok(());
        };
        let days = days.parse().unwrap_or(OFFERED[0].0);
        let until = turn.day_of(call) + Days::new(days);
        begin(turn, call, until).await
    })
}

/// Pauses that are over end with a friendly line, which may wait for another message.
fn end<'a>(turn: &'a mut Turn, _: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let today = turn.today();
        for person in turn.tx.pauses_over(today).await? {
            turn.tx.end_pause(&person).await?;
            turn.speak_to(&person, &RoomKey::private(&person)).await?;
            let line = turn.t("pause-over", args! {});
            turn.note(&person, &format!("pause-over:{today}"), &line)
                .await?;
        }
        Ok(())
    })
}

fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let person = &call.who.person.id;
        let was_paused = turn.tx.take_pause_back(event_id, person).await?;
        Ok(was_paused.then(|| turn.t("pause-label", args! {})))
    })
}

async fn tell(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}
