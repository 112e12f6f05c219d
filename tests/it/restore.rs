//! The drill: the database is lost and a backup restored. Nothing is said twice, and nothing is swallowed.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use testkit::ruma::{EventId, OwnedEventId, OwnedRoomId, RoomId};
use testkit::synapse::Options;
use testkit::{Heard, Neighbour, PATIENCE, Synapse};
use wijkbode::domain::signal::SignalState;

use crate::bot::On;
use crate::errands::{actions, answered, answers};
use crate::synapse::{Town, answer};

/// What is lost beside the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Lost {
    Nothing,
    /// The keys and the session on this machine: the set-up makes a new device.
    Device,
    /// A day goes by, and the homeserver knows no transaction ids any more.
    TransactionIds,
}

/// A town with two wijken, and what was said in it.
struct Drill {
    town: Town,
    laak: OwnedRoomId,
    /// Commands in both wijken, in the order in which they were said.
    said: Vec<(OwnedRoomId, OwnedEventId)>,
}

impl Drill {
    async fn begin(synapse: &Synapse, on: On) -> Result<Self> {
        let town = Town::new(synapse, on).await?;
        let programme = town.programme().replace(
            "roles = [\"community-manager\"]",
            "roles = [\"community-manager\"]\nambassadeur = [\"Laak\"]",
        );
        town.bot.apply(&format!(
            "{programme}\n[[wijk]]\nname = \"Laak\"\ncode = \"WK051842\"\n"
        ))?;
        let laak = town.carla.room_named("Laak", PATIENCE).await?;
        Ok(Self {
            town,
            laak,
            said: vec![],
        })
    }

    fn speaker(&self, room: &RoomId) -> &Neighbour {
        if *room == *self.laak {
            &self.town.carla
        } else {
            &self.town.anna
        }
    }

    /// The two wijken say so many actions in turns, each after the answer to the one before.
    async fn takes_turns(&mut self, times: usize) -> Result<()> {
        for time in 0..times {
            for room in [self.laak.clone(), self.town.moerwijk.clone()] {
                let speaker = self.speaker(&room);
                speaker.say(&room, "Mooi weer vandaag").await?;
                let said = speaker
                    .say(&room, &format!("actie flyers {}", time + 1))
                    .await?;
                answer(speaker, &room, &said, &self.town.bot.user_id).await?;
                self.said.push((room, said));
            }
        }
        Ok(())
    }

    fn backup_file(&self) -> PathBuf {
        self.town.bot.config().with_file_name("backup.jsonl")
    }

    /// Beside the running bot, with commands on their way.
    async fn backs_up_under_load(&mut self) -> Result<()> {
        let file = self.backup_file();
        let file = file.to_str().context("a path in UTF-8")?;
        let first = self.town.anna_says(actions(1..=4)).await?;
        let printed = self.town.bot.does(&["backup", file])?;
        assert!(printed.contains("holds personal data"), "{printed}");
        let second = self.town.anna_says(actions(1..=4)).await?;
        for said in first.into_iter().chain(second) {
            self.town.answer(&said).await?;
            self.said.push((self.town.moerwijk.clone(), said));
        }
        self.town.bot.does(&["verify", file])?;
        Ok(())
    }

    /// The label that each command was answered with: `A-1`.
    async fn numbers(&self) -> Result<Vec<String>> {
        let mut numbers = Vec::new();
        for (room, said) in &self.said {
            let heard = answer(self.speaker(room), room, said, &self.town.bot.user_id).await?;
            let label = heard.body.split(':').next().unwrap_or_default();
            let label = label.rsplit(' ').next().unwrap_or_default();
            numbers.push(label.to_owned());
        }
        Ok(numbers)
    }

    async fn is_restored(&mut self, synapse: &Synapse, on: On, lost: Lost) -> Result<()> {
        self.town.bot.kill()?;
        let bot = &mut self.town.bot;
        bot.loses_its_database(synapse, on).await?;
        if lost == Lost::Device {
            fs::remove_dir_all(bot.data().join("matrix"))?;
            fs::remove_file(bot.data().join("session.json"))?;
        }
        if lost == Lost::TransactionIds {
            synapse.forget_transaction_ids().await?;
            bot.comes_back_later(Duration::from_secs(25 * 60 * 60));
        }
        let file = self.backup_file();
        let file = file.to_str().context("a path in UTF-8")?;
        let bot = &mut self.town.bot;
        let printed = bot.does(&["restore", file])?;
        assert_eq!(
            printed.contains("wijkbode setup"),
            lost == Lost::Device,
            "{printed}"
        );
        if lost == Lost::Device {
            bot.log_in()?;
        }
        bot.does(&["verify"])?;
        bot.start()
    }

    /// Nothing waits any more, so what was to be said is said.
    async fn comes_to_rest(&self) -> Result<()> {
        self.town.bot.logs("caught up after the restore").await?;
        self.town
            .bot
            .waits("nothing", |waiting| {
                waiting.new + waiting.gaps + waiting.to_send + waiting.send_parked == 0
            })
            .await?;
        self.town.anna.catches_up().await?;
        self.town.carla.catches_up().await?;
        self.town.bram.catches_up().await
    }

    async fn each_is_answered_once(&self) -> Result<()> {
        for room in [&self.laak, &self.town.moerwijk] {
            let here = self.said.iter().filter(|(of, _)| of == room);
            let said: Vec<_> = here.map(|(_, event)| event.clone()).collect();
            let speaker = self.speaker(room);
            let counts = answers(speaker, room, &self.town.bot.user_id, &said);
            assert_eq!(counts, vec![1; said.len()], "{}", speaker.show(room));
        }
        Ok(())
    }

    /// The database knows each action under the number that people were told.
    async fn numbers_are_those_of_the_database(&self, numbers: &[String]) -> Result<()> {
        let store = self.town.bot.store().await?;
        let mut tx = store.begin().await?;
        for ((_, said), number) in self.said.iter().zip(numbers) {
            let number = number
                .trim_start_matches("A-")
                .parse()
                .context("a number")?;
            let action = tx.action_by_number(number).await?;
            let action = action.with_context(|| {
                format!(
                    "A-{number} of {said}: {numbers:?}\n{}",
                    self.town.bot.read_log()
                )
            })?;
            assert_eq!(action.event_id, said.as_str(), "A-{number}");
        }
        Ok(())
    }

    async fn signal_is(&self, state: SignalState) -> Result<bool> {
        let store = self.town.bot.store().await?;
        let signal = store.begin().await?.signal_by_number(1).await?;
        store.close().await;
        Ok(signal.is_some_and(|signal| signal.state == state))
    }

    /// Anna reports a signal through a form, and Bram taps that he saw it. Gives her message and its card.
    async fn reports_a_signal(&self) -> Result<(OwnedEventId, Heard)> {
        let town = &self.town;
        let (said, preview) = town
            .anna_reports("signaal nepagent aan de deur bij 3 buren, niks kwijt")
            .await?;
        let yes = town
            .anna
            .reply(&town.moerwijk, &preview.event_id, "ja")
            .await?;
        town.answer(&yes).await?;
        let is_card = |heard: &Heard| heard.body.starts_with("S-1 · Moerwijk");
        let card = town
            .bram
            .wait_for(&town.signal, "the signal's card", is_card, PATIENCE)
            .await?;
        town.bram.react(&town.signal, &card.event_id, "👀").await?;
        self.anna_hears(&said, "is gezien").await?;
        Ok((said, card))
    }

    async fn anna_hears(&self, of: &EventId, what: &str) -> Result<Heard> {
        let is_it =
            |heard: &Heard| heard.body.contains(what) && heard.reply_to.as_deref() == Some(of);
        self.town
            .anna
            .wait_for(&self.town.moerwijk, what, is_it, PATIENCE)
            .await
    }
}

async fn nothing_is_lost_or_said_twice(from: On, to: On, lost: Lost) -> Result<()> {
    let own;
    let synapse = if lost == Lost::TransactionIds {
        own = Synapse::start(Options::default()).await?;
        &own
    } else {
        Synapse::shared().await?
    };
    let mut drill = Drill::begin(synapse, from).await?;
    drill.takes_turns(2).await?;
    drill.backs_up_under_load().await?;

    // Since the backup: more than one answer of the homeserver holds for Moerwijk, and a form with all its steps.
    drill.takes_turns(3).await?;
    let (signal, card) = drill.reports_a_signal().await?;
    for number in 1..=60 {
        let talk = format!("Wie gaat er mee naar de markt, om {number} uur?");
        drill.town.anna.say(&drill.town.moerwijk, &talk).await?;
    }
    drill.takes_turns(2).await?;
    let corrected = drill.said.last().context("an action")?.1.clone();
    let first = drill.town.answer(&corrected).await?;
    let edit = drill
        .town
        .anna
        .edit(&drill.town.moerwijk, &corrected, "actie flyers 77")
        .await?;
    let is_corrected = |heard: &Heard| {
        heard.edited_of.as_ref() == Some(&first.event_id) && heard.body.contains("77")
    };
    let Town { anna, moerwijk, .. } = &drill.town;
    anna.wait_for(moerwijk, "the corrected answer", is_corrected, PATIENCE)
        .await
        .with_context(|| format!("the edit {edit}"))?;
    let numbers = drill.numbers().await?;
    let cards = drill.town.bram.count(&drill.town.signal, |heard| {
        heard.sender == drill.town.bot.user_id
    });

    drill.is_restored(synapse, to, lost).await?;
    drill.comes_to_rest().await?;
    drill.each_is_answered_once().await?;
    assert_eq!(drill.numbers().await?, numbers);
    drill.numbers_are_those_of_the_database(&numbers).await?;
    assert!(drill.signal_is(SignalState::Seen).await?, "as before");
    let Town {
        anna,
        moerwijk,
        bram,
        bot,
        ..
    } = &drill.town;
    assert_eq!(anna.count(moerwijk, is_corrected), 1, "one edit");
    let told = answered(anna, moerwijk, &bot.user_id, &signal);
    let seen = told.iter().filter(|heard| heard.body.contains("is gezien"));
    assert_eq!(seen.count(), 1, "{}", anna.show(moerwijk));
    let cards_now = bram.count(&drill.town.signal, |heard| heard.sender == bot.user_id);
    assert_eq!(cards_now, cards, "{}", bram.show(&drill.town.signal));

    // What is said now gets an answer of its own, with the next number, and taps and words find what was before.
    drill.takes_turns(2).await?;
    drill.each_is_answered_once().await?;
    let all = drill.numbers().await?;
    let expected: Vec<_> = (1..=all.len())
        .map(|number| format!("A-{number}"))
        .collect();
    let mut sorted = all.clone();
    sorted.sort_by_key(|label| label.trim_start_matches("A-").parse::<usize>().ok());
    assert_eq!(sorted, expected, "each number was given once");
    drill.numbers_are_those_of_the_database(&all).await?;
    let bram = &drill.town.bram;
    bram.reply(
        &drill.town.signal,
        &card.event_id,
        "afgehandeld 1 geen actie",
    )
    .await?;
    drill.anna_hears(&signal, "is afgehandeld").await?;
    assert!(drill.signal_is(SignalState::Closed).await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_database_on_sqlite() -> Result<()> {
    nothing_is_lost_or_said_twice(On::Sqlite, On::Sqlite, Lost::Nothing).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_database_on_postgresql() -> Result<()> {
    nothing_is_lost_or_said_twice(On::Postgres, On::Postgres, Lost::Nothing).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_database_and_a_lost_device_from_sqlite_to_postgresql() -> Result<()> {
    nothing_is_lost_or_said_twice(On::Sqlite, On::Postgres, Lost::Device).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_database_a_day_later_when_the_homeserver_has_forgotten() -> Result<()> {
    nothing_is_lost_or_said_twice(On::Sqlite, On::Sqlite, Lost::TransactionIds).await
}
