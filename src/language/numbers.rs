//! Reads numbers as people type them: `1,5k`, `een stuk of 20`, `10 a 15`, `vierenvijftig`, `een tiental`.

use super::text::Text;

/// A number or a range, and the words it stands on (both ends included). Values are in hundredths, so
/// that `1,50` and `1.500` are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    pub low: u64,
    pub high: u64,
    pub first: usize,
    pub last: usize,
    /// Typed as a vague word (`een paar`, `enkele`): good for people, never for money.
    pub vague: bool,
}

/// No wijk has more people, no local paper more copies; a telephone number typed for a count is larger.
const LARGEST: u64 = 1_000_000;

impl Number {
    /// As whole numbers; none where it has a fraction or is too large to count people.
    #[must_use]
    pub fn whole(&self) -> Option<(u32, u32)> {
        let whole = |v: u64| {
            let whole = v.is_multiple_of(100) && v / 100 <= LARGEST;
            whole.then(|| u32::try_from(v / 100).ok()).flatten()
        };
        Some((whole(self.low)?, whole(self.high)?))
    }
}

/// All numbers in `text` except on words in `taken` (days, times). Ranges come as one number.
#[must_use]
pub fn numbers(text: &Text, taken: &[bool]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match number_at(text, at, taken) {
            Some(number) => {
                at = number.last + 1;
                found.push(number);
            }
            None => at += 1,
        }
    }
    found
}

/// The number or range that starts at word `at`.
fn number_at(text: &Text, at: usize, taken: &[bool]) -> Option<Number> {
    let one = single(text, at, taken)?;
    let Some(link) = range_link(text, one.last + 1, one) else {
        return Some(one);
    };
    let Some(two) = single(text, link, taken).filter(|two| two.low > one.low && !two.vague) else {
        return Some(one);
    };
    // "6 of 7", "10 tot 15"; a second number that is far larger is another thing ("2 of 300 euro").
    let near = two.low <= one.low.saturating_mul(5);
    Some(if near {
        Number {
            high: two.high,
            last: two.last,
            ..one
        }
    } else {
        one
    })
}

/// Where the second number of a range would start.
fn range_link(text: &Text, at: usize, one: Number) -> Option<usize> {
    let word = text.word(at);
    let between = matches!(text.before(one.first, 1), "tussen" | "between")
        || (text.before(one.first, 2) == "tussen" && text.before(one.first, 1) == "de");
    match word {
        "a" | "tot" | "of" | "to" | "or" => Some(at + 1),
        "en" | "and" if between => Some(at + 1),
        "tm" => Some(at + 1),
        _ if matches!(text.gap(at), "-" | " - " | "/") => Some(at),
        _ => None,
    }
}

/// One number, with what multiplies it.
fn single(text: &Text, at: usize, taken: &[bool]) -> Option<Number> {
    if taken.get(at).copied().unwrap_or(false) {
        return None;
    }
    let token = text.tokens().get(at)?;
    let (value, mut last, vague) = if token.is_number {
        (digits(text.word(at))?, at, false)
    } else if matches!(text.word(at), "half" | "halve") && text.word(at + 1) == "ton" {
        (5_000_000, at + 1, false)
    } else if let Some((low, high, last)) = vague(text, at) {
        return Some(Number {
            low: low * 100,
            high: high * 100,
            first: at,
            last,
            vague: true,
        });
    } else {
        // "Een paar honderd" is no amount.
        (
            word_value(text.word(at))?,
            at,
            matches!(text.before(at, 1), "paar" | "enkele" | "few"),
        )
    };
    let mut value = value;
    while let Some(times) = multiplier(text, last + 1, value) {
        value = value.saturating_mul(times);
        last += 1;
    }
    Some(Number {
        low: value,
        high: value,
        first: at,
        last,
        vague,
    })
}

/// `k`, `duizend`, `mille`, `hundred`, `(rooie) ruggen` behind a number.
fn multiplier(text: &Text, at: usize, value: u64) -> Option<u64> {
    if at >= text.len() || text.gap(at).contains(['.', ',', ';', '\n']) {
        return None;
    }
    match text.word(at) {
        "k" | "duizend" | "mille" | "thousand" | "rug" | "ruggen" if value < 100_000_000 => {
            Some(1000)
        }
        "rooie" | "rode" if matches!(text.word(at + 1), "rug" | "ruggen") => Some(1),
        "honderd" | "hundred" if value < 10_000 => Some(100),
        "meier" | "meiers" if value < 10_000 => Some(100),
        "tientje" | "tientjes" if value < 10_000 => Some(10),
        "ton" if value < 10_000 => Some(100_000),
        "miljoen" | "million" | "mln" => Some(1_000_000),
        _ => None,
    }
}

/// `een paar`, `enkele`, `een tiental`, `handjevol`: low, high and the last word.
fn vague(text: &Text, at: usize) -> Option<(u64, u64, usize)> {
    let article = matches!(text.word(at), "een" | "n" | "a" | "zon");
    let noun = if article { at + 1 } else { at };
    let (low, high) = match text.word(noun) {
        "paar" if text.word(noun + 1) != "honderd" && text.word(noun + 1) != "duizend" => (2, 5),
        "few" | "enkele" | "enkelen" | "handvol" => (2, 5),
        "couple" => (2, 3),
        "tiental" => (10, 10),
        "twintigtal" => (20, 20),
        "vijftal" => (5, 5),
        "dozijn" | "dozen" => (12, 12),
        "handjevol" | "handjevoltje" | "handful" => (5, 5),
        "honderdtal" => (100, 100),
        _ => return None,
    };
    Some((low, high, noun))
}

/// `1.450,50`, `1,5`, `12`: hundredths. A point before exactly three digits separates thousands.
#[must_use]
pub fn digits(word: &str) -> Option<u64> {
    let (whole, fraction) = split_fraction(word);
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole: u64 = whole.parse().ok().filter(|v| *v < 1_000_000_000)?;
    let fraction = match fraction.len() {
        0 => 0,
        1 => fraction.parse::<u64>().ok()? * 10,
        2 => fraction.parse().ok()?,
        _ => return None,
    };
    Some(whole * 100 + fraction)
}

fn split_fraction(word: &str) -> (&str, &str) {
    let Some(at) = word.rfind([',', '.']) else {
        return (word, "");
    };
    let (whole, fraction) = (&word[..at], &word[at + 1..]);
    let thousands = fraction.len() == 3 && whole.len() <= 3 || word.matches('.').count() > 1;
    if thousands && fraction.len() == 3 {
        (word, "")
    } else {
        (whole, fraction)
    }
}

/// `twaalf`, `vierenvijftig`, `elfhonderd`, `anderhalf`, `twelve`: hundredths. `een` alone is an article,
/// so it is no number; `one` is.
#[must_use]
pub fn word_value(word: &str) -> Option<u64> {
    if word.len() < 3 || matches!(word, "een" | "half" | "halve") {
        return None;
    }
    if matches!(word, "anderhalf" | "anderhalve") {
        return Some(150);
    }
    compound(word).or_else(|| english(word)).map(|v| v * 100)
}

fn compound(word: &str) -> Option<u64> {
    for (scale, value) in [("duizend", 1000), ("honderd", 100)] {
        if let Some((before, after)) = word.split_once(scale) {
            let times = if before.is_empty() {
                1
            } else {
                below_hundred(before)?
            };
            let after = after.strip_prefix("en").unwrap_or(after);
            let rest = if after.is_empty() {
                0
            } else {
                compound(after)?
            };
            return Some(times * value + rest);
        }
    }
    below_hundred(word)
}

fn below_hundred(word: &str) -> Option<u64> {
    if let Some(value) = below_twenty(word).or_else(|| tens(word)) {
        return Some(value);
    }
    // "vierenvijftig", and "tweeendertig" whose trema is gone by now.
    let (ones, rest) = word
        .match_indices("en")
        .find_map(|(at, _)| Some((below_twenty(&word[..at])?, tens(&word[at + 2..])?)))?;
    (ones < 10).then_some(ones + rest)
}

fn below_twenty(word: &str) -> Option<u64> {
    Some(match word {
        "een" => 1,
        "twee" => 2,
        "drie" | "trije" => 3,
        "vier" | "fjouwer" => 4,
        "vijf" | "vief" | "vyf" | "fiif" => 5,
        "zes" | "ses" => 6,
        "zeven" | "zeuven" => 7,
        "acht" => 8,
        "negen" | "njoggen" => 9,
        "tien" | "tsien" => 10,
        "elf" => 11,
        "twaalf" | "tolve" | "twaalm" => 12,
        "dertien" | "trettjin" | "dattien" => 13,
        "veertien" | "fjirtjin" => 14,
        "vijftien" | "fyftjin" | "vieftien" | "vyftien" => 15,
        "zestien" | "sechstjin" => 16,
        "zeventien" | "zeuventien" | "santjin" => 17,
        "achttien" | "achttjin" | "achtien" => 18,
        "negentien" | "njoggentjin" => 19,
        _ => return None,
    })
}

fn tens(word: &str) -> Option<u64> {
    Some(match word {
        "twintig" | "tweintich" | "twinneg" | "twinteg" => 20,
        "dertig" | "tritich" | "datteg" | "darteg" => 30,
        "veertig" | "fjirtich" | "veerteg" => 40,
        "vijftig" | "fyftich" | "vieftig" | "viefteg" => 50,
        "zestig" | "sechstich" | "zesteg" => 60,
        "zeventig" => 70,
        "tachtig" => 80,
        "negentig" => 90,
        _ => return None,
    })
}

fn english(word: &str) -> Option<u64> {
    Some(match word {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "fifteen" => 15,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "hundred" => 100,
        "thousand" => 1000,
        _ => return None,
    })
}

/// `vieren` in "met z'n vieren": the number of people together.
#[must_use]
pub fn together(word: &str) -> Option<u32> {
    let stem = match word {
        "tweeen" | "tweetjes" | "beiden" => return Some(2),
        "drieen" | "drietjes" => return Some(3),
        "vijven" | "vijfen" | "vijfjes" => return Some(5),
        "zessen" => return Some(6),
        "zevenen" => return Some(7),
        "twaalven" => return Some(12),
        _ => word
            .strip_suffix("en")
            .or_else(|| word.strip_suffix("tjes"))?,
    };
    compound(stem)
        .and_then(|v| u32::try_from(v).ok())
        .filter(|v| *v > 1)
}

/// `derde`, `vierde`, `twintigste`; with digits the caller looks for `e`, `de` or `ste` behind them.
#[must_use]
pub fn ordinal(word: &str) -> Option<u32> {
    let value = match word {
        "tweede" | "second" => 2,
        "derde" | "third" => 3,
        "vierde" | "fourth" => 4,
        "vijfde" | "fifth" => 5,
        "zesde" => 6,
        "zevende" => 7,
        "achtste" => 8,
        "negende" => 9,
        "tiende" => 10,
        _ => return None,
    };
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Vec<(u64, u64)> {
        numbers(&Text::new(raw), &[])
            .iter()
            .map(|n| (n.low, n.high))
            .collect()
    }

    #[test]
    fn digits_with_points_and_commas() {
        assert_eq!(read("1.200,50"), [(120_050, 120_050)]);
        assert_eq!(read("3.000 mensen"), [(300_000, 300_000)]);
        assert_eq!(read("1,5k"), [(150_000, 150_000)]);
        assert_eq!(read("12duizend"), [(1_200_000, 1_200_000)]);
        assert_eq!(read("0,01"), [(1, 1)]);
    }

    #[test]
    fn words() {
        assert_eq!(read("vierenvijftig kinderen"), [(5400, 5400)]);
        assert_eq!(read("tweeëndertig"), [(3200, 3200)]);
        assert_eq!(read("honderdvijftig"), [(15_000, 15_000)]);
        assert_eq!(read("elfhonderd"), [(110_000, 110_000)]);
        assert_eq!(read("two hundred"), [(20_000, 20_000)]);
        assert_eq!(read("een"), []);
        assert_eq!(together("vieren"), Some(4));
        assert_eq!(together("achten"), Some(8));
    }

    #[test]
    fn ranges_and_vague_words() {
        assert_eq!(read("10-15"), [(1000, 1500)]);
        assert_eq!(read("3 à 4 keer"), [(300, 400)]);
        assert_eq!(read("tussen de 20 en 30 man"), [(2000, 3000)]);
        assert_eq!(read("vijf à zes"), [(500, 600)]);
        assert_eq!(read("een stuk of 20"), [(2000, 2000)]);
        assert_eq!(read("een paar buren"), [(200, 500)]);
        assert_eq!(read("een tiental"), [(1000, 1000)]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_panic(raw in "\\PC*") {
            let text = Text::new(&raw);
            for number in numbers(&text, &[]) {
                proptest::prop_assert!(number.low <= number.high && number.first <= number.last && number.last < text.len());
            }
        }
    }
}
