//! What neighbours write stays in their room: after a day of talk none of it is in the database, the stores or the logs.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde_json::json;
use testkit::ruma::UserId;
use testkit::{Postgres, Synapse};
use wijkbode::store::Database;

use crate::bot::{Bot, On};
use crate::errands::membership_is;
use crate::store::databases::tables;
use crate::synapse::{Town, answer};

/// Words that nobody else says, each said in another way.
const PHRASES: [&str; 12] = [
    "zeepbelkaravaan",    // talk
    "kwartelpannenkoek",  // behind an action
    "motregenorkest",     // in a signal
    "hagelslagpiloot",    // in an edit
    "ganzenbordkapitein", // below a picture
    "sneeuwklokjeslift",  // in a message whose key came late
    "theemutsparade",     // in a message that was removed
    "pindakaasballet",    // with a mention of the bot
    "vuurtorengieter",    // in a thread
    "wollewantentango",   // in private
    "drakenvliegerwals",  // in a reply to the bot
    "roltrapmandoline",   // in a message that is far too long
];

/// A day in Moerwijk, with every phrase in it.
async fn a_day_of_talk(town: &mut Town, synapse: &Synapse) -> Result<()> {
    let [
        talk,
        action,
        signal,
        edit,
        picture,
        late,
        removed,
        mention,
        thread,
        private,
        reply,
        long,
    ] = PHRASES;
    let us = UserId::parse(&town.bot.user_id)?;
    let Town { anna, moerwijk, .. } = &*town;
    let root = anna
        .say(moerwijk, &format!("Mevrouw {talk} was er ook"))
        .await?;
    let said = anna
        .say(moerwijk, &format!("actie flyers 40 bij {action}"))
        .await?;
    let heard = town.answer(&said).await?;
    anna.edit(moerwijk, &said, &format!("actie flyers 50 bij {edit}"))
        .await?;
    let caption = json!({ "msgtype": "m.image", "filename": "foto.png", "body": picture, "url": "mxc://wijk.test/foto" });
    anna.send(moerwijk, "m.room.message", caption).await?;
    anna.reply(moerwijk, &heard.event_id, &format!("Dat was met {reply}"))
        .await?;
    anna.in_thread(
        moerwijk,
        &root,
        &format!("actie koffieochtend 8 met {thread}"),
    )
    .await?;
    let gone = anna
        .say(moerwijk, &format!("actie flyers 3 voor {removed}"))
        .await?;
    anna.remove(moerwijk, &gone).await?;
    let said = anna
        .say_to(moerwijk, &us, &format!("Ken je {mention}?"))
        .await?;
    town.answer(&said).await?;
    let said = anna
        .say_to(moerwijk, &us, &format!("{long} ").repeat(600))
        .await?;
    town.answer(&said).await?;
    let (_, preview) = town
        .anna_reports(&format!(
            "signaal nepagent aan de deur bij 3 buren van {signal}, niks kwijt"
        ))
        .await?;
    let yes = anna.reply(moerwijk, &preview.event_id, "ja").await?;
    town.answer(&yes).await?;
    let room = anna.start_private_chat(&us).await?;
    membership_is(anna, &room, &us, "join").await?;
    let said = anna
        .say(&room, &format!("Ik vertel dit alleen aan {private}"))
        .await?;
    answer(anna, &room, &said, &town.bot.user_id).await?;

    town.bot.stop().await?;
    let said = town
        .says_with_a_late_key(synapse, &format!("actie flyers 60 met {late}"))
        .await?;
    town.bot.start()?;
    town.answer(&said).await?;
    town.bot
        .waits("nothing", |waiting| {
            waiting.new + waiting.unreadable + waiting.to_send == 0
        })
        .await?;
    town.bot.stop().await.map(drop)
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Which of the phrases are in here, in any case.
fn found_in(bytes: &[u8]) -> Vec<&'static str> {
    let lower = bytes.to_ascii_lowercase();
    let is_in = |phrase: &&str| {
        lower
            .windows(phrase.len())
            .any(|part| part == phrase.as_bytes())
    };
    PHRASES.into_iter().filter(is_in).collect()
}

/// Every phrase that is anywhere in the bot's folder, in its log, or in its rows on PostgreSQL.
async fn found_anywhere(bot: &Bot) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for file in files(&bot.data()).into_iter().chain([bot.log()]) {
        found.extend(
            found_in(&fs::read(&file)?)
                .into_iter()
                .map(|phrase| format!("{phrase} in {}", file.display())),
        );
    }
    if let Database::Postgres { url, schema } = bot.database() {
        for table in tables(&bot.database()).await? {
            let rows = Postgres::shared()
                .await?
                .query(&url, &format!("SELECT t::text FROM {schema}.{table} t"))
                .await?;
            found.extend(
                found_in(rows.as_bytes())
                    .into_iter()
                    .map(|phrase| format!("{phrase} in {table}")),
            );
        }
    }
    Ok(found)
}

async fn nothing_stays_behind(on: On) -> Result<()> {
    let synapse = Synapse::shared().await?;
    let mut town = Town::new(synapse, on).await?;
    town.bot.stop().await?;
    town.bot
        .with("RUST_LOG", "wijkbode=trace,wijkbode_matrix=trace");
    town.bot.start()?;
    a_day_of_talk(&mut town, synapse).await?;
    let store = town.bot.store().await?;
    store.checkpoint().await?;
    store.close().await;
    assert_eq!(found_anywhere(&town.bot).await?, Vec::<String>::new());

    // The search can find something: what is planted where the text would be.
    fs::write(town.bot.data().join("planted"), "… Motregenorkest …")?;
    let store = town.bot.store().await?;
    let mut tx = store.begin().await?;
    tx.set_fact("planted", PHRASES[0]).await?;
    tx.commit().await?;
    store.close().await;
    assert_eq!(found_anywhere(&town.bot).await?.len(), 2);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_said_stays_on_sqlite() -> Result<()> {
    nothing_stays_behind(On::Sqlite).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_said_stays_on_postgresql() -> Result<()> {
    nothing_stays_behind(On::Postgres).await
}
