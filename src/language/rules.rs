//! Rules over signs: what a combination of signs says about a phenomenon or a kind of action.
//!
//! A rule is a line such as `"7 bank bellen|gebeld !mail"`: a weight from -9 to 10, then signs that must
//! all be there (`a|b` one of these), and with `!` signs that must not. With `~` behind the weight all
//! must be in one sentence.

use super::signs::{Found, SignId, SignIndex};
use super::text::Text;
use crate::catalogue::CatalogueError;

/// All rules of the catalogue.
#[derive(Debug)]
pub struct Rules {
    pub(crate) phenomena: Vec<Scored>,
    pub(crate) actions: Vec<Scored>,
}

/// The rules for one slug.
#[derive(Debug)]
pub(crate) struct Scored {
    pub slug: String,
    rules: Vec<Rule>,
    /// Its own name, if the catalogue gives it one.
    name: Option<SignId>,
}

#[derive(Debug)]
struct Rule {
    weight: f32,
    all: Vec<Vec<SignId>>,
    none: Vec<SignId>,
    together: bool,
}

/// What a slug scored in a message, and why.
#[derive(Debug, Clone)]
pub struct Score {
    pub slug: String,
    pub points: f32,
    /// How many of the points come from being like the examples.
    pub alike: f32,
    /// Whether the message begins with a name that the catalogue gives it.
    pub named: bool,
    /// Signs that counted, as words and places; for `explain` and for telling two events apart.
    pub reasons: Vec<Reason>,
}

/// A rule that held.
#[derive(Debug, Clone)]
pub struct Reason {
    pub weight: f32,
    pub signs: Vec<SignId>,
}

/// Weight of a synonym: somebody called the trick what people call it.
const BY_SYNONYM: f32 = 6.0;
/// The sign of the names that the catalogue gives a trick.
const NAME: &str = "naam";
/// Points for a message that begins with the name that the catalogue gives a trick: further on in a story it may be a part of
/// another trick ("toen kwam een nepagent de pas ophalen").
const BY_NAME: f32 = 5.0;
/// The last word at which a message still begins: "signaal: een nepagent".
const BEGINNING: usize = 2;

impl Rules {
    /// Reads the rules of all phenomena and actions.
    pub(crate) fn compile(
        raw: &crate::catalogue::Raw,
        signs: &SignIndex,
    ) -> Result<Self, CatalogueError> {
        let phenomena = raw.phenomena.phenomenon.iter().map(|p| {
            Scored::compile(
                &p.slug,
                &p.signs,
                &[("fenomeen", BY_SYNONYM), (NAME, BY_SYNONYM)],
                signs,
                "phenomena.toml",
            )
        });
        let actions = raw.actions.action.iter().map(|a| {
            Scored::compile(
                &a.slug,
                &a.signs,
                &[("actie", BY_SYNONYM)],
                signs,
                "actions.toml",
            )
        });
        Ok(Self {
            phenomena: phenomena.collect::<Result<_, _>>()?,
            actions: actions.collect::<Result<_, _>>()?,
        })
    }
}

impl Scored {
    fn compile(
        slug: &str,
        lines: &[String],
        called: &[(&str, f32)],
        signs: &SignIndex,
        file: &str,
    ) -> Result<Self, CatalogueError> {
        let mut rules = Vec::with_capacity(lines.len() + 1);
        for line in lines {
            rules.push(
                Rule::parse(line, signs).map_err(|what| CatalogueError::Wrong {
                    file: file.to_owned(),
                    what: format!("'{slug}' heeft de regel \"{line}\": {what}."),
                    todo: "Kijk boven in lexicon.toml hoe een regel eruitziet.".to_owned(),
                })?,
            );
        }
        for &(kind, weight) in called {
            rules.extend(signs.id(&format!("{kind}:{slug}")).map(|called| Rule {
                weight,
                all: vec![vec![called]],
                none: Vec::new(),
                together: false,
            }));
        }
        Ok(Self {
            slug: slug.to_owned(),
            rules,
            name: signs.id(&format!("{NAME}:{slug}")),
        })
    }

    /// The points of this slug: the heaviest rule in full, the next for a half, a third for a quarter,
    /// so that many faint signs never outweigh one clear one. Rules against it count in full.
    pub(crate) fn score(&self, text: &Text, found: &Found) -> Option<Score> {
        let mut held: Vec<&Rule> = self
            .rules
            .iter()
            .filter(|rule| rule.holds(text, found))
            .collect();
        if !held.iter().any(|rule| rule.weight > 0.0) {
            return None;
        }
        held.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let shares = [1.0, 0.5, 0.25];
        let positive = held
            .iter()
            .filter(|r| r.weight > 0.0)
            .zip(shares)
            .map(|(r, share)| r.weight * share)
            .sum::<f32>();
        let negative = held
            .iter()
            .filter(|r| r.weight < 0.0)
            .map(|r| r.weight)
            .sum::<f32>();
        let reasons = held.iter().map(|rule| rule.reason(found)).collect();
        let named = self.is_named(found);
        let by_name = if named { BY_NAME } else { 0.0 };
        Some(Score {
            slug: self.slug.clone(),
            points: positive + negative + by_name,
            alike: 0.0,
            named,
            reasons,
        })
    }

    fn is_named(&self, found: &Found) -> bool {
        let mut names = self.name.into_iter().flat_map(|name| found.all(name));
        names.any(|hit| hit.first <= BEGINNING)
    }
}

impl Rule {
    fn parse(line: &str, signs: &SignIndex) -> Result<Self, String> {
        let mut words = line.split_whitespace();
        let weight = words.next().unwrap_or_default();
        let together = weight.ends_with('~');
        let weight: f32 = weight
            .trim_end_matches('~')
            .parse()
            .map_err(|_| "begin met een gewicht, zoals 7".to_owned())?;
        let mut rule = Self {
            weight,
            all: Vec::new(),
            none: Vec::new(),
            together,
        };
        for word in words {
            let (wanted, names) = word
                .strip_prefix('!')
                .map_or((true, word), |rest| (false, rest));
            let ids = names.split('|').map(|n| {
                signs
                    .id(n)
                    .ok_or_else(|| format!("het teken '{n}' bestaat niet"))
            });
            let ids = ids.collect::<Result<Vec<_>, _>>()?;
            if wanted {
                rule.all.push(ids)
            } else {
                rule.none.extend(ids)
            }
        }
        if rule.all.is_empty() {
            Err("er staat geen teken in".to_owned())
        } else {
            Ok(rule)
        }
    }

    fn holds(&self, text: &Text, found: &Found) -> bool {
        self.all.iter().all(|any| any.iter().any(|s| found.has(*s)))
            && !self.none.iter().any(|s| found.has(*s))
            && (!self.together || self.in_one_sentence(text, found))
    }

    fn in_one_sentence(&self, text: &Text, found: &Found) -> bool {
        let sentences = |any: &Vec<SignId>| -> Vec<u16> {
            any.iter()
                .flat_map(|s| found.all(*s))
                .map(|hit| text.sentence(hit.first))
                .collect()
        };
        let Some((first, rest)) = self.all.split_first() else {
            return false;
        };
        let rest: Vec<Vec<u16>> = rest.iter().map(sentences).collect();
        sentences(first)
            .iter()
            .any(|s| rest.iter().all(|r| r.contains(s)))
    }

    fn reason(&self, found: &Found) -> Reason {
        let signs = self
            .all
            .iter()
            .filter_map(|any| any.iter().copied().find(|s| found.has(*s)));
        Reason {
            weight: self.weight,
            signs: signs.collect(),
        }
    }
}
