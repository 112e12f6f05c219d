//! Which trick is it: a ranking of phenomena, and whether the first may be asked with "klopt dit?".

use super::numbers::word_value;
use super::rules::Score;
use super::signs::{Found, SignId};
use super::text::Text;
use crate::catalogue::{Catalogue, UNKNOWN};

/// From this many points, and so far ahead of the next, a guess counts as sure (calibrated on the corpus).
const SURE_POINTS: f32 = 8.0;
const SURE_AHEAD: f32 = 4.0;
/// So far ahead, the examples need only lean the same way ("er staat een nepagent voor de deur").
const SURE_FAR_AHEAD: f32 = 8.0;
/// And so like its examples; rules and examples err in different places, so both must agree.
const SURE_SHARE: f32 = 0.5;
/// So many points of rules alone, and so far ahead, are sure whatever the examples say.
const TOLD_POINTS: f32 = 10.0;
const TOLD_AHEAD: f32 = 5.9;
/// Points from which a further phenomenon is a label of its own.
const SECOND_POINTS: f32 = 8.0;
/// Points for a message that is like the examples of one phenomenon only.
const LIKENESS_POINTS: f32 = 10.0;
/// Points below which a phenomenon is not worth naming.
const FAINT: f32 = 0.4;
/// Points from which a part of a list is an event of its own.
const CLEAR_POINTS: f32 = 4.0;
/// How many are offered.
pub const OFFERED: usize = 3;

/// Signs of whom it happened to and how often, which say nothing about what happened.
const BLAND_SIGNS: [&str; 3] = ["mens-woord", "keer-woord", "familie-slachtoffer"];
/// Words that say nothing about what happened.
const BLAND_WORDS: [&str; 74] = [
    "het",
    "een",
    "van",
    "dat",
    "die",
    "was",
    "had",
    "heeft",
    "heb",
    "hebben",
    "met",
    "voor",
    "niet",
    "ook",
    "maar",
    "toen",
    "naar",
    "bij",
    "aan",
    "uit",
    "over",
    "als",
    "dan",
    "nog",
    "wel",
    "zijn",
    "haar",
    "hem",
    "mijn",
    "ons",
    "onze",
    "hun",
    "deze",
    "dit",
    "daar",
    "hier",
    "werd",
    "wordt",
    "the",
    "and",
    "his",
    "her",
    "for",
    "with",
    "gister",
    "gisteren",
    "vandaag",
    "vanochtend",
    "vanmiddag",
    "vanavond",
    "vorige",
    "afgelopen",
    "week",
    "weekend",
    "maand",
    "iets",
    "weer",
    "gebeurd",
    "gebeurde",
    "straat",
    "wijk",
    "buurt",
    "flat",
    "portiek",
    "paar",
    "enkele",
    "aantal",
    "verschillende",
    "meerdere",
    "sommige",
    "veel",
    "iemand",
    "buur",
    "today",
];

/// All phenomena that some sign speaks for, best first.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    pub scores: Vec<Score>,
    /// What the examples alone would say, and how much of their voices it has.
    most_like: Option<(String, f32)>,
}

impl Ranking {
    /// Scores `text`. Equal points go to the more frequent one (the order of the catalogue).
    #[must_use]
    pub fn of(text: &Text, found: &Found, catalogue: &Catalogue) -> Self {
        if !tells_something(text, found, catalogue) {
            return Self::default();
        }
        let rules = &catalogue.rules().phenomena;
        let mut scores: Vec<Score> = rules.iter().filter_map(|r| r.score(text, found)).collect();
        let shares = catalogue.likeness().shares(text, found);
        for (slug, share) in &shares {
            add_likeness(&mut scores, slug, *share * LIKENESS_POINTS);
        }
        let most_like = shares
            .iter()
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(slug, share)| ((*slug).to_owned(), *share));
        scores.retain(|s| s.points > FAINT && s.slug != UNKNOWN);
        scores.sort_by(|a, b| b.points.total_cmp(&a.points));
        Self { scores, most_like }
    }

    /// Is the first so far ahead that the bot need only ask "klopt dit?"
    #[must_use]
    pub fn is_sure(&self) -> bool {
        let Some(first) = self.scores.first() else {
            return false;
        };
        let (most_like, share) = self
            .most_like
            .as_ref()
            .map_or(("", 0.0), |(slug, share)| (slug, *share));
        let ahead = first.points - self.scores.get(1).map_or(0.0, |s| s.points);
        let agreed = first.slug == most_like && first.reasons.iter().any(|r| r.weight > 0.0);
        let clear = share >= SURE_SHARE && ahead >= SURE_AHEAD || ahead >= SURE_FAR_AHEAD;
        // What is called by its name, or told with all its signs, needs no examples that are like it.
        let told = first.named && ahead >= SURE_AHEAD
            || first.points - first.alike >= TOLD_POINTS && ahead >= TOLD_AHEAD;
        told || agreed && clear && first.points >= SURE_POINTS
    }

    /// Is there enough to call it an event of its own?
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.scores
            .first()
            .is_some_and(|s| s.points >= CLEAR_POINTS)
    }

    /// The labels: the best, and others that rest on signs of their own.
    #[must_use]
    pub fn labels(&self, found: &Found) -> Vec<String> {
        let Some((best, rest)) = self.scores.split_first() else {
            return vec![UNKNOWN.to_owned()];
        };
        let mut used = words_of(best, found);
        let mut labels = vec![best.slug.clone()];
        for score in rest.iter().filter(|s| s.points >= SECOND_POINTS) {
            let words = words_of(score, found);
            if labels.len() < OFFERED && words.iter().filter(|w| !used.contains(w)).count() >= 2 {
                used.extend(words);
                labels.push(score.slug.clone());
            }
        }
        labels
    }

    /// What to offer: the ranking, filled up with what is frequent in that channel.
    #[must_use]
    pub fn offered(&self, catalogue: &Catalogue, channel: Option<&str>) -> Vec<String> {
        let menu = catalogue
            .menu_for(channel.unwrap_or(UNKNOWN))
            .iter()
            .cloned();
        let mut offered: Vec<String> = Vec::with_capacity(OFFERED);
        for slug in self.scores.iter().map(|s| s.slug.clone()).chain(menu) {
            if offered.len() < OFFERED && !offered.contains(&slug) && slug != UNKNOWN {
                offered.push(slug);
            }
        }
        offered
    }
}

/// Is there a word that is about more than people, numbers and days? "Bij 4 buren" tells nothing.
fn tells_something(text: &Text, found: &Found, catalogue: &Catalogue) -> bool {
    let bland: Vec<SignId> = BLAND_SIGNS
        .iter()
        .filter_map(|name| catalogue.signs().id(name))
        .collect();
    let of_people = |at: usize| {
        let mut hits = found.hits().iter();
        hits.any(|hit| bland.contains(&hit.sign) && (hit.first..=hit.last).contains(&at))
    };
    (0..text.len()).any(|at| {
        let word = text.word(at);
        let empty = word.len() < 3
            || text.tokens()[at].is_number
            || BLAND_WORDS.contains(&word)
            || word_value(word).is_some()
            || word.ends_with("dag");
        !empty && !of_people(at)
    })
}

/// Adds what likeness to the examples says.
fn add_likeness(scores: &mut Vec<Score>, slug: &str, points: f32) {
    match scores.iter_mut().find(|s| s.slug == slug) {
        Some(score) => {
            score.points += points;
            score.alike = points;
        }
        None => scores.push(Score {
            slug: slug.to_owned(),
            points,
            alike: points,
            named: false,
            reasons: Vec::new(),
        }),
    }
}

/// The words on which a score rests.
fn words_of(score: &Score, found: &Found) -> Vec<usize> {
    let signs: Vec<SignId> = score
        .reasons
        .iter()
        .filter(|r| r.weight > 0.0)
        .flat_map(|r| r.signs.iter().copied())
        .collect();
    found
        .hits()
        .iter()
        .filter(|hit| signs.contains(&hit.sign))
        .flat_map(|hit| hit.first..=hit.last)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(raw: &str) -> Vec<String> {
        let catalogue = Catalogue::built_in();
        let text = Text::new(raw);
        let found = catalogue.signs().find(&text);
        Ranking::of(&text, &found, &catalogue).offered(&catalogue, None)
    }

    #[test]
    fn people_and_numbers_alone_offer_nothing() {
        for said in [
            "bij 4 buren",
            "4 buren gisteren",
            "drie mensen in de straat",
            "mijn buurvrouw",
            "twee keer",
            "een paar ouderen bij ons in de wijk",
            "1 persoon",
            "een buurman",
        ] {
            assert_eq!(offered(said), Vec::<String>::new(), "{said}");
        }
    }

    #[test]
    fn one_word_about_the_trick_offers_something() {
        for said in [
            "bij 4 buren aan de deur",
            "4 buren gebeld",
            "sms van de bank",
        ] {
            assert!(!offered(said).is_empty(), "{said}");
        }
    }

    #[test]
    fn what_begins_with_the_name_of_a_trick_is_that_trick() {
        let catalogue = Catalogue::built_in();
        let today = chrono::NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
        let named = catalogue.phenomena().iter().filter(|p| p.slug != UNKNOWN);
        for phenomenon in named {
            let name = phenomenon.label.split(" (").next().unwrap_or_default();
            for said in [name.to_owned(), format!("{name} bij 2 buren")] {
                let read = crate::language::read_signal(&said, &catalogue, today);
                assert_eq!(
                    (read.phenomena.first(), read.sure),
                    (Some(&phenomenon.slug), true),
                    "{said}"
                );
            }
        }
    }

    #[test]
    fn a_name_further_on_in_a_story_is_only_a_part_of_it() {
        let catalogue = Catalogue::built_in();
        let said = "eerst belde de nep bank en daarna kwam een nepagent de pas ophalen";
        let today = chrono::NaiveDate::from_ymd_opt(2026, 10, 14).unwrap();
        let read = crate::language::read_signal(said, &catalogue, today);
        assert_eq!(read.phenomena[0], "bank-aan-huis");
    }
}
