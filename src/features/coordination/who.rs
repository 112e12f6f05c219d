//! Whom and which wijk a manager means.

use anyhow::Result;

use crate::chat::as_data;
use crate::engine::{Call, Change, Turn, is_user_id, person_value, role_thing};
use crate::store::{GivenRole, Person, Wijk};

/// The person that is meant and the rest of the text: `@anna:example.org`, `@anna` when there is only one of that name,
/// or a name that Element turned into a mention.
pub async fn user_and_rest(
    turn: &mut Turn,
    call: &Call,
    text: &str,
) -> Result<Option<(String, String)>> {
    let words: Vec<_> = text.split_whitespace().collect();
    let is_named = |word: &&str| word.starts_with('@') && word.len() > 1;
    if let Some(place) = words.iter().position(is_named) {
        let rest: Vec<_> = words[..place]
            .iter()
            .chain(&words[place + 1..])
            .copied()
            .collect();
        let named = words[place].trim_end_matches([',', '.']);
        let user = full_id(turn, named).await?;
        return Ok(user.map(|user| (user, rest.join(" "))));
    }
    // Element writes a mention as the display name, which stays in front of the rest.
    let user = call.mentions.first();
    Ok(user.map(|user| (user.clone(), words.join(" "))))
}

async fn full_id(turn: &mut Turn, named: &str) -> Result<Option<String>> {
    if named.contains(':') {
        return Ok(is_user_id(named).then(|| named.to_owned()));
    }
    let people = turn.tx.people().await?;
    let prefix = format!("{named}:");
    let mut found = people
        .into_iter()
        .filter(|person| person.user_id.starts_with(&prefix));
    let first = found.next().map(|person| person.user_id);
    Ok(first.filter(|_| found.next().is_none()))
}

/// The wijk that the text ends with, and what stands before it: perhaps the name of a person, of any number of words.
pub async fn wijk_at_end(turn: &mut Turn, text: &str) -> Result<Option<(String, Wijk)>> {
    let words: Vec<_> = text.split_whitespace().collect();
    for start in 0..words.len() {
        if let Some(wijk) = turn.wijk_called(&words[start..].join(" ")).await? {
            return Ok(Some((words[..start].join(" "), wijk)));
        }
    }
    Ok(None)
}

/// The wijk that the text begins with, and what follows it.
pub async fn wijk_at_start(turn: &mut Turn, text: &str) -> Result<Option<(Wijk, String)>> {
    let words: Vec<_> = text.split_whitespace().collect();
    for end in (1..=words.len()).rev() {
        if let Some(wijk) = turn.wijk_called(&words[..end].join(" ")).await? {
            return Ok(Some((wijk, words[end..].join(" "))));
        }
    }
    Ok(None)
}

/// The local part of a user id, as a name until somebody gives a better one.
pub fn first_name(user: &str) -> String {
    let local = user
        .trim_start_matches('@')
        .split(':')
        .next()
        .unwrap_or(user);
    let mut letters = local.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// That somebody takes part, who may do so already.
pub async fn comes_in(turn: &mut Turn, user: &str, named: &str) -> Result<Change> {
    let thing = format!("person:{user}");
    let before = turn.thing(&thing).await?;
    let named = named.trim_matches(|c: char| !c.is_alphanumeric());
    let name = if named.is_empty() || named.chars().count() > 40 {
        first_name(user)
    } else {
        as_data(named)
    };
    let after = before
        .clone()
        .unwrap_or_else(|| person_value(&name, None, None));
    Ok(Change {
        thing,
        before,
        after: Some(after),
    })
}

/// That somebody has a role.
pub async fn gets(turn: &mut Turn, thing: String) -> Result<Change> {
    let before = turn.thing(&thing).await?;
    Ok(Change {
        thing,
        before,
        after: Some("true".to_owned()),
    })
}

/// That somebody loses these roles; whoever has none left leaves the programme, with what they followed.
pub async fn loses(turn: &mut Turn, person: &Person, lost: &[GivenRole]) -> Result<Vec<Change>> {
    let gone = |thing: String, before: Option<String>| Change {
        thing,
        before,
        after: None,
    };
    let had = Some("true".to_owned());
    let mut changes: Vec<_> = lost
        .iter()
        .map(|given| role_thing(given.role, &person.user_id, &given.wijk))
        .map(|thing| gone(thing, had.clone()))
        .collect();
    let roles = turn.tx.roles_of(&person.id).await?;
    if roles.iter().all(|given| lost.contains(given)) {
        let thing = format!("person:{}", person.user_id);
        let before = turn.thing(&thing).await?;
        changes.push(gone(thing, before));
        for what in turn.tx.follows_of(&person.id).await? {
            changes.push(gone(
                format!("follow:{what}|{}", person.user_id),
                had.clone(),
            ));
        }
    }
    Ok(changes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_user_id() {
        assert_eq!(first_name("@anna:example.org"), "Anna");
    }
}
