//! One action of several: its maker names somebody, who is asked in the room and says yes. It counts for both, its reach once.
//!
//! ```text
//! > actie koffieochtend 12 samen met @ans
//! < Ans, deed u A-12 samen met Anna? Tik op 👍, of typ: ja
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::label;
use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text, as_data};
use crate::domain::people::{Role, RoomKind};
use crate::engine::feature::{Changes, Command, Feature, QuestionKind, Reply, Tap};
use crate::engine::{Answer, Call, Offer, Question, Turn, kind_name};
use crate::language::read_yes_no;
use crate::language::text::fold;
use crate::store::{Action, Partner, Person};

/// More people than this are a party, not a pair.
const MOST: usize = 3;

/// An action of longer ago is not meant by `samen` alone.
const RECENT_DAYS: i64 = 7;

/// A name has at most so many words.
const WORDS_OF_A_NAME: usize = 3;

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "samen",
        words: &["samen", "together"],
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Wijk],
        run: together,
    }],
    questions: &[QuestionKind {
        name: "together",
        command: "samen",
        answered,
    }],
    taps: &[tap(&["👍"], tapped_yes), tap(&["👎"], tapped_no)],
    replies: &[Reply {
        on: "together",
        command: "samen",
        replied,
    }],
    changes: Some(Changes {
        take_back,
        edited: |_, _| Box::pin(async { Ok(false) }),
        numbered: None,
    }),
    ..Feature::named("together")
};

const fn tap(
    keys: &'static [&'static str],
    tapped: for<'a> fn(&'a mut Turn, &'a Call, &'a str) -> BoxFuture<'a, Result<()>>,
) -> Tap {
    Tap {
        on: "together",
        keys,
        roles: &[Role::Ambassadeur],
        rooms: &[RoomKind::Wijk],
        tapped,
    }
}

/// Who was named in a line, and the line without them.
#[derive(Default)]
pub struct Named {
    pub text: String,
    pub people: Vec<Person>,
    /// A name that is nobody's here, or of two.
    pub unknown: Option<String>,
}

/// Reads "samen met @ans en Joop" out of a line: ambassadeurs of this wijk, by id, by name, or as Element mentions them.
pub async fn named(turn: &mut Turn, call: &Call, wijk: Option<&str>) -> Result<Named> {
    let words: Vec<_> = call.text.split_whitespace().collect();
    let Some((begin, mut at)) = after_with(&words) else {
        return Ok(Named {
            text: call.text.clone(),
            ..Named::default()
        });
    };
    let mut others = match wijk {
        Some(wijk) => turn.tx.people_with_role(Role::Ambassadeur, wijk).await?,
        None => vec![],
    };
    others.retain(|person| person.id != call.who.person.id);
    let mut named = Named::default();
    while at < words.len() {
        let longest = WORDS_OF_A_NAME.min(words.len() - at);
        let found = (1..=longest)
            .rev()
            .find_map(|many| Some((only(&others, &words[at..at + many])?, many)));
        if let Some((person, many)) = found {
            named.add(person);
            at += many;
        } else if words[at].starts_with('@') {
            named.unknown = Some(bare(words[at]).to_owned());
            at += 1;
        } else if !is_link(words[at]) {
            break;
        } else {
            at += 1;
        }
    }
    for user in &call.mentions {
        match others.iter().find(|person| person.user_id == *user) {
            Some(person) => named.add(person),
            None if *user != call.who.person.user_id => named.unknown = Some(user.clone()),
            None => {}
        }
    }
    let is_somebody = !named.people.is_empty() || named.unknown.is_some();
    let rest = words[..begin].iter().chain(&words[at..]).copied();
    named.text = if is_somebody {
        rest.collect::<Vec<_>>().join(" ")
    } else {
        call.text.clone()
    };
    Ok(named)
}

impl Named {
    fn add(&mut self, person: &Person) {
        let is_new = self.people.iter().all(|other| other.id != person.id);
        if is_new && self.people.len() < MOST {
            self.people.push(person.clone());
        }
    }
}

/// Where "samen met" begins, and the word after it.
fn after_with(words: &[&str]) -> Option<(usize, usize)> {
    let is = |at: usize, list: &[&str]| {
        words
            .get(at)
            .is_some_and(|word| list.contains(&word.to_lowercase().as_str()))
    };
    let with = &["met", "with"];
    (0..words.len()).find_map(|at| {
        let together = is(at, &["samen", "together"]) && is(at + 1, with);
        let by_id = is(at, with) && words.get(at + 1).is_some_and(|word| word.starts_with('@'));
        match (together, by_id) {
            (true, _) => Some((at, at + 2)),
            (_, true) => Some((at, at + 1)),
            _ => None,
        }
    })
}

/// The one person whom these words name.
fn only<'a>(people: &'a [Person], words: &[&str]) -> Option<&'a Person> {
    let typed = words
        .iter()
        .map(|word| bare(word))
        .collect::<Vec<_>>()
        .join(" ");
    let typed = fold(&typed).into_owned();
    let is_meant = |person: &&Person| {
        let id = person.user_id.to_lowercase();
        let local = id.split(':').next().unwrap_or_default();
        let name = fold(&person.name);
        typed == id || typed == local || typed.trim_start_matches('@') == name
    };
    let mut meant = people.iter().filter(is_meant);
    let first = meant.next();
    first.filter(|_| meant.next().is_none())
}

fn bare(word: &str) -> &str {
    word.trim_end_matches([',', '.', ':', ';', '!', '?'])
}

fn is_link(word: &str) -> bool {
    ["en", "and", "&", ",", "+"].contains(&word.to_lowercase().as_str())
}

/// Asks those who were named whether it was theirs too; who was asked before is not asked again.
pub async fn ask(turn: &mut Turn, call: &Call, action: &Action, people: &[Person]) -> Result<()> {
    for person in people {
        if turn.tx.partner(&action.id, &person.id).await?.is_none() {
            ask_one(turn, call, action, person).await?;
        }
    }
    Ok(())
}

async fn ask_one(turn: &mut Turn, call: &Call, action: &Action, partner: &Person) -> Result<()> {
    let room = RoomKey::wijk(&action.wijk);
    let spoken = turn.speak_to(&partner.id, &room).await?;
    let maker = as_data(&call.who.person.name);
    let what = kind_name(turn, &action.kind);
    let body = turn.t(
        "together-ask",
        args! { name: as_data(&partner.name), maker: maker, label: label(action), what: what },
    );
    turn.speak(Some(spoken));
    let text = Text {
        body: body.clone(),
        mentions: vec![partner.user_id.clone()],
        ..Text::default()
    };
    // It rings, so it waits for the day.
    let about = format!("together:{}", action.id);
    let asked = turn
        .post(&room, Class::Prompt, Outgoing::Say(text), Some(&about))
        .await?;
    turn.tx.add_partner(&action.id, &partner.id, &asked).await?;
    let question = Question::new("together", Offer::Agree, &action.id)?.in_the_words(body);
    let goes_at = turn.settings.quiet.end(turn.now, turn.settings.zone);
    turn.put_question_to(&partner.id, &room, &question, &asked, goes_at)
        .await?;
    turn.offer_taps(&room, &asked, &question.taps()).await
}

/// Says kindly whom the bot does not know here.
pub async fn tell_unknown(turn: &mut Turn, call: &Call, name: &str) -> Result<()> {
    let shown: String = name.chars().take(40).collect();
    let body = turn.t("together-unknown", args! { name: as_data(&shown) });
    turn.answer(call, body).await.map(drop)
}

/// `samen met @ans`: about the action that was noted last, or the one that is named.
fn together<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let wijk = call.room.wijk.as_deref();
        let line = Call {
            text: format!("samen {}", call.text),
            ..call.clone()
        };
        let named = named(turn, &line, wijk).await?;
        if named.people.is_empty() {
            let name = named.unknown.unwrap_or_else(|| name_in(&call.text));
            return if name.is_empty() {
                tell(turn, call, "together-how").await
            } else {
                tell_unknown(turn, call, &name).await
            };
        }
        let Some(action) = meant(turn, call, &named.text).await? else {
            return tell(turn, call, "together-no-action").await;
        };
        ask(turn, call, &action, &named.people).await?;
        let names: Vec<_> = named
            .people
            .iter()
            .map(|person| as_data(&person.name))
            .collect();
        let names = names.join(&turn.t("and", args! {}));
        let body = turn.t(
            "together-asked",
            args! { names: names, label: label(&action) },
        );
        turn.answer(call, body).await.map(drop)
    })
}

/// The name that was typed behind "met".
fn name_in(text: &str) -> String {
    let words = text.split_whitespace();
    let name: Vec<_> = words
        .skip_while(|word| ["met", "with"].contains(&word.to_lowercase().as_str()))
        .take(WORDS_OF_A_NAME)
        .collect();
    name.join(" ")
}

async fn meant(turn: &mut Turn, call: &Call, text: &str) -> Result<Option<Action>> {
    let digits = text
        .split(|c: char| !c.is_ascii_digit())
        .find(|part| !part.is_empty());
    let person = &call.who.person.id;
    let action = match digits.and_then(|digits| digits.parse().ok()) {
        Some(number) => turn.tx.action_by_number(number).await?,
        None => match turn.tx.newest_action_of(person).await? {
            Some((id, at)) if at >= turn.now.plus_days(-RECENT_DAYS) => turn.tx.action(&id).await?,
            _ => None,
        },
    };
    let here = call.room.wijk.as_deref();
    Ok(action.filter(|action| {
        action.person == *person && action.withdrawn_at.is_none() && here == Some(&action.wijk)
    }))
}

fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let action: String = question.data()?;
        settle(turn, call, &action, answer == Answer::Yes).await
    })
}

fn tapped_yes<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    action: &'a str,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(settle(turn, call, action, true))
}

fn tapped_no<'a>(turn: &'a mut Turn, call: &'a Call, action: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(settle(turn, call, action, false))
}

fn replied<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    action: &'a str,
    _: bool,
) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async move {
        let Some(is_theirs) = read_yes_no(&call.text) else {
            return Ok(false);
        };
        settle(turn, call, action, is_theirs).await?;
        Ok(true)
    })
}

/// Only who was asked can say it; for others a tap is a tap.
async fn settle(turn: &mut Turn, call: &Call, action: &str, is_theirs: bool) -> Result<()> {
    let person = &call.who.person;
    let Some(partner) = turn.tx.partner(action, &person.id).await? else {
        return Ok(());
    };
    if is_theirs {
        let now = turn.now;
        turn.tx
            .partner_agrees(&partner, &call.event_id, now)
            .await?;
    } else {
        turn.tx.partner_declines(action, &person.id).await?;
    }
    let key = if is_theirs {
        "together-agreed"
    } else {
        "together-declined"
    };
    show(turn, &partner, person, key).await
}

/// Our question becomes what was answered.
async fn show(turn: &mut Turn, partner: &Partner, person: &Person, key: &str) -> Result<()> {
    let Some(action) = turn.tx.action(&partner.action).await? else {
        return Ok(());
    };
    let maker = turn.tx.person(&action.person).await?;
    let maker = maker.map_or_else(|| "?".to_owned(), |maker| as_data(&maker.name));
    let spoken = turn.speak_in(&RoomKey::wijk(&action.wijk)).await?;
    let what = kind_name(turn, &action.kind);
    let body = turn.t(
        key,
        args! { name: as_data(&person.name), maker: maker, label: label(&action), what: what },
    );
    turn.speak(Some(spoken));
    turn.edit(&partner.asked, body).await
}

fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let person = &call.who.person;
        let Some(id) = turn.tx.take_agreement_back(event_id, &person.id).await? else {
            return Ok(None);
        };
        if let Some(partner) = turn.tx.partner(&id, &person.id).await? {
            show(turn, &partner, person, "together-ask").await?;
        }
        let action = turn.tx.action(&id).await?;
        Ok(action.map(|action| label(&action)))
    })
}

async fn tell(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}
