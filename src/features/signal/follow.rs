//! `volg` and `ontvolg`: who follows a wijk, a trick or everything is mentioned at a new signal.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::domain::people::{Role, RoomKind};
use crate::engine::feature::{Command, Feature};
use crate::engine::{Call, Turn};
use crate::language::text::fold;

const WHO: &[Role] = &[Role::Wijkagent, Role::CommunityManager, Role::Beheerder];
const WHERE: &[RoomKind] = &[RoomKind::Signal];
const EVERYTHING: &str = "alles";

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
    ..Feature::named("follow")
};

fn follow<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if call.text.trim().is_empty() {
            return list(turn, call).await;
        }
        let Some((what, name)) = subject(turn, &call.text).await? else {
            return unknown(turn, call).await;
        };
        let now = turn.now;
        let key = if turn.tx.follow(&call.who.person.id, &what, now).await? {
            "follow-started"
        } else {
            "follow-already"
        };
        let body = turn.t(key, args! { what: name });
        turn.answer(call, body).await.map(drop)
    })
}

fn unfollow<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some((what, name)) = subject(turn, &call.text).await? else {
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
    let mut names = Vec::new();
    for what in turn.tx.follows_of(&call.who.person.id).await? {
        names.push(name_of(turn, &what).await?);
    }
    let body = if names.is_empty() {
        turn.t("follow-none", args! {})
    } else {
        turn.t("follow-list", args! { list: names.join(", ") })
    };
    turn.answer(call, body).await.map(drop)
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
        Some((_, slug)) => turn
            .catalogue()
            .phenomenon(slug)
            .map_or(slug, |found| found.label(lang))
            .to_owned(),
        None => turn.t("follow-everything", args! {}),
    })
}

/// What is meant, as the database keeps it and as people read it: everything, a wijk, or a trick.
async fn subject(turn: &mut Turn, text: &str) -> Result<Option<(String, String)>> {
    let wanted = fold(text.trim());
    if ["alles", "everything", "all", "alle signalen"].contains(&wanted.as_ref()) {
        return Ok(Some((
            EVERYTHING.to_owned(),
            turn.t("follow-everything", args! {}),
        )));
    }
    if let Some(wijk) = turn.wijk_called(text).await? {
        return Ok(Some((format!("wijk:{}", wijk.code), wijk.name)));
    }
    let lang = turn.lang();
    let named = turn.catalogue().phenomena().iter().find(|found| {
        let words = [&found.slug, &found.label, &found.label_en]
            .into_iter()
            .chain(&found.synonyms);
        words.into_iter().any(|word| fold(word) == wanted)
    });
    // What is sensitive never comes to the signal room one by one, so there is nothing to follow.
    let named = named.filter(|found| !found.sensitive);
    Ok(named.map(|found| {
        (
            format!("fenomeen:{}", found.slug),
            found.label(lang).to_owned(),
        )
    }))
}
