//! The card in the room of a wijk: who is who, what comes next, and the trick of the month.
//!
//! One message, kept current by editing it. Who came in after it was said cannot read it, so with a new month it is said
//! anew when there are such people, and the old one goes.

use anyhow::Result;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

use crate::args;
use crate::catalogue::Phenomenon;
use crate::chat::{Class, Outgoing, Text, as_data};
use crate::domain::people::Role;
use crate::domain::time::{Moment, Month};
use crate::engine::{Turn, activity_in_words};
use crate::store::{Room, id_of};

/// How many names are shown of one role.
const MOST_NAMES: usize = 3;

/// The card as it hangs in a room.
#[derive(Serialize, Deserialize)]
struct Card {
    /// The Matrix room: after an upgrade the new one gets a card of its own.
    room_id: String,
    message: String,
    said_at: Moment,
    /// What it says now, as a digest.
    says: String,
}

pub async fn keep_current(turn: &mut Turn, room: &Room, wijk: &str) -> Result<()> {
    let Some(room_id) = room.room_id.clone() else {
        return Ok(());
    };
    if !is_anybody_there(turn, room, wijk).await? {
        return Ok(());
    }
    let body = body(turn, room, wijk).await?;
    let says = id_of(&body);
    let fact = format!("card:{}", room.key);
    let card = turn.tx.fact(&fact).await?;
    let card = card.and_then(|card| serde_json::from_str::<Card>(&card).ok());
    let card = card.filter(|card| card.room_id == room_id);
    let text = Text::new(body);
    let card = match card {
        Some(card) if !is_unseen(turn, wijk, &card).await? => {
            if card.says == says {
                return Ok(());
            }
            let target = card.message.clone();
            post(turn, room, "edit", Outgoing::Edit { target, text }).await?;
            Card { says, ..card }
        }
        old => {
            if let Some(Card { message, .. }) = old {
                post(turn, room, "gone", Outgoing::Redact { target: message }).await?;
            }
            let message = post(turn, room, "card", Outgoing::Say(text)).await?;
            let said_at = turn.now;
            Card {
                room_id,
                message,
                said_at,
                says,
            }
        }
    };
    turn.tx
        .set_fact(&fact, &serde_json::to_string(&card)?)
        .await
}

/// What nobody is there to read would be unreadable to who comes later.
async fn is_anybody_there(turn: &mut Turn, room: &Room, wijk: &str) -> Result<bool> {
    let ambassadeurs = turn.tx.people_with_role(Role::Ambassadeur, wijk).await?;
    let members = turn.tx.members(&room.key).await?;
    let mut joined = members.iter().filter(|member| member.joined == 1);
    Ok(joined.any(|member| ambassadeurs.iter().any(|one| one.user_id == member.user_id)))
}

/// Whether a new month began, and somebody came in since the card was said.
async fn is_unseen(turn: &mut Turn, wijk: &str, card: &Card) -> Result<bool> {
    let said = Month::of(card.said_at.day(turn.settings.zone));
    Ok(said != Month::of(turn.today()) && turn.tx.welcomed_since(wijk, card.said_at).await?)
}

async fn post(turn: &mut Turn, room: &Room, what: &str, outgoing: Outgoing) -> Result<String> {
    let cause = format!("card-{what}:{}:{}", room.key, turn.now.0);
    turn.post_because(&cause, &room.key, Class::Notice, outgoing, None)
        .await
}

async fn body(turn: &mut Turn, room: &Room, wijk: &str) -> Result<String> {
    let wijkagent = names(turn, Role::Wijkagent, wijk).await?;
    let manager = names(turn, Role::CommunityManager, wijk).await?;
    let lang = turn.lang();
    let trick = trick_of(turn).map(|trick| (trick.label(lang).to_owned(), trick.slug.clone()));
    let (trick, slug) = trick.unwrap_or_default();
    let next = next_activity(turn, wijk).await?;
    let args = args! {
        wijk: room.name.clone(),
        next: next,
        wijkagent: wijkagent,
        manager: manager,
        trick: trick,
        slug: slug,
    };
    Ok(turn.t("card", args))
}

/// The activity that comes first, or how to plan one.
async fn next_activity(turn: &mut Turn, wijk: &str) -> Result<String> {
    let now = turn.now;
    let coming = turn.tx.activities_after(wijk, now).await?;
    Ok(match coming.first() {
        Some(activity) => activity_in_words(turn, activity),
        None => turn.t("card-no-activity", args! {}),
    })
}

/// Names as the programme has them, of the wijk before those of the whole gemeente.
async fn names(turn: &mut Turn, role: Role, wijk: &str) -> Result<String> {
    let mut names: Vec<String> = Vec::new();
    for place in [wijk, ""] {
        for person in turn.tx.people_with_role(role, place).await? {
            let name = as_data(&person.name);
            if !names.contains(&name) && names.len() < MOST_NAMES {
                names.push(name);
            }
        }
    }
    Ok(if names.is_empty() {
        turn.t("card-nobody", args! {})
    } else {
        names.join(", ")
    })
}

/// Another trick each month, from the first of the catalogue on: what is talked about follows from no report.
fn trick_of(turn: &Turn) -> Option<&Phenomenon> {
    let tricks = turn.catalogue().phenomena().iter();
    let is_fit = |found: &&Phenomenon| found.tier == 1 && found.is_public();
    let tricks: Vec<_> = tricks.filter(is_fit).collect();
    let day = turn.today();
    let months = usize::try_from(day.year()).ok()? * 12 + day.month0() as usize;
    tricks.get(months.checked_rem(tricks.len())?).copied()
}
