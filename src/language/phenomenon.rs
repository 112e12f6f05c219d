//! Which trick is it: a ranking of phenomena, and whether the first may be asked with "klopt dit?".

use super::rules::Score;
use super::signs::{Found, SignId};
use super::text::Text;
use crate::catalogue::{Catalogue, UNKNOWN};

/// From this many points, and so far ahead of the next, a guess counts as sure (calibrated on the corpus).
const SURE_POINTS: f32 = 8.0;
const SURE_AHEAD: f32 = 3.0;
/// Points from which a further phenomenon is a label of its own.
const SECOND_POINTS: f32 = 8.0;
/// Points for a message that is like the examples of one phenomenon only.
const LIKENESS_POINTS: f32 = 9.0;
/// Points below which a phenomenon is not worth naming.
const FAINT: f32 = 0.4;
/// How many are offered.
pub const OFFERED: usize = 3;

/// All phenomena that some sign speaks for, best first.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    pub scores: Vec<Score>,
}

impl Ranking {
    /// Scores `text`. Equal points go to the more frequent one (the order of the catalogue).
    #[must_use]
    pub fn of(text: &Text, found: &Found, catalogue: &Catalogue) -> Self {
        let rules = &catalogue.rules().phenomena;
        let mut scores: Vec<Score> = rules.iter().filter_map(|r| r.score(text, found)).collect();
        for (slug, share) in catalogue.likeness().shares(text, found) {
            add_likeness(&mut scores, slug, share * likeness_points());
        }
        scores.retain(|s| s.points > FAINT && s.slug != UNKNOWN);
        scores.sort_by(|a, b| b.points.total_cmp(&a.points));
        Self { scores }
    }

    /// Is the first so far ahead that the bot need only ask "klopt dit?"
    #[must_use]
    pub fn is_sure(&self) -> bool {
        let points = |nth: usize| self.scores.get(nth).map_or(0.0, |s| s.points);
        points(0) >= std::env::var("SP").map_or(SURE_POINTS, |v| v.parse().unwrap()) && points(0) - points(1) >= std::env::var("SA").map_or(SURE_AHEAD, |v| v.parse().unwrap())
    }

    /// The labels: the best, and others that rest on signs of their own.
    #[must_use]
    pub fn labels(&self, found: &Found) -> Vec<String> {
        let Some((best, rest)) = self.scores.split_first() else { return vec![UNKNOWN.to_owned()] };
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
        let menu = catalogue.menu_for(channel.unwrap_or(UNKNOWN)).iter().cloned();
        let mut offered: Vec<String> = Vec::with_capacity(OFFERED);
        for slug in self.scores.iter().map(|s| s.slug.clone()).chain(menu) {
            if offered.len() < OFFERED && !offered.contains(&slug) && slug != UNKNOWN {
                offered.push(slug);
            }
        }
        offered
    }
}

fn likeness_points() -> f32 {
    std::env::var("LK").ok().and_then(|v| v.parse().ok()).unwrap_or(LIKENESS_POINTS)
}

/// Adds what likeness to the examples says.
fn add_likeness(scores: &mut Vec<Score>, slug: &str, points: f32) {
    match scores.iter_mut().find(|s| s.slug == slug) {
        Some(score) => score.points += points,
        None => scores.push(Score { slug: slug.to_owned(), points, reasons: Vec::new() }),
    }
}

/// The words on which a score rests.
fn words_of(score: &Score, found: &Found) -> Vec<usize> {
    let signs: Vec<SignId> = score.reasons.iter().filter(|r| r.weight > 0.0).flat_map(|r| r.signs.iter().copied()).collect();
    found.hits().iter().filter(|hit| signs.contains(&hit.sign)).flat_map(|hit| hit.first..=hit.last).collect()
}
