//! `wijk` and `ambassadeur`: the community manager sets up wijken and people in the management room.
//!
//! ```text
//! > wijk nieuw Moerwijk
//! < Moerwijk doet mee. Ik maak de kamer en nodig de mensen uit.
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::as_data;
use crate::domain::people::{MANAGERS, Role, RoomKind};
use crate::engine::feature::{Command, Feature};
use crate::engine::{Call, Turn, WantedRoom, cbs_wijken, is_cbs_code};
use crate::store::Wijk;

const WHERE: &[RoomKind] = &[RoomKind::Management];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "wijk",
            words: &["wijk", "neighbourhood"],
            roles: MANAGERS,
            rooms: WHERE,
            run: wijk,
        },
        Command {
            name: "ambassadeur",
            words: &["ambassadeur", "ambassador", "ambasadeur"],
            roles: MANAGERS,
            rooms: WHERE,
            run: ambassadeur,
        },
        Command {
            name: "bevestig",
            words: &["bevestig", "confirm"],
            roles: MANAGERS,
            rooms: WHERE,
            run: confirm,
        },
    ],
    ..Feature::named("coordination")
};

fn wijk<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let words: Vec<_> = call.text.split_whitespace().collect();
        let [what, name @ ..] = words.as_slice() else {
            return say(turn, call, "wijk-how").await;
        };
        if !["nieuw", "nieuwe", "new"].contains(&what.to_lowercase().as_str()) || name.is_empty() {
            return say(turn, call, "wijk-how").await;
        }
        new_wijk(turn, call, &name.join(" ")).await
    })
}

async fn new_wijk(turn: &mut Turn, call: &Call, typed: &str) -> Result<()> {
    let shown: String = typed.chars().take(60).collect();
    let found = look_up(turn, typed);
    let wijk = match found.as_slice() {
        [wijk] => wijk.clone(),
        [] => {
            let body = turn.t("wijk-unknown", args! { name: as_data(&shown) });
            return turn.answer(call, body).await.map(drop);
        }
        [first, ..] => {
            let names: Vec<_> = found.iter().map(|wijk| wijk.name.as_str()).collect();
            let (names, example) = (names.join(", "), first.name.clone());
            let body = turn.t(
                "wijk-several",
                args! { name: as_data(&shown), names: names, example: example },
            );
            return turn.answer(call, body).await.map(drop);
        }
    };
    if turn.tx.wijk(&wijk.code).await?.is_some() {
        let body = turn.t("wijk-there", args! { wijk: wijk.name });
        return turn.answer(call, body).await.map(drop);
    }
    turn.want_wijk(&wijk.code, &wijk.name, &WantedRoom::default())
        .await?;
    record(turn, call, "wijk-new", &wijk.code).await?;
    let body = turn.t("wijk-made", args! { wijk: wijk.name });
    turn.answer(call, body).await.map(drop)
}

/// By name in the list of CBS wijken (a stadsdeel gives several), or `WK051836 Moerwijk` for one that is not in it.
fn look_up(turn: &Turn, typed: &str) -> Vec<Wijk> {
    let (first, rest) = typed.split_once(' ').unwrap_or((typed, ""));
    if is_cbs_code(&first.to_uppercase()) && !rest.is_empty() {
        return vec![Wijk {
            code: first.to_uppercase(),
            name: as_data(rest),
        }];
    }
    let found = cbs_wijken(&turn.world().places, typed);
    let ours = |wijk: &crate::catalogue::Wijk| Wijk {
        code: wijk.code.clone(),
        name: wijk.name.clone(),
    };
    found.into_iter().map(ours).collect()
}

fn ambassadeur<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((user, rest)) = call.user_and_rest().filter(|(_, rest)| !rest.is_empty()) else {
            return how_to_add(turn, call).await;
        };
        let Some(wijk) = wijk_at_end(turn, &rest).await? else {
            let shown: String = rest.chars().take(60).collect();
            let body = turn.t("ambassadeur-wijk", args! { name: as_data(&shown) });
            return turn.answer(call, body).await.map(drop);
        };
        let known = turn.tx.person_by_user(&user).await?;
        let name = known.map_or_else(|| first_name(&user), |person| person.name);
        let person = turn.want_person(&user, &name, None).await?;
        let is_new = turn
            .want_role(&person, Role::Ambassadeur, &wijk.code)
            .await?;
        record(turn, call, "ambassadeur-new", &person).await?;
        let key = if is_new {
            "ambassadeur-added"
        } else {
            "ambassadeur-there"
        };
        let body = turn.t(key, args! { name: as_data(&name), wijk: wijk.name });
        turn.answer(call, body).await.map(drop)
    })
}

/// The wijk that the text ends with: before it can stand the name of a person, of any number of words.
async fn wijk_at_end(turn: &mut Turn, text: &str) -> Result<Option<Wijk>> {
    let words: Vec<_> = text.split_whitespace().collect();
    for start in 0..words.len() {
        if let Some(wijk) = turn.wijk_called(&words[start..].join(" ")).await? {
            return Ok(Some(wijk));
        }
    }
    Ok(None)
}

async fn how_to_add(turn: &mut Turn, call: &Call) -> Result<()> {
    let wijk = turn
        .tx
        .wijken()
        .await?
        .into_iter()
        .next()
        .map_or_else(|| "Moerwijk".to_owned(), |wijk| wijk.name);
    let body = turn.t("ambassadeur-how", args! { wijk: wijk });
    turn.answer(call, body).await.map(drop)
}

fn confirm<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((user, _)) = call.user_and_rest() else {
            return say(turn, call, "confirm-how").await;
        };
        let Some(person) = turn.tx.person_by_user(&user).await? else {
            return say(turn, call, "confirm-unknown").await;
        };
        if person.id == call.who.person.id {
            return say(turn, call, "confirm-self").await;
        }
        turn.tx.forget_identity(&person.id).await?;
        record(turn, call, "confirmed", &person.id).await?;
        let body = turn.t("confirmed", args! { name: as_data(&person.name) });
        turn.answer(call, body).await.map(drop)
    })
}

/// The local part of a user id, as a name until somebody gives a better one.
fn first_name(user: &str) -> String {
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

async fn say(turn: &mut Turn, call: &Call, key: &'static str) -> Result<()> {
    let body = turn.t(key, args! {});
    turn.answer(call, body).await.map(drop)
}

async fn record(turn: &mut Turn, call: &Call, what: &str, about: &str) -> Result<()> {
    let now = turn.now;
    turn.tx
        .audit(&call.event_id, Some(&call.who.person.id), what, about, now)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_the_user_id() {
        assert_eq!(first_name("@anna:example.org"), "Anna");
    }
}
