//! `activiteiten`: what is to come.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::args;
use crate::engine::{Call, Turn, activity_in_words};
use crate::store::Activity;

/// What fits a phone.
const MOST: usize = 6;

pub fn list<'a>(turn: &'a mut Turn, call: &'a Call) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let coming = coming(turn, call).await?;
        let body = text(turn, &coming).await?;
        turn.answer(call, body).await.map(drop)
    })
}

/// What is to come in this wijk; in private in all wijken of this person.
pub async fn coming(turn: &mut Turn, call: &Call) -> Result<Vec<Activity>> {
    let mut coming = Vec::new();
    for wijk in call.wijken() {
        coming.extend(turn.tx.activities_after(wijk, call.sent_at).await?);
    }
    coming.sort_by_key(|one| (one.starts_at, one.number));
    Ok(coming)
}

pub async fn text(turn: &mut Turn, coming: &[Activity]) -> Result<String> {
    let mut lines = Vec::new();
    for activity in coming.iter().take(MOST) {
        let count = turn.tx.signed_up(&activity.id).await?.len();
        let what = activity_in_words(turn, activity);
        let args = args! { number: activity.number, what: what, count: count };
        lines.push(turn.t("activities-line", args));
    }
    Ok(match coming.first() {
        None => turn.t("activities-none", args! {}),
        Some(first) => turn.t(
            "activities",
            args! { lines: lines.join("\n"), number: first.number },
        ),
    })
}
