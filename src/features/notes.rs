//! Kind lines that could wait (thanks, the end of a pause or goal) go out in the morning, in one private message.

use futures_util::future::BoxFuture;

use crate::engine::Turn;
use crate::engine::feature::{Feature, Job, Occasion, Scope};

pub const FEATURE: Feature = Feature {
    jobs: &[Job {
        name: "notes",
        rule: "daily 10:00",
        catch_up_hours: 24,
        scope: Scope::Gemeente,
        run: send,
    }],
    ..Feature::named("notes")
};

fn send<'a>(turn: &'a mut Turn, _: &'a Occasion) -> BoxFuture<'a, anyhow::Result<()>> {
    Box::pin(turn.send_notes())
}
