//! What labelled messages taught about urgency and outcome, beside the words of the lexicon: people tell these two in ever
//! new ways, and words that were collected from some say little about the next.
//!
//! Logistic regression over stretches of three and four letters, which see through endings, compounds and typing errors.
//! `tests/data/learn.py` makes the weights; `tests/data/README.md` says what they add.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::text::Text;
use crate::catalogue::Outcome;

/// More likely than this is urgent.
const LIKELY: f32 = 0.65;
/// A share above this outweighs what the words of the lexicon say of the outcome.
const SURE: f32 = 0.65;

/// Three or four letters, or [`EDGE`], as one number: that is quicker to sort and to look up. The fourth is 0 where there
/// are three.
type Stretch = u32;
/// What a stretch says for urgency, an attempt, a loss, and an outcome that is not told.
type Weights = [f32; 4];
const EDGE: u8 = b'_';

/// What the labelled messages say about one message.
#[derive(Debug, Clone, Copy)]
pub struct Learned {
    /// It sounds as if it happens now.
    pub urgent: bool,
    /// An attempt or a loss, where that is plain. That nothing is said of it is left to the words of the lexicon.
    pub outcome: Option<Outcome>,
}

impl Learned {
    #[must_use]
    pub fn of(text: &Text) -> Self {
        let (start, weights) = &*WEIGHTS;
        let mut sums = *start;
        for stretch in stretches(text.flat()) {
            let said = weights.get(&stretch).into_iter().flatten();
            sums.iter_mut().zip(said).for_each(|(sum, it)| *sum += it);
        }
        let [urgent, outcomes @ ..] = sums;
        let powers = outcomes.map(f32::exp);
        let total: f32 = powers.iter().sum();
        let mut told = [Outcome::Attempt, Outcome::Loss].into_iter().zip(powers);
        Self {
            urgent: 1.0 / (1.0 + (-urgent).exp()) > LIKELY,
            outcome: told
                .find(|(_, power)| power / total > SURE)
                .map(|(outcome, _)| outcome),
        }
    }
}

static WEIGHTS: LazyLock<(Weights, HashMap<Stretch, Weights, FixedState>)> = LazyLock::new(|| {
    let mut start = Weights::default();
    let mut weights = HashMap::default();
    for line in include_str!("learned.tsv").lines() {
        let mut columns = line.split('\t');
        let name = columns.next().unwrap_or_default();
        let mut said = Weights::default();
        for (weight, thousandths) in said.iter_mut().zip(columns) {
            *weight = thousandths.parse::<f32>().unwrap_or_default() / 1000.0;
        }
        match name.as_bytes() {
            b"start" => start = said,
            [a, b, c] => drop(weights.insert(Stretch::from_be_bytes([*a, *b, *c, 0]), said)),
            [a, b, c, d] => drop(weights.insert(Stretch::from_be_bytes([*a, *b, *c, *d]), said)),
            _ => {}
        }
    }
    (start, weights)
});

/// The stretches of a folded message, each once. Digits and signs only part words.
fn stretches(flat: &str) -> Vec<Stretch> {
    let mut cut = Vec::with_capacity(2 * flat.len());
    let mut edged = Vec::with_capacity(32);
    for word in flat
        .split(|c: char| !c.is_ascii_lowercase())
        .filter(|word| !word.is_empty())
    {
        edged.clear();
        edged.push(EDGE);
        edged.extend_from_slice(word.as_bytes());
        edged.push(EDGE);
        let three = |w: &[u8]| Stretch::from_be_bytes([w[0], w[1], w[2], 0]);
        let four = |w: &[u8]| Stretch::from_be_bytes([w[0], w[1], w[2], w[3]]);
        cut.extend(edged.windows(3).map(three));
        cut.extend(edged.windows(4).map(four));
    }
    cut.sort_unstable();
    cut.dedup();
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_cut_into_stretches_of_its_words() {
        let cut = stretches("ja, 5x ja nu");
        let cut: Vec<_> = cut.into_iter().map(Stretch::to_be_bytes).collect();
        let cut: Vec<&str> = cut.iter().map(|s| str::from_utf8(s).unwrap()).collect();
        let three = |s: &str| format!("{s}\0");
        assert_eq!(
            cut,
            [
                three("_ja"),
                "_ja_".to_owned(),
                three("_nu"),
                "_nu_".to_owned(),
                three("_x_"),
                three("ja_"),
                three("nu_")
            ]
        );
    }

    #[test]
    fn every_line_of_the_weights_is_read() {
        let (start, weights) = &*WEIGHTS;
        let lines = include_str!("learned.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'));
        assert_eq!(weights.len(), lines.count() - 1);
        assert!(start.iter().all(|weight| *weight != 0.0));
        let says_something = |weights: &Weights| weights.iter().any(|weight| *weight != 0.0);
        assert!(weights.values().all(says_something));
    }

    #[test]
    fn what_no_sign_names_is_known_by_how_it_is_told() {
        let learned = |raw: &str| Learned::of(&Text::new(raw));
        let now = learned(
            "hij laat ons de deur niet uit voor er gepind is, mijn man wordt helemaal grauw",
        );
        assert!(now.urgent);
        let kept = learned(
            "hij vertrouwde het niet, heeft opgehangen en zelf zijn bank gebeld, die wist van niets",
        );
        assert_eq!((kept.urgent, kept.outcome), (false, Some(Outcome::Attempt)));
        let empty = learned("");
        assert_eq!((empty.urgent, empty.outcome), (false, None));
    }
}
