//! `volg` and `ontvolg`: who follows a wijk, a stadsdeel, a trick, a kind of tricks or everything hears of new signals, at
//! once, daily or weekly.
//!
//! ```text
//! > volg Escamp dagelijks
//! < U volgt nu stadsdeel Escamp. U hoort elke dag om vier uur wat er nieuw is.
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::bell;
use crate::args;
use crate::domain::people::{Role, RoomKind};
use crate::domain::subscription::Pace;
use crate::engine::feature::{Command, Feature, Sweep};
use crate::engine::{Call, EVERYTHING, Turn};
use crate::language::text::fold;

pub const WHO: &[Role] = &[Role::Wijkagent, Role::CommunityManager, Role::Beheerder];
pub const WHERE: &[RoomKind] = &[RoomKind::Signal];

/// How the end of what was typed says how often.
const PACES: [(&str, Pace); 14] = [
    ("meteen", Pace::AtOnce),
    ("direct", Pace::AtOnce),
    ("at once", Pace::AtOnce),
    ("dagelijks", Pace::Daily),
    ("per dag", Pace::Daily),
    ("elke dag", Pace::Daily),
    ("iedere dag", Pace::Daily),
    ("daily", Pace::Daily),
    ("wekelijks", Pace::Weekly),
    ("per week", Pace::Weekly),
    ("elke week", Pace::Weekly),
    ("iedere week", Pace::Weekly),
    ("weekly", Pace::Weekly),
    ("every week", Pace::Weekly),
];

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "volg",
            words: &["volg", "follow", "volgen", "abonneer"],
            roles: WHO,
            rooms: WHERE,
            run: follow,
        },
        Command {
            name: "ontvolg",
            words: &["ontvolg", "unfollow", "ontvolgen"],
            roles: WHO,
            rooms: WHERE,
            run: unfollow,
        },
    ],
    sweeps: &[Sweep(bell::sweep)],
    ..Feature::named("follow")
};

fn follow<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (named, pace) = with_pace(&call.text);
        if named.is_empty() {
            return list(turn, call).await;
        }
        let Some((what, name)) = subject(turn, &named).await? else {
            return unknown(turn, call).await;
        };
        let now = turn.now;
        let is_new = turn
            .tx
            .follow(&call.who.person.id, &what, pace, now)
            .await?;
        let key = match pace {
            _ if !is_new => "follow-already",
            Pace::AtOnce => "follow-started",
            Pace::Daily => "follow-started-daily",
            Pace::Weekly => "follow-started-weekly",
        };
        let body = turn.t(key, args! { what: name });
        turn.answer(call, body).await.map(drop)
    })
}

/// What is followed, without the words that say how often.
fn with_pace(text: &str) -> (String, Pace) {
    let text = fold(text.trim()).into_owned();
    let said = PACES.iter().find_map(|(words, pace)| {
        let rest = text.strip_suffix(words)?;
        let is_word = rest.is_empty() || rest.ends_with(char::is_whitespace);
        is_word.then(|| (rest.trim().to_owned(), *pace))
    });
    said.unwrap_or((text, Pace::AtOnce))
}

fn unfollow<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let (named, _) = with_pace(&call.text);
        let Some((what, name)) = subject(turn, &named).await? else {
            return unknown(turn, call).await;
        };
        let key = if turn.tx.unfollow(&call.who.person.id, &what).await? {
            "follow-stopped"
        } else {
            "follow-not"
        };
        let body = turn.t(key, args! { what: name });
        turn.answer(call, body).await.map(drop)
    })
}

async fn list(turn: &mut Turn, call: &Call) -> Result<()> {
    let names = followed(turn, &call.who.person.id).await?;
    let body = if names.is_empty() {
        turn.t("follow-none", args! {})
    } else {
        turn.t("follow-list", args! { list: names.join(", ") })
    };
    turn.answer(call, body).await.map(drop)
}

/// What somebody follows, in words; how often, where it is not at once.
pub async fn followed(turn: &mut Turn, person: &str) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for follow in turn.tx.follows_of(person).await? {
        let name = name_of(turn, &follow.what).await?;
        names.push(match follow.pace {
            Pace::AtOnce => name,
            Pace::Daily => turn.t("follow-daily", args! { what: name }),
            Pace::Weekly => turn.t("follow-weekly", args! { what: name }),
        });
    }
    Ok(names)
}

async fn unknown(turn: &mut Turn, call: &Call) -> Result<()> {
    let example = turn
        .tx
        .wijken()
        .await?
        .into_iter()
        .next()
        .map_or_else(|| EVERYTHING.to_owned(), |wijk| wijk.name);
    let body = turn.t("follow-unknown", args! { example: example });
    turn.answer(call, body).await.map(drop)
}

async fn name_of(turn: &mut Turn, what: &str) -> Result<String> {
    let lang = turn.lang();
    Ok(match what.split_once(':') {
        Some(("wijk", code)) => turn
            .tx
            .wijk(code)
            .await?
            .map_or_else(|| code.to_owned(), |wijk| wijk.name),
        Some(("stadsdeel", name)) => turn.t("follow-stadsdeel", args! { name: name.to_owned() }),
        Some(("soort", category)) => turn.t(&format!("category-{category}"), args! {}),
        Some((_, slug)) => turn
            .catalogue()
            .phenomenon(slug)
            .map_or(slug, |found| found.label(lang))
            .to_owned(),
        None => turn.t("follow-everything", args! {}),
    })
}

/// What is meant, as the database keeps it and as people read it.
async fn subject(turn: &mut Turn, named: &str) -> Result<Option<(String, String)>> {
    let what = if is_everything(named) {
        Some(EVERYTHING.to_owned())
    } else {
        let place = wijk_or_stadsdeel(turn, named).await?;
        place
            .or_else(|| category(turn, named))
            .or_else(|| trick(turn, named))
    };
    let Some(what) = what else {
        return Ok(None);
    };
    let name = name_of(turn, &what).await?;
    Ok(Some((what, name)))
}

fn is_everything(named: &str) -> bool {
    ["alles", "everything", "all", "alle signalen"].contains(&named)
}

/// Several stadsdelen have the name of a wijk of theirs; then `stadsdeel Scheveningen` is all of it.
async fn wijk_or_stadsdeel(turn: &mut Turn, named: &str) -> Result<Option<String>> {
    let plainly = ["stadsdeel ", "district "]
        .iter()
        .find_map(|word| named.strip_prefix(word));
    let wanted = plainly.unwrap_or(named).trim();
    let world = turn.world().clone();
    let stadsdeel = || {
        let mut wijken = world.places.iter().flat_map(|place| &place.wijk);
        let found = wijken.find(|wijk| fold(&wijk.stadsdeel) == wanted)?;
        Some(format!("stadsdeel:{}", found.stadsdeel))
    };
    if plainly.is_some() {
        return Ok(stadsdeel());
    }
    let wijken = turn.tx.wijken().await?;
    if let Some(wijk) = wijken.iter().find(|wijk| fold(&wijk.name) == wanted) {
        return Ok(Some(format!("wijk:{}", wijk.code)));
    }
    if let Some(stadsdeel) = stadsdeel() {
        return Ok(Some(stadsdeel));
    }
    let wijk = turn.wijk_called(named).await?;
    Ok(wijk.map(|wijk| format!("wijk:{}", wijk.code)))
}

/// A kind of tricks, by the division of the police.
fn category(turn: &Turn, named: &str) -> Option<String> {
    let mut phenomena = turn.catalogue().phenomena().iter();
    let found = phenomena.find(|found| {
        let label = turn.t(&format!("category-{}", found.category), args! {});
        fold(&found.category) == named || fold(&label) == named
    })?;
    Some(format!("soort:{}", found.category))
}

/// What is sensitive never comes to the signal room one by one, so there is nothing to follow.
fn trick(turn: &Turn, named: &str) -> Option<String> {
    let mut phenomena = turn.catalogue().phenomena().iter();
    let found = phenomena.find(|found| {
        let words = [&found.slug, &found.label, &found.label_en]
            .into_iter()
            .chain(&found.synonyms);
        words.into_iter().any(|word| fold(word) == named)
    });
    let found = found.filter(|found| !found.sensitive)?;
    Some(format!("fenomeen:{}", found.slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_often_stands_behind_what_is_followed() {
        let read = |text| with_pace(text);
        assert_eq!(read("Moerwijk"), ("moerwijk".to_owned(), Pace::AtOnce));
        assert_eq!(read("alles per week"), ("alles".to_owned(), Pace::Weekly));
        assert_eq!(read("Laak Dagelijks"), ("laak".to_owned(), Pace::Daily));
        assert_eq!(read("dagelijks"), (String::new(), Pace::Daily));
        assert_eq!(read("indirect"), ("indirect".to_owned(), Pace::AtOnce));
    }
}
