//! The question of the month in each wijk: three small ideas, answered by a digit, a tap, a reply, or `niets deze maand`.
//! What was done may be a reply too (`action.rs`).
//!
//! ```text
//! < Hallo ambassadeurs van Moerwijk! Een nieuwe maand, met drie kleine ideeën: …
//! > 2
//! < Fijn! Ik onthoud voor u: …
//! ```

use anyhow::Result;
use chrono::Days;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::args;
use crate::catalogue::{Idea, choose_ideas};
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::people::{Role, RoomKind};
use crate::domain::time::Month;
use crate::engine::feature::{
    Changes, Command, Feature, Job, Occasion, QuestionKind, Reply, Scope, Tap,
};
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, Weight, example_of, month_name};
use crate::language::read_choice;
use crate::store::{NewAnswer, Person, Plan, Wijk};

/// What people type for "nothing this month", as a whole message.
const NOTHING: &[&str] = &[
    "niets-deze-maand",
    "niets deze maand",
    "niks deze maand",
    "deze maand niets",
    "deze maand niks",
    "nothing this month",
    "this month nothing",
];

/// A reply with "niets" in it has at most so many words; a longer one says something else.
const FEW_WORDS: usize = 6;

/// The tap for "nothing this month".
const NOT_NOW: &str = "💤";

/// A trick is news in a wijk when it was reported there so often, in so many days.
const NEWS: (i64, u64) = (2, 60);

/// For how many months it is kept what somebody meant to do, the month itself included.
const MONTHS_KEPT: usize = 3;

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "niets-deze-maand",
        words: NOTHING,
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Wijk, RoomKind::Private],
        run: nothing,
    }],
    questions: &[QuestionKind {
        name: "month-idea",
        command: "niets-deze-maand",
        answered,
    }],
    taps: &[
        tap(&["1\u{fe0f}\u{20e3}", "1\u{20e3}"], tapped_first),
        tap(&["2\u{fe0f}\u{20e3}", "2\u{20e3}"], tapped_second),
        tap(&["3\u{fe0f}\u{20e3}", "3\u{20e3}"], tapped_third),
        tap(&[NOT_NOW], tapped_nothing),
    ],
    replies: &[Reply {
        on: "prompt",
        command: "niets-deze-maand",
        replied,
    }],
    jobs: &[Job {
        name: "monthly-prompt",
        rule: "first working Tuesday 10:00",
        catch_up_hours: 7 * 24,
        scope: Scope::Wijk,
        run: prompt,
    }],
    changes: Some(Changes {
        take_back,
        edited: |_, _| Box::pin(async { Ok(false) }),
        numbered: None,
    }),
    ..Feature::named("monthly-prompt")
};

const fn tap(
    keys: &'static [&'static str],
    tapped: for<'a> fn(&'a mut Turn, &'a Call, &'a str) -> BoxFuture<'a, Result<()>>,
) -> Tap {
    Tap {
        on: "prompt",
        keys,
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Wijk],
        tapped,
    }
}

/// Which question it was: in the form; the month also stands behind `prompt:` on the message.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Asked {
    wijk: String,
    /// `2026-11`.
    month: String,
}

impl Asked {
    fn here(call: &Call, month: &str) -> Self {
        Self {
            wijk: call.room.wijk.clone().unwrap_or_default(),
            month: month.to_owned(),
        }
    }
}

fn prompt<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(wijk) = &occasion.wijk else {
            return Ok(());
        };
        let month = Month::of(occasion.due.day(turn.settings.zone));
        let kept = std::iter::successors(Some(month), |month| Some(month.previous()));
        if let Some(oldest) = kept.take(MONTHS_KEPT).last() {
            turn.tx.forget_month_answers(oldest).await?;
        }
        let asked = who_is_asked(turn, wijk).await?;
        if asked.is_empty() {
            return Ok(());
        }
        turn.speak_in(&RoomKey::wijk(&wijk.code)).await?;
        let ideas = ideas(turn, wijk, month).await?;
        ask(turn, wijk, month, &ideas, &asked).await
    })
}

/// The ambassadeurs of a wijk who do not pause.
async fn who_is_asked(turn: &mut Turn, wijk: &Wijk) -> Result<Vec<Person>> {
    let today = turn.today();
    let mut asked = Vec::new();
    for person in turn
        .tx
        .people_with_role(Role::Ambassadeur, &wijk.code)
        .await?
    {
        if turn.tx.paused_until(&person.id, today).await?.is_none() {
            asked.push(person);
        }
    }
    Ok(asked)
}

async fn ideas(turn: &mut Turn, wijk: &Wijk, month: Month) -> Result<Vec<Idea>> {
    let news = news(turn, wijk).await?;
    let news: Vec<_> = news.iter().map(String::as_str).collect();
    let before = turn.tx.month_question(&wijk.code, month.previous()).await?;
    let last = before
        .as_ref()
        .map(|question| question.ideas())
        .unwrap_or_default();
    let ideas = choose_ideas(turn.catalogue().ideas(), &wijk.code, month, &last, &news);
    Ok(ideas.into_iter().cloned().collect())
}

/// Tricks that were reported in this wijk more than once of late. Sensitive ones are talked about in private only.
async fn news(turn: &mut Turn, wijk: &Wijk) -> Result<Vec<String>> {
    let (often, days) = NEWS;
    let today = turn.today();
    let from = today - Days::new(days);
    let counts = turn
        .tx
        .count_signals(&from.to_string(), &today.to_string())
        .await?;
    let is_news = |slug: &str, signals: i64| {
        let phenomenon = turn.catalogue().phenomenon(slug);
        signals >= often && phenomenon.is_some_and(|phenomenon| !phenomenon.sensitive)
    };
    let here = counts.into_iter().filter(|count| count.wijk == wijk.code);
    Ok(here
        .filter(|count| is_news(&count.phenomenon, count.signals))
        .map(|count| count.phenomenon)
        .collect())
}

async fn ask(
    turn: &mut Turn,
    wijk: &Wijk,
    month: Month,
    ideas: &[Idea],
    asked: &[Person],
) -> Result<()> {
    let room = RoomKey::wijk(&wijk.code);
    let lang = turn.lang();
    let choices = ideas
        .iter()
        .map(|idea| Choice::new(&idea.slug, idea.line(lang)));
    let asked_what = Asked {
        wijk: wijk.code.clone(),
        month: month.to_string(),
    };
    // A word of an idea may be said to a neighbour.
    let question = Question::new("month-idea", Offer::Digit(choices.collect()), &asked_what)?
        .in_the_words(turn.t("month-which", args! {}));
    let (last, shown) = (month_name(turn, month.previous()), question.list(turn));
    let text = Text {
        body: turn.t(
            "prompt-month",
            args! { wijk: wijk.name.clone(), last: last, ideas: shown },
        ),
        // Mentioned by name, so that their phones ring and nobody else's does.
        mentions: asked.iter().map(|person| person.user_id.clone()).collect(),
        ..Text::default()
    };
    let about = format!("prompt:{month}");
    let Some(message) = turn
        .say_unasked(&room, Weight::Rhythm, text, Some(&about))
        .await?
    else {
        return Ok(());
    };
    let mut taps = question.taps();
    taps.push(NOT_NOW);
    turn.offer_taps(&room, &message, &taps).await?;
    let slugs: Vec<_> = ideas.iter().map(|idea| idea.slug.as_str()).collect();
    let goes_at = turn.settings.quiet.end(turn.now, turn.settings.zone);
    turn.tx
        .add_month_question(&wijk.code, month, &slugs, goes_at)
        .await?;
    for person in asked {
        turn.put_question_to(&person.id, &room, &question, &message, goes_at)
            .await?;
    }
    Ok(())
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Answer::Chosen(slug) = answer else {
            return Ok(());
        };
        let asked: Asked = question.data()?;
        let body = take(turn, call, &asked, Plan::Idea(slug)).await?;
        turn.answer(call, body).await.map(drop)
    })
}

fn replied<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    month: &'a str,
    is_reply: bool,
) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        let asked = Asked::here(call, month);
        let slugs = slugs(turn, &asked).await?;
        let digits: Vec<_> = (1..=slugs.len()).map(|number| number.to_string()).collect();
        let digits: Vec<_> = digits.iter().map(String::as_str).collect();
        let plan = match read_choice(&call.text, &digits) {
            Some(index) => Plan::Idea(slugs[index].clone()),
            // In the thread neighbours say "niets" to each other.
            None if is_reply && is_nothing(&call.text) => Plan::Nothing,
            None => return Ok(false),
        };
        let body = take(turn, call, &asked, plan).await?;
        turn.answer(call, body).await?;
        Ok(true)
    })
}

/// "Niets", "helaas niks": as a reply to the question itself.
fn is_nothing(text: &str) -> bool {
    let words: Vec<_> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let nothing = |word: &String| ["niets", "niks", "nothing"].contains(&word.as_str());
    words.len() <= FEW_WORDS && words.iter().any(nothing)
}

fn tapped_first<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    month: &'a str,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(tapped(turn, call, month, 0))
}

fn tapped_second<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    month: &'a str,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(tapped(turn, call, month, 1))
}

fn tapped_third<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    month: &'a str,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(tapped(turn, call, month, 2))
}

fn tapped_nothing<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    month: &'a str,
) -> BoxFuture<'a, Result<()>> {
    let asked = Asked::here(call, month);
    Box::pin(async move { take_tap(turn, call, &asked, Plan::Nothing).await })
}

async fn tapped(turn: &mut Turn, call: &Call, month: &str, index: usize) -> Result<()> {
    let asked = Asked::here(call, month);
    let Some(slug) = slugs(turn, &asked).await?.get(index).cloned() else {
        return Ok(());
    };
    take_tap(turn, call, &asked, Plan::Idea(slug)).await
}

/// Answered in private: five taps would else be five messages in the room.
async fn take_tap(turn: &mut Turn, call: &Call, asked: &Asked, plan: Plan) -> Result<()> {
    let body = take(turn, call, asked, plan).await?;
    let room = turn.private_room(&call.who.person).await?;
    let text = Outgoing::Say(Text::new(body));
    turn.post(&room, Class::Answer, text, None).await.map(drop)
}

async fn slugs(turn: &mut Turn, asked: &Asked) -> Result<Vec<String>> {
    let Some(month) = Month::read(&asked.month) else {
        return Ok(vec![]);
    };
    let question = turn.tx.month_question(&asked.wijk, month).await?;
    let slugs = question.iter().flat_map(|question| question.ideas());
    Ok(slugs.map(str::to_owned).collect())
}

/// `niets deze maand`.
fn nothing<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let month = Month::of(turn.day_of(call)).to_string();
        let asked = Asked::here(call, &month);
        let body = take(turn, call, &asked, Plan::Nothing).await?;
        turn.answer(call, body).await.map(drop)
    })
}

/// Keeps an answer, and gives the words to say.
async fn take(turn: &mut Turn, call: &Call, asked: &Asked, plan: Plan) -> Result<String> {
    if let Some(month) = Month::read(&asked.month) {
        let answer = NewAnswer {
            person: &call.who.person.id,
            wijk: &asked.wijk,
            month,
            plan: &plan,
            event_id: &call.event_id,
        };
        let now = turn.now;
        turn.tx.answer_month(&answer, now).await?;
    }
    let Plan::Idea(slug) = plan else {
        return Ok(turn.t("month-nothing", args! {}));
    };
    let lang = turn.lang();
    let idea = turn.catalogue().idea(&slug);
    let line = idea
        .map_or(slug.as_str(), |idea| idea.line(lang))
        .to_owned();
    let example = example_of(turn, idea.map(|idea| idea.action.as_str()));
    Ok(turn.t("month-idea-chosen", args! { idea: line, example: example }))
}

/// Removing one's answer, or taking the tap away.
fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let person = &call.who.person.id;
        let was_there = turn.tx.take_month_answer_back(event_id, person).await?;
        Ok(was_there.then(|| turn.t("month-answer", args! {})))
    })
}
