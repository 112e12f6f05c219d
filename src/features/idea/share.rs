//! `deel A-12`: the maker of an action agrees to share it. Three questions with closed lists, and a yes.

use anyhow::Result;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::args;
use crate::catalogue::Term;
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, idea_in_words};
use crate::store::{Idea, NewIdea, id_of};

const NOTHING: &str = "geen-actie";

/// What is known of an idea while it is being asked about.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Draft {
    action: String,
    number: i64,
    place: Option<String>,
    needed: Option<String>,
    duration: Option<String>,
    event_id: String,
}

pub fn share<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let digits: String = call.text.chars().filter(char::is_ascii_digit).collect();
        let action = match digits.parse() {
            Ok(number) => turn.tx.action_by_number(number).await?,
            Err(_) => None,
        };
        let person = &call.who.person.id;
        let own = action.filter(|one| one.person == *person && one.withdrawn_at.is_none());
        let Some(action) = own.filter(|one| one.kind != NOTHING) else {
            return say(turn, call, "idea-not-yours").await;
        };
        if turn.tx.idea_of_action(&action.id).await?.is_some() {
            return say(turn, call, "idea-shared-already").await;
        }
        let activity = turn.tx.activity_of_action(&action.id).await?;
        let draft = Draft {
            action: action.id,
            number: action.number,
            place: activity.map(|activity| activity.place),
            event_id: call.event_id.clone(),
            ..Draft::default()
        };
        go_on(turn, call, draft).await
    })
}

/// The next question, or what would be shared.
async fn go_on(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    let catalogue = turn.catalogue();
    let open = [
        ("idea-where", &draft.place, catalogue.places_of_activities()),
        ("idea-needed", &draft.needed, catalogue.needed()),
        ("idea-duration", &draft.duration, catalogue.durations()),
    ];
    let next = open.into_iter().find(|(_, known, _)| known.is_none());
    if let Some((key, _, terms)) = next {
        let choices = choices(turn, terms);
        let body = turn.t(key, args! {});
        return ask(turn, call, key, Offer::Choice(choices), &draft, body).await;
    }
    let Some(idea) = as_idea(turn, &draft).await? else {
        return Ok(());
    };
    let body = turn.t("idea-share", args! { idea: idea_in_words(turn, &idea) });
    ask(turn, call, "idea-share", Offer::Confirm, &draft, body).await
}

fn choices(turn: &Turn, terms: &[Term]) -> Vec<Choice> {
    let lang = turn.lang();
    let choice = |term: &Term| Choice::new(term.slug.clone(), term.label(lang));
    terms.iter().map(choice).collect()
}

async fn ask(
    turn: &mut Turn,
    call: &Call,
    kind: &str,
    offer: Offer,
    draft: &Draft,
    body: String,
) -> Result<()> {
    let question = Question::new(kind, offer, draft)?.begun_by(&draft.event_id);
    turn.ask(call, question, body).await.map(drop)
}

/// What the idea will be.
async fn as_idea(turn: &mut Turn, draft: &Draft) -> Result<Option<Idea>> {
    let Some(action) = turn.tx.action(&draft.action).await? else {
        return Ok(None);
    };
    let activity = turn.tx.activity_of_action(&action.id).await?;
    Ok(Some(Idea {
        id: String::new(),
        number: 0,
        place: draft.place.clone().unwrap_or_default(),
        needed: draft.needed.clone().unwrap_or_default(),
        duration: draft.duration.clone().unwrap_or_default(),
        lesson: None,
        released_at: None,
        kind: action.kind,
        reach_min: action.reach_min,
        reach_max: action.reach_max,
        audience: action.audience,
        day: action.day,
        worked: activity.and_then(|activity| activity.worked),
    }))
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
            ("idea-where", Answer::Chosen(place)) => draft.place = Some(place),
            ("idea-needed", Answer::Chosen(needed)) => draft.needed = Some(needed),
            ("idea-duration", Answer::Chosen(duration)) => draft.duration = Some(duration),
            (_, Answer::Yes) => return keep(turn, call, &draft).await,
            (_, Answer::No) => return say(turn, call, "idea-not-shared").await,
            _ => return Ok(()),
        }
        go_on(turn, call, draft).await
    })
}

async fn keep(turn: &mut Turn, call: &Call, draft: &Draft) -> Result<()> {
    let action = turn.tx.action(&draft.action).await?;
    if action.is_none_or(|action| action.withdrawn_at.is_some()) {
        return say(turn, call, "idea-not-yours").await;
    }
    let new = NewIdea {
        id: &id_of(&format!("idea:{}", draft.action)),
        action: &draft.action,
        place: draft.place.as_deref().unwrap_or_default(),
        needed: draft.needed.as_deref().unwrap_or_default(),
        duration: draft.duration.as_deref().unwrap_or_default(),
        event_id: &draft.event_id,
    };
    let number = turn.tx.share_idea(new).await?;
    if let Some(idea) = turn.tx.idea_by_number(number).await? {
        let args = args! { number: number, idea: idea_in_words(turn, &idea) };
        let body = turn.t("idea-managers", args);
        let cause = format!("idea:{number}:{}", call.event_id);
        turn.tell_managers(&cause, body).await?;
    }
    say(turn, call, "idea-shared").await
}

async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}

/// Removing the message that shared it takes it out of the library.
pub fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let shared = turn.tx.idea_of_event(event_id).await?;
        let Some((number, _)) = shared.filter(|(_, person)| *person == call.who.person.id) else {
            return Ok(None);
        };
        let now = turn.now;
        turn.tx.withdraw_idea(number, now).await?;
        Ok(Some(turn.t("idea-label", args! { number: number })))
    })
}
