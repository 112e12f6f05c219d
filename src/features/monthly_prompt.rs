//! The monthly question in each wijk: what small thing did you do?

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::{Class, Outgoing, RoomKey, Text};
use crate::domain::people::Role;
use crate::domain::time::Month;
use crate::engine::feature::{Feature, Job, Occasion, Scope};
use crate::engine::{Turn, month_name};

pub const FEATURE: Feature = Feature {
    jobs: &[Job {
        name: "monthly-prompt",
        rule: "first working Tuesday 10:00",
        catch_up_hours: 7 * 24,
        scope: Scope::Wijk,
        run: prompt,
    }],
    ..Feature::named("monthly-prompt")
};

/// Asks about the month before: the question comes in the first week of the next one.
fn prompt<'a>(turn: &'a mut Turn, occasion: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Some(wijk) = &occasion.wijk else {
            return Ok(());
        };
        let ambassadeurs = turn
            .tx
            .people_with_role(Role::Ambassadeur, &wijk.code)
            .await?;
        if ambassadeurs.is_empty() {
            return Ok(());
        }
        turn.speak_in(&RoomKey::wijk(&wijk.code)).await?;
        let month = Month::of(occasion.due.day(turn.settings.zone)).previous();
        let name = month_name(turn, month);
        let body = turn.t(
            "prompt-month",
            args! { wijk: wijk.name.clone(), month: name },
        );
        // Mentioned by name, so that their phones ring and nobody else's does.
        let mentions = ambassadeurs
            .into_iter()
            .map(|person| person.user_id)
            .collect();
        let text = Outgoing::Say(Text {
            body,
            mentions,
            ..Text::default()
        });
        let about = format!("prompt:{month}");
        turn.post(
            &RoomKey::wijk(&wijk.code),
            Class::Prompt,
            text,
            Some(&about),
        )
        .await
        .map(drop)
    })
}
