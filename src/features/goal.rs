//! `doel`: what somebody, or a wijk together, means to do before a day.
//!
//! ```text
//! > doel 3 koffieochtenden voor kerst
//! < Mooi doel: 3 keer koffieochtend of buurtkamer, voor 25 december. …
//! > doel wijk 10 acties voor de zomer
//! < Anna stelt een doel voor de wijk voor: … Doet u mee? Tik op 👍.
//! ```

use anyhow::Result;
use chrono::{Months, NaiveDate};
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, RoomKey, Text as Said, as_data};
use crate::domain::people::{MANAGERS, Role, RoomKind};
use crate::engine::feature::{Changes, Command, Feature, Job, Occasion, Reply, Scope, Tap};
use crate::engine::{Call, Turn, Weight, goal_in_words, goal_line, goal_progress};
use crate::language::numbers::numbers;
use crate::language::text::Text;
use crate::language::{read_action, read_period, read_yes_no};
use crate::store::{Goal, NewGoal, id_of};

/// A goal counts actions: more than so many, and somebody means pieces or people.
const MOST: i64 = 100;

/// Until when, in months, where nobody says it; and at most.
const USUAL_MONTHS: u32 = 3;
const LONGEST_MONTHS: u32 = 12;

/// How long it is kept what was a goal, after it ended.
const DAYS_KEPT: i64 = 365;

/// How long a proposal waits for somebody to agree.
const PROPOSED_DAYS: i64 = 30;

const AGREE: &str = "👍";

/// Ambassadeurs and managers, who set a goal of the wijk together.
const WHO: &[Role] = &[Role::Ambassadeur, Role::CommunityManager, Role::Beheerder];

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "doel",
        words: &["doel", "goal", "doelen"],
        roles: WHO,
        rooms: &[RoomKind::Wijk, RoomKind::Private],
        run: goal,
    }],
    taps: &[Tap {
        on: "goal",
        keys: &[AGREE],
        roles: WHO,
        rooms: &[RoomKind::Wijk],
        tapped: agree,
    }],
    replies: &[Reply {
        on: "goal",
        command: "doel",
        replied,
    }],
    jobs: &[Job {
        name: "goal-ends",
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
    ..Feature::named("goal")
};

/// What somebody wants to do.
struct Wish {
    kind: Option<String>,
    target: i64,
    until: NaiveDate,
}

fn goal<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let words: Vec<_> = call.text.split_whitespace().collect();
        let of_wijk = words.first().is_some_and(|word| {
            ["wijk", "buurt", "neighbourhood"].contains(&word.to_lowercase().as_str())
        });
        let rest = words[usize::from(of_wijk)..].join(" ");
        match (of_wijk, call.room.wijk.clone()) {
            (true, Some(wijk)) => goal_of_wijk(turn, call, &wijk, &rest).await,
            (true, None) => tell(turn, call, "goal-in-wijk").await,
            (false, _) if !call.who.has_one_of(&[Role::Ambassadeur], &call.room) => {
                tell(turn, call, "goal-for-manager").await
            }
            (false, _) => own_goal(turn, call, &rest).await,
        }
    })
}

/// One's own goal is between that person and the bot.
async fn own_goal(turn: &mut Turn, call: &Call, rest: &str) -> Result<()> {
    let old = turn.tx.own_goal(&call.who.person.id).await?;
    let body = if rest.is_empty() {
        match old {
            Some(goal) => goal_line(turn, &goal).await?,
            None => turn.t("goal-none", args! {}),
        }
    } else if is_stop(rest) {
        end_all(turn, old).await?;
        turn.t("goal-stopped", args! {})
    } else {
        match read(turn, call, rest) {
            Ok(wish) => {
                end_all(turn, old).await?;
                let goal = keep(turn, call, "", &wish, true).await?;
                let goal = goal_in_words(turn, &goal);
                turn.t("goal-set", args! { goal: goal })
            }
            Err(key) => turn.t(key, args! {}),
        }
    };
    turn.answer_in_private(call, body, None).await.map(drop)
}

async fn goal_of_wijk(turn: &mut Turn, call: &Call, wijk: &str, rest: &str) -> Result<()> {
    let old = turn.tx.goal_of_wijk(wijk).await?;
    if rest.is_empty() {
        let body = match old {
            Some(goal) => goal_line(turn, &goal).await?,
            None => turn.t("goal-wijk-none", args! {}),
        };
        return turn.answer(call, body).await.map(drop);
    }
    let is_manager = call.who.has_one_of(MANAGERS, &call.room);
    if is_stop(rest) {
        // Set by two, so not ended by one: by its proposer or a manager.
        let may = |goal: &Goal| is_manager || goal.person == call.who.person.id;
        if old.as_ref().is_some_and(|goal| !may(goal)) {
            return tell(turn, call, "goal-wijk-not-yours").await;
        }
        end_all(turn, old).await?;
        return tell(turn, call, "goal-wijk-stopped").await;
    }
    match read(turn, call, rest) {
        Err(key) => tell(turn, call, key).await,
        Ok(wish) if is_manager => {
            end_all(turn, old).await?;
            let goal = keep(turn, call, wijk, &wish, true).await?;
            let goal = goal_in_words(turn, &goal);
            let body = turn.t("goal-wijk-set", args! { goal: goal });
            turn.answer(call, body).await.map(drop)
        }
        Ok(wish) => propose(turn, call, wijk, &wish).await,
    }
}

/// A goal of the wijk counts once somebody else agrees.
async fn propose(turn: &mut Turn, call: &Call, wijk: &str, wish: &Wish) -> Result<()> {
    let goal = keep(turn, call, wijk, wish, false).await?;
    // For all who are there.
    let spoken = turn.speak_in(&call.room.key).await?;
    let name = as_data(&call.who.person.name);
    let what = goal_in_words(turn, &goal);
    let body = turn.t("goal-proposed", args! { name: name, goal: what });
    let about = format!("goal:{}", goal.id);
    let asked = turn
        .answer_as(call, Class::Answer, body, Some(&about))
        .await?;
    turn.speak(Some(spoken));
    turn.tx.set_goal_asked(&goal.id, &asked).await?;
    turn.offer_taps(&call.room.key, &asked, &[AGREE]).await
}

fn agree<'a>(turn: &'a mut Turn, call: &'a Call, id: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(goal) = turn.tx.goal(id).await? else {
            return Ok(());
        };
        let here = call.room.wijk.as_ref() == Some(&goal.wijk);
        if !here || goal.agreed_at.is_some() || goal.person == call.who.person.id {
            return Ok(());
        }
        let old = turn.tx.goal_of_wijk(&goal.wijk).await?;
        end_all(turn, old).await?;
        let now = turn.now;
        turn.tx.agree_to_goal(id, now).await?;
        let spoken = turn.speak_in(&call.room.key).await?;
        let what = goal_in_words(turn, &goal);
        let body = turn.t("goal-wijk-set", args! { goal: what });
        turn.speak(Some(spoken));
        match &goal.asked {
            Some(asked) => turn.edit(asked, body).await,
            None => Ok(()),
        }
    })
}

/// "Ja" as a reply to the proposal.
fn replied<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    id: &'a str,
    is_reply: bool,
) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        // In its thread a "ja" may be for a neighbour.
        if !is_reply || read_yes_no(&call.text) != Some(true) {
            return Ok(false);
        }
        agree(turn, call, id).await?;
        Ok(true)
    })
}

/// What a line wants, or the sentence that says what is missing.
fn read(turn: &Turn, call: &Call, line: &str) -> Result<Wish, &'static str> {
    let today = turn.day_of(call);
    let text = Text::new(line);
    let period = read_period(&text, today);
    let is_time =
        |at: &usize| period.is_some_and(|period| (period.first..=period.last).contains(at));
    let words: Vec<_> = (0..text.len())
        .filter(|at| !is_time(at))
        .map(|at| text.word(at))
        .collect();
    let said = words.join(" ");
    let counted = numbers(&Text::new(&said), &[]);
    let target = counted.first().and_then(|number| number.whole());
    let target = target
        .map(|(least, _)| i64::from(least))
        .ok_or("goal-how")?;
    if !(1..=MOST).contains(&target) {
        return Err("goal-counts-actions");
    }
    let any = words.iter().any(|word| {
        ["acti", "ding", "thing"]
            .iter()
            .any(|stem| word.starts_with(stem))
    });
    let kind = read_action(&said, turn.catalogue(), today).action;
    if kind.is_none() && !any {
        return Err("goal-how");
    }
    let until = period.map_or(today + Months::new(USUAL_MONTHS), |period| period.until);
    if until > today + Months::new(LONGEST_MONTHS) {
        return Err("goal-too-far");
    }
    let kind = kind.filter(|_| !any);
    Ok(Wish {
        kind,
        target,
        until,
    })
}

async fn keep(turn: &mut Turn, call: &Call, wijk: &str, wish: &Wish, agreed: bool) -> Result<Goal> {
    let id = id_of(&format!("goal:{}", call.event_id));
    let new = NewGoal {
        id: &id,
        person: &call.who.person.id,
        wijk,
        kind: wish.kind.as_deref(),
        target: wish.target,
        from: turn.day_of(call),
        until: wish.until,
        event_id: &call.event_id,
        agreed,
    };
    let now = turn.now;
    turn.tx.add_goal(&new, now).await?;
    let kept = turn.tx.goal(&id).await?;
    kept.ok_or_else(|| anyhow::anyhow!("the goal {id} was just kept"))
}

async fn end_all(turn: &mut Turn, goals: impl IntoIterator<Item = Goal>) -> Result<()> {
    let now = turn.now;
    for goal in goals {
        turn.tx.end_goal(&goal.id, now).await?;
    }
    Ok(())
}

fn is_stop(rest: &str) -> bool {
    ["stop", "weg", "klaar", "geen"].contains(&rest.trim().to_lowercase().as_str())
}

/// A goal ends when it is reached or its time is over, with a kind word either way.
fn end<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (now, today) = (turn.now, turn.today().to_string());
        turn.tx.forget_goals(now.plus_days(-DAYS_KEPT)).await?;
        let proposed_before = now
            .plus_days(-PROPOSED_DAYS)
            .day(turn.settings.zone)
            .to_string();
        for goal in turn.tx.goals().await? {
            let is_over = goal.until_day <= today;
            if goal.agreed_at.is_none() {
                if is_over || goal.from_day < proposed_before {
                    turn.tx.end_goal(&goal.id, now).await?;
                }
                continue;
            }
            let done = goal_progress(turn, &goal).await?;
            if is_over || done >= goal.target {
                turn.caused_by(format!("goal-ends:{}", goal.id), occasion.due);
                turn.tx.end_goal(&goal.id, now).await?;
                tell_end(turn, &goal, done).await?;
            }
        }
        Ok(())
    })
}

async fn tell_end(turn: &mut Turn, goal: &Goal, done: i64) -> Result<()> {
    let of = if goal.is_of_wijk() {
        "goal-wijk"
    } else {
        "goal"
    };
    let how = match done {
        done if done >= goal.target => "reached",
        0 => "none-done",
        _ => "some-done",
    };
    if goal.is_of_wijk() {
        turn.speak_in(&RoomKey::wijk(&goal.wijk)).await?;
    } else {
        let private = RoomKey::private(&goal.person);
        turn.speak_to(&goal.person, &private).await?;
    }
    let what = goal_in_words(turn, goal);
    let line = turn.t(&format!("{of}-{how}"), args! { goal: what, done: done });
    if goal.is_of_wijk() {
        let room = RoomKey::wijk(&goal.wijk);
        let closed = turn.tx.wijk(&goal.wijk).await?.is_none();
        if !closed {
            turn.say_unasked(&room, Weight::Kindness, Said::new(line), None)
                .await?;
        }
        return Ok(());
    }
    turn.note(&goal.person, &format!("goal-ends:{}", goal.id), &line)
        .await
}

fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let goal = turn.tx.goal_of_event(event_id).await?;
        let Some(goal) = goal.filter(|goal| goal.person == call.who.person.id) else {
            return Ok(None);
        };
        let now = turn.now;
        turn.tx.end_goal(&goal.id, now).await?;
        let label = turn.t("goal-label", args! {});
        if let Some(asked) = &goal.asked {
            let body = turn.t("goal-taken-back", args! {});
            turn.edit(asked, body).await?;
        }
        Ok(Some(label))
    })
}

async fn tell(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}
