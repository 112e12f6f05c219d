//! Joins the store to the Matrix side: what comes in is classified and kept, what is to go out is handed over.

use std::sync::Arc;

use anyhow::Result;
use futures_util::future::BoxFuture;
use tokio::sync::{Mutex, Notify};
use wijkbode_matrix::mail::{
    self, Attachment, Batch, Cursor, Gap, Inbox, Message, ObservedRoom, Outbox, Parcel, Post,
    Received, RoomPlan, Settled, Unreadable, Upload,
};

use crate::chat::{Class, Incoming, Outgoing, Text, Trust, What};
use crate::clock::Clock;
use crate::domain::time::Moment;
use crate::engine::addressed::{to_row, with_text};
use crate::engine::{Engine, LONGEST, Look, Seen, SeenMember, SeenState, moderators, readers};
use crate::report::chart::Chart;
use crate::store::{Details, NewRow, OutboxRow, Replay, RowState, Tx};

/// After this long the homeserver may have forgotten a transaction id (Synapse keeps them for a day).
const TXN_IDS_LAST_HOURS: i64 = 20;

/// A hole that the homeserver refuses to show is closed, with a notice, when it said so once more than this. The rests
/// in between double from two seconds, to about a minute in all: so long a room waits for its answers.
const GAP_REFUSALS: i64 = 5;

/// The store as the Matrix side sees it.
#[derive(Clone)]
pub struct Mailbox {
    engine: Engine,
    clock: Arc<Clock>,
    /// Rings when something came in.
    pub came_in: Arc<Notify>,
    /// Rings when something may go out.
    pub goes_out: Arc<Notify>,
    /// The rooms as they were seen last.
    seen: Arc<Mutex<Option<Vec<Seen>>>>,
}

impl Mailbox {
    pub fn new(engine: Engine, clock: Arc<Clock>) -> Self {
        Self {
            engine,
            clock,
            came_in: Arc::default(),
            goes_out: Arc::default(),
            seen: Arc::default(),
        }
    }

    /// Reconciles within a second when a chat command or `apply` changed the programme, with the rooms as they were seen last.
    pub async fn carry_out_wishes(&self) -> Result<()> {
        let seen = self.seen.lock().await;
        let Some(seen) = seen.as_ref() else {
            return Ok(());
        };
        let mut tx = self.engine.store().begin().await?;
        // While catching up after a restore, the programme is not yet what it was.
        let is_wished = tx.replay().await?.is_none() && tx.wishes_are_new().await?;
        drop(tx);
        if is_wished {
            self.engine
                .reconcile(seen, Look::Remembered, self.clock.now())
                .await?;
        }
        Ok(())
    }

    /// When the clock on the wall was set back, what rests for some seconds goes on resting no longer than that.
    pub async fn mind_the_clock(&self) -> Result<()> {
        let ms = self.clock.set_back_by();
        if ms > 0 {
            tracing::warn!(ms, "the clock was set back");
            self.rest_sooner(ms).await?;
        }
        self.clock.is_minded();
        Ok(())
    }

    async fn rest_sooner(&self, ms: i64) -> Result<()> {
        let mut tx = self.engine.store().begin().await?;
        if let Some(until) = paused_until(&mut tx).await? {
            tx.set_fact(PAUSE, &until.plus_ms(-ms).0.to_string())
                .await?;
        }
        tx.bring_gaps_forward(ms).await?;
        tx.bring_parcels_forward(ms).await?;
        tx.commit().await
    }

    /// Keeps events of one block. What is for us may depend on those before it.
    async fn keep(&self, tx: &mut Tx, block: i64, events: &[Received]) -> Result<()> {
        let places = tx.next_places(events.len()).await?;
        for (received, place) in events.iter().zip(places) {
            let row = self.to_row(tx, received, self.clock.now()).await?;
            tx.keep_event_at(block, place, &row).await?;
        }
        Ok(())
    }

    /// Our own message came back: it was sent, whatever the answer to the request was.
    async fn came_back(&self, tx: &mut Tx, id: &str, event_id: &str) -> Result<()> {
        match tx.parcel(id).await? {
            Some(parcel) if parcel.event_id.is_none() => tx.parcel_sent(id, Some(event_id)).await,
            Some(_) => Ok(()),
            None if tx.replay().await?.is_some() => tx.note_said(id, event_id).await,
            None => Ok(()),
        }
    }

    async fn to_row(&self, tx: &mut Tx, received: &Received, now: Moment) -> Result<NewRow> {
        let us = &self.engine.world().us;
        let talk = NewRow {
            event_id: received.event_id.clone(),
            state: RowState::Talk,
            arrived_at: now,
            details: None,
        };
        match &received.what {
            mail::What::Echo { .. } => {
                if let Some(id) = own_parcel(received) {
                    self.came_back(tx, id, &received.event_id).await?;
                }
                return Ok(talk);
            }
            // What we said ourselves matters only while it is not known what was said before a restore.
            mail::What::Unreadable { .. }
                if received.sender == *us && tx.replay().await?.is_none() =>
            {
                return Ok(talk);
            }
            mail::What::Unreadable { session_id, raw } => {
                return Ok(unreadable_row(
                    received,
                    session_id.clone(),
                    raw,
                    self.clock.of_event(received.sent_at),
                    now,
                ));
            }
            _ => {}
        }
        let Some(what) = to_what(&received.what) else {
            return Ok(talk);
        };
        let incoming = Incoming {
            event_id: received.event_id.clone(),
            room_id: received.room_id.clone(),
            sender: received.sender.clone(),
            sent_at: self.clock.of_event(received.sent_at),
            trust: to_trust(received.trust),
            identity: received.identity.clone(),
            what,
        };
        if tx.replay().await?.is_some() {
            // Whether it is for us depends on what was said before, which is not done again yet.
            return with_text(&incoming, RowState::Unsorted, now);
        }
        to_row(tx, us, &incoming, now).await
    }

    async fn parcel(
        &self,
        tx: &mut Tx,
        row: &OutboxRow,
        device_id: &str,
        now: Moment,
    ) -> Result<Option<Parcel>> {
        let Some(what) = row.what()? else {
            return Ok(None);
        };
        let post = self.post(tx, row, what).await?;
        let is_old = row
            .first_try_at
            .is_some_and(|at| at.plus_hours(TXN_IDS_LAST_HOURS) < now);
        let other_device = row
            .device_id
            .as_deref()
            .is_some_and(|device| device != device_id);
        let first_try = row.first_try_at.filter(|_| is_old || other_device);
        let look_since = first_try.map(|at| self.clock.on_the_wall(at));
        Ok(Some(Parcel {
            id: row.id.clone(),
            room_id: row.room_id.clone(),
            readers: readers(tx, &row.room).await?,
            look_since,
            post,
        }))
    }

    async fn post(&self, tx: &mut Tx, row: &OutboxRow, what: Outgoing) -> Result<Post> {
        let target = row.target_event.clone().unwrap_or_default();
        Ok(match what {
            Outgoing::Say(text) => Post::Message(to_message(text)),
            Outgoing::Edit { text, .. } => Post::Edit {
                target,
                message: to_message(text),
            },
            Outgoing::React { key, .. } => Post::Reaction { target, key },
            Outgoing::Redact { .. } => Post::Removal { target },
            Outgoing::Picture { chart, text } => {
                picture(&chart, text, row.upload.clone().map(Upload))
            }
            Outgoing::File {
                name,
                mime,
                content,
                text,
            } => Post::Attachment(Attachment {
                name,
                mime,
                size: None,
                bytes: content.into_bytes(),
                message: to_message(text),
                uploaded: row.upload.clone().map(Upload),
            }),
            Outgoing::Poll {
                question,
                answers,
                most,
                text,
            } => Post::Poll(mail::Poll {
                question,
                answers,
                most,
                message: to_message(text),
            }),
            Outgoing::EndPoll { text, .. } => Post::EndPoll {
                target,
                message: to_message(text),
            },
            Outgoing::MakeRoom {
                alias,
                name,
                topic,
                space,
            } => {
                let parent = tx
                    .room(&crate::chat::RoomKey::space())
                    .await?
                    .and_then(|room| room.room_id);
                let parent = parent.filter(|_| !space);
                let moderators = moderators(tx).await?;
                Post::MakeRoom(RoomPlan {
                    alias,
                    name,
                    topic,
                    space,
                    parent,
                    invite: vec![],
                    moderators,
                })
            }
            Outgoing::OpenPrivate { user, name } => Post::MakePrivate { user, name },
            Outgoing::Invite { user, reason } => Post::Invite { user, reason },
            Outgoing::Remove { user } => Post::Remove { user },
            Outgoing::Rename { name, topic } => Post::Rename { name, topic },
            Outgoing::Join { room_id, via } => Post::Join { room_id, via },
            Outgoing::Leave { room_id } => Post::Leave { room_id },
        })
    }

    async fn settle_in(
        &self,
        tx: &mut Tx,
        row: &OutboxRow,
        settled: Settled,
        now: Moment,
    ) -> Result<()> {
        match settled {
            Settled::Sent { event_id } => tx.parcel_sent(&row.id, Some(&event_id)).await,
            Settled::Done => tx.parcel_sent(&row.id, None).await,
            Settled::Uploaded { file } => tx.parcel_uploaded(&row.id, &file.0).await,
            Settled::RoomMade { room_id } => {
                tx.set_room_id(&row.room, Some(&room_id)).await?;
                tx.parcel_sent(&row.id, None).await
            }
            Settled::Later { after_ms, reason } => {
                // Nobody waits for work on rooms as for an answer, and some of it can fail for days.
                let patience = if row.class == Class::Work { 11 } else { 5 };
                let wait = after_ms.saturating_mul(1 << row.attempts.clamp(0, patience));
                tx.parcel_later(&row.id, now.plus_ms(wait), &reason).await
            }
            Settled::Pause { after_ms } => {
                let until = now.plus_ms(after_ms);
                tx.set_fact(PAUSE, &until.0.to_string()).await?;
                tx.parcel_later(&row.id, until, "rate limit").await
            }
            // The next look at the rooms tries it again; nobody has to.
            Settled::Refused { reason } if row.kind == "join" => {
                tracing::warn!(parcel = row.id, reason, "the homeserver does not let us in");
                tx.parcel_sent(&row.id, None).await
            }
            Settled::Refused { reason } => {
                tracing::warn!(
                    parcel = row.id,
                    kind = row.kind,
                    reason,
                    "the homeserver refused; parked"
                );
                tx.park_parcel(&row.id, &reason).await
            }
            Settled::Undecided { reason } => {
                tracing::error!(
                    parcel = row.id,
                    reason,
                    "nobody can tell whether this was sent; parked"
                );
                tx.park_parcel(&row.id, &reason).await
            }
        }
    }
}

/// The facts that hold where we are in the stream of events, and which device was told so.
const CURSOR: &str = "cursor";
const CURSOR_DEVICE: &str = "cursor_device";

/// Where the inbox is; `None` before the very first answer of the homeserver.
pub async fn cursor(tx: &mut Tx) -> Result<Option<Cursor>> {
    let Some(next_batch) = tx.fact(CURSOR).await? else {
        return Ok(None);
    };
    let device_id = tx.fact(CURSOR_DEVICE).await?.unwrap_or_default();
    Ok(Some(Cursor {
        next_batch,
        device_id,
    }))
}

/// The fact that holds until when the homeserver asked us to be silent.
const PAUSE: &str = "pause_until";

async fn paused_until(tx: &mut Tx) -> Result<Option<Moment>> {
    Ok(tx
        .fact(PAUSE)
        .await?
        .and_then(|ms| ms.parse().ok())
        .map(Moment))
}

impl Inbox for Mailbox {
    fn cursor(&self) -> BoxFuture<'_, Result<Option<Cursor>>> {
        Box::pin(async move { cursor(&mut self.engine.store().begin().await?).await })
    }

    fn store_batch<'a>(&'a self, batch: &'a Batch) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let mut tx = self.engine.store().begin().await?;
            // The holes get their place in the order before the newer events that wait for them.
            if !batch.gaps.is_empty() {
                let block = tx.next_block().await?;
                for gap in &batch.gaps {
                    tx.open_gap(block, &gap.room_id, &gap.from, &gap.to).await?;
                }
            }
            let block = tx.next_block().await?;
            self.keep(&mut tx, block, &batch.events).await?;
            if tx.replay().await? == Some(Replay::Waits) {
                tx.replay_told(block, self.clock.now()).await?;
            }
            let cursor = &batch.cursor;
            tx.set_facts([
                (CURSOR, &cursor.next_batch),
                (CURSOR_DEVICE, &cursor.device_id),
            ])
            .await?;
            tx.commit().await?;
            self.came_in.notify_one();
            Ok(())
        })
    }

    fn next_gap(&self) -> BoxFuture<'_, Result<Option<Gap>>> {
        Box::pin(async move {
            let gap = self
                .engine
                .store()
                .begin()
                .await?
                .next_gap(self.clock.now())
                .await?;
            Ok(gap.map(|gap| Gap {
                id: gap.id,
                room_id: gap.room_id,
                from: gap.from_token,
                to: gap.to_token,
            }))
        })
    }

    fn store_page<'a>(
        &'a self,
        gap: &'a Gap,
        events: &'a [Received],
        next: Option<&'a str>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let mut tx = self.engine.store().begin().await?;
            let Some(row) = tx.gap(gap.id).await? else {
                return Ok(());
            };
            self.keep(&mut tx, row.block, events).await?;
            match next {
                Some(from) => tx.move_gap(gap.id, from).await?,
                None => tx.close_gap(gap.id).await?,
            }
            tx.commit().await?;
            self.came_in.notify_one();
            Ok(())
        })
    }

    fn gap_rests<'a>(&'a self, gap: &'a Gap) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let mut tx = self.engine.store().begin().await?;
            tx.rest_gap(gap.id, self.clock.now()).await?;
            tx.commit().await
        })
    }

    fn gap_failed<'a>(&'a self, gap: &'a Gap, reason: &'a str) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let now = self.clock.now();
            let mut turn = self.engine.turn(now, "gap".to_owned()).await?;
            let Some(row) = turn.tx.gap(gap.id).await? else {
                return Ok(());
            };
            if row.attempts < GAP_REFUSALS {
                let rest_ms = 2_000 << row.attempts.clamp(0, GAP_REFUSALS);
                turn.tx.refuse_gap(gap.id, now.plus_ms(rest_ms)).await?;
                return turn.commit().await;
            }
            tracing::error!(
                room = gap.room_id,
                reason,
                "a hole in a timeline cannot be filled; closed"
            );
            turn.tx.close_gap(gap.id).await?;
            if let Some(room) = turn.tx.room_by_id(&gap.room_id).await? {
                let body = turn.t("gap-closed", crate::args! {});
                // Not its number: that is handed out again after a restore, for another hole.
                let cause = format!("gap:{}:{}", gap.room_id, gap.to);
                turn.post_because(
                    &cause,
                    &room.key,
                    Class::Notice,
                    Outgoing::Say(Text::new(body)),
                    None,
                )
                .await?;
            }
            turn.commit().await?;
            self.came_in.notify_one();
            Ok(())
        })
    }

    fn unreadable<'a>(
        &'a self,
        session_id: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Vec<Unreadable>>> {
        Box::pin(async move {
            let rows = self
                .engine
                .store()
                .begin()
                .await?
                .unreadable_events(session_id)
                .await?;
            let waiting = rows.into_iter().map(|row| Unreadable {
                event_id: row.event_id,
                room_id: row.room_id,
                session_id: row.session_id,
                raw: row.payload,
            });
            Ok(waiting.collect())
        })
    }

    fn now_readable<'a>(&'a self, event: &'a Received) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let mut tx = self.engine.store().begin().await?;
            let row = self.to_row(&mut tx, event, self.clock.now()).await?;
            tx.make_readable(&row).await?;
            tx.commit().await?;
            self.came_in.notify_one();
            Ok(())
        })
    }

    fn observed<'a>(&'a self, rooms: &'a [ObservedRoom]) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let seen: Vec<_> = rooms.iter().map(to_seen).collect();
            // One look after the other: an older one must not undo what a newer one found.
            let mut last = self.seen.lock().await;
            let replay = self.engine.store().begin().await?.replay().await?;
            if replay.is_none() {
                self.engine
                    .reconcile(&seen, Look::Fresh, self.clock.now())
                    .await?;
            }
            *last = Some(seen);
            self.goes_out.notify_one();
            Ok(())
        })
    }
}

impl Outbox for Mailbox {
    fn next<'a>(&'a self, device_id: &'a str) -> BoxFuture<'a, Result<Option<Parcel>>> {
        Box::pin(async move {
            let now = self.clock.now();
            let mut tx = self.engine.store().begin().await?;
            if paused_until(&mut tx)
                .await?
                .is_some_and(|until| until > now)
            {
                return Ok(None);
            }
            if tx.replay().await?.is_some() {
                return Ok(None);
            }
            let Some(row) = tx.next_parcel(now).await? else {
                return Ok(None);
            };
            let parcel = self.parcel(&mut tx, &row, device_id, now).await?;
            match &parcel {
                Some(_) => tx.begin_sending(&row.id, device_id, now).await?,
                None => tx.park_parcel(&row.id, "its text has expired").await?,
            }
            tx.commit().await?;
            Ok(parcel)
        })
    }

    fn settle<'a>(&'a self, parcel_id: &'a str, settled: Settled) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let now = self.clock.now();
            let mut tx = self.engine.store().begin().await?;
            if let Some(row) = tx.parcel(parcel_id).await? {
                self.settle_in(&mut tx, &row, settled, now).await?;
            }
            // Whoever sent it looks for more by itself.
            tx.commit().await
        })
    }

    /// Until something was added, or what rests may go: the clock may jump, so never longer than a second.
    fn wait(&self) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            const AT_MOST: std::time::Duration = std::time::Duration::from_secs(1);
            // Waking up in vain is harmless.
            let _ = tokio::time::timeout(AT_MOST, self.goes_out.notified()).await;
        })
    }
}

/// The parcel that this message of ours was. Only the device that sent it is told its transaction id; the others read our
/// marker, which proves something where it was encrypted.
fn own_parcel(received: &Received) -> Option<&str> {
    let mail::What::Echo {
        transaction_id,
        marker,
    } = &received.what
    else {
        return None;
    };
    let marker = marker
        .as_deref()
        .filter(|_| matches!(received.trust, mail::Trust::Signed | mail::Trust::Unproven));
    transaction_id.as_deref().or(marker)
}

fn unreadable_row(
    received: &Received,
    session_id: Option<String>,
    raw: &str,
    sent_at: Moment,
    now: Moment,
) -> NewRow {
    let details = Details {
        room_id: received.room_id.clone(),
        sender: received.sender.clone(),
        sent_at,
        trust: to_trust(received.trust),
        identity: received.identity.clone(),
        kind: "unreadable".to_owned(),
        payload: raw.to_owned(),
        session_id,
    };
    NewRow {
        event_id: received.event_id.clone(),
        state: RowState::Unreadable,
        arrived_at: now,
        details: Some(details),
    }
}

/// What happened, in the words of the engine; `None` for what never is for the bot.
fn to_what(what: &mail::What) -> Option<What> {
    Some(match what {
        mail::What::Text { notice: true, .. } => return None,
        mail::What::Text {
            body,
            mentions_us,
            mentions,
            reply_to,
            thread,
            ..
        } => What::Text {
            body: cut(body),
            mentions_us: *mentions_us,
            mentions: mentions.clone(),
            reply_to: reply_to.clone(),
            thread: thread.clone(),
        },
        mail::What::Edit {
            target,
            body,
            mentions_us,
        } => What::Edit {
            target: target.clone(),
            body: cut(body),
            mentions_us: *mentions_us,
        },
        mail::What::Media { .. } => What::Media,
        mail::What::Reaction { target, key } => What::Tap {
            target: target.clone(),
            key: key.clone(),
        },
        mail::What::Removal { target } => What::Removal {
            target: target.clone(),
        },
        mail::What::Vote { poll, answers } => What::Vote {
            poll: poll.clone(),
            answers: answers.clone(),
        },
        mail::What::Unreadable { .. } | mail::What::Echo { .. } | mail::What::Other => return None,
    })
}

/// One character more than is read, so that the engine still sees that it was too long.
fn cut(body: &str) -> String {
    body.chars().take(LONGEST + 1).collect()
}

fn to_trust(trust: mail::Trust) -> Trust {
    match trust {
        mail::Trust::Signed => Trust::Signed,
        mail::Trust::Unsigned => Trust::Unsigned,
        mail::Trust::Unproven => Trust::Unproven,
        mail::Trust::Plain => Trust::Plain,
        mail::Trust::Violated => Trust::Violated,
    }
}

/// Figures as a picture, with the same in words below it. Should it ever not be drawn, the words alone say it.
fn picture(chart: &Chart, text: Text, uploaded: Option<Upload>) -> Post {
    let words = chart.words();
    let body = if text.body.is_empty() {
        words
    } else {
        format!("{}\n\n{words}", text.body)
    };
    let message = to_message(Text { body, ..text });
    match chart.draw() {
        Ok(drawing) => Post::Attachment(Attachment {
            name: chart.file_name(),
            mime: "image/png".to_owned(),
            size: Some((drawing.width, drawing.height)),
            bytes: drawing.png,
            message,
            uploaded,
        }),
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "a picture could not be drawn");
            Post::Message(message)
        }
    }
}

fn to_message(text: Text) -> Message {
    let html = text.body.contains("**").then(|| text.html());
    Message {
        body: text.plain(),
        html,
        notice: text.is_notice,
        mentions: text.mentions,
        mention_room: text.everybody,
        reply_to: text.reply_to,
        thread: text.thread,
    }
}

fn to_seen(room: &ObservedRoom) -> Seen {
    let member = |member: &mail::ObservedMember| SeenMember {
        user: member.user.clone(),
        joined: member.joined,
        name: member.display_name.clone(),
        since: member.since.clone(),
    };
    Seen {
        room_id: room.room_id.clone(),
        state: match room.state {
            mail::RoomState::Joined => SeenState::Joined,
            mail::RoomState::Invited => SeenState::Invited,
            mail::RoomState::Left => SeenState::Left,
            mail::RoomState::Banned => SeenState::Banned,
        },
        invited_by: room.invited_by.clone(),
        direct: room.direct,
        encrypted: room.encrypted,
        name: room.name.clone(),
        topic: room.topic.clone(),
        successor: room.successor.clone(),
        predecessor: room.predecessor.clone(),
        members: room.members.iter().map(member).collect(),
        we_manage: room.we_manage,
    }
}
