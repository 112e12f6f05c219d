//! `echt?`: whether a message is really ours. Swindlers pose as the police, and may pose as this bot.
//!
//! The answer has a code that only this bot gives, and only the managers can look up. Whoever knows one code learns nothing
//! of another; and what the managers see (whom it was given to, where and when) shows whether somebody just repeats one.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::propose::{say, trick};
use super::spread::CODE_DAYS;
use super::words::label;
use crate::args;
use crate::chat::{RoomKey, as_data};
use crate::engine::{Call, Turn, day_name};
use crate::store::{Check, id_of};

/// Digits and letters that nobody takes for one another on the telephone.
const SIGNS: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRTUVWXY";

/// `K7M4QX2P`: eight signs, of which there are as many as of 38 coin tosses.
const CODE_LEN: usize = 8;

pub fn really<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let secret = turn.tx.secret("codes").await?;
        let code = code_of(&secret, &call.event_id);
        let check = Check {
            person: call.who.person.id.clone(),
            room: call.room.key.to_string(),
            given_at: turn.now,
        };
        turn.tx.add_check(&code, &check).await?;
        let now = in_words(turn, call).await?;
        let us = as_data(&turn.world().us);
        let body = turn.t(
            "warning-really",
            args! { us: us, gemeente: turn.settings.gemeente.clone(), now: now, code: spaced(&code) },
        );
        turn.answer(call, body).await.map(drop)
    })
}

/// The warnings of ours that hold here.
async fn in_words(turn: &mut Turn, call: &Call) -> Result<String> {
    let mut lines = Vec::new();
    for wijk in call.wijken() {
        for warning in turn.tx.warnings_in(wijk).await? {
            let line = format!(
                "**{}** {}",
                label(warning.number),
                trick(turn, &warning.phenomenon)
            );
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    Ok(if lines.is_empty() {
        turn.t("warning-really-none", args! {})
    } else {
        turn.t("warning-really-list", args! { list: lines.join(", ") })
    })
}

/// `code K7M4-QX2P`: whether we gave it, to whom, where and when.
pub fn code<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        if call.text.trim().is_empty() {
            return say(turn, call, "warning-code-how").await;
        }
        let after = turn.now.plus_days(-CODE_DAYS);
        let mut found = None;
        for code in codes_in(&call.text) {
            found = found.or(turn.tx.check(&code, after).await?);
        }
        let Some(check) = found else {
            return say(turn, call, "warning-code-false").await;
        };
        let person = turn.tx.person(&check.person).await?;
        let room = match RoomKey::read(&check.room) {
            Some(key) => turn.tx.room(&key).await?.map(|room| room.name),
            None => None,
        };
        let given = check.given_at.local(turn.settings.zone);
        let body = turn.t(
            "warning-code-true",
            args! {
                name: person.map_or_else(|| "-".to_owned(), |person| as_data(&person.name)),
                room: room.unwrap_or(check.room),
                day: day_name(turn, given.date()),
                time: given.format("%H:%M").to_string(),
            },
        );
        turn.answer(call, body).await.map(drop)
    })
}

/// The code of an answer follows from the message that it answers, so that a redo gives the same one; and from a secret,
/// so that nobody who sees messages go by can make one.
fn code_of(secret: &str, event_id: &str) -> String {
    let id = id_of(&format!("echt:{secret}:{event_id}")).replace('-', "");
    let number = u128::from_str_radix(&id, 16).unwrap_or_default();
    let base = SIGNS.len() as u128;
    let sign = |place: u32| char::from(SIGNS[(number / base.pow(place) % base) as usize]);
    (0..CODE_LEN as u32).map(sign).collect()
}

/// What may be codes in a message: a word, or two that were typed apart; in any case, with or without a dash.
fn codes_in(typed: &str) -> Vec<String> {
    let bare = |word: &str| -> String {
        let signs = word.chars().filter(char::is_ascii_alphanumeric);
        signs.map(|sign| sign.to_ascii_uppercase()).collect()
    };
    let words = typed.split_whitespace().map(bare);
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let pairs = words.windows(2).map(<[String]>::concat);
    let all = words.iter().cloned().chain(pairs);
    all.filter(|code| code.len() == CODE_LEN).collect()
}

fn spaced(code: &str) -> String {
    let (first, last) = code.split_at(CODE_LEN / 2);
    format!("{first}-{last}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_a_code_of_its_own_and_a_redo_the_same() {
        let code = code_of("secret", "$event");
        assert_eq!(code, code_of("secret", "$event"));
        assert_ne!(code, code_of("secret", "$other"));
        assert_ne!(code, code_of("another", "$event"));
        assert_eq!(code.len(), CODE_LEN);
        assert!(code.bytes().all(|sign| SIGNS.contains(&sign)), "{code}");
    }

    #[test]
    fn a_code_is_found_among_words() {
        for typed in [
            "K7M4-QX2P",
            "k7m4 qx2p",
            "is k7m4qx2p van u?",
            "K7M4 - QX2P.",
        ] {
            let found = codes_in(typed);
            assert!(found.contains(&"K7M4QX2P".to_owned()), "{typed}: {found:?}");
        }
        assert_eq!(codes_in("zon 12"), Vec::<String>::new());
    }
}
