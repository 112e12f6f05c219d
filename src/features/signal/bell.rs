//! What somebody who follows something is to hear later: when it is due, in one message for all who hear of the same.

use std::collections::BTreeMap;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::engine::Turn;

pub fn sweep(turn: &mut Turn) -> BoxFuture<'_, Result<()>> {
    Box::pin(async move {
        let now = turn.now;
        let mut of_person: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
        for bell in turn.tx.take_bells(now).await? {
            let labels = of_person.entry((bell.person, bell.user_id)).or_default();
            labels.push(bell.label);
        }
        let mut of_news: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        for ((person, user), labels) in of_person {
            turn.tx.set_rang(&person, now).await?;
            of_news.entry(labels).or_default().push(user);
        }
        for (labels, mentions) in of_news {
            say(turn, &labels.join(", "), mentions).await?;
        }
        Ok(())
    })
}

async fn say(turn: &mut Turn, list: &str, mentions: Vec<String>) -> Result<()> {
    let (room, now) = (RoomKey::signal(), turn.now);
    turn.caused_by(format!("bell:{list}:{}", mentions.join(",")), now);
    turn.speak_in(&room).await?;
    let text = Text {
        body: turn.t("bell", args! { list: list.to_owned() }),
        mentions,
        ..Text::default()
    };
    turn.speak(None);
    let text = Outgoing::Say(text);
    turn.post(&room, Class::Notice, text, None).await.map(drop)
}
