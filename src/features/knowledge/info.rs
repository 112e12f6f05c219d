//! `info` and `materiaal`: what a trick is and what to do, or what there is to show about it.
//!
//! ```text
//! > info nepagent
//! < Nepagent. Iemand belt of komt langs als "politie" … Wat te doen: Bel direct 112. …
//! ```

use anyhow::Result;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::which::{Which, which};
use crate::args;
use crate::catalogue::{Phenomenon, UNKNOWN};
use crate::chat::Class;
use crate::domain::people::RoomKind;
use crate::engine::{Answer, Call, Choice, Offer, Question, Turn, referral_line};
use crate::language::read_signal;

/// The choice that is none of the list.
const ELSE: &str = "else";

/// How many numbers, links or tricks are shown at most: what fits a phone.
const MOST: usize = 4;
const MOST_CHOICES: usize = 6;

/// What is asked about a trick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Asked {
    Info,
    Material,
}

pub fn info<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(begin(turn, call, Asked::Info))
}

pub fn material<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(begin(turn, call, Asked::Material))
}

async fn begin(turn: &mut Turn, call: &Call, asked: Asked) -> Result<()> {
    if call.text.trim().is_empty() {
        return ask_how(turn, call, asked).await;
    }
    if read_signal(&call.text, turn.catalogue(), turn.today()).urgent {
        let body = turn.t("call-112", args! {});
        return turn
            .answer_as(call, Class::Urgent, body, None)
            .await
            .map(drop);
    }
    match which(turn, &call.text) {
        Which::This(slug) => show(turn, call, asked, &slug).await,
        Which::OneOf(slugs) => ask_what(turn, call, asked, &slugs).await,
        Which::Nothing => ask_how(turn, call, asked).await,
    }
}

/// Step 1 of the menu: how did it come in?
async fn ask_how(turn: &mut Turn, call: &Call, asked: Asked) -> Result<()> {
    let lang = turn.lang();
    let channels = turn.catalogue().menu();
    let choices: Vec<_> = channels
        .map(|channel| Choice::new(channel.slug.clone(), channel.menu_label(lang)))
        .collect();
    let body = turn.t("info-how", args! {});
    let question = Question::new("info-how", Offer::Choice(choices), &asked)?;
    turn.ask(call, question, body).await.map(drop)
}

/// Step 2: what was it?
async fn ask_what(turn: &mut Turn, call: &Call, asked: Asked, slugs: &[String]) -> Result<()> {
    let lang = turn.lang();
    let is_private = call.room.kind == RoomKind::Private;
    let tricks = slugs
        .iter()
        .filter_map(|slug| turn.catalogue().phenomenon(slug))
        .filter(|found| is_private || !found.sensitive)
        .take(MOST_CHOICES)
        .map(|found| Choice::new(found.slug.clone(), found.label(lang)));
    let mut choices: Vec<_> = tricks.collect();
    choices.push(Choice::new(ELSE, turn.t("info-else", args! {})));
    let body = turn.t("info-what", args! {});
    let question = Question::new("info-what", Offer::Choice(choices), &asked)?;
    turn.ask(call, question, body).await.map(drop)
}

pub fn answered<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    question: Question,
    answer: Answer,
) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Answer::Chosen(chosen) = answer else {
            return Ok(());
        };
        let asked = question.data()?;
        match (question.kind.as_str(), chosen.as_str()) {
            ("info-how", channel) => {
                let slugs = turn.catalogue().menu_for(channel).to_vec();
                if slugs.is_empty() {
                    return show(turn, call, asked, UNKNOWN).await;
                }
                ask_what(turn, call, asked, &slugs).await
            }
            (_, ELSE) => show(turn, call, asked, UNKNOWN).await,
            (_, slug) => show(turn, call, asked, slug).await,
        }
    })
}

async fn show(turn: &mut Turn, call: &Call, asked: Asked, slug: &str) -> Result<()> {
    let Some(found) = turn.catalogue().phenomenon(slug) else {
        return Ok(());
    };
    let is_private = call.room.kind == RoomKind::Private;
    let body = match asked {
        // In the room of the wijk only who helps: the rest is for a private chat.
        _ if found.sensitive && !is_private => sensitive(turn, found),
        Asked::Info => told(turn, found),
        Asked::Material => shown(turn, found),
    };
    turn.answer(call, body).await.map(drop)
}

fn sensitive(turn: &Turn, found: &Phenomenon) -> String {
    let advice = found.advice(turn.lang()).to_owned();
    turn.t("info-sensitive", args! { advice: advice })
}

fn told(turn: &Turn, found: &Phenomenon) -> String {
    let lang = turn.lang();
    let referrals = turn.catalogue().referrals_for(found).take(MOST);
    let places: Vec<_> = referrals.map(|found| referral_line(turn, found)).collect();
    turn.t(
        "info",
        args! {
            label: found.label(lang).to_owned(),
            line: found.line(lang).to_owned(),
            advice: found.advice(lang).to_owned(),
            places: places.join("\n"),
            slug: found.slug.clone(),
        },
    )
}

fn shown(turn: &Turn, found: &Phenomenon) -> String {
    let lang = turn.lang();
    let material = turn.catalogue().material_for(&found.slug).take(MOST);
    let lines: Vec<_> = material
        .map(|found| format!("{}: {}", found.label(lang), found.link))
        .collect();
    turn.t(
        "material",
        args! { label: found.label(lang).to_owned(), lines: lines.join("\n"), slug: found.slug.clone() },
    )
}
