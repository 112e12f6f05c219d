//! After the month: stays up, so that people can look around with a client of their own.

use std::time::Duration;

use anyhow::Result;
use futures_util::future::try_join_all;
use testkit::neighbour::PASSWORD;

use crate::screen::in_full;
use crate::town::{Town, ZONE};

/// Says how to look along, and shows what happens until Ctrl-C.
pub async fn stay(town: &Town) -> Result<()> {
    const LOOK: Duration = Duration::from_millis(200);
    shows_the_way(town).await?;
    let watching = async {
        loop {
            town.screen.catches_up();
            tokio::time::sleep(LOOK).await;
        }
    };
    tokio::select! {
        () = watching => {}
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    println!();
    Ok(())
}

async fn shows_the_way(town: &Town) -> Result<()> {
    town.screen.tells(
        "Alles blijft draaien tot u op Ctrl-C drukt. Kijk mee met Element op deze computer:",
    );
    let keys = town.people().map(|person| person.client.recovery_key());
    let keys = try_join_all(keys).await?;
    println!(
        "  1. Kies bij het aanmelden een andere homeserver:  {}",
        town.synapse.url()
    );
    println!("  2. Meld u aan als een van deze mensen, met het wachtwoord:  {PASSWORD}");
    println!("  3. Bevestig dit apparaat met de herstelsleutel (recovery key):\n");
    for (person, key) in town.people().into_iter().zip(keys) {
        println!(
            "     {:<6} {:<24} {key}",
            person.name.to_lowercase(),
            person.role
        );
    }
    let now = in_full(town.clock.now().day(ZONE));
    println!(
        "\n  Op de klok van de bot is het {now}. Typ bijvoorbeeld in Moerwijk: actie flyers 40\n"
    );
    Ok(())
}
