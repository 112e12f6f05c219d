//! "Ik zag dit ook" and "klopt niet": others in the room of a wijk tap below the thanks for a report.
//!
//! A tap could be made up by a server, so it is only ever shown as a number beside the signal, and no signal by itself.

use anyhow::Result;
use futures_util::future::BoxFuture;

use crate::domain::people::{Role, RoomKind};
use crate::domain::signal::Sighting;
use crate::engine::feature::{Changes, Feature, Tap};
use crate::engine::{Call, Turn};

/// What the thanks show, for taps on them.
pub const ON: &str = "melding";
pub const SAW_IT_TOO: &str = "🙋";
pub const NOT_RIGHT: &str = "👎";

const WHO: &[Role] = &[Role::Ambassadeur];
const WHERE: &[RoomKind] = &[RoomKind::Wijk];

pub const FEATURE: Feature = Feature {
    taps: &[
        Tap {
            on: ON,
            keys: &[SAW_IT_TOO],
            roles: WHO,
            rooms: WHERE,
            tapped: saw_it_too,
        },
        Tap {
            on: ON,
            keys: &[NOT_RIGHT],
            roles: WHO,
            rooms: WHERE,
            tapped: not_right,
        },
    ],
    changes: Some(Changes {
        take_back,
        edited,
        numbered: None,
    }),
    ..Feature::named("sighting")
};

fn saw_it_too<'a>(turn: &'a mut Turn, call: &'a Call, id: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(tapped(turn, call, id, Sighting::SawItToo))
}

fn not_right<'a>(turn: &'a mut Turn, call: &'a Call, id: &'a str) -> BoxFuture<'a, Result<()>> {
    Box::pin(tapped(turn, call, id, Sighting::NotRight))
}

/// It gets no answer, since everybody sees the tap; the card in the signal room counts it.
async fn tapped(turn: &mut Turn, call: &Call, id: &str, says: Sighting) -> Result<()> {
    let Some(signal) = turn.tx.signal(id).await? else {
        return Ok(());
    };
    let person = &call.who.person.id;
    if signal.withdrawn_at.is_some() || signal.person == *person {
        return Ok(());
    }
    let now = turn.now;
    turn.tx
        .add_sighting(&call.event_id, &signal.id, person, says, now)
        .await?;
    let what = format!("reporter-{}", says.key());
    turn.audit_signal(&call.event_id, person, &what, signal.number)
        .await?;
    let root = turn.root_of(signal).await?;
    turn.show_signal(&root.id).await
}

/// The tap was taken away.
fn take_back<'a>(
    turn: &'a mut Turn,
    call: &'a Call,
    event_id: &'a str,
) -> BoxFuture<'a, Result<Option<String>>> {
    Box::pin(async move {
        let (now, person) = (turn.now, &call.who.person.id);
        let taken = turn.tx.take_sighting_back(event_id, person, now).await?;
        let Some(id) = taken else {
            return Ok(None);
        };
        let Some(signal) = turn.tx.signal(&id).await? else {
            return Ok(None);
        };
        let root = turn.root_of(signal).await?;
        turn.show_signal(&root.id).await?;
        Ok(Some(crate::engine::card::label(root.number)))
    })
}

/// A reaction cannot be edited.
fn edited<'a>(_: &'a mut Turn, _: &'a Call) -> BoxFuture<'a, Result<bool>> {
    Box::pin(async { Ok(false) })
}
