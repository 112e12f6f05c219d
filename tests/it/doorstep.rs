//! The same letter twice, and letters that no honest homeserver brings, handed over to the mailbox by hand.

use std::sync::Arc;

use anyhow::{Context, Result};
use wijkbode::chat::RoomKey;
use wijkbode::clock::Clock;
use wijkbode::config::Config;
use wijkbode::domain::people::Role;
use wijkbode::domain::time::Moment;
use wijkbode::engine::{Engine, WantedRoom};
use wijkbode::mailbox::Mailbox;
use wijkbode::store::Store;
use wijkbode_matrix::mail::{Batch, Cursor, Inbox, Outbox, Received, Settled, Trust, What};

use crate::store::on_both;

const MOERWIJK: &str = "WK051836";
const ROOM: &str = "!moerwijk";

/// Where the bot is after an answer of the homeserver.
fn at(next_batch: &str) -> Cursor {
    Cursor {
        next_batch: next_batch.to_owned(),
        device_id: "DEVICE".to_owned(),
    }
}

/// A bot without a homeserver: whoever stands at its door hands over what came in.
struct Doorstep {
    engine: Engine,
    mailbox: Mailbox,
    clock: Arc<Clock>,
}

impl Doorstep {
    /// Anna and Joke are ambassadeurs in Moerwijk.
    async fn of(store: Store) -> Result<Self> {
        let world = Config::parse("data = \"unused\"")?.world("@wijkbode:wijk.test")?;
        let (engine, clock) = (
            Engine::new(store, Arc::new(world)),
            Arc::new(Clock::default()),
        );
        let mut turn = engine.turn(clock.now(), "programme".to_owned()).await?;
        turn.want_wijk(MOERWIJK, "Moerwijk", &WantedRoom::default())
            .await?;
        turn.tx
            .set_room_id(&RoomKey::wijk(MOERWIJK), Some(ROOM))
            .await?;
        for name in ["anna", "joke"] {
            let person = turn
                .want_person(&format!("@{name}:wijk.test"), name, None)
                .await?;
            turn.want_role(&person, Role::Ambassadeur, MOERWIJK).await?;
        }
        turn.commit().await?;
        let mailbox = Mailbox::new(engine.clone(), clock.clone());
        Ok(Self {
            engine,
            mailbox,
            clock,
        })
    }

    /// Hands over what one answer of the homeserver held, and lets the engine do its work.
    async fn hand_over(&self, cursor: &str, events: Vec<Received>) -> Result<()> {
        self.mailbox
            .store_batch(&Batch {
                cursor: at(cursor),
                gaps: vec![],
                events,
            })
            .await?;
        while self.engine.work(self.clock.now()).await? > 0 {}
        Ok(())
    }

    /// Takes the next parcel that may go now, as the sender does.
    async fn takes_one(&self) -> Result<Option<String>> {
        Ok(self.mailbox.next("DEVICE").await?.map(|parcel| parcel.id))
    }

    async fn to_send(&self) -> Result<i64> {
        Ok(self.engine.store().begin().await?.waiting().await?.to_send)
    }

    /// Whether the first action still stands.
    async fn first_action_stands(&self) -> Result<bool> {
        let action = self
            .engine
            .store()
            .begin()
            .await?
            .action_by_number(1)
            .await?;
        Ok(action.context("the first action")?.withdrawn_at.is_none())
    }
}

fn received(event_id: &str, sender: &str, trust: Trust, what: What) -> Received {
    Received {
        event_id: event_id.to_owned(),
        room_id: ROOM.to_owned(),
        sender: sender.to_owned(),
        sent_at: Moment(0).0,
        trust,
        identity: Some(format!("key of {sender}")),
        what,
    }
}

fn anna_says(event_id: &str, body: &str) -> Received {
    let what = What::Text {
        body: body.to_owned(),
        mentions_us: false,
        mentions: vec![],
        reply_to: None,
        thread: None,
        notice: false,
    };
    received(event_id, "@anna:wijk.test", Trust::Signed, what)
}

fn removal(event_id: &str, sender: &str, target: &str) -> Received {
    received(
        event_id,
        sender,
        Trust::Plain,
        What::Removal {
            target: target.to_owned(),
        },
    )
}

on_both!(
    an_answer_of_the_homeserver_that_comes_twice_counts_once,
    async |store| {
        let door = Doorstep::of(store).await?;
        for _ in 0..3 {
            door.hand_over(
                "s1",
                vec![
                    anna_says("$1", "actie flyers 40"),
                    anna_says("$2", "Mooi weer"),
                ],
            )
            .await?;
        }
        // Also when it comes again together with something new.
        door.hand_over(
            "s2",
            vec![
                anna_says("$1", "actie flyers 40"),
                anna_says("$3", "actie flyers 50"),
            ],
        )
        .await?;
        assert_eq!(door.to_send().await?, 2);
        assert_eq!(door.mailbox.cursor().await?, Some(at("s2")));
        assert!(
            door.engine
                .store()
                .begin()
                .await?
                .action_by_number(3)
                .await?
                .is_none()
        );
        Ok(())
    }
);

on_both!(
    a_removal_in_the_name_of_another_neighbour_takes_nothing_back,
    async |store| {
        let door = Doorstep::of(store).await?;
        door.hand_over("s1", vec![anna_says("$1", "actie flyers 40")])
            .await?;
        door.hand_over(
            "s2",
            vec![
                removal("$2", "@joke:wijk.test", "$1"),
                removal("$3", "@joop:wijk.test", "$1"),
            ],
        )
        .await?;
        assert!(door.first_action_stands().await?);
        door.hand_over("s3", vec![removal("$4", "@anna:wijk.test", "$1")])
            .await?;
        assert!(!door.first_action_stands().await?);
        Ok(())
    }
);

on_both!(
    a_removal_by_another_neighbour_does_not_keep_a_command_from_being_handled,
    async |store| {
        let door = Doorstep::of(store).await?;
        // Both are there before the engine looks; the removal was put in front of its turn by a gap or a late key.
        door.hand_over(
            "s1",
            vec![
                removal("$2", "@joke:wijk.test", "$1"),
                anna_says("$1", "actie flyers 40"),
            ],
        )
        .await?;
        assert!(door.first_action_stands().await?);
        Ok(())
    }
);

on_both!(a_clock_that_is_set_back_makes_nobody_wait, async |store| {
    let door = Doorstep::of(store.clone()).await?;
    door.mailbox.mind_the_clock().await?;
    let hello = vec![anna_says("$1", "actie flyers 40"), anna_says("$2", "hulp")];
    door.hand_over("s1", hello).await?;
    let first = door.takes_one().await?.expect("an answer");
    let wait = Settled::Pause { after_ms: 1_000 };
    door.mailbox.settle(&first, wait).await?;

    let an_hour_ago = door.clock.now().plus_hours(-1);
    door.clock.jump_to(an_hour_ago);
    let set_back = door.clock.set_back_by();
    assert!((3_599_000..3_601_000).contains(&set_back), "{set_back}");
    door.mailbox.mind_the_clock().await?;
    door.mailbox.mind_the_clock().await?;
    assert_eq!(door.clock.set_back_by(), 0);
    assert_eq!(door.takes_one().await?, None, "the pause still holds");
    door.clock.jump_to(an_hour_ago.plus_ms(2_000));
    assert_eq!(
        door.takes_one().await?,
        Some(first),
        "and ends when it was to end"
    );
    Ok(())
});
