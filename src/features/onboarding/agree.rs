//! `akkoord`: an ambassadeur agrees to the convenant, and says to be 18 or older.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::engine::{Call, Onboarding, Turn};

pub fn agree<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let rules = Onboarding::read(&mut turn.tx).await?;
        let person = &call.who.person.id;
        let known = turn.tx.onboarding(person).await?;
        let is_new = known.agreed.as_ref() != Some(&rules.convenant);
        let key = if is_new {
            let now = turn.now;
            turn.tx.set_agreed(person, &rules.convenant, now).await?;
            turn.tx
                .audit(
                    &call.event_id,
                    Some(person),
                    "agreed",
                    &rules.convenant,
                    now,
                )
                .await?;
            "onboarding-agreed"
        } else {
            "onboarding-agreed-already"
        };
        let mut body = turn.t(key, args! { version: rules.convenant });
        if turn.needs_training(call).await? {
            body = format!("{body}\n{}", turn.training_offer().await?);
        }
        turn.answer(call, body).await.map(drop)
    })
}
