//! Three small ideas for a month: fitting the season and the news of a wijk, and never those of the month before.

use serde::Deserialize;

use super::Lang;
use crate::domain::time::Month;

/// How many ideas a question of the month offers.
pub const SHOWN: usize = 3;

/// Something small that an ambassadeur might do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idea {
    pub slug: String,
    /// The kind of action it is.
    pub action: String,
    #[serde(default)]
    pub audience: Option<String>,
    /// The months it fits, from 1; empty: all.
    #[serde(default)]
    pub months: Vec<u32>,
    /// Tricks that it is about.
    #[serde(default)]
    pub phenomena: Vec<String>,
    pub line: String,
    pub line_en: String,
}

impl Idea {
    #[must_use]
    pub fn line(&self, lang: Lang) -> &str {
        lang.pick(&self.line, &self.line_en)
    }

    fn fits(&self, month: Month) -> bool {
        self.months.is_empty() || self.months.contains(&month.number())
    }

    /// The news of the wijk goes before the season, and the season before what always fits.
    fn weight(&self, news: &[&str]) -> u32 {
        let is_news = self
            .phenomena
            .iter()
            .any(|slug| news.contains(&slug.as_str()));
        2 * u32::from(is_news) + u32::from(!self.months.is_empty())
    }
}

/// Three ideas of different kinds for a wijk and a month. The same question always gives the same three; each wijk has
/// its own. `last` are the slugs of the month before, `news` the tricks that are about in the wijk.
#[must_use]
pub fn choose<'a>(
    ideas: &'a [Idea],
    wijk: &str,
    month: Month,
    last: &[&str],
    news: &[&str],
) -> Vec<&'a Idea> {
    let mut fitting: Vec<_> = ideas
        .iter()
        .filter(|idea| idea.fits(month) && !last.contains(&idea.slug.as_str()))
        .collect();
    fitting.sort_by_key(|idea| {
        let lot = lot(&format!("{wijk} {month} {}", idea.slug));
        (std::cmp::Reverse(idea.weight(news)), lot)
    });
    let mut chosen: Vec<&Idea> = Vec::new();
    for idea in fitting {
        if chosen.len() < SHOWN && chosen.iter().all(|other| other.action != idea.action) {
            chosen.push(idea);
        }
    }
    chosen
}

/// A number drawn from a text, the same on every machine and in every version (FNV-1a).
fn lot(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalogue::Catalogue;

    const WIJKEN: [&str; 4] = ["WK051836", "WK051807", "WK051838", "WK051844"];

    fn slugs(ideas: &[Idea], wijk: &str, month: Month, last: &[&str]) -> Vec<String> {
        let chosen = choose(ideas, wijk, month, last, &[]);
        chosen.iter().map(|idea| idea.slug.clone()).collect()
    }

    #[test]
    fn every_wijk_has_three_new_ideas_every_month_for_ten_years() {
        let catalogue = Catalogue::built_in();
        for wijk in WIJKEN {
            let mut last: Vec<String> = Vec::new();
            let mut month = Month::read("2026-01").unwrap();
            for _ in 0..120 {
                let before: Vec<&str> = last.iter().map(String::as_str).collect();
                let now = slugs(catalogue.ideas(), wijk, month, &before);
                let different: BTreeSet<_> = now.iter().collect();
                assert_eq!(different.len(), SHOWN, "{wijk} {month}");
                assert!(
                    now.iter().all(|slug| !last.contains(slug)),
                    "{wijk} {month}"
                );
                (last, month) = (now, month.next());
            }
        }
    }

    #[test]
    fn wijken_differ_and_a_repeat_does_not() {
        let catalogue = Catalogue::built_in();
        let month = Month::read("2026-10").unwrap();
        let of = |wijk| slugs(catalogue.ideas(), wijk, month, &[]);
        assert!(BTreeSet::from(WIJKEN.map(of)).len() > 1);
        assert_eq!(of(WIJKEN[0]), of(WIJKEN[0]));
    }

    #[test]
    fn the_season_and_the_news_go_first() {
        let catalogue = Catalogue::built_in();
        let december = Month::read("2026-12").unwrap();
        for wijk in WIJKEN {
            let chosen = choose(catalogue.ideas(), wijk, december, &[], &[]);
            assert!(
                chosen.iter().all(|idea| idea.months.contains(&12)),
                "{wijk}"
            );
            let chosen = choose(catalogue.ideas(), wijk, december, &[], &["qr-fraude"]);
            assert_eq!(chosen[0].slug, "qr-plakkers", "{wijk}");
        }
    }
}
