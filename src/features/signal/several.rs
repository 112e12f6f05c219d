//! Several tricks in one message: one list, confirmed at once or narrowed down.
//!
//! ```text
//! > signaal 2x nep bank, 1 nep pakket
//! < Ik las 2 dingen: 1. S-1 … 2. S-2 … Klopt het? Typ **ja**, of **alleen 1**, of **nee**.
//! ```

use anyhow::Result;

use super::draft::Draft;
use super::{confirm, private, report};
use crate::args;
use crate::domain::people::RoomKind;
use crate::engine::{Answer, Call, Offer, Question, Turn, own_wijken};

/// One goes its usual way, several are shown in a list. What is sensitive is never in a list that others read along.
pub async fn go_on(turn: &mut Turn, call: &Call, drafts: Vec<Draft>) -> Result<()> {
    let catalogue = turn.catalogue();
    let (sensitive, mut others): (Vec<_>, Vec<_>) = drafts
        .into_iter()
        .partition(|draft| draft.is_sensitive(catalogue));
    if let Some(first) = sensitive.into_iter().next() {
        let one_at_a_time = call.room.kind == RoomKind::Private && !others.is_empty();
        if one_at_a_time {
            report::say(turn, call, "signal-others-later").await?;
            others.clear();
        }
        private::begin(turn, call, first).await?;
    }
    match others.len() {
        0 => Ok(()),
        1 => report::go_on(turn, call, others.swap_remove(0)).await,
        _ => list(turn, call, others).await,
    }
}

/// Shows exactly what will stand in the signal room.
async fn list(turn: &mut Turn, call: &Call, mut drafts: Vec<Draft>) -> Result<()> {
    if drafts.iter().any(|draft| draft.wijk.is_none()) {
        return choose_wijk(turn, call, drafts).await;
    }
    let mut cards = Vec::new();
    for (place, draft) in (1..).zip(&mut drafts) {
        if draft.number.is_none() {
            draft.number = Some(turn.tx.next_number("signal").await?);
        }
        cards.push(format!("{place}. {}", confirm::card_of(turn, draft).await?));
    }
    let words = turn.t(
        "signal-several",
        args! { count: drafts.len(), cards: cards.join("\n\n") },
    );
    ask(
        turn,
        call,
        "signal-several",
        Offer::ConfirmAll(drafts.len()),
        &drafts,
        words,
    )
    .await
}

async fn choose_wijk(turn: &mut Turn, call: &Call, mut drafts: Vec<Draft>) -> Result<()> {
    let own = own_wijken(turn, call).await?;
    match own.as_slice() {
        [] => report::say(turn, call, "no-wijk").await,
        [only] => {
            set_wijk(&mut drafts, &only.id);
            Box::pin(list(turn, call, drafts)).await
        }
        _ => {
            let words = turn.t("which-wijk", args! {});
            ask(
                turn,
                call,
                "signal-several-wijk",
                Offer::Choice(own),
                &drafts,
                words,
            )
            .await
        }
    }
}

fn set_wijk(drafts: &mut [Draft], code: &str) {
    for draft in drafts {
        draft.wijk = Some(code.to_owned());
    }
}

async fn ask(
    turn: &mut Turn,
    call: &Call,
    kind: &str,
    offer: Offer,
    drafts: &Vec<Draft>,
    words: String,
) -> Result<()> {
    let mut question = Question::new(kind, offer, drafts)?;
    if let Some(first) = drafts.first() {
        question = question.begun_by(&first.event_id);
    }
    turn.ask(call, question, words).await
}

pub async fn answered(
    turn: &mut Turn,
    call: &Call,
    question: &Question,
    answer: Answer,
) -> Result<()> {
    let mut drafts: Vec<Draft> = question.data()?;
    match answer {
        Answer::Yes => confirm::send_all(turn, call, &drafts).await,
        Answer::No => match drafts.first() {
            Some(first) => confirm::leave(turn, call, first).await,
            None => Ok(()),
        },
        // Fewer of them are shown again, so that what is sent was seen as it is.
        Answer::Only(chosen) => {
            let mut place = 0..;
            drafts.retain(|_| place.next().is_some_and(|place| chosen.contains(&place)));
            go_on(turn, call, drafts).await
        }
        Answer::Chosen(code) => {
            set_wijk(&mut drafts, &code);
            list(turn, call, drafts).await
        }
        _ => Ok(()),
    }
}
