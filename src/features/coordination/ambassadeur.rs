//! `ambassadeur erbij`, `ambassadeur verhuis`, `ambassadeur weg`. Without a verb, somebody comes in.
//!
//! ```text
//! > ambassadeur verhuis @kees naar Duindorp
//! < Dit ga ik doen: Kees is niet langer een digitaal ambassadeur in Moerwijk. Kees wordt …
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::say;
use super::who::{comes_in, gets, wijk_at_end};
use crate::args;
use crate::chat::as_data;
use crate::domain::people::Role;
use crate::engine::{Call, Change, Turn, role_thing, waiting_value};
use crate::store::{GivenRole, Person};

const KIND: &str = "ambassadeur-step";

/// What is to become of somebody.
#[derive(Clone, Copy)]
enum Verb {
    Add,
    Move,
    Remove,
}

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (verb, text) = verb(&call.text);
        let Some((user, rest)) = turn.user_and_rest(call, text).await? else {
            return how(turn, call, verb).await;
        };
        match verb {
            Verb::Add => add(turn, call, &user, &rest).await,
            Verb::Move => relocate(turn, call, &user, &rest).await,
            Verb::Remove => remove(turn, call, &user, &rest).await,
        }
    })
}

fn verb(text: &str) -> (Verb, &str) {
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    match first.to_lowercase().as_str() {
        "erbij" | "nieuw" | "toevoegen" | "add" | "new" => (Verb::Add, rest),
        "verhuis" | "verhuist" | "verhuizen" | "move" => (Verb::Move, rest),
        "weg" | "verwijder" | "eruit" | "stopt" | "remove" => (Verb::Remove, rest),
        _ => (Verb::Add, text),
    }
}

/// Into one wijk, or several with a comma between them.
async fn add(turn: &mut Turn, call: &Call, user: &str, rest: &str) -> Result<()> {
    if rest.is_empty() {
        return how(turn, call, Verb::Add).await;
    }
    let (mut named, mut roles) = (String::new(), Vec::new());
    for (number, part) in rest.split(',').enumerate() {
        let Some((before, wijk)) = wijk_at_end(turn, part).await? else {
            return unknown_wijk(turn, call, part).await;
        };
        if number == 0 {
            named = before;
        }
        let role = gets(turn, role_thing(Role::Ambassadeur, user, &wijk.code)).await?;
        if role.before.is_some() {
            let name = crate::engine::name_of(turn, user, &[]).await?;
            let body = turn.t("ambassadeur-there", args! { name: name, wijk: wijk.name });
            return turn.answer(call, body).await.map(drop);
        }
        roles.push(role);
    }
    let mut changes = vec![comes_in(turn, user, without_fillers(&named)).await?];
    changes.extend(roles);
    changes.extend(no_longer_waits(turn, user).await?);
    turn.propose(call, KIND, changes).await
}

/// Whoever gets a place does not wait for one any more.
async fn no_longer_waits(turn: &mut Turn, user: &str) -> Result<Vec<Change>> {
    let rows = turn.tx.waiting_list().await?;
    let own = rows
        .iter()
        .filter(|row| row.user_id.as_deref() == Some(user));
    Ok(own
        .map(|row| Change {
            thing: format!("waiting:{}", row.number),
            before: Some(waiting_value(row)),
            after: None,
        })
        .collect())
}

/// `van Moerwijk naar Duindorp`, or only the new wijk when there is one old one.
async fn relocate(turn: &mut Turn, call: &Call, user: &str, rest: &str) -> Result<()> {
    let Some((person, roles)) = ambassadeur(turn, user).await? else {
        return say(turn, call, "ambassadeur-unknown").await;
    };
    let Some((before, to)) = wijk_at_end(turn, rest).await? else {
        let named = rest.rsplit_once("naar ").map_or(rest, |(_, named)| named);
        return unknown_wijk(turn, call, named).await;
    };
    let from = match wijk_at_end(turn, without_fillers(&before)).await? {
        Some((_, wijk)) => roles.iter().find(|given| given.wijk == wijk.code),
        None if roles.len() == 1 => roles.first(),
        None => None,
    };
    let Some(from) = from.filter(|from| from.wijk != to.code) else {
        let name = as_data(&person.name);
        let body = turn.t("ambassadeur-move-from", args! { name: name });
        return turn.answer(call, body).await.map(drop);
    };
    let changes = vec![
        Change {
            thing: role_thing(Role::Ambassadeur, user, &from.wijk),
            before: Some("true".to_owned()),
            after: None,
        },
        gets(turn, role_thing(Role::Ambassadeur, user, &to.code)).await?,
    ];
    turn.propose(call, KIND, changes).await
}

/// From one wijk, or from all of them.
async fn remove(turn: &mut Turn, call: &Call, user: &str, rest: &str) -> Result<()> {
    let Some((person, roles)) = ambassadeur(turn, user).await? else {
        return say(turn, call, "ambassadeur-unknown").await;
    };
    let wijk = wijk_at_end(turn, rest).await?.map(|(_, wijk)| wijk.code);
    let is_lost = |given: &GivenRole| wijk.as_ref().is_none_or(|code| given.wijk == *code);
    let lost: Vec<_> = roles.into_iter().filter(is_lost).collect();
    if lost.is_empty() {
        return say(turn, call, "ambassadeur-unknown").await;
    }
    let changes = turn.loses(&person, &lost).await?;
    turn.propose(call, KIND, changes).await
}

async fn ambassadeur(turn: &mut Turn, user: &str) -> Result<Option<(Person, Vec<GivenRole>)>> {
    let Some(person) = turn.tx.person_by_user(user).await? else {
        return Ok(None);
    };
    let mut roles = turn.tx.roles_of(&person.id).await?;
    roles.retain(|given| given.role == Role::Ambassadeur);
    Ok((!roles.is_empty()).then_some((person, roles)))
}

/// "Kees van" is Kees; "in" is nobody.
fn without_fillers(text: &str) -> &str {
    let mut text = text.trim();
    for _ in 0..2 {
        for filler in [
            "in", "van", "naar", "voor", "uit", "from", "to", "in", "for",
        ] {
            text = text.strip_suffix(filler).map_or(text, |rest| {
                if rest.is_empty() || rest.ends_with(' ') {
                    rest.trim_end()
                } else {
                    text
                }
            });
        }
    }
    text
}

async fn unknown_wijk(turn: &mut Turn, call: &Call, typed: &str) -> Result<()> {
    let shown: String = typed.trim().chars().take(60).collect();
    let body = turn.t("ambassadeur-wijk", args! { name: as_data(&shown) });
    turn.answer(call, body).await.map(drop)
}

async fn how(turn: &mut Turn, call: &Call, verb: Verb) -> Result<()> {
    let first = turn.tx.wijken().await?.into_iter().next();
    let wijk = first.map_or_else(|| "Moerwijk".to_owned(), |wijk| wijk.name);
    let key = match verb {
        Verb::Add => "ambassadeur-how",
        Verb::Move => "ambassadeur-move-how",
        Verb::Remove => "ambassadeur-remove-how",
    };
    let body = turn.t(key, args! { wijk: wijk });
    turn.answer(call, body).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::without_fillers;

    #[test]
    fn small_words_before_a_wijk_are_no_name() {
        assert_eq!(without_fillers("Kees in"), "Kees");
        assert_eq!(without_fillers("van"), "");
        assert_eq!(without_fillers("van Moerwijk naar"), "van Moerwijk");
        assert_eq!(without_fillers("Karin"), "Karin");
    }
}
