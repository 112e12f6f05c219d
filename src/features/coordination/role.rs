//! `rol`: roles for the whole gemeente, given and taken.
//!
//! ```text
//! > rol @bram:example.org wijkagent
//! > rol @bram:example.org wijkagent weg
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::say;
use super::who::{comes_in, gets};
use crate::args;
use crate::domain::people::Role;
use crate::engine::{Call, Turn, role_thing};

const KIND: &str = "role-step";

pub fn run<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((user, rest)) = turn.user_and_rest(call, &call.text).await? else {
            return say(turn, call, "role-how").await;
        };
        let Some((named, role, is_off)) = read(&rest) else {
            return say(turn, call, "role-how").await;
        };
        if role == Role::Ambassadeur {
            return say(turn, call, "role-ambassadeur-how").await;
        }
        if is_off {
            take(turn, call, &user, role).await
        } else {
            give(turn, call, &user, role, &named).await
        }
    })
}

async fn give(turn: &mut Turn, call: &Call, user: &str, role: Role, named: &str) -> Result<()> {
    let given = gets(turn, role_thing(role, user, "")).await?;
    let changes = vec![comes_in(turn, user, named).await?, given];
    turn.propose(call, KIND, changes).await
}

async fn take(turn: &mut Turn, call: &Call, user: &str, role: Role) -> Result<()> {
    let Some(person) = turn.tx.person_by_user(user).await? else {
        return say(turn, call, "role-not").await;
    };
    let mut roles = turn.tx.roles_of(&person.id).await?;
    roles.retain(|given| given.role == role);
    if roles.is_empty() {
        let role = turn.t(&format!("role-{role}"), args! {});
        let name = crate::chat::as_data(&person.name);
        let body = turn.t("role-not-had", args! { name: name, role: role });
        return turn.answer(call, body).await.map(drop);
    }
    let changes = turn.loses(&person, &roles).await?;
    turn.propose(call, KIND, changes).await
}

/// A name before the role, the role, and whether it is to go.
fn read(text: &str) -> Option<(String, Role, bool)> {
    const NAMES: [(&str, Role); 10] = [
        ("community manager", Role::CommunityManager),
        ("community-manager", Role::CommunityManager),
        ("manager", Role::CommunityManager),
        ("wijkagent", Role::Wijkagent),
        ("agent", Role::Wijkagent),
        ("onderzoeker", Role::Onderzoeker),
        ("researcher", Role::Onderzoeker),
        ("beheerder", Role::Beheerder),
        ("administrator", Role::Beheerder),
        ("ambassadeur", Role::Ambassadeur),
    ];
    let text = text.trim();
    let lower = text.to_lowercase();
    let off = [" weg", " af", " eraf", " off", " remove"]
        .iter()
        .find_map(|word| lower.strip_suffix(word));
    let bare = off.unwrap_or(&lower).trim_end();
    let (name, role) = NAMES.iter().find(|(name, _)| bare.ends_with(name))?;
    // Lower case may have another length, in which case there is no name to take.
    let before = bare.len().saturating_sub(name.len());
    let named = text.get(..before).unwrap_or_default().trim().to_owned();
    Some((named, *role, off.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_and_whether_it_goes() {
        assert_eq!(
            read("wijkagent"),
            Some((String::new(), Role::Wijkagent, false))
        );
        assert_eq!(
            read("Community Manager weg"),
            Some((String::new(), Role::CommunityManager, true))
        );
        assert_eq!(
            read("Bram de Boer wijkagent"),
            Some(("Bram de Boer".to_owned(), Role::Wijkagent, false))
        );
        assert_eq!(read("koning"), None);
    }
}
