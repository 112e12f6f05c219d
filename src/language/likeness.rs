//! Compares a message with the example messages of the catalogue: for what the lexicon has no words for.
//!
//! Naive Bayes over word stems and signs. The signs let one example stand for many wordings; the stems
//! learn what no sign names. Training takes some milliseconds and happens when the catalogue is read.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use super::signs::{Found, Map, SignIndex};
use super::text::Text;

/// How much a feature that no example of a kind has is still expected there.
const SMOOTH: f32 = 0.3;
/// How much a sign counts beside a word stem: it stands for many words.
const SIGN_WEIGHT: f32 = 0.7;
/// As many features as if they had been seen and said nothing.
const PRIOR: f32 = 4.0;

/// What the examples have taught: for each feature its log-odds per kind.
#[derive(Debug, Default)]
pub struct Likeness {
    kinds: Vec<String>,
    stems: Map<Vec<f32>>,
    /// By number of the sign; empty where no example has it.
    signs: Vec<Vec<f32>>,
}

/// Words that say nothing about the kind.
const STOPWORDS: [&str; 72] = [
    "het", "een", "van", "dat", "die", "was", "had", "heeft", "heb", "hebben", "met", "voor",
    "niet", "ook", "maar", "toen", "naar", "bij", "aan", "uit", "over", "als", "dan", "nog", "wel",
    "zijn", "haar", "hem", "mijn", "ons", "onze", "hun", "zij", "hij", "wij", "jullie", "deze",
    "dit", "daar", "hier", "wat", "wie", "hoe", "zou", "kon", "werd", "wordt", "ben", "bent",
    "the", "and", "they", "she", "his", "her", "for", "with", "that", "was", "has", "had", "ging",
    "gaat", "kwam", "komt", "gister", "gisteren", "vandaag", "week", "vorige", "ineens", "gewoon",
];

/// Signs of how many it happened to, which says nothing about the kind.
const HOW_MANY: [&str; 2] = ["een-slachtoffer", "meer-slachtoffers"];

impl Likeness {
    /// Learns from `(kind, example)`.
    #[must_use]
    pub fn train<'a>(
        examples: impl Iterator<Item = (&'a str, &'a str)>,
        index: &SignIndex,
    ) -> Self {
        let mut counts = Counts::default();
        let how_many = HOW_MANY.map(|name| index.id(name));
        for (kind, example) in examples {
            let text = Text::new(example);
            let found = index.find(&text);
            let mut features = features(&text, &found);
            features
                .retain(|f| !matches!(f, Feature::Sign(sign) if how_many.contains(&Some(*sign))));
            counts.add(kind, &features);
        }
        counts.finish()
    }

    /// How like each kind the message is: shares that add up to one, none where nothing is known.
    #[must_use]
    pub fn shares(&self, text: &Text, found: &Found) -> Vec<(&str, f32)> {
        let mut sums = vec![0.0; self.kinds.len()];
        let mut seen: Vec<&[f32]> = Vec::with_capacity(64);
        for (odds, weight) in self.of_words(text).chain(self.of_signs(found)) {
            if !odds.is_empty() && !seen.iter().any(|s| std::ptr::eq(*s, odds)) {
                seen.push(odds);
                sums.iter_mut()
                    .zip(odds)
                    .for_each(|(sum, o)| *sum += weight * o);
            }
        }
        let known = seen.len();
        if known == 0 {
            return Vec::new();
        }
        // Features overlap (a word and its sign), so the sums are far too confident: damp them.
        // And a few words that are known prove little.
        let damp = 1.0 / (known as f32 + PRIOR).sqrt();
        let top = sums.iter().copied().fold(f32::MIN, f32::max);
        let powers: Vec<f32> = sums
            .iter()
            .map(|s| ((s - top) * damp * 2.0).exp())
            .collect();
        let total: f32 = powers.iter().sum();
        self.kinds
            .iter()
            .map(String::as_str)
            .zip(powers.into_iter().map(|p| p / total))
            .collect()
    }
}

impl Likeness {
    fn of_words<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = (&'a [f32], f32)> {
        let stemmer = Stemmer::create(Algorithm::Dutch);
        let words = (0..text.len())
            .filter(|at| !text.tokens()[*at].is_number)
            .map(|at| text.word(at))
            .filter(|w| w.len() > 2);
        words
            .filter_map(move |w| self.stems.get(stemmer.stem(w).as_ref()))
            .map(|odds| (odds.as_slice(), 1.0))
    }

    fn of_signs<'a>(&'a self, found: &'a Found) -> impl Iterator<Item = (&'a [f32], f32)> {
        found
            .hits()
            .iter()
            .filter_map(|hit| self.signs.get(usize::from(hit.sign)))
            .map(|odds| (odds.as_slice(), SIGN_WEIGHT))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Feature {
    Stem(String),
    Sign(u16),
}

fn features(text: &Text, found: &Found) -> Vec<Feature> {
    let stemmer = Stemmer::create(Algorithm::Dutch);
    let words = (0..text.len())
        .filter(|at| !text.tokens()[*at].is_number)
        .map(|at| text.word(at));
    let stems = words
        .filter(|w| w.len() > 2 && !STOPWORDS.contains(w))
        .map(|w| Feature::Stem(stemmer.stem(w).into_owned()));
    let mut all: Vec<Feature> = stems
        .chain(found.hits().iter().map(|h| Feature::Sign(h.sign)))
        .collect();
    let mut seen = std::collections::HashSet::new();
    all.retain(|f| seen.insert(f.clone()));
    all
}

#[derive(Default)]
struct Counts {
    kinds: Vec<String>,
    examples: Vec<f32>,
    of: HashMap<Feature, HashMap<usize, f32>>,
}

impl Counts {
    fn add(&mut self, kind: &str, features: &[Feature]) {
        let at = self
            .kinds
            .iter()
            .position(|k| k == kind)
            .unwrap_or_else(|| {
                self.kinds.push(kind.to_owned());
                self.examples.push(0.0);
                self.kinds.len() - 1
            });
        self.examples[at] += 1.0;
        for feature in features {
            *self
                .of
                .entry(feature.clone())
                .or_default()
                .entry(at)
                .or_default() += 1.0;
        }
    }

    fn finish(self) -> Likeness {
        let mut likeness = Likeness {
            kinds: self.kinds,
            ..Likeness::default()
        };
        for (feature, by_kind) in self.of {
            let shares: Vec<f32> = self
                .examples
                .iter()
                .enumerate()
                .map(|(k, n)| {
                    (by_kind.get(&k).copied().unwrap_or(0.0) + SMOOTH) / (n + 2.0 * SMOOTH)
                })
                .collect();
            let mean = shares.iter().map(|s| s.ln()).sum::<f32>() / shares.len() as f32;
            let odds = shares.iter().map(|s| s.ln() - mean).collect();
            match feature {
                Feature::Stem(stem) => drop(likeness.stems.insert(stem.into(), odds)),
                Feature::Sign(sign) => {
                    let at = usize::from(sign);
                    if likeness.signs.len() <= at {
                        likeness.signs.resize(at + 1, Vec::new());
                    }
                    likeness.signs[at] = odds;
                }
            }
        }
        likeness
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_like_the_examples_it_shares_words_with() {
        let index =
            SignIndex::compile(vec![("hond".into(), vec!["puppy".into(), "hondje".into()])]);
        let examples = [
            ("dier", "een puppy gekocht"),
            ("dier", "de kat is weg"),
            ("huis", "de sleutel van het appartement"),
        ];
        let likeness = Likeness::train(examples.into_iter(), &index);
        let text = Text::new("mijn hondje");
        let shares = likeness.shares(&text, &index.find(&text));
        let best = shares
            .iter()
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|s| s.0);
        assert_eq!(best, Some("dier"));
        let nothing = Text::new("zzz");
        assert!(likeness.shares(&nothing, &index.find(&nothing)).is_empty());
    }
}
