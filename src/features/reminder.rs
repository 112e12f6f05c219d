//! The two letters of a month, in private. After ten days a reminder, only to who has not answered; after three weeks the
//! question how it went, only to who meant to do something. Nobody gets both, and nobody else sees who got one.

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::Days;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, Text, as_data};
use crate::domain::people::{Role, RoomKind};
use crate::domain::time::{Moment, Month};
use crate::engine::feature::{Feature, Job, Occasion, Scope, Tap};
use crate::engine::{Call, Turn, Weight, day_name, example_of, month_name};
use crate::store::{MonthQuestion, NewAnswer, Person, Plan, Round};

/// Taps below the reminder: still meaning to, and not now.
const COUNT_ME_IN: &str = "👍";
const NOT_NOW: &str = "💤";

/// After so many days a letter that was missed comes no more.
const TOO_LATE_DAYS: u64 = 6;

pub const FEATURE: Feature = Feature {
    taps: &[
        Tap {
            on: "reminder",
            keys: &[COUNT_ME_IN],
            roles: &[Role::Ambassadeur],
            rooms: &[RoomKind::Private],
            tapped: counted_in,
        },
        Tap {
            on: "reminder",
            keys: &[NOT_NOW],
            roles: &[Role::Ambassadeur],
            rooms: &[RoomKind::Private],
            tapped: not_now,
        },
    ],
    jobs: &[Job {
        name: "month-letters",
        rule: "daily 10:00",
        // Which letters are due depends on the day of the question, so a late run just does what is due by then.
        catch_up_hours: 24,
        scope: Scope::Gemeente,
        run: letters,
    }],
    ..Feature::named("reminder")
};

/// How long after the question.
fn days_until(round: Round) -> Days {
    Days::new(match round {
        Round::Reminder => 10,
        Round::FollowUp => 21,
    })
}

/// Somebody who gets a letter, with what they answered and the wijken in which they were asked.
struct Addressee {
    person: Person,
    plan: Option<Plan>,
    wijken: Vec<String>,
}

fn letters<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for round in [Round::Reminder, Round::FollowUp] {
            for (month, questions) in due(turn, round).await? {
                if round == Round::Reminder && !turn.settings.reminders {
                    continue;
                }
                let addressees = addressees(turn, round, month, &questions).await?;
                for addressee in addressees {
                    write(turn, round, month, &addressee, occasion.due).await?;
                }
            }
        }
        Ok(())
    })
}

/// The questions of each month whose day for this round has come; those whose day has long gone are closed unsaid.
async fn due(turn: &mut Turn, round: Round) -> Result<BTreeMap<Month, Vec<MonthQuestion>>> {
    let (now, today, zone) = (turn.now, turn.today(), turn.settings.zone);
    let mut due = BTreeMap::<_, Vec<_>>::new();
    for question in turn.tx.month_questions_before(round).await? {
        let day = question.asked_at.day(zone) + days_until(round);
        if day > today {
            continue;
        }
        turn.tx.end_round(&question, round, now).await?;
        if let Some(month) =
            Month::read(&question.month).filter(|_| day + Days::new(TOO_LATE_DAYS) >= today)
        {
            due.entry(month).or_default().push(question);
        }
    }
    Ok(due)
}

/// Each person once, also with several wijken.
async fn addressees(
    turn: &mut Turn,
    round: Round,
    month: Month,
    questions: &[MonthQuestion],
) -> Result<Vec<Addressee>> {
    let mut found: BTreeMap<String, Addressee> = BTreeMap::new();
    for question in questions {
        let Some(wijk) = turn.tx.wijk(&question.wijk).await? else {
            continue;
        };
        for person in turn
            .tx
            .people_with_role(Role::Ambassadeur, &wijk.code)
            .await?
        {
            if let Some(known) = found.get_mut(&person.id) {
                known.wijken.push(wijk.name.clone());
                continue;
            }
            let plan = turn.tx.month_answer(&person.id, month).await?;
            if is_written_to(turn, round, month, question, &person, plan.as_ref()).await? {
                let wijken = vec![wijk.name.clone()];
                found.insert(
                    person.id.clone(),
                    Addressee {
                        person,
                        plan,
                        wijken,
                    },
                );
            }
        }
    }
    Ok(found.into_values().collect())
}

async fn is_written_to(
    turn: &mut Turn,
    round: Round,
    month: Month,
    question: &MonthQuestion,
    person: &Person,
    plan: Option<&Plan>,
) -> Result<bool> {
    let fits = match round {
        Round::Reminder => plan.is_none(),
        Round::FollowUp => plan.is_some_and(|plan| *plan != Plan::Nothing),
    };
    let today = turn.today();
    Ok(fits
        && was_asked(turn, person, question).await?
        && turn.tx.paused_until(&person.id, today).await?.is_none()
        && !turn
            .tx
            .has_acted(&person.id, month, question.asked_at)
            .await?)
}

/// Who came later than the question, was not asked it.
async fn was_asked(turn: &mut Turn, person: &Person, question: &MonthQuestion) -> Result<bool> {
    let roles = turn.tx.roles_of(&person.id).await?;
    Ok(roles.iter().any(|given| {
        given.role == Role::Ambassadeur
            && given.wijk == question.wijk
            && given.given_at <= question.asked_at
    }))
}

async fn write(
    turn: &mut Turn,
    round: Round,
    month: Month,
    to: &Addressee,
    due: Moment,
) -> Result<()> {
    let room = turn.private_room(&to.person).await?;
    turn.speak_to(&to.person.id, &room).await?;
    let (body, name) = match round {
        Round::Reminder => (reminder(turn, month, to), "reminder"),
        Round::FollowUp => (follow_up(turn, month, to), "how-it-went"),
    };
    turn.caused_by(format!("{name}:{month}:{}", to.person.id), due);
    let about = format!("{name}:{month}");
    let said = turn
        .say_unasked(&room, Weight::Rhythm, Text::new(body), Some(&about))
        .await?;
    let Some(target) = said.filter(|_| round == Round::Reminder) else {
        return Ok(());
    };
    turn.offer_taps(&room, &target, &[COUNT_ME_IN, NOT_NOW])
        .await
}

fn reminder(turn: &Turn, month: Month, to: &Addressee) -> String {
    let name = as_data(&to.person.name);
    let wijken = to.wijken.join(&turn.t("and", args! {}));
    turn.t(
        "month-reminder",
        args! { name: name, wijken: wijken, month: month_name(turn, month) },
    )
}

fn follow_up(turn: &Turn, month: Month, to: &Addressee) -> String {
    let (name, month) = (as_data(&to.person.name), month_name(turn, month));
    let idea = match &to.plan {
        Some(Plan::Idea(slug)) => turn.catalogue().idea(slug),
        _ => None,
    };
    let example = example_of(turn, idea.map(|idea| idea.action.as_str()));
    match idea {
        Some(idea) => {
            let line = idea.line(turn.lang()).to_owned();
            turn.t(
                "month-how-it-went",
                args! { name: name, month: month, idea: line, example: example },
            )
        }
        None => turn.t(
            "month-how-it-went-something",
            args! { name: name, month: month, example: example },
        ),
    }
}

fn counted_in<'a>(turn: &'a mut Turn, call: &'a Call, month: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if !answer(turn, call, month, &Plan::Something).await? {
            return Ok(());
        }
        let body = turn.t("month-counted-in", args! {});
        say(turn, call, body).await
    })
}

/// Not now: nothing is asked until the next month. Who wants longer, says so.
fn not_now<'a>(turn: &'a mut Turn, call: &'a Call, month: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if !answer(turn, call, month, &Plan::Nothing).await? {
            return Ok(());
        }
        let person = &call.who.person.id;
        let (today, next) = (turn.today(), Month::of(turn.today()).next().first_day());
        let longer = turn
            .tx
            .paused_until(person, today)
            .await?
            .filter(|until| *until > next);
        if longer.is_none() {
            turn.tx.set_pause(person, next, &call.event_id).await?;
        }
        let day = day_name(turn, longer.unwrap_or(next));
        let body = turn.t("month-not-now", args! { day: day });
        say(turn, call, body).await
    })
}

async fn answer(turn: &mut Turn, call: &Call, month: &str, plan: &Plan) -> Result<bool> {
    let Some(month) = Month::read(month) else {
        return Ok(false);
    };
    let answer = NewAnswer {
        person: &call.who.person.id,
        wijk: "",
        month,
        plan,
        event_id: &call.event_id,
    };
    let now = turn.now;
    turn.tx.answer_month(&answer, now).await?;
    Ok(true)
}

/// An answer to a tap is no reply: a tap has no text to show above it.
async fn say(turn: &mut Turn, call: &Call, body: String) -> Result<()> {
    let text = Outgoing::Say(Text::new(body));
    turn.post(&call.room.key, Class::Answer, text, None)
        .await
        .map(drop)
}
