//! `wie doet wat`: the agreements of the convenant, and once a month whether they were kept, the police's too.

mod measure;

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text, as_data};
use crate::domain::duty::Duty;
use crate::domain::people::{MANAGERS, RoomKind};
use crate::domain::time::Month;
use crate::engine::feature::{Command, Feature, Job, Occasion, Scope};
use crate::engine::{Call, Turn, month_name};

pub const FEATURE: Feature = Feature {
    commands: &[Command {
        name: "afspraken",
        words: &["afspraken", "wie doet wat", "duties", "who does what"],
        roles: MANAGERS,
        rooms: &[RoomKind::Management],
        run: who_does_what,
    }],
    jobs: &[Job {
        name: "monthly-duties",
        rule: "first working Monday 09:00",
        // Longer than a month: what was agreed is told of, also late.
        catch_up_hours: 40 * 24,
        scope: Scope::Gemeente,
        run: monthly,
    }],
    ..Feature::named("duties")
};

/// The agreements of the programme, by their names.
async fn duties(turn: &mut Turn) -> Result<Vec<Duty>> {
    let facts = turn.tx.facts_of("duty:").await?;
    facts
        .values()
        .map(|value| Ok(serde_json::from_str(value)?))
        .collect()
}

fn who_does_what<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let duties = duties(turn).await?;
        if duties.is_empty() {
            let body = turn.t("duties-none", args! {});
            return turn.answer(call, body).await.map(drop);
        }
        let mut lines = vec![turn.t("duties-title", args! {})];
        for duty in &duties {
            lines.push(in_words(turn, duty));
        }
        turn.answer(call, lines.join("\n")).await.map(drop)
    })
}

fn in_words(turn: &Turn, duty: &Duty) -> String {
    let owner = turn.t(&format!("duty-owner-{}", duty.owner), args! {});
    let what = as_data(&duty.what);
    match duty.within_days {
        Some(days) => turn.t(
            "duty-line-within",
            args! { owner: owner, what: what, days: i64::from(days) },
        ),
        None => turn.t("duty-line", args! { owner: owner, what: what }),
    }
}

/// About the month before, to both sides: what is measured, a line per agreement.
fn monthly<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let month = Month::of(occasion.due.day(turn.settings.zone)).previous();
        for room in [RoomKey::management(), RoomKey::signal()] {
            turn.speak_in(&room).await?;
            if let Some(kept) = kept_in(turn, month).await? {
                let text = Outgoing::Say(Text::new(kept));
                turn.post(&room, Class::Notice, text, None).await?;
            }
        }
        Ok(())
    })
}

/// Nothing where nothing was agreed that can be measured.
async fn kept_in(turn: &mut Turn, month: Month) -> Result<Option<String>> {
    let mut lines = Vec::new();
    for duty in duties(turn).await? {
        let Some(kept) = measure::of(turn, &duty, month).await? else {
            continue;
        };
        let owner = turn.t(&format!("duty-owner-{}", duty.owner), args! {});
        let result = kept.in_words(turn);
        let what = as_data(&duty.what);
        lines.push(turn.t(
            "duty-kept-line",
            args! { owner: owner, what: what, result: result },
        ));
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let name = month_name(turn, month);
    lines.insert(0, turn.t("duty-kept-title", args! { month: name }));
    Ok(Some(lines.join("\n")))
}
