//! `mijn abonnement`, `stilte` and `afwezig`: how somebody wants to hear of what they follow, and who hears it meanwhile.
//!
//! ```text
//! > stilte 22:00 tot 7:00
//! > afwezig tot 1 maart vervangt @anna:voorbeeld.nl
//! < Goed, u bent er niet tot 1 maart. Anna krijgt uw seintjes.
//! ```

use anyhow::Result;
use chrono::{Months, NaiveDate};
use futures_util::future::BoxFuture;

use super::follow::{WHERE, WHO, followed};
use crate::args;
use crate::chat::{Class, Outgoing, Text as Message, as_data};
use crate::domain::subscription::Hours;
use crate::domain::time::read_day;
use crate::engine::feature::{Command, Feature};
use crate::engine::{Call, Turn, day_name};
use crate::language::read_period;
use crate::language::text::Text;
use crate::store::{Person, Subscriber};

/// Longer than this is no leave.
const LONGEST_MONTHS: u32 = 12;

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "abonnement",
            words: &[
                "abonnement",
                "mijn abonnement",
                "mijn abonnementen",
                "my subscription",
                "subscription",
            ],
            roles: WHO,
            rooms: WHERE,
            run: show,
        },
        Command {
            name: "stilte",
            words: &["stilte", "silence"],
            roles: WHO,
            rooms: WHERE,
            run: quiet,
        },
        Command {
            name: "afwezig",
            words: &["afwezig", "absent"],
            roles: WHO,
            rooms: WHERE,
            run: away,
        },
    ],
    ..Feature::named("subscription")
};

fn show<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let person = &call.who.person.id;
        let names = followed(turn, person).await?;
        let mut lines = vec![if names.is_empty() {
            turn.t("follow-none", args! {})
        } else {
            turn.t("follow-list", args! { list: names.join(", ") })
        }];
        let wants = turn.tx.subscriber(person).await?;
        lines.push(match wants.quiet {
            Some(hours) => turn.t("quiet-are", args! { hours: hours.to_string() }),
            None => turn.t("quiet-none", args! {}),
        });
        if turn.is_away(&wants) {
            lines.push(leave_in_words(turn, &wants).await?);
        }
        let today = turn.today();
        for (name, until) in turn.tx.replaced_by(person, today).await? {
            let day = day_of(turn, &until);
            lines.push(turn.t("away-deputy", args! { name: as_data(&name), day: day }));
        }
        turn.answer(call, lines.join("\n")).await.map(drop)
    })
}

async fn leave_in_words(turn: &mut Turn, wants: &Subscriber) -> Result<String> {
    let day = day_of(turn, wants.away_until.as_deref().unwrap_or_default());
    let deputy = match &wants.deputy {
        Some(deputy) => turn.tx.person(deputy).await?,
        None => None,
    };
    Ok(match deputy {
        Some(deputy) => {
            let name = as_data(&deputy.name);
            turn.t("away-is-with", args! { day: day, name: name })
        }
        None => turn.t("away-is", args! { day: day }),
    })
}

fn day_of(turn: &Turn, day: &str) -> String {
    read_day(day).map_or_else(|| day.to_owned(), |day| day_name(turn, day))
}

fn quiet<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let hours = Hours::read(&call.text);
        let is_off = is_stop(&call.text);
        if hours.is_none() && !is_off {
            return say(turn, call, "quiet-how").await;
        }
        let person = &call.who.person.id;
        let wants = turn.tx.subscriber(person).await?;
        let wants = Subscriber {
            quiet: hours,
            ..wants
        };
        turn.tx.set_subscriber(person, &wants).await?;
        let body = match hours {
            Some(hours) => turn.t("quiet-set", args! { hours: hours.to_string() }),
            None => turn.t("quiet-none", args! {}),
        };
        turn.answer(call, body).await.map(drop)
    })
}

fn is_stop(text: &str) -> bool {
    let words = Text::new(text);
    ["uit", "stop", "weg", "geen", "terug", "off", "back"].contains(&words.word(0))
}

fn away<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if is_stop(&call.text) {
            return back(turn, call).await;
        }
        let today = turn.day_of(call);
        let named = turn.user_and_rest(call, &call.text).await?;
        let rest = named
            .as_ref()
            .map_or(call.text.as_str(), |(_, rest)| rest.as_str());
        let Some(period) = read_period(&Text::new(rest), today) else {
            return say(turn, call, "away-how").await;
        };
        if period.until > today + Months::new(LONGEST_MONTHS) {
            return say(turn, call, "away-how").await;
        }
        // "vervangt" without somebody that we know is no wish for a leave without a deputy.
        const REPLACED: [&str; 5] = ["@", "vervang", "replace", " door ", " with "];
        let wants_deputy = named.is_some() || REPLACED.iter().any(|word| rest.contains(word));
        let deputy = match named {
            Some((user, _)) => turn.tx.person_by_user(&user).await?,
            None => None,
        };
        match deputy {
            Some(deputy) => go(turn, call, period.until, Some(deputy)).await,
            None if wants_deputy => say(turn, call, "away-who").await,
            None => go(turn, call, period.until, None).await,
        }
    })
}

async fn go(turn: &mut Turn, call: &Call, until: NaiveDate, deputy: Option<Person>) -> Result<()> {
    let person = &call.who.person;
    if let Some(deputy) = &deputy {
        let wants = turn.tx.subscriber(&deputy.id).await?;
        let can = deputy.id != person.id && turn.tx.has_a_place(&deputy.id).await?;
        if !can || turn.is_away(&wants) {
            return say(turn, call, "away-who").await;
        }
    }
    let wants = turn.tx.subscriber(&person.id).await?;
    let wants = Subscriber {
        away_until: Some(until.to_string()),
        deputy: deputy.as_ref().map(|deputy| deputy.id.clone()),
        ..wants
    };
    turn.tx.set_subscriber(&person.id, &wants).await?;
    let body = leave_in_words(turn, &wants).await?;
    // Who takes over is mentioned, so that it is no surprise.
    let text = Message {
        body,
        mentions: deputy.into_iter().map(|deputy| deputy.user_id).collect(),
        reply_to: Some(call.event_id.clone()),
        thread: call.thread.clone(),
        ..Message::default()
    };
    turn.post(&call.room.key, Class::Answer, Outgoing::Say(text), None)
        .await
        .map(drop)
}

async fn back(turn: &mut Turn, call: &Call) -> Result<()> {
    let person = &call.who.person.id;
    let wants = turn.tx.subscriber(person).await?;
    let wants = Subscriber {
        away_until: None,
        deputy: None,
        ..wants
    };
    turn.tx.set_subscriber(person, &wants).await?;
    say(turn, call, "away-back").await
}

async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}
