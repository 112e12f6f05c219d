//! `agenda`: what is to come, as a file for the calendar of a phone.

use anyhow::Result;
use futures_util::future::BoxFuture;

use super::list;
use crate::args;
use crate::chat::{Class, Outgoing, Text};
use crate::engine::{Call, Turn, activity_in_words};
use crate::report::calendar_file::{Date, MIME, calendar_file};
use crate::store::Activity;

/// How long an activity takes in a calendar; nobody is asked for its end.
const HOURS: i64 = 2;

pub fn agenda<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let coming = list::coming(turn, call).await?;
        if coming.is_empty() {
            let body = list::text(turn, &coming).await?;
            return turn.answer(call, body).await.map(drop);
        }
        let dates: Vec<_> = coming.iter().map(|one| date(turn, one)).collect();
        let file = Outgoing::File {
            name: "agenda.ics".to_owned(),
            mime: MIME.to_owned(),
            content: calendar_file(&turn.world().us, turn.settings.zone, &dates)?,
            text: Text {
                body: turn.t("agenda", args! { count: coming.len() as i64 }),
                reply_to: Some(call.event_id.clone()),
                is_notice: true,
                ..Text::default()
            },
        };
        turn.post(&call.room.key, Class::Answer, file, None)
            .await
            .map(drop)
    })
}

fn date(turn: &Turn, activity: &Activity) -> Date {
    let lang = turn.lang();
    let kind = turn.catalogue().action(&activity.kind);
    let place = turn.catalogue().place(&activity.place);
    Date {
        id: format!("activiteit-{}", activity.number),
        // Minutes of the clock: a file that was asked for later counts more.
        sequence: u32::try_from(turn.now.0 / 60_000).unwrap_or(u32::MAX),
        changed_at: turn.now,
        starts: activity.starts_at,
        ends: activity.starts_at.plus_hours(HOURS),
        title: kind
            .map_or(activity.kind.as_str(), |kind| kind.label(lang))
            .to_owned(),
        place: place.map_or("", |place| place.label(lang)).to_owned(),
        about: activity_in_words(turn, activity),
        cancelled: false,
    }
}
