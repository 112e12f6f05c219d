//! The town: a homeserver, the bot with its real start-up code, and four people with their clients.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use testkit::ruma::OwnedUserId;
use testkit::synapse::Options;
use testkit::{PATIENCE, Synapse};
use wijkbode::clock::Clock;
use wijkbode::domain::calendar::Rule;
use wijkbode::domain::time::Moment;
use wijkbode::features;
use wijkbode::store::Store;

use crate::bot::{self, Bot};
use crate::folder::Folder;
use crate::people::Person;
use crate::screen::{BOT, Screen};
use crate::voice::Voice;

pub const ZONE: chrono_tz::Tz = chrono_tz::Europe::Amsterdam;

/// The Monday before the first question of the month.
const START: &str = "2026-11-02T09:00";

/// How often we look whether something came.
const LOOK: Duration = Duration::from_millis(20);

pub struct Town {
    pub synapse: Synapse,
    pub clock: Arc<Clock>,
    pub screen: Screen,
    pub anna: Person,
    pub joop: Person,
    pub bram: Person,
    pub carla: Person,
    pub bot_id: OwnedUserId,
    /// Where pictures are saved.
    pub folder: Folder,
    store: Store,
}

/// Setting up.
impl Town {
    pub async fn build(folder: Folder) -> Result<(Self, Bot)> {
        let begun = Instant::now();
        let step = |what: &str| println!("{:>5.1} s  {what}", begun.elapsed().as_secs_f32());
        step("Synapse start …");
        let synapse = Synapse::start(Options::default()).await?;
        step("Anna, Joop, Bram en Carla melden zich aan, met versleuteling …");
        let (anna, joop, bram, carla) = tokio::try_join!(
            Person::moves_in(&synapse, "Anna", "ambassadeur in Moerwijk"),
            Person::moves_in(&synapse, "Joop", "ambassadeur in Duindorp"),
            Person::moves_in(&synapse, "Bram", "wijkagent"),
            Person::moves_in(&synapse, "Carla", "community manager"),
        )?;
        step("De bot meldt zich aan en krijgt zijn programma …");
        let config = bot::config(&folder, &synapse)?;
        let bot_id = bot::log_in(&config, &synapse).await?;
        let clock = Arc::new(Clock::default());
        clock.jump_to(moment(START)?);
        let store = bot::apply(&config, &clock).await?;
        let running = Bot::run(config, clock.clone());
        let screen = Screen::new(clock.clone());
        let town = Self {
            synapse,
            clock,
            screen,
            anna,
            joop,
            bram,
            carla,
            bot_id,
            folder,
            store,
        };
        town.opens_its_rooms().await?;
        step("De bot heeft zijn kamers gemaakt, en iedereen is binnen.");
        Ok((town, running))
    }

    async fn opens_its_rooms(&self) -> Result<()> {
        self.screen.introduce(&self.bot_id, BOT);
        for person in self.people() {
            self.screen.introduce(person.user_id(), person.name);
        }
        for (label, person, room) in [
            ("Moerwijk", &self.anna, "Moerwijk"),
            ("Duindorp", &self.joop, "Duindorp"),
            ("signaalkamer", &self.bram, SIGNAL_ROOM),
            (
                "beheerkamer",
                &self.carla,
                "Beheer digitaal ambassadeurs Den Haag",
            ),
        ] {
            let room = person.client.room_named(room, PATIENCE).await?;
            self.screen.open(label, &room, &person.client);
        }
        Ok(())
    }
}

/// What the room of the wijkagenten is called.
pub const SIGNAL_ROOM: &str = "Signaalkamer Den Haag";

/// Being there.
impl Town {
    pub fn people(&self) -> [&Person; 4] {
        [&self.anna, &self.joop, &self.bram, &self.carla]
    }

    /// Somebody in the room of that name, now or soon.
    pub async fn voice<'a>(&'a self, who: &'a Person, room: &str) -> Result<Voice<'a>> {
        let room = who.client.room_named(room, PATIENCE).await?;
        Ok(Voice {
            town: self,
            who,
            room,
        })
    }

    pub async fn anna(&self) -> Result<Voice<'_>> {
        self.voice(&self.anna, "Moerwijk").await
    }

    pub async fn joop(&self) -> Result<Voice<'_>> {
        self.voice(&self.joop, "Duindorp").await
    }

    pub async fn bram(&self) -> Result<Voice<'_>> {
        self.voice(&self.bram, SIGNAL_ROOM).await
    }

    pub async fn carla(&self) -> Result<Voice<'_>> {
        self.voice(&self.carla, "Beheer digitaal ambassadeurs Den Haag")
            .await
    }

    /// Somebody in the private chat that the bot opened.
    pub async fn in_private<'a>(&'a self, who: &'a Person) -> Result<Voice<'a>> {
        let private = self.voice(who, BOT).await?;
        self.screen
            .open(&format!("privé {}", who.name), &private.room, &who.client);
        Ok(private)
    }

    /// Somebody in a room that was made just now.
    pub async fn arrives<'a>(&'a self, who: &'a Person, room: &str) -> Result<Voice<'a>> {
        let voice = self.voice(who, room).await?;
        self.screen.open(room, &voice.room, &who.client);
        Ok(voice)
    }

    /// Sets the clock ahead, and stops at each appointment of the bot on the way until it was kept.
    pub async fn until(&self, then: &str) -> Result<()> {
        let then = moment(then)?;
        for due in appointments(self.clock.now(), then)? {
            self.comes_to_rest().await?;
            self.clock.jump_to(due.at);
            self.has_looked(&due).await?;
        }
        self.comes_to_rest().await?;
        self.clock.jump_to(then);
        self.comes_to_rest().await
    }

    /// Waits until the bot looked at what was due.
    async fn has_looked(&self, due: &Appointment) -> Result<()> {
        let fact = format!("job:{}:looked", due.job);
        let looked = async || {
            let looked = self.store.begin().await?.fact(&fact).await?;
            anyhow::Ok(
                looked
                    .and_then(|ms| ms.parse().ok())
                    .is_some_and(|ms: i64| ms >= due.at.0),
            )
        };
        self.wait(|| format!("de bot kijkt niet naar {}", due.job), looked)
            .await
    }

    /// Waits until the bot handled and sent all that it can at this moment, and everybody heard it.
    async fn comes_to_rest(&self) -> Result<()> {
        self.wait(
            || "de bot blijft bezig".to_owned(),
            async || self.is_at_rest().await,
        )
        .await?;
        let everybody = self.people().map(|person| person.client.catches_up());
        futures_util::future::try_join_all(everybody).await?;
        self.screen.catches_up();
        Ok(())
    }

    async fn is_at_rest(&self) -> Result<bool> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let waiting = tx.waiting().await?;
        // What keeps for the morning is no work for now.
        let all_later =
            tx.next_parcel_at(now).await?.is_some() && tx.next_parcel(now).await?.is_none();
        Ok(waiting.new == 0 && waiting.gaps == 0 && (waiting.to_send == 0 || all_later))
    }

    /// Waits until `ready`, and shows meanwhile what happens; `what` says what was missing.
    pub async fn wait(
        &self,
        what: impl Fn() -> String,
        ready: impl AsyncFn() -> Result<bool>,
    ) -> Result<()> {
        let looking = async {
            while !ready().await? {
                self.screen.catches_up();
                tokio::time::sleep(LOOK).await;
            }
            anyhow::Ok(())
        };
        tokio::time::timeout(PATIENCE, looking)
            .await
            .map_err(|_| anyhow!(what()))?
    }
}

/// A moment at which a job is due.
struct Appointment {
    at: Moment,
    job: &'static str,
}

/// Everything that is due until then, in order.
fn appointments(now: Moment, then: Moment) -> Result<Vec<Appointment>> {
    let mut all = Vec::new();
    for job in features::jobs() {
        let due = job.rule.parse::<Rule>()?.between(now, then, ZONE);
        all.extend(due.into_iter().map(|at| Appointment { at, job: job.name }));
    }
    all.sort_by_key(|appointment| appointment.at);
    Ok(all)
}

fn moment(text: &str) -> Result<Moment> {
    Moment::read(text, ZONE).with_context(|| format!("\"{text}\" is no moment"))
}
