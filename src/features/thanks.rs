//! A private word of thanks after 3, 6 and 12 actions, once each. Nobody is compared with anybody.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::chat::RoomKey;
use crate::engine::Turn;
use crate::engine::feature::{Feature, Job, Occasion, Scope};

/// After so many actions, fewest first.
const AFTER: [i64; 3] = [3, 6, 12];

pub const FEATURE: Feature = Feature {
    jobs: &[Job {
        name: "thanks",
        // The next morning, so that what is corrected or taken back at once does not count.
        rule: "daily 10:00",
        catch_up_hours: 24,
        scope: Scope::Gemeente,
        run: thank,
    }],
    ..Feature::named("thanks")
};

fn thank<'a>(turn: &'a mut Turn, _: &'a Occasion) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        for credit in turn.tx.credits(AFTER[0]).await? {
            let mut newest = None;
            for actions in AFTER.into_iter().filter(|after| *after <= credit.actions) {
                let is_new = turn.tx.thank(&credit.person, actions).await?;
                newest = is_new.then_some(actions).or(newest);
            }
            // Who noted many at once is thanked for the most.
            if let Some(actions) = newest {
                let private = RoomKey::private(&credit.person);
                turn.speak_to(&credit.person, &private).await?;
                let line = turn.t(&format!("thanks-{actions}"), args! {});
                turn.note(&credit.person, &format!("thanks:{actions}"), &line)
                    .await?;
            }
        }
        Ok(())
    })
}
