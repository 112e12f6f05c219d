//! Every sentence is one that most people read with ease (B1): short, and without the words of offices and computers.
//!
//! The municipal guides for B1 ask for at most fifteen words a sentence, ten on average. An average over all of our text
//! would hide behind labels such as "ja", so only sentences of four words and more count for it.

use std::collections::BTreeSet;

use wijkbode::catalogue::{Catalogue, Lang};
use wijkbode::sentences::files;

const MOST_WORDS: usize = 15;
const AVERAGE: usize = 10;

/// One text that the bot may say, and where it comes from.
struct Said {
    from: String,
    text: String,
}

/// All that the bot says in a language: its sentences, and what the catalogue advises.
fn all(lang: Lang) -> Vec<Said> {
    let mut all = Vec::new();
    for (file, text) in files(lang.key()) {
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let words = match line.split_once(" = ") {
                Some((name, rest)) if !line.starts_with(' ') => {
                    key = name.to_owned();
                    rest
                }
                _ => line,
            };
            all.push(Said {
                from: format!("{file}: {key}"),
                text: filled_in(words),
            });
        }
    }
    let catalogue = Catalogue::built_in();
    for phenomenon in catalogue.phenomena() {
        all.push(Said {
            from: format!("the advice of {}", phenomenon.slug),
            text: phenomenon.advice(lang).to_owned(),
        });
    }
    for handling in catalogue.handlings() {
        all.push(Said {
            from: format!("the outcome {}", handling.slug),
            text: handling.line(lang).to_owned(),
        });
    }
    for inquiry in catalogue.inquiries() {
        all.push(Said {
            from: format!("the question {}", inquiry.slug),
            text: inquiry.ask(lang).to_owned(),
        });
        all.extend(inquiry.answer.iter().map(|answer| Said {
            from: format!("the answer {} to {}", answer.slug, inquiry.slug),
            text: answer.label(lang).to_owned(),
        }));
    }
    for phenomenon in catalogue.phenomena() {
        for variant in catalogue.variants_of(&phenomenon.slug) {
            all.push(Said {
                from: format!("the variant {} of {}", variant.slug, variant.of),
                text: variant.label(lang).to_owned(),
            });
        }
    }
    for idea in catalogue.ideas() {
        all.push(Said {
            from: format!("the idea {}", idea.slug),
            text: idea.line(lang).to_owned(),
        });
    }
    all
}

/// With a word where something is filled in, and without marks.
fn filled_in(words: &str) -> String {
    let pattern = regex::Regex::new(r"\{[^}]*\}?").unwrap();
    pattern.replace_all(words, "iets").replace("**", "")
}

/// The sentences of a text, each as its number of words.
fn lengths(text: &str) -> Vec<usize> {
    let ends = regex::Regex::new(r"[.!?:;](\s|$)").unwrap();
    let words = |sentence: &str| {
        sentence
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count()
    };
    ends.split(text)
        .map(words)
        .filter(|count| *count > 0)
        .collect()
}

#[test]
fn no_sentence_is_longer_than_people_read_with_ease() {
    let mut too_long = Vec::new();
    for lang in Lang::ALL {
        let mut counted = Vec::new();
        for said in all(*lang) {
            let lengths = lengths(&said.text);
            let longest = lengths.iter().copied().max().unwrap_or_default();
            if longest > MOST_WORDS {
                too_long.push(format!("{}: {longest} words: {}", said.from, said.text));
            }
            counted.extend(lengths.into_iter().filter(|count| *count > 3));
        }
        assert!(counted.len() > 200, "{}", counted.len());
        let sum: usize = counted.iter().sum();
        assert!(
            sum <= AVERAGE * counted.len(),
            "{lang:?}: {sum} words in {} sentences",
            counted.len()
        );
    }
    assert!(too_long.is_empty(), "{}", too_long.join("\n"));
}

#[test]
fn a_long_sentence_is_noticed() {
    assert_eq!(lengths("Een twee drie. Vier vijf: zes!"), [3, 2, 1]);
    assert_eq!(lengths(&filled_in("Typ **ja** of { $x }")), [4]);
}

/// A line of the list is a word or phrase that nobody should have to know.
fn jargon() -> BTreeSet<&'static str> {
    include_str!("../data/jargon.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// The phrase in the text as whole words.
fn holds(text: &str, phrase: &str) -> bool {
    let bare: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let words: Vec<_> = bare.split_whitespace().collect();
    let phrase: Vec<_> = phrase.split_whitespace().collect();
    words.windows(phrase.len()).any(|window| window == phrase)
}

#[test]
fn no_sentence_has_a_word_of_offices_or_computers() {
    let jargon = jargon();
    assert!(jargon.len() > 60, "{}", jargon.len());
    let mut hard = Vec::new();
    for said in Lang::ALL.iter().flat_map(|lang| all(*lang)) {
        let found: Vec<_> = jargon
            .iter()
            .filter(|phrase| holds(&said.text, phrase))
            .collect();
        if !found.is_empty() {
            hard.push(format!("{}: {found:?} in: {}", said.from, said.text));
        }
    }
    assert!(hard.is_empty(), "{}", hard.join("\n"));
    assert!(holds(
        "Wij doen dit met betrekking tot u.",
        "met betrekking tot"
    ));
    assert!(!holds("De servers", "server"));
}
