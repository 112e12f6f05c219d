//! The weekly figures in the signal room: which tricks in which wijken, more or less than before, and how soon was
//! answered. Statistics: of frozen sets, banded. To be read on a phone in a minute or two.

mod figures;
mod picture;
mod words;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::engine::Turn;
use crate::engine::feature::{Feature, Job, Occasion, Scope};

use figures::Figures;

pub const FEATURE: Feature = Feature {
    jobs: &[Job {
        name: "signal-week",
        rule: "Monday 08:30",
        catch_up_hours: 2 * 24,
        scope: Scope::Gemeente,
        run: weekly,
    }],
    ..Feature::named("signal-week")
};

/// The week from Monday to Sunday before the moment at which it was due. Nothing when there was nothing for weeks.
fn weekly<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        turn.speak_in(&RoomKey::signal()).await?;
        let figures = Figures::up_to(turn, occasion.due).await?;
        if figures.is_empty() {
            return Ok(());
        }
        let text = Outgoing::Say(Text::new(words::week(turn, &figures)));
        turn.post(&RoomKey::signal(), Class::Notice, text, None)
            .await?;
        let text = Text {
            is_notice: true,
            ..Text::default()
        };
        let chart = picture::of(turn, &figures);
        let picture = Outgoing::Picture { chart, text };
        turn.post(&RoomKey::signal(), Class::Notice, picture, None)
            .await
            .map(drop)
    })
}
