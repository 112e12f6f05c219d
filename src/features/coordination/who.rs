//! Whom and which wijk a manager means.

use anyhow::Result;

use crate::chat::as_data;
use crate::engine::{Change, Turn, person_value};
use crate::store::Wijk;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_user_id() {
        assert_eq!(first_name("@anna:example.org"), "Anna");
    }
}
