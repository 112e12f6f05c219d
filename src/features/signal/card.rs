//! A signal as the signal room sees it: closed-list fields, exact, and nothing else.

use anyhow::Result;

use crate::args;
use crate::domain::numbers::range;
use crate::domain::signal::{LossClass, SignalState};
use crate::domain::time::read_day;
use crate::engine::{Turn, day_name};
use crate::store::Signal;

/// What is shown of a signal.
pub struct Card<'a> {
    pub number: i64,
    /// The name of the wijk.
    pub wijk: String,
    pub phenomenon: &'a str,
    pub channel: &'a str,
    pub count: Option<(i64, i64)>,
    pub loss: LossClass,
    pub day: &'a str,
    pub state: SignalState,
    pub handling: Option<&'a str>,
}

/// `S-12`, as people say it.
pub fn label(number: i64) -> String {
    format!("S-{number}")
}

impl Card<'_> {
    /// The text, the same in the preview and in the signal room.
    pub fn text(&self, turn: &Turn) -> String {
        let (lang, catalogue) = (turn.lang(), turn.catalogue());
        let phenomenon = catalogue
            .phenomenon(self.phenomenon)
            .map_or(self.phenomenon, |found| found.label(lang));
        let channel = catalogue
            .channel(self.channel)
            .map_or(self.channel, |found| found.label(lang))
            .to_owned();
        let count = self.count.map(|(least, most)| range(least, most));
        let day = read_day(self.day).map_or_else(|| self.day.to_owned(), |day| day_name(turn, day));
        turn.t(
            "signal-card",
            args! {
                label: label(self.number),
                wijk: self.wijk.clone(),
                phenomenon: phenomenon.to_owned(),
                channel: channel,
                count: count.unwrap_or_else(|| turn.t("signal-count-unknown", args! {})),
                loss: turn.t(&format!("signal-loss-{}", self.loss.key()), args! {}),
                day: day,
                state: self.state_in_words(turn),
            },
        )
    }

    fn state_in_words(&self, turn: &Turn) -> String {
        let handling = self
            .handling
            .and_then(|slug| turn.catalogue().handling(slug));
        let handling = handling
            .map(|handling| handling.label(turn.lang()).to_lowercase())
            .unwrap_or_default();
        turn.t(
            &format!("signal-state-{}", self.state.key()),
            args! { handling: handling },
        )
    }
}

/// The text of a kept signal as it stands now.
pub async fn text_of(turn: &mut Turn, signal: &Signal) -> Result<String> {
    let wijk = turn
        .tx
        .wijk(&signal.wijk)
        .await?
        .map_or_else(|| signal.wijk.clone(), |wijk| wijk.name);
    let card = Card {
        number: signal.number,
        wijk,
        phenomenon: &signal.phenomenon,
        channel: &signal.channel,
        count: signal.count(),
        loss: signal.loss,
        day: &signal.day,
        state: signal.state,
        handling: signal.handling.as_deref(),
    };
    Ok(card.text(turn))
}
