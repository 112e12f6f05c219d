//! What people write stays in the wijk room, and nothing of it in the database.

use wijkbode::rehearsal::Rehearsal;

use super::{A_SIGNAL, rehearsal};

/// Words that are in no closed list.
const SAID: &[&str] = &[
    "zonnebloem",
    "Truus",
    "Voorbeeldstraat",
    "0612345678",
    "kruimeldief",
];

const A_DAY: &str = "
    moerwijk anna > Goedemorgen allemaal, de zonnebloem staat mooi bij Truus
    moerwijk anna > actie flyers 40 samen met Truus in de Voorbeeldstraat
    moerwijk anna > signaal: kruimeldief Truus zag een nepagent aan de deur in de Voorbeeldstraat, bel 0612345678
    moerwijk anna > nepagent
    moerwijk anna > 3
    moerwijk anna > 1
    moerwijk anna > ja
    moerwijk anna > @wijkbode wat vindt u van de zonnebloem
    prive:anna anna > de zonnebloem van Truus
    moerwijk joop > signaal
    moerwijk joop reply bot:3 > kruimeldief
    moerwijk anna edit 2 > actie flyers 50 met zonnebloem
    signaal bram > afgehandeld 1 zonnebloem kruimeldief
    signaal bram > waarschuw Moerwijk nepagent zonnebloem
    signaal bram > waarschuw Moerwijk nepagent
    signaal carla > akkoord 1 Truus
    moerwijk anna > !doe mee met Truus in de Voorbeeldstraat
    moerwijk anna > !echt? van Truus
    beheer carla > code zonnebloem
";

#[tokio::test]
async fn after_a_day_of_conversation_no_word_of_it_is_in_the_database_or_the_signal_room() {
    let mut rehearsal = rehearsal().await;
    let deeds = rehearsal.play(A_DAY).await.unwrap();
    for word in SAID {
        assert!(
            deeds.iter().all(|deed| !deed.body.contains(word)),
            "{word} was said"
        );
    }
    let found = found_on_disk(&mut rehearsal, SAID).await;
    assert_eq!(found, Vec::<&str>::new());
}

#[tokio::test]
async fn the_search_finds_what_is_there() {
    let mut rehearsal = rehearsal().await;
    rehearsal.play(A_SIGNAL).await.unwrap();
    assert_eq!(
        found_on_disk(&mut rehearsal, &["nepagent", "zonnebloem"]).await,
        ["nepagent"]
    );
}

/// Which of these words are in the files of the database. A restart writes the WAL into them.
pub async fn found_on_disk<'a>(rehearsal: &mut Rehearsal, words: &[&'a str]) -> Vec<&'a str> {
    rehearsal.play("restart").await.unwrap();
    let files = std::fs::read_dir(rehearsal.folder())
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    let files: Vec<Vec<u8>> = files.collect();
    let is_there = |word: &&&str| {
        files
            .iter()
            .any(|file| file.windows(word.len()).any(|part| part == word.as_bytes()))
    };
    words.iter().filter(is_there).copied().collect()
}
