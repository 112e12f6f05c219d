//! What people write stays in the wijk room, and nothing of it in the database.

use super::{A_SIGNAL, rehearsal};

/// Words that are in no closed list.
const SAID: &[&str] = &["zonnebloem", "Truus", "Voorbeeldstraat", "0612345678", "kruimeldief"];

const A_DAY: &str = "
    moerwijk anna > Goedemorgen allemaal, de zonnebloem staat mooi bij Truus
    moerwijk anna > actie flyers 40 samen met Truus in de Voorbeeldstraat
    moerwijk anna > signaal: kruimeldief Truus zag een nepagent aan de deur in de Voorbeeldstraat, bel 0612345678
    moerwijk anna > 3
    moerwijk anna > 1
    moerwijk anna > ja
    moerwijk anna > @wijkbode wat vindt u van de zonnebloem
    prive:anna anna > de zonnebloem van Truus
    moerwijk joop > signaal
    moerwijk joop reply bot:4 > kruimeldief
    moerwijk anna edit 2 > actie flyers 50 met zonnebloem
    signaal bram > afgehandeld 1 zonnebloem kruimeldief
";

#[tokio::test]
async fn after_a_day_of_conversation_no_word_of_it_is_in_the_database_or_the_signal_room() {
    let mut rehearsal = rehearsal().await;
    let deeds = rehearsal.play(A_DAY).await.unwrap();
    for word in SAID {
        assert!(deeds.iter().all(|deed| !deed.body.contains(word)), "{word} was said");
    }
    let found = rehearsal.find_in_files(SAID).await.unwrap();
    assert_eq!(found, Vec::<String>::new());
}

#[tokio::test]
async fn the_search_finds_what_is_there() {
    let mut rehearsal = rehearsal().await;
    rehearsal.play(A_SIGNAL).await.unwrap();
    assert_eq!(rehearsal.find_in_files(&["nepagent", "zonnebloem"]).await.unwrap(), ["nepagent"]);
}
