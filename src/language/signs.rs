//! Finds signs in a message: words, compounds, inflections, misspellings and phrases of the lexicon.
//!
//! A pattern is one or more words. `rabo*` and `*bank` match the beginning and the end of a word, `a|b`
//! offers a choice, `_` is any one word, `..` up to three, and `=ing` allows neither inflection nor typing
//! error. A pattern of one word also matches when it was typed in two (`nep agent` for `nepagent`).

use std::collections::HashMap;

use foldhash::fast::FixedState;
use rust_stemmers::{Algorithm, Stemmer};

use super::text::Text;

/// Shortest word for which one typing error is forgiven.
const FUZZY_FROM: usize = 6;
/// Shortest word for which two swapped letters are forgiven.
const SWAP_FROM: usize = 5;
/// Shortest word that may be another one mistyped though it begins or ends like one.
const NAME_FROM: usize = 8;
/// Most letters that may follow a beginning with a typing error: `flyres` for `flyer*`.
const ENDING: usize = 1;
/// Shortest word that is compared by its stem.
const STEM_FROM: usize = 5;
/// Most words that `..` may skip.
const GAP: usize = 3;

/// Number of a sign in the index.
pub type SignId = u16;
type AtomId = u32;
/// Words by what is left of them without one of their letters.
type Deletions = Map<Vec<(Box<str>, AtomId)>>;
/// The keys are short words of our own files, so speed matters and flooding can't happen.
pub(crate) type Map<V> = HashMap<Box<str>, V, FixedState>;

/// A sign found in a message, by the words it covers (both ends included).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub sign: SignId,
    pub first: usize,
    pub last: usize,
}

/// All signs of the catalogue, ready to be looked up.
pub struct SignIndex {
    names: Vec<String>,
    ids: Map<SignId>,
    exact: Map<Vec<AtomId>>,
    stems: Map<Vec<AtomId>>,
    prefixes: Map<Vec<AtomId>>,
    suffixes: Map<Vec<AtomId>>,
    deletions: Deletions,
    prefix_deletions: Deletions,
    patterns: Vec<Pattern>,
    by_first: Vec<Vec<u32>>,
    /// A number in digits matches the pattern word `#`.
    digits: AtomId,
}

#[derive(Debug)]
struct Pattern {
    sign: SignId,
    slots: Vec<Slot>,
}

#[derive(Debug)]
enum Slot {
    OneOf(Vec<AtomId>),
    Any,
    Gap,
}

/// The signs of one message.
#[derive(Debug, Clone, Default)]
pub struct Found {
    hits: Vec<Hit>,
    present: Vec<u64>,
}

impl Found {
    /// Every hit, in the order of its first word.
    #[must_use]
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    #[must_use]
    pub fn has(&self, sign: SignId) -> bool {
        self.present
            .get(usize::from(sign / 64))
            .is_some_and(|bits| bits >> (sign % 64) & 1 == 1)
    }

    /// Where a sign stands.
    pub fn all(&self, sign: SignId) -> impl Iterator<Item = &Hit> {
        let here = self.has(sign);
        self.hits.iter().filter(move |hit| here && hit.sign == sign)
    }

    pub(crate) fn note(&mut self, hit: Hit) {
        // Hits come in the order of their first word, so a double one is among the last.
        let of_this_word = self.hits.iter().rev().take_while(|h| h.first == hit.first);
        if of_this_word.into_iter().any(|h| *h == hit) {
            return;
        }
        let at = usize::from(hit.sign / 64);
        if self.present.len() <= at {
            self.present.resize(at + 1, 0);
        }
        self.present[at] |= 1 << (hit.sign % 64);
        self.hits.push(hit);
    }
}

impl std::fmt::Debug for SignIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "SignIndex({} signs, {} patterns)",
            self.names.len(),
            self.patterns.len()
        )
    }
}

impl SignIndex {
    /// Compiles signs and their words.
    #[must_use]
    pub fn compile(signs: Vec<(String, Vec<String>)>) -> Self {
        let mut builder = Builder::default();
        for (name, words) in signs {
            builder.sign(name, &words);
        }
        builder.finish()
    }

    /// The number of a sign, for compiled rules.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<SignId> {
        self.ids.get(name).copied()
    }

    #[must_use]
    pub fn name(&self, id: SignId) -> &str {
        self.names.get(usize::from(id)).map_or("", String::as_str)
    }

    /// All signs in `text`.
    #[must_use]
    pub fn find(&self, text: &Text) -> Found {
        let words = self.words_of(text);
        let mut found = Found {
            hits: Vec::with_capacity(32),
            present: vec![0; self.names.len() / 64 + 1],
        };
        for at in 0..text.len() {
            for &atom in &words.plain[at] {
                self.start(atom, at, at, &words.plain, &mut found);
            }
            for &atom in &words.joined[at] {
                self.start(atom, at, at + 1, &words.plain, &mut found);
            }
        }
        found
    }

    fn start(
        &self,
        atom: AtomId,
        first: usize,
        last: usize,
        words: &[Vec<AtomId>],
        found: &mut Found,
    ) {
        for &number in &self.by_first[atom as usize] {
            let pattern = &self.patterns[number as usize];
            if let Some(last) = follow(&pattern.slots[1..], last + 1, words) {
                found.note(Hit {
                    sign: pattern.sign,
                    first,
                    last,
                });
            }
        }
    }

    fn words_of(&self, text: &Text) -> WordAtoms {
        let stemmer = Stemmer::create(Algorithm::Dutch);
        let mut atoms = WordAtoms {
            plain: Vec::with_capacity(text.len()),
            joined: Vec::with_capacity(text.len()),
        };
        let mut both = String::new();
        for at in 0..text.len() {
            let word = text.word(at);
            atoms.plain.push(if text.tokens()[at].is_number {
                self.number(word)
            } else {
                self.atoms(word, &stemmer)
            });
            both.clear();
            // "nep agent" for "nepagent"; not across a comma.
            if at + 1 < text.len() && matches!(text.gap(at + 1), " " | "-" | "") {
                both.push_str(word);
                both.push_str(text.word(at + 1));
            }
            atoms.joined.push(if both.len() >= FUZZY_FROM {
                lookup(&self.exact, &both).to_vec()
            } else {
                Vec::new()
            });
        }
        atoms
    }

    fn number(&self, word: &str) -> Vec<AtomId> {
        let mut atoms = lookup(&self.exact, word).to_vec();
        atoms.push(self.digits);
        atoms
    }

    /// What a word can be: itself, a beginning, an end; else by stem; else with one typing error.
    fn atoms(&self, word: &str, stemmer: &Stemmer) -> Vec<AtomId> {
        let mut atoms = lookup(&self.exact, word).to_vec();
        let known = !atoms.is_empty();
        for (at, _) in word.char_indices().skip(2) {
            atoms.extend(lookup(&self.prefixes, &word[..at]));
            atoms.extend(lookup(&self.suffixes, &word[at..]));
        }
        atoms.extend(lookup(&self.prefixes, word));
        if known || word.len() < STEM_FROM {
            return atoms;
        }
        atoms.extend(lookup(&self.stems, &stemmer.stem(word)));
        if atoms.is_empty() && word.len() >= SWAP_FROM {
            self.forgive(word, &mut atoms);
        } else if word.len() >= NAME_FROM {
            // A beginning or an end that many words have says less than a long word that was mistyped: "nepagemt".
            Self::forgive_in(&self.deletions, word, &mut atoms);
        }
        atoms
    }

    /// Words one typing error away, and beginnings with one typing error and a short ending behind them.
    fn forgive(&self, word: &str, atoms: &mut Vec<AtomId>) {
        Self::forgive_in(&self.deletions, word, atoms);
        if !atoms.is_empty() {
            return;
        }
        let ends = word.char_indices().map(|(at, _)| at).rev();
        for end in std::iter::once(word.len()).chain(ends.take(ENDING)) {
            Self::forgive_in(&self.prefix_deletions, &word[..end], atoms);
        }
    }

    /// What is one typing error away from `word` and begins with the same letter (people get that one right).
    fn forgive_in(deletions: &Deletions, word: &str, atoms: &mut Vec<AtomId>) {
        let mut consider = |key: &str| {
            for (meant, atom) in lookup(deletions, key) {
                let same_start = meant.chars().next() == word.chars().next();
                if same_start && !atoms.contains(atom) && is_near(meant, word) {
                    atoms.push(*atom);
                }
            }
        };
        consider(word);
        let mut shorter = String::with_capacity(word.len());
        for (at, c) in word.char_indices().skip(1) {
            shorter.clear();
            shorter.push_str(&word[..at]);
            shorter.push_str(&word[at + c.len_utf8()..]);
            consider(&shorter);
        }
    }
}

/// One typing error apart. In a short word only two swapped letters: any other error may make another word of it.
fn is_near(meant: &str, typed: &str) -> bool {
    let swapped = || meant.len() == typed.len() && strsim::levenshtein(meant, typed) == 2;
    let long = meant.len() >= FUZZY_FROM && typed.len() >= FUZZY_FROM;
    strsim::osa_distance(meant, typed) <= 1 && (long || swapped())
}

/// What the words of a message can be, and what each can be together with the next one.
struct WordAtoms {
    plain: Vec<Vec<AtomId>>,
    joined: Vec<Vec<AtomId>>,
}

fn lookup<'a, T>(map: &'a Map<Vec<T>>, key: &str) -> &'a [T] {
    map.get(key).map_or(&[], Vec::as_slice)
}

/// Follows the rest of a phrase from word `at`; the last word it covers.
fn follow(slots: &[Slot], at: usize, words: &[Vec<AtomId>]) -> Option<usize> {
    let Some(slot) = slots.first() else {
        return Some(at - 1);
    };
    match slot {
        Slot::Gap => (0..=GAP).find_map(|skip| follow(&slots[1..], at + skip, words)),
        Slot::Any => words
            .get(at)
            .and_then(|_| follow(&slots[1..], at + 1, words)),
        Slot::OneOf(atoms) => {
            let here = words.get(at)?;
            here.iter()
                .any(|a| atoms.contains(a))
                .then(|| follow(&slots[1..], at + 1, words))?
        }
    }
}

#[derive(Default)]
struct Builder {
    names: Vec<String>,
    ids: Map<SignId>,
    atoms: HashMap<String, AtomId>,
    patterns: Vec<Pattern>,
}

impl Builder {
    fn sign(&mut self, name: String, words: &[String]) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a catalogue has some hundreds of signs"
        )]
        let sign = self.names.len() as SignId;
        self.ids.insert(name.as_str().into(), sign);
        self.names.push(name);
        for words in words {
            let slots: Vec<Slot> = spaced(words)
                .split_whitespace()
                .map(|slot| self.slot(slot))
                .collect();
            // A phrase starts with a word, or every word of every message would have to be tried.
            if matches!(slots.first(), Some(Slot::OneOf(_))) {
                self.patterns.push(Pattern { sign, slots });
            }
        }
    }

    fn slot(&mut self, slot: &str) -> Slot {
        match slot {
            "_" => Slot::Any,
            ".." => Slot::Gap,
            words => Slot::OneOf(
                words
                    .split('|')
                    .filter(|w| !w.is_empty())
                    .map(|w| self.atom(w))
                    .collect(),
            ),
        }
    }

    fn atom(&mut self, word: &str) -> AtomId {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a catalogue has some thousands of words"
        )]
        let next = self.atoms.len() as AtomId;
        *self.atoms.entry(word.to_owned()).or_insert(next)
    }

    fn finish(mut self) -> SignIndex {
        let digits = self.atom("#");
        let mut index = SignIndex {
            names: self.names,
            ids: self.ids,
            exact: Map::default(),
            stems: Map::default(),
            prefixes: Map::default(),
            suffixes: Map::default(),
            deletions: Map::default(),
            prefix_deletions: Map::default(),
            by_first: vec![Vec::new(); self.atoms.len()],
            patterns: self.patterns,
            digits,
        };
        let stemmer = Stemmer::create(Algorithm::Dutch);
        for (word, atom) in &self.atoms {
            index.enter(word, *atom, &stemmer);
        }
        index.link_patterns();
        index
    }
}

impl SignIndex {
    fn enter(&mut self, word: &str, atom: AtomId, stemmer: &Stemmer) {
        if let Some(stem) = word.strip_suffix('*') {
            if stem.len() >= SWAP_FROM {
                enter_deletions(&mut self.prefix_deletions, stem, atom);
            }
            return self.prefixes.entry(stem.into()).or_default().push(atom);
        }
        if let Some(end) = word.strip_prefix('*') {
            return self.suffixes.entry(end.into()).or_default().push(atom);
        }
        let plain = word.strip_prefix('=').unwrap_or(word);
        self.exact.entry(plain.into()).or_default().push(atom);
        if plain.len() != word.len() || plain.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        if plain.len() >= STEM_FROM {
            self.stems
                .entry(stemmer.stem(plain).into())
                .or_default()
                .push(atom);
        }
        if plain.len() >= SWAP_FROM {
            enter_deletions(&mut self.deletions, plain, atom);
        }
    }

    fn link_patterns(&mut self) {
        for (number, pattern) in self.patterns.iter().enumerate() {
            let Some(Slot::OneOf(atoms)) = pattern.slots.first() else {
                continue;
            };
            for &atom in atoms {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "a catalogue has some thousands of patterns"
                )]
                self.by_first[atom as usize].push(number as u32);
            }
        }
    }
}

fn enter_deletions(deletions: &mut Deletions, word: &str, atom: AtomId) {
    let shorter = word
        .char_indices()
        .skip(1)
        .map(|(at, c)| format!("{}{}", &word[..at], &word[at + c.len_utf8()..]));
    for key in shorter.chain(std::iter::once(word.to_owned())) {
        let words = deletions.entry(key.into()).or_default();
        words.push((word.into(), atom));
    }
}

/// A pattern word as the cutter would cut it: lower case, no hyphens, digits apart.
fn spaced(words: &str) -> String {
    let folded = super::text::fold(words);
    let mut out = String::with_capacity(folded.len() + 4);
    let mut in_number = false;
    for c in folded.chars() {
        if matches!(c, '-' | '&' | '/' | '\'') {
            out.push(' ');
            in_number = false;
            continue;
        }
        let fresh = out.is_empty() || out.ends_with([' ', '|', '=']);
        if in_number && c.is_alphabetic() {
            out.push(' ');
        }
        in_number =
            c.is_ascii_digit() && (in_number || fresh) || in_number && matches!(c, ',' | '.');
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], message: &str) -> bool {
        let words = words.iter().map(|w| (*w).to_owned()).collect();
        let index = SignIndex::compile(vec![("teken".to_owned(), words)]);
        !index.find(&Text::new(message)).hits().is_empty()
    }

    #[test]
    fn a_word_is_found_inflected_compounded_misspelt_and_in_two() {
        assert!(found(&["koerier"], "Twee koeriers"));
        assert!(found(&["sieraden"], "weg met de sieraad"));
        assert!(found(&["nepagent"], "een NEP agent"));
        assert!(found(&["microsoft"], "mikrosoft belde"));
        assert!(found(&["*bank"], "de rabobank"));
        assert!(found(&["loterij*"], "loterijbrief"));
    }

    #[test]
    fn swapped_letters_are_forgiven_in_compounds_too() {
        assert!(found(&["flyer*"], "actie FLYRES 40"));
        assert!(found(&["flyer*"], "fleyrs"));
        assert!(found(&["poster*"], "twee psoters"));
        assert!(found(&["school"], "naar shcool"));
        assert!(found(&["koffie*"], "kofife gedronken"));
        assert!(!found(&["flyer*"], "de flat"));
        assert!(!found(&["brief"], "breed"));
    }

    #[test]
    fn a_short_word_must_be_itself() {
        assert!(!found(&["bank"], "bang"));
        assert!(!found(&["=betaald"], "bepaald"));
    }

    #[test]
    fn phrases_may_skip_words() {
        assert!(found(&["aan de|me deur"], "stond aan de deur"));
        assert!(found(&["pas .. ophalen"], "zijn pas komen ophalen"));
        assert!(!found(
            &["pas .. ophalen"],
            "pas later zou hij de kinderen ophalen"
        ));
        assert!(found(&["6 cijfers"], "code van 6 cijfers"));
    }

    proptest::proptest! {
        #[test]
        fn hits_lie_within_the_message(raw in "\\PC{0,80}") {
            let index = SignIndex::compile(vec![("x".into(), vec!["a*".into(), "de .. een".into(), "nepagent".into()])]);
            let text = Text::new(&raw);
            for hit in index.find(&text).hits() {
                proptest::prop_assert!(hit.first <= hit.last && hit.last < text.len());
            }
        }
    }

    #[test]
    fn a_long_word_that_was_mistyped_is_found_though_it_begins_like_others() {
        let catalogue = crate::catalogue::Catalogue::built_in();
        let (signs, name) = (catalogue.signs(), "naam:nepagent");
        let name = signs.id(name).expect("a name of the catalogue");
        assert!(signs.find(&Text::new("NEPAGEMT AAN DE DEUR")).has(name));
        assert!(!signs.find(&Text::new("nepagenda")).has(name));
    }
}
