//! How likely so many reports are, after what was usual.

/// What is known of a rate: a Gamma distribution. `shape` counts reports, `exposure` the days in which they came.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    pub shape: f64,
    pub exposure: f64,
}

impl Rate {
    /// Reports a day.
    pub fn mean(self) -> f64 {
        self.shape / self.exposure
    }

    /// The probability of `count` or more reports in `days`: the tail of a negative binomial, which is what a Poisson
    /// count with this rate has as its distribution.
    ///
    /// `dispersion` is how many times a week's variance is that of chance alone; 1 when it is chance alone.
    pub fn tail(self, count: u32, days: f64, dispersion: f64) -> f64 {
        let mean = self.mean() * days;
        if f64::from(count) <= mean {
            return 1.0;
        }
        // Variance of a negative binomial: mean + mean² / shape. What we don't know of the rate and what its weeks
        // differ by add up.
        let shape = 1.0 / (1.0 / self.shape + (dispersion - 1.0) / mean);
        let share = mean / (mean + shape);
        // In logarithms, since hundreds of reports make the first terms vanish.
        let mut term = shape * (1.0 - share).ln();
        for k in 0..count {
            term += (share * (shape + f64::from(k)) / f64::from(k + 1)).ln();
        }
        // Beyond the mean each term is smaller than the one before, so the sum ends.
        let (mut sum, mut term, mut k) = (0.0, term.exp(), f64::from(count));
        while term > sum * 1e-12 {
            sum += term;
            term *= share * (shape + k) / (k + 1.0);
            k += 1.0;
        }
        sum.min(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adding up from zero, as the textbook has it.
    fn plain(rate: Rate, count: u32, days: f64) -> f64 {
        let share = days / (days + rate.exposure);
        let mut term = (1.0 - share).powf(rate.shape);
        let mut below = 0.0;
        for k in 0..count {
            below += term;
            term *= share * (rate.shape + f64::from(k)) / f64::from(k + 1);
        }
        1.0 - below
    }

    #[test]
    fn the_tail_is_what_is_left_of_one() {
        for shape in [0.5, 3.0, 52.5] {
            let rate = Rate {
                shape,
                exposure: 364.0,
            };
            for count in 1..12 {
                let (quick, slow) = (rate.tail(count, 7.0, 1.0), plain(rate, count, 7.0));
                if f64::from(count) > rate.mean() * 7.0 {
                    assert!(
                        (quick - slow).abs() < 1e-9,
                        "{shape} {count}: {quick} {slow}"
                    );
                }
            }
        }
    }

    #[test]
    fn it_does_not_vanish_with_thousands_of_reports() {
        let rate = Rate {
            shape: 50_000.5,
            exposure: 364.0,
        };
        let (usual, many) = (rate.tail(3_860, 28.0, 1.0), rate.tail(4_200, 28.0, 1.0));
        assert!((0.2..0.6).contains(&usual), "{usual}");
        assert!(many > 0.0 && many < 1e-6, "{many}");
    }

    #[test]
    fn weeks_that_differ_by_more_than_chance_make_many_reports_less_surprising() {
        let rate = Rate {
            shape: 104.5,
            exposure: 364.0,
        };
        assert!(rate.tail(8, 7.0, 3.0) > 3.0 * rate.tail(8, 7.0, 1.0));
    }
}
