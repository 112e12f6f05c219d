//! The weekly digest in the management room, and `overzicht` of one wijk: what was done, what was reported, what needs
//! the manager, and who has been quiet. To be read on a phone in a minute.

mod figures;
mod pictures;
mod words;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text, as_data};
use crate::domain::people::{MANAGERS, RoomKind};
use crate::engine::feature::{Command, Feature, Job, Occasion, Scope};
use crate::engine::{Call, Turn};

use figures::Figures;

pub const FEATURE: Feature = Feature {
    commands: &[
        Command {
            name: "digest",
            words: &["digest", "weekoverzicht"],
            roles: MANAGERS,
            rooms: &[RoomKind::Management],
            run: now,
        },
        Command {
            name: "overzicht",
            words: &["overzicht", "overview"],
            roles: MANAGERS,
            rooms: &[RoomKind::Management],
            run: of_wijk,
        },
    ],
    jobs: &[Job {
        name: "weekly-digest",
        rule: "Monday 08:00",
        catch_up_hours: 2 * 24,
        scope: Scope::Gemeente,
        run: weekly,
    }],
    ..Feature::named("weekly-digest")
};

/// The seven days before the moment at which it was due.
fn weekly<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        turn.speak_in(&RoomKey::management()).await?;
        let figures = Figures::up_to(turn, occasion.due).await?;
        let text = Outgoing::Say(Text::new(words::digest(turn, &figures)));
        turn.post(&RoomKey::management(), Class::Notice, text, None)
            .await?;
        show_pictures(turn, &figures).await
    })
}

/// `digest`: the last seven days, up to now.
fn now<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let figures = Figures::up_to(turn, turn.now).await?;
        let body = words::digest(turn, &figures);
        turn.answer(call, body).await?;
        show_pictures(turn, &figures).await
    })
}

/// Below the words; a picture says its figures in words too.
async fn show_pictures(turn: &mut Turn, figures: &Figures) -> Result<()> {
    for chart in pictures::pictures(turn, figures) {
        let text = Text {
            is_notice: true,
            ..Text::default()
        };
        let picture = Outgoing::Picture { chart, text };
        turn.post(&RoomKey::management(), Class::Notice, picture, None)
            .await?;
    }
    Ok(())
}

/// `overzicht Moerwijk`; without a wijk, all of them.
fn of_wijk<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let typed = call.text.trim();
        if typed.is_empty() {
            return now(turn, call).await;
        }
        let Some(wijk) = turn.wijk_called(typed).await? else {
            let shown: String = typed.chars().take(60).collect();
            let body = turn.t("wijk-not-there", args! { name: as_data(&shown) });
            return turn.answer(call, body).await.map(drop);
        };
        let figures = Figures::up_to(turn, turn.now).await?;
        let body = words::overview(turn, &figures, &wijk).await?;
        turn.answer(call, body).await.map(drop)
    })
}
