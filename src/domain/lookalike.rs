//! Display names that are made to look like another's: swindlers pose as the police, and may pose as the bot.

/// What only the police and the bot have a claim to, anywhere in a name.
const CLAIMS: [&str; 4] = ["wijkagent", "politie", "wijkbode", "police"];

/// Names that are shorter look alike by chance.
const LONG_ENOUGH: usize = 5;

/// Whether a display name makes its bearer look like the one who is called `real`, as people would read it: letters of
/// other alphabets, digits for letters, marks and spaces do not count, and one letter may differ in a long name.
#[must_use]
pub fn looks_like(name: &str, real: &str) -> bool {
    let (name, real) = (skeleton(name), skeleton(real));
    if real.is_empty() || name.is_empty() {
        return false;
    }
    name == real || real.chars().count() > LONG_ENOUGH && strsim::osa_distance(&name, &real) <= 1
}

/// Whether a display name claims to be the police or the bot: "Wijkagent Bram", "P0litie Den Haag".
#[must_use]
pub fn claims_authority(name: &str) -> bool {
    let name = skeleton(name);
    CLAIMS.iter().any(|claim| name.contains(&skeleton(claim)))
}

/// What is left of a name when everything is taken away that is only drawn differently.
fn skeleton(name: &str) -> String {
    let folded = crate::language::text::fold(name);
    let drawn: String = folded
        .chars()
        .flat_map(char::to_lowercase)
        .map(drawn_as)
        .filter(|c| c.is_alphanumeric())
        .collect();
    drawn.replace("rn", "m").replace("vv", "w")
}

/// The Latin letter that a sign is drawn as. A choice of those that Unicode lists as confusable (UTS 39), of Cyrillic and
/// Greek, and digits.
fn drawn_as(c: char) -> char {
    match c {
        '0' | 'о' | 'ο' | 'օ' => 'o',
        '1' | 'l' | '|' | 'і' | 'ι' | 'ӏ' | 'ı' => 'i',
        '3' | 'е' | 'ε' | 'є' => 'e',
        '4' | 'а' | 'α' => 'a',
        '5' | 'ѕ' => 's',
        '7' | 'т' | 'τ' => 't',
        '8' | 'в' | 'β' => 'b',
        '9' | 'ԍ' => 'g',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'һ' => 'h',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'п' | 'η' => 'n',
        'р' | 'ρ' => 'p',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_drawn_alike_looks_alike() {
        for name in [
            "wijkbode",
            "Wijkbode",
            "WIJKB0DE",
            "wıjkbode",
            "wijk-bode ",
            "Wіjkbоdе",
            "vvijkbode",
            "wijkbodee",
            "w\u{200b}ijkbode",
        ] {
            assert!(looks_like(name, "wijkbode"), "{name}");
        }
        assert!(looks_like("Brarn de Vries", "Bram de Vries"));
    }

    #[test]
    fn other_names_are_left_alone() {
        for (name, real) in [
            ("Anna", "Anja"),
            ("Bram", "Bran"),
            ("Joop", "wijkbode"),
            ("", "wijkbode"),
            ("🌷", "wijkbode"),
            ("Anna", ""),
        ] {
            assert!(!looks_like(name, real), "{name} {real}");
        }
    }

    #[test]
    fn whoever_claims_to_be_the_police_is_noticed() {
        for name in ["Wijkagent Bram", "P0LITIE Den Haag", "wijkbode (nieuw)"] {
            assert!(claims_authority(name), "{name}");
        }
        for name in ["Anna", "Agnes de Wijk"] {
            assert!(!claims_authority(name), "{name}");
        }
    }
}
