//! Did it happen to the one who tells it? Then kindness comes first. A miss costs a kind word, so plain phrases are enough.

use super::text::fold;

/// What only somebody says to whom it happened. Whole words.
const OWN: [&str; 30] = [
    "ik zelf",
    "ikzelf",
    "mijzelf",
    "mezelf",
    "me zelf",
    "overkwam mij",
    "overkwam me",
    "mij overkomen",
    "me overkomen",
    "bij mij gebeurd",
    "ik ben opgelicht",
    "ik ben slachtoffer",
    "ik ben erin getrapt",
    "ik ben er ingetrapt",
    "ik trapte erin",
    "ik ben mijn geld kwijt",
    "ik ben geld kwijt",
    "ik heb betaald",
    "ik heb overgemaakt",
    "ik betaalde",
    "van mijn rekening",
    "mijn rekening is leeg",
    "mijn rekening geplunderd",
    "ik durf het niet te zeggen",
    "ik schaam me",
    "happened to me",
    "i myself",
    "i was scammed",
    "i paid",
    "from my account",
];

/// Whether the reporter tells of something that was done to the reporter.
#[must_use]
pub fn is_own(raw: &str) -> bool {
    let folded = fold(raw);
    let words: Vec<_> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let said = format!(" {} ", words.join(" "));
    OWN.iter()
        .any(|phrase| said.contains(&format!(" {phrase} ")))
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn what_happened_to_oneself_is_heard_and_what_happened_to_others_is_not() {
        for own in [
            "Oplichting!!!! ik zelf ook €250 , durf t niet te zeggen",
            "Ik ben opgelicht via marktplaats",
            "er is 400 euro van mijn rekening",
            "It happened to me last week",
        ] {
            assert!(is_own(own), "{own}");
        }
        for others in [
            "mijn buurvrouw betaalde 350 euro",
            "hoi mam appje gehad door 3 buurvrouwen",
            "ze haalden geld van haar rekening",
            "My neighbour paid 350 euro",
        ] {
            assert!(!is_own(others), "{others}");
        }
    }
}
