//! Folds a message (lower case, no accents, plain quotes and dashes) and cuts it into words.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A folded message and its words.
#[derive(Debug, Clone, Default)]
pub struct Text {
    flat: String,
    tokens: Vec<Token>,
}

/// One word or number of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Byte range in `Text::flat`.
    pub start: usize,
    pub end: usize,
    /// Which sentence it is in, from 0.
    pub sentence: u16,
    /// Starts with a digit: a number as typed, such as `1.450,50`.
    pub is_number: bool,
    /// Follows the token before without a space, as `x` does in `5x`.
    pub is_glued: bool,
}

impl Text {
    /// Folds and cuts `raw`.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        let flat = fold(raw).into_owned();
        let tokens = cut(&flat);
        Self { flat, tokens }
    }

    /// The folded message.
    #[must_use]
    pub fn flat(&self) -> &str {
        &self.flat
    }

    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The word at `at`; empty beyond the end, so that readers may look ahead freely.
    #[must_use]
    pub fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .map_or("", |t| &self.flat[t.start..t.end])
    }

    /// The word `back` places before `at`; empty before the beginning.
    #[must_use]
    pub fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// What stands between the word at `at` and the one before it.
    #[must_use]
    pub fn gap(&self, at: usize) -> &str {
        let Some(token) = self.tokens.get(at) else {
            return "";
        };
        let from = at
            .checked_sub(1)
            .and_then(|b| self.tokens.get(b))
            .map_or(0, |t| t.end);
        &self.flat[from..token.start]
    }

    /// What stands between the word at `at` and the one after it.
    #[must_use]
    pub fn after(&self, at: usize) -> &str {
        if at + 1 < self.tokens.len() {
            return self.gap(at + 1);
        }
        self.tokens.get(at).map_or("", |t| &self.flat[t.end..])
    }

    /// The sentence of the word at `at`.
    #[must_use]
    pub fn sentence(&self, at: usize) -> u16 {
        self.tokens.get(at).map_or(u16::MAX, |t| t.sentence)
    }

    /// A new clause starts between `a` and the later `b`: a comma, a full stop, a bracket.
    #[must_use]
    pub fn parted(&self, a: usize, b: usize) -> bool {
        (a + 1..=b).any(|at| {
            self.gap(at)
                .contains([',', ';', '.', '!', '?', ':', '(', ')', '\n'])
        })
    }
}

/// Lower case, accents off, curly quotes and dashes plain, apostrophes inside words dropped (`foto's`,
/// `z'n`), other signs kept. Plain ASCII takes a fast road.
#[must_use]
pub fn fold(raw: &str) -> Cow<'_, str> {
    let plain = raw
        .bytes()
        .all(|b| b.is_ascii() && !b.is_ascii_uppercase() && b != b'\'');
    if plain {
        return Cow::Borrowed(raw);
    }
    if raw.is_ascii() {
        return Cow::Owned(drop_apostrophes(
            raw.chars().map(|c| c.to_ascii_lowercase()),
        ));
    }
    let folded = raw
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_invisible(*c))
        .flat_map(char::to_lowercase);
    // Lower-casing can bring marks back (İ), hence the second filter.
    Cow::Owned(drop_apostrophes(
        folded.filter(|c| !is_combining_mark(*c)).map(plain_sign),
    ))
}

/// Zero-width characters and direction marks that copying leaves behind.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ad}')
}

fn plain_sign(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '`' | '´' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        'ı' => 'i',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        '×' => 'x',
        c if c.is_whitespace() && c != '\n' => ' ',
        c => c,
    }
}

fn drop_apostrophes(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let mut chars = chars.peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let inside =
            c == '\'' && last.is_alphanumeric() && chars.peek().is_some_and(|n| n.is_alphabetic());
        if !inside {
            out.push(c);
        }
        last = c;
    }
    out
}

fn cut(flat: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(flat.len() / 5);
    let mut sentence = 0;
    let mut at = 0;
    while let Some(c) = flat[at..].chars().next() {
        let end = match c {
            '0'..='9' => number_end(flat, at),
            c if c.is_alphanumeric() => word_end(flat, at),
            _ => {
                sentence += u16::from(
                    ends_sentence(flat, at, c)
                        && tokens.last().is_some_and(|t| t.sentence == sentence),
                );
                at += c.len_utf8();
                continue;
            }
        };
        let is_glued = tokens.last().is_some_and(|t| t.end == at);
        tokens.push(Token {
            start: at,
            end,
            sentence,
            is_number: c.is_ascii_digit(),
            is_glued,
        });
        at = end;
    }
    tokens
}

/// Letters, and digits behind letters (`o15`, `fh26`), are one word.
fn word_end(flat: &str, from: usize) -> usize {
    let word = flat[from..].find(|c: char| !c.is_alphanumeric());
    word.map_or(flat.len(), |len| from + len)
}

/// Digits with points or commas between them are one number: `1.450,50`. `x`, `k`, `e` behind it is not.
fn number_end(flat: &str, from: usize) -> usize {
    let bytes = flat.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let joins =
            matches!(bytes[at], b'.' | b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[at].is_ascii_digit() && !joins {
            break;
        }
        at += 1;
    }
    at
}

/// A full stop ends a sentence when a space or the end follows; not in `1.450` or `v.v.e.`.
fn ends_sentence(flat: &str, at: usize, c: char) -> bool {
    match c {
        '\n' | '!' | '?' => true,
        '.' => {
            let one_letter = flat[..at]
                .chars()
                .rev()
                .take(2)
                .filter(|c| c.is_alphanumeric())
                .count()
                < 2;
            !one_letter
                && flat[at + 1..]
                    .chars()
                    .next()
                    .is_none_or(char::is_whitespace)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(raw: &str) -> Vec<String> {
        let text = Text::new(raw);
        (0..text.len()).map(|at| text.word(at).to_owned()).collect()
    }

    #[test]
    fn folds_what_phone_keyboards_make() {
        assert_eq!(
            fold("Gister én ‘eergister’ – foto’s"),
            "gister en 'eergister' - fotos"
        );
        assert_eq!(fold("AYŞE"), "ayse");
    }

    #[test]
    fn numbers_are_words_of_their_own() {
        assert_eq!(
            words("€1.450,50 en 5x 12duizend"),
            ["1.450,50", "en", "5", "x", "12", "duizend"]
        );
        assert_eq!(words("o15 en 75+ers"), ["o15", "en", "75", "ers"]);
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        let text = Text::new("Kwijt 1.200 euro. Gisteren! ok");
        assert_eq!(
            text.tokens().iter().map(|t| t.sentence).collect::<Vec<_>>(),
            [0, 0, 0, 1, 2]
        );
    }

    proptest::proptest! {
        #[test]
        fn spans_are_valid_for_any_text(raw in "\\PC*") {
            let text = Text::new(&raw);
            for at in 0..text.len() {
                proptest::prop_assert!(!text.word(at).is_empty());
                let _ = (text.gap(at), text.after(at));
            }
        }

        #[test]
        fn folding_twice_is_folding_once(raw in "\\PC*") {
            let once = fold(&raw).into_owned();
            proptest::prop_assert_eq!(fold(&once).replace('\'', ""), once.replace('\'', ""));
        }
    }
}
