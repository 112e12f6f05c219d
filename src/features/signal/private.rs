//! A sensitive trick (sextortion, threats): talked about in private, never forwarded, counted for the whole gemeente.

use anyhow::Result;

use super::confirm;
use super::draft::Draft;
use crate::args;
use crate::domain::people::RoomKind;
use crate::domain::signal::Details;
use crate::engine::card;
use crate::engine::{Call, Offer, Question, Turn};

/// Advice, and whether it may be counted.
pub async fn begin(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    let lang = turn.lang();
    let phenomenon = draft
        .phenomenon
        .as_deref()
        .and_then(|slug| turn.catalogue().phenomenon(slug));
    let advice = phenomenon
        .map(|found| found.advice(lang).to_owned())
        .unwrap_or_default();
    let body = turn.t("signal-private", args! { advice: advice });
    let question =
        Question::new("signal-private", Offer::Confirm, &draft)?.begun_by(&draft.event_id);
    if call.room.kind == RoomKind::Private {
        return turn.ask(call, question, body).await;
    }
    let here = turn.t("signal-private-here", args! {});
    turn.ask_in_private(call, question.in_the_words(body), here)
        .await
}

/// Counted as what it is, without the wijk.
pub async fn count(turn: &mut Turn, call: &Call, draft: Draft) -> Result<()> {
    let number = turn.tx.next_number("signal").await?;
    let draft = Draft {
        number: Some(number),
        wijk: None,
        count: None,
        loss: None,
        corrects: None,
        details: Details::default(),
        variants: vec![],
        ..draft
    };
    let id = confirm::keep(turn, call, &draft).await?;
    let body = turn.t(
        "signal-private-counted",
        args! { label: card::label(number) },
    );
    let aangifte = confirm::report_crime(turn, &[(id.as_str(), &draft)]).await?;
    confirm::thank(turn, call, &id, format!("{body}\n{aangifte}")).await
}
