//! Small numbers: statistics show `1-4` instead of a count under five, so that no single neighbour can be picked out.

/// The smallest count that statistics show exactly. Source: the small-numbers rule in `docs/gemeente.md`.
pub const SHOWN_FROM: i64 = 5;

/// A count as statistics may show it.
pub fn banded(count: i64) -> String {
    match count {
        ..=0 => "0".to_owned(),
        1..SHOWN_FROM => format!("1-{}", SHOWN_FROM - 1),
        exact => exact.to_string(),
    }
}

/// A range as people read it: `5`, or `10-15`.
pub fn range(least: i64, most: i64) -> String {
    if least == most {
        least.to_string()
    } else {
        format!("{least}-{most}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_under_five_are_one_band() {
        let shown: Vec<_> = [0, 1, 4, 5, 12].into_iter().map(banded).collect();
        assert_eq!(shown, ["0", "1-4", "1-4", "5", "12"]);
    }

    #[test]
    fn a_range_of_one_is_a_number() {
        assert_eq!(range(5, 5), "5");
        assert_eq!(range(10, 15), "10-15");
    }
}
