//! A network that loses answers, a homeserver that talks nonsense, keys that come late, holes that cannot be read:
//! people notice a delay, and nothing else.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use testkit::ruma::{OwnedEventId, RoomId};
use testkit::synapse::Options;
use testkit::{Fault, Heard, Neighbour, PATIENCE, Proxy, Rule, Synapse, until};

use crate::bot::On;
use crate::errands::{actions, answers, each_is_answered_once, sentence};
use crate::synapse::{Town, answer};

/// A day on which Synapse forgot transaction ids, as far as the bot trusts them.
const MOST_OF_A_DAY: Duration = Duration::from_secs(21 * 60 * 60);

/// A sync waits 25 seconds for news, so a failure may be noticed that late.
const AFTER_A_LONG_POLL: Duration = Duration::from_secs(150);

/// What one neighbour said in one room.
struct Said<'a> {
    neighbour: &'a Neighbour,
    room: &'a RoomId,
    commands: Vec<OwnedEventId>,
}

impl<'a> Said<'a> {
    fn nothing(neighbour: &'a Neighbour, room: &'a RoomId) -> Self {
        Self {
            neighbour,
            room,
            commands: vec![],
        }
    }

    async fn say(&mut self, command: &str) -> Result<()> {
        let said = self.neighbour.say(self.room, command).await?;
        self.commands.push(said);
        Ok(())
    }
}

impl Town {
    /// Commands in three rooms, one each.
    async fn everybody_asks(&self) -> Result<[Said<'_>; 3]> {
        let mut all = [
            Said::nothing(&self.anna, &self.moerwijk),
            Said::nothing(&self.bram, &self.signal),
            Said::nothing(&self.carla, &self.management),
        ];
        for said in &mut all {
            said.say("hulp").await?;
        }
        Ok(all)
    }

    async fn everybody_is_answered_once(&self, all: &[Said<'_>]) -> Result<()> {
        for said in all {
            let Said {
                neighbour, room, ..
            } = said;
            each_is_answered_once(neighbour, room, &self.bot.user_id, &said.commands).await?;
            let no_key = |heard: &Heard| heard.undecryptable && heard.sender == self.bot.user_id;
            assert_eq!(neighbour.count(room, no_key), 0, "all of it can be read");
        }
        Ok(())
    }

    /// The bot's first words to everybody, so that what follows is about those after it.
    async fn gets_acquainted(&self) -> Result<()> {
        let asked = self.everybody_asks().await?;
        self.everybody_is_answered_once(&asked).await?;
        self.bot
            .waits("nothing to be left to send", |waiting| waiting.to_send == 0)
            .await
    }

    /// The answers to commands in three rooms reach Synapse, but the bot is not told, and hears nothing else either.
    async fn answers_vanish_from_the_bots_sight(&self, proxy: &Proxy) -> Result<[Said<'_>; 3]> {
        self.gets_acquainted().await?;
        self.bot.falls_silent().await?;
        let asked = self.everybody_asks().await?;
        self.bot
            .waits("three answers", |waiting| waiting.to_send >= 3)
            .await?;
        self.answers_are_cut(proxy, 3).await?;
        Ok(asked)
    }

    /// So many answers that wait go out, and the bot never hears of it.
    async fn answers_are_cut(&self, proxy: &Proxy, how_many: usize) -> Result<()> {
        // Its own words would come back in an answer to a sync, and settle the matter.
        let deaf = proxy.set(Rule::new("GET /sync", Fault::bad_gateway()));
        self.anna.say(&self.moerwijk, "Lekker weer").await?;
        hits(&deaf, 1).await?;
        let cut = proxy.set(Rule::new("PUT /send/", Fault::Cut).times(how_many));
        self.bot.speaks_again().await?;
        hits(&cut, how_many).await
    }
}

/// More than one answer to a sync holds: what was said before is in a hole for whoever was not there.
async fn chats(neighbour: &Neighbour, room: &RoomId) -> Result<()> {
    for _ in 0..60 {
        neighbour.say(room, "Lekker weer").await?;
    }
    Ok(())
}

/// Waits until so many requests met this rule.
async fn hits(rule: &Rule, times: usize) -> Result<()> {
    let what = format!("{times} hits of {rule:?}");
    until(&what, AFTER_A_LONG_POLL, || async { rule.hits() >= times }).await
}

/// How often each of these was asked.
fn counts(requests: &[String]) -> Vec<usize> {
    let count = |one: &String| requests.iter().filter(|other| *other == one).count();
    requests.iter().map(count).collect()
}

/// The sends since then, without those before.
fn sends_since(proxy: &Proxy, before: &[String]) -> Vec<String> {
    proxy.requests("PUT /send/").split_off(before.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_whose_receipt_is_lost_is_sent_again_and_seen_once() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    let before = proxy.requests("PUT /send/");
    let asked = town.answers_vanish_from_the_bots_sight(&proxy).await?;
    let is_repeated = || async {
        let sends = sends_since(&proxy, &before);
        counts(&sends).iter().filter(|count| **count > 1).count() >= 6
    };
    until("each to be sent a second time", PATIENCE, is_repeated).await?;
    proxy.clear();
    town.everybody_is_answered_once(&asked).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_homeserver_that_restarts_between_two_tries_shows_one_answer() -> Result<()> {
    let synapse = Synapse::start(Options::default()).await?;
    let proxy = Proxy::before(&synapse).await?;
    let town = Town::behind(&proxy, &synapse, On::Sqlite).await?;
    let before = proxy.requests("PUT /send/");
    let asked = town.answers_vanish_from_the_bots_sight(&proxy).await?;
    synapse.restart().await?;
    let sent = sends_since(&proxy, &before).len();
    let tries_again = || async { sends_since(&proxy, &before).len() >= sent + 3 };
    until("three more tries", PATIENCE, tries_again).await?;
    proxy.clear();
    town.everybody_is_answered_once(&asked).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_comes_back_after_a_day_finds_in_the_room_what_it_said() -> Result<()> {
    let synapse = Synapse::start(Options::default()).await?;
    let proxy = Proxy::before(&synapse).await?;
    let mut town = Town::behind(&proxy, &synapse, On::Sqlite).await?;
    town.gets_acquainted().await?;
    town.bot.falls_silent().await?;
    let said = town.anna_says(actions(1..=1)).await?;
    town.bot
        .waits("an answer", |waiting| waiting.to_send == 1)
        .await?;
    town.answers_are_cut(&proxy, 1).await?;
    town.bot.kill()?;
    let sent = proxy.requests("PUT /send/").len();
    // The answer is in a hole now, and that stays shut: only a search can find it.
    chats(&town.anna, &town.moerwijk).await?;
    proxy.clear();
    let hole = proxy.set(Rule::new("GET dir=f", Fault::bad_gateway()));

    synapse.forget_transaction_ids().await?;
    let bot = &mut town.bot;
    bot.comes_back_later(MOST_OF_A_DAY);
    let sends = bot.count_logs("sent parcel=");
    bot.start()?;
    let finds = || async { bot.count_logs("sent parcel=") > sends };
    until("the bot to find its answer", PATIENCE, finds)
        .await
        .with_context(|| bot.read_log())?;
    let again = proxy.requests("PUT /send/").split_off(sent);
    assert_eq!(again, [""; 0], "it found the answer, and sent nothing");
    assert!(!proxy.requests("GET dir=b").is_empty());
    assert!(hole.hits() > 0, "the hole was still shut");
    proxy.clear();
    town.each_is_answered_once(&said).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_in_lost_answers_to_a_sync_is_heard_later_and_answered_once() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    town.gets_acquainted().await?;
    let lost = proxy.set(Rule::new("GET /sync", Fault::Cut).times(7));
    let mut said = vec![];
    while lost.hits() < 7 {
        said.extend(town.anna_says(actions(1..=1)).await?);
        let hits = lost.hits();
        let goes_on = || async { lost.hits() > hits || lost.hits() == 7 };
        until("another answer to be lost", AFTER_A_LONG_POLL, goes_on).await?;
    }
    town.each_is_answered_once(&said).await?;
    assert_eq!(
        town.bot.count_logs("the bot is at work"),
        1,
        "it was there all the time"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_from_the_homeserver_is_endured_and_nothing_is_lost() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    town.gets_acquainted().await?;
    let nonsense = [
        "",
        "<html>",
        "[]",
        "{}",
        r#"{"next_batch": 7}"#,
        r#"{"next_batch": "s1", "rooms": []}"#,
    ];
    let mut said = vec![];
    for body in nonsense {
        let poison = proxy.set(Rule::new("GET /sync", Fault::nonsense(body)).times(2));
        // Ends the poll that is under way; the next ones are answered with nonsense.
        said.extend(town.anna_says(actions(1..=1)).await?);
        hits(&poison, 2).await?;
        said.extend(town.anna_says(actions(1..=1)).await?);
        town.each_is_answered_once(&said).await?;
    }
    let (status, health) = town.bot.health().await?;
    assert_eq!(
        (status, health["sync_failures"].as_u64()),
        (200, Some(0)),
        "{health}"
    );
    assert_eq!(town.bot.count_logs("the bot is at work"), 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_does_not_say_where_it_ends_is_asked_again_by_the_next_start() -> Result<()>
{
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let mut town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    town.gets_acquainted().await?;
    let nowhere = Fault::nonsense(r#"{"next_batch": ""}"#);
    proxy.set(Rule::new("GET /sync", nowhere).times(1));
    // The first ends the poll that is under way; the next one is answered with nonsense.
    let mut said = town.anna_says(actions(1..=1)).await?;
    assert_eq!(town.bot.ends().await?, Some(75), "{}", town.bot.read_log());
    said.extend(town.anna_says(actions(1..=1)).await?);
    town.bot.start()?;
    town.each_is_answered_once(&said).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_homeserver_that_is_away_for_long_is_asked_calmly_and_health_says_so() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let mut town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    town.gets_acquainted().await?;

    // Half of the time nothing answers at all, half of the time a reverse proxy does.
    proxy.close().await;
    let fails = async |failures: u64| {
        let health = town.bot.health().await.map(|(_, health)| health);
        health.is_ok_and(|health| health["sync_failures"].as_u64() >= Some(failures))
    };
    until("a failure of syncing", PATIENCE, || fails(1)).await?;
    proxy.set(Rule::new("", Fault::bad_gateway()));
    proxy.open().await?;
    let said = town.anna_says(actions(1..=3)).await?;
    let (start, before) = (Instant::now(), proxy.requests("").len());
    let is_ill = || async {
        town.bot
            .health()
            .await
            .is_ok_and(|(status, _)| status == 503)
    };
    until("/health to say so", Duration::from_secs(200), is_ill).await?;
    let (requests, passed) = (proxy.requests("").len() - before, start.elapsed());
    println!("{requests} requests in {passed:?} to a homeserver that is away");
    assert!(requests < usize::try_from(passed.as_secs())?, "{requests}");
    proxy.clear();
    let start = Instant::now();
    town.each_is_answered_once(&said).await?;
    println!("answered {:?} after it came back", start.elapsed());
    let (status, health) = town.bot.health().await?;
    assert_eq!((status, &health["ok"]), (200, &true.into()), "{health}");
    assert_eq!(town.bot.count_logs("the bot is at work"), 1);

    // A bot that starts while nobody is there waits.
    town.bot.stop().await?;
    proxy.close().await;
    town.bot.start()?;
    town.bot.logs("waiting for the homeserver").await?;
    let said = town.anna_says(actions(1..=1)).await?;
    proxy.open().await?;
    town.each_is_answered_once(&said).await.map(drop)
}

/// A command whose key is on its way: the proxy has it.
async fn says_with_a_key_under_way(town: &Town, proxy: &Proxy) -> Result<OwnedEventId> {
    town.gets_acquainted().await?;
    proxy.holds_keys();
    town.anna.room(&town.moerwijk)?.discard_room_key().await?;
    let said = town.anna.say(&town.moerwijk, "actie flyers 40").await?;
    town.bot
        .waits("an unreadable message", |waiting| waiting.unreadable == 1)
        .await?;
    assert!(proxy.held_keys() > 0);
    proxy.gives_keys();
    Ok(said)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_overtook_its_key_is_answered_when_that_comes() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    let said = says_with_a_key_under_way(&town, &proxy).await?;
    let start = Instant::now();
    // Something happens elsewhere, so that there is an answer to a sync; the key comes along in it.
    town.carla.say(&town.management, "Lekker weer").await?;
    let heard = town.each_is_answered_once(&[said]).await?;
    assert!(heard[0].body.contains("A-1"), "{heard:?}");
    println!("answered {:?} after the key came", start.elapsed());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_comes_to_a_bot_that_started_anew_opens_what_was_kept() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let mut town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    let said = says_with_a_key_under_way(&town, &proxy).await?;
    town.bot.kill()?;
    town.bot.start()?;
    town.carla.say(&town.management, "Lekker weer").await?;
    town.each_is_answered_once(&[said]).await.map(drop)
}

const TEN_WIJKEN: [&str; 10] = [
    "Duindorp",
    "Scheveningen",
    "Loosduinen",
    "Waldeck",
    "Leyenburg",
    "Morgenstond",
    "Transvaalkwartier",
    "Stationsbuurt",
    "Ypenburg",
    "Centrum",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_long_absence_in_many_rooms_is_caught_up_in_order_also_through_a_kill() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let mut town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    let rooms = town.anna_works_in(&TEN_WIJKEN).await?;
    town.gets_acquainted().await?;
    town.bot.stop().await?;

    let Town {
        bot,
        anna,
        moerwijk,
        ..
    } = &mut town;
    let (anna, moerwijk) = (&*anna, &*moerwijk);
    let mut all = vec![Said::nothing(anna, moerwijk)];
    for number in 1..=250 {
        if number % 5 == 0 {
            all[0].say(&format!("actie flyers {number}")).await?;
        } else {
            anna.say(moerwijk, "Lekker weer").await?;
        }
    }
    for room in &rooms {
        let mut said = Said::nothing(anna, room);
        for text in actions(1..=3) {
            said.say(&text).await?;
        }
        all.push(said);
    }

    // Pages come slowly, so that there is a middle to be killed in.
    let slow = Rule::new("GET /messages", Fault::Delay(Duration::from_millis(1500)));
    let slow = proxy.set(slow);
    bot.start()?;
    hits(&slow, 2).await?;
    bot.kill()?;
    assert_eq!(bot.count_logs("filled a hole"), 0);
    let read = proxy.requests("GET /messages").len();
    proxy.clear();
    bot.start()?;
    let user_id = bot.user_id.clone();
    for said in &all {
        let heard =
            each_is_answered_once(said.neighbour, said.room, &user_id, &said.commands).await?;
        let numbers: Vec<_> = heard.iter().map(number_of_action).collect();
        assert!(numbers.is_sorted(), "in order: {numbers:?}");
        assert!(numbers.iter().all(|number| *number > 0), "{numbers:?}");
    }
    assert!(proxy.requests("GET /messages").len() > read);
    Ok(())
}

/// The 7 of `A-7: Flyers`; 0 when there is none.
fn number_of_action(heard: &Heard) -> u32 {
    let (_, rest) = heard.body.split_once("A-").unwrap_or_default();
    let digits = rest.split(|sign: char| !sign.is_ascii_digit()).next();
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// A command, and so much talk after it that it is in a hole when the bot comes back.
async fn a_hole_comes(town: &mut Town) -> Result<OwnedEventId> {
    town.gets_acquainted().await?;
    town.bot.stop().await?;
    let lost = town.anna_says(actions(1..=1)).await?.remove(0);
    chats(&town.anna, &town.moerwijk).await?;
    Ok(lost)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hole_that_the_homeserver_refuses_to_show_is_closed_soon_and_the_room_is_told()
-> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let mut town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    let lost = a_hole_comes(&mut town).await?;
    let newer = town.anna_says(actions(1..=1)).await?;
    let page = format!("GET rooms/{}/messages", town.moerwijk);
    let refusal = proxy.set(Rule::new(&page, Fault::forbidden()));

    let start = Instant::now();
    town.bot.start()?;
    let is_told =
        |heard: &Heard| heard.sender == town.bot.user_id && heard.body == sentence("gap-closed");
    let notice = "that messages may have been missed";
    let soon = Duration::from_secs(300);
    town.anna
        .wait_for(&town.moerwijk, notice, is_told, soon)
        .await?;
    println!("{} tries in {:?}", refusal.hits(), start.elapsed());
    town.each_is_answered_once(&newer).await?;
    let Town {
        anna,
        bot,
        moerwijk,
        ..
    } = &town;
    assert_eq!(answers(anna, moerwijk, &bot.user_id, &[lost]), [0]);
    assert_eq!(anna.count(moerwijk, is_told), 1);
    let (_, health) = bot.health().await?;
    assert_eq!(health["gaps"], 0, "{health}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hole_that_cannot_be_read_now_does_not_hold_up_other_rooms() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let mut town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    let first = a_hole_comes(&mut town).await?;
    let said = town.carla.say(&town.management, "hulp").await?;
    chats(&town.carla, &town.management).await?;
    // Whichever hole is the older one: the homeserver fails in both rooms in turn.
    let carla = Said {
        neighbour: &town.carla,
        room: &town.management,
        commands: vec![said],
    };
    let anna = Said {
        neighbour: &town.anna,
        room: &town.moerwijk,
        commands: vec![first],
    };
    let page = |said: &Said<'_>| format!("GET rooms/{}/messages", said.room);
    let user_id = town.bot.user_id.clone();
    let fails =
        [&anna, &carla].map(|said| proxy.set(Rule::new(&page(said), Fault::internal_error())));
    town.bot.start()?;
    let has_failed = || async { fails.iter().any(|rule| rule.hits() > 0) };
    until("the first hole to be tried", PATIENCE, has_failed).await?;
    let (broken, whole, heals) = if fails[0].hits() > 0 {
        (&anna, &carla, &fails[1])
    } else {
        (&carla, &anna, &fails[0])
    };
    proxy.lift(heals);
    answer(whole.neighbour, whole.room, &whole.commands[0], &user_id).await?;
    proxy.clear();
    answer(broken.neighbour, broken.room, &broken.commands[0], &user_id).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_storm_of_failures_sixty_commands_are_answered_once_each() -> Result<()> {
    let synapse = Synapse::shared().await?;
    let proxy = Proxy::before(synapse).await?;
    let town = Town::behind(&proxy, synapse, On::Sqlite).await?;
    town.gets_acquainted().await?;
    let storm = [
        Rule::new("", Fault::Delay(Duration::from_millis(200))).ratio(0.3),
        Rule::new("", Fault::Delay(Duration::from_millis(1000))).ratio(0.15),
        Rule::new("", Fault::bad_gateway()).ratio(0.15),
        Rule::new("", Fault::too_many(Duration::from_millis(700))).ratio(0.15),
        Rule::new("", Fault::Cut).ratio(0.15),
    ]
    .map(|rule| proxy.set(rule));

    let mut all = town.everybody_asks().await?;
    let [anna, bram, carla] = &mut all;
    let talk = async |said: &mut Said<'_>, command: &str| {
        for number in 2..=20 {
            said.say(&command.replace('N', &number.to_string())).await?;
        }
        anyhow::Ok(())
    };
    tokio::try_join!(
        talk(anna, "actie flyers N"),
        talk(bram, "volg"),
        talk(carla, "hulp"),
    )?;
    let start = Instant::now();
    let most = || async {
        let answers = |said: &Said<'_>| {
            let Said {
                neighbour,
                room,
                commands,
            } = said;
            let counts = answers(neighbour, room, &town.bot.user_id, commands);
            counts.iter().sum::<usize>()
        };
        all.iter().map(answers).sum::<usize>() >= 40
    };
    until("most answers", Duration::from_secs(400), most)
        .await
        .with_context(|| town.bot.read_log())?;
    println!(
        "40 answers in the storm {:?} after the last word",
        start.elapsed()
    );
    proxy.clear();
    town.everybody_is_answered_once(&all).await?;
    println!("60 answers after {:?}", start.elapsed());
    let hits = storm.map(|rule| rule.hits());
    println!("{hits:?} faults");
    assert!(hits.iter().all(|hits| *hits > 0), "{hits:?}");
    Ok(())
}
