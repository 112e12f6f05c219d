//! A signal as the signal room sees it: closed-list fields, exact, and nothing else.

use std::collections::BTreeSet;

use anyhow::Result;

use super::turn::Turn;
use super::words::day_name;
use crate::args;
use crate::domain::numbers::range;
use crate::domain::signal::{Details, LossClass, SignalState};
use crate::domain::time::read_day;
use crate::store::{Sightings, Signal};

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
    pub details: Details,
    pub state: SignalState,
    pub handling: Option<&'a str>,
    pub others: Others,
}

/// What others say of the same event.
#[derive(Debug, Clone, Copy, Default)]
pub struct Others {
    /// The number of the signal with which this one counts.
    pub merged_into: Option<i64>,
    /// How many people reported it; 0 while it was not sent.
    pub reporters: usize,
    pub sightings: Sightings,
}

/// `S-12`, as people say it.
pub fn label(number: i64) -> String {
    format!("S-{number}")
}

/// `S-1, S-2`.
pub fn labels(numbers: impl IntoIterator<Item = i64>) -> String {
    let labels: Vec<_> = numbers.into_iter().map(label).collect();
    labels.join(", ")
}

impl Card<'_> {
    /// The text, the same in the preview and in the signal room.
    pub fn text(&self, turn: &Turn) -> String {
        let channel = turn
            .catalogue()
            .channel(self.channel)
            .map_or(self.channel, |found| found.label(turn.lang()))
            .to_owned();
        let count = self.count.map(|(least, most)| range(least, most));
        let day = read_day(self.day).map_or_else(|| self.day.to_owned(), |day| day_name(turn, day));
        let card = turn.t(
            "signal-card",
            args! {
                label: label(self.number),
                wijk: self.wijk.clone(),
                phenomenon: trick(turn, self.phenomenon),
                channel: channel,
                count: count.unwrap_or_else(|| turn.t("signal-count-unknown", args! {})),
                loss: turn.t(&format!("signal-loss-{}", self.loss.key()), args! {}),
                day: day,
                state: self.state_in_words(turn),
            },
        );
        let more = [
            self.also(turn),
            self.more(turn),
            self.reporters(turn),
            self.sightings(turn),
        ];
        let lines = std::iter::once(card).chain(more.into_iter().flatten());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The other tricks of the event.
    fn also(&self, turn: &Turn) -> Option<String> {
        let others = self.details.also.iter().map(|slug| trick(turn, slug));
        let list = others.collect::<Vec<_>>().join(", ");
        (!list.is_empty()).then(|| turn.t("signal-card-also", args! { list: list }))
    }

    fn more(&self, turn: &Turn) -> Option<String> {
        let list = details_in_words(turn, self.phenomenon, &self.details);
        (!list.is_empty()).then(|| turn.t("signal-card-more", args! { list: list.join(" · ") }))
    }

    fn reporters(&self, turn: &Turn) -> Option<String> {
        let count = self.others.reporters as i64;
        (count > 1).then(|| turn.t("signal-card-reporters", args! { count: count }))
    }

    fn sightings(&self, turn: &Turn) -> Option<String> {
        let Sightings {
            saw_it_too,
            not_right,
        } = self.others.sightings;
        let too =
            (saw_it_too > 0).then(|| turn.t("signal-card-saw-it-too", args! { count: saw_it_too }));
        let not =
            (not_right > 0).then(|| turn.t("signal-card-not-right", args! { count: not_right }));
        let list: Vec<_> = too.into_iter().chain(not).collect();
        (!list.is_empty()).then(|| list.join(" · "))
    }

    fn state_in_words(&self, turn: &Turn) -> String {
        if let Some(number) = self.others.merged_into {
            return turn.t("signal-state-merged", args! { label: label(number) });
        }
        state_in_words(turn, self.state, self.handling)
    }
}

/// "afgehandeld, extra toezicht in de wijk".
pub fn state_in_words(turn: &Turn, state: SignalState, handling: Option<&str>) -> String {
    let handling = handling
        .and_then(|slug| turn.catalogue().handling(slug))
        .map(|handling| handling.label(turn.lang()).to_lowercase())
        .unwrap_or_default();
    turn.t(
        &format!("signal-state-{}", state.key()),
        args! { handling: handling },
    )
}

/// What a trick is called.
pub fn trick(turn: &Turn, slug: &str) -> String {
    turn.catalogue()
        .phenomenon(slug)
        .map_or(slug, |found| found.label(turn.lang()))
        .to_owned()
}

/// The details in words, the variant first. What the catalogue no longer has is left out.
fn details_in_words(turn: &Turn, phenomenon: &str, details: &Details) -> Vec<String> {
    let (lang, catalogue) = (turn.lang(), turn.catalogue());
    let of = |slug: &Option<String>| slug.clone().unwrap_or_default();
    let variant = catalogue.variant(phenomenon, &of(&details.variant));
    let day_part = catalogue.day_part(&of(&details.day_part));
    let place = catalogue.place_of_signals(&of(&details.place));
    let audience = catalogue.audience(&of(&details.audience));
    [
        variant.map(|found| found.label(lang).to_owned()),
        day_part.map(|found| found.label(lang).to_lowercase()),
        place.map(|found| found.label(lang).to_lowercase()),
        audience.map(|found| found.label(lang).to_lowercase()),
        details
            .aangifte_done
            .then(|| turn.t("signal-aangifte-done", args! {})),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The text of a kept signal as it stands now.
pub async fn text_of(turn: &mut Turn, signal: &Signal) -> Result<String> {
    let card = Card {
        number: signal.number,
        wijk: turn.wijk_name(&signal.wijk).await?,
        phenomenon: &signal.phenomenon,
        channel: &signal.channel,
        count: signal.count(),
        loss: signal.loss,
        day: &signal.day,
        details: turn.tx.details(&signal.id).await?,
        state: signal.state,
        handling: signal.handling.as_deref(),
        others: others(turn, signal).await?,
    };
    Ok(card.text(turn))
}

async fn others(turn: &mut Turn, signal: &Signal) -> Result<Others> {
    if let Some(root) = &signal.merged_into {
        let root = turn.tx.signal(root).await?;
        return Ok(Others {
            merged_into: root.map(|root| root.number),
            ..Others::default()
        });
    }
    let together = turn.tx.signals_together(&signal.id).await?;
    let people: BTreeSet<_> = together.iter().map(|one| &one.person).collect();
    Ok(Others {
        merged_into: None,
        reporters: people.len(),
        sightings: turn.tx.sightings(&signal.id).await?,
    })
}
