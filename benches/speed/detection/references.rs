//! The methods that health services use, implemented plainly, to compare with. Not part of the program.
//!
//! Each gives a score a day; a method alarms where its score is above its threshold.

/// A method with the threshold that was published for it.
pub struct Method {
    pub name: &'static str,
    pub threshold: f64,
    /// The score of the last of these days, given all counts up to and including it.
    pub score: fn(&[u32]) -> f64,
}

pub const ALL: &[Method] = &[
    Method {
        name: "EARS C1",
        threshold: 3.0,
        score: c1,
    },
    Method {
        name: "EARS C2",
        threshold: 3.0,
        score: c2,
    },
    Method {
        name: "EARS C3",
        threshold: 2.0,
        score: c3,
    },
    Method {
        name: "EARS C2, weeks",
        threshold: 3.0,
        score: c2_of_weeks,
    },
    Method {
        name: "Farrington",
        threshold: 1.0,
        score: farrington,
    },
    Method {
        name: "Noufaily",
        threshold: 2.301, // -log10 of 0.005
        score: noufaily,
    },
];

/// Days of history that the hungriest of them needs.
pub const HISTORY: usize = 5 * 364 + 12 * 7;

/// EARS C1: standard deviations above the mean of the seven days before.
///
/// Hutwagner, Thompson, Seeman, Treadwell (2003), The bioterrorism preparedness and response Early Aberration Reporting
/// System (EARS), Journal of Urban Health 80, i89-i96.
fn c1(counts: &[u32]) -> f64 {
    shewhart(counts, 0, 0, 1)
}

/// EARS C2: the same, without the two days just before.
fn c2(counts: &[u32]) -> f64 {
    shewhart(counts, 0, 2, 1)
}

/// EARS C3: what C2 was above one, over three days.
fn c3(counts: &[u32]) -> f64 {
    (0..3)
        .map(|ago| (shewhart(counts, ago, 2, 1) - 1.0).max(0.0))
        .sum()
}

/// C2 of whole weeks, for counts as sparse as ours: the last seven days beside seven weeks, without the two before.
fn c2_of_weeks(counts: &[u32]) -> f64 {
    shewhart(counts, 0, 2, 7)
}

/// The last span of days, or one `ago`, beside the seven spans before it and before the lag.
fn shewhart(counts: &[u32], ago: usize, lag: usize, span: usize) -> f64 {
    const BASELINE: usize = 7;
    /// The least standard deviation for sparse counts, by the advice of Burkom in the R package surveillance (`earsC`).
    const LEAST_SIGMA: f64 = 0.5;
    let of = |back: usize| {
        let end = counts.len() - back * span;
        f64::from(counts[end - span..end].iter().sum::<u32>())
    };
    let baseline: Vec<f64> = (1..=BASELINE).map(|n| of(ago + lag + n)).collect();
    let mean = baseline.iter().sum::<f64>() / BASELINE as f64;
    let squares = baseline.iter().map(|count| (count - mean).powi(2));
    let sigma = (squares.sum::<f64>() / (BASELINE - 1) as f64).sqrt();
    (of(ago) - mean) / sigma.max(LEAST_SIGMA)
}

/// Farrington: the last week beside the same weeks of five years, three weeks to either side.
///
/// Quasi-Poisson regression with a trend where it is significant and stays within what was seen; past outbreaks weigh
/// less, by their Anscombe residuals; the threshold is on the scale of the power 2/3, with 0.995 as its quantile; no
/// alarm with fewer than five reports in four weeks. The score is the exceedance score.
///
/// Farrington, Andrews, Beale, Catchpole (1996), A statistical algorithm for the early detection of outbreaks of
/// infectious disease, Journal of the Royal Statistical Society A 159, 547-563.
fn farrington(counts: &[u32]) -> f64 {
    const Z: f64 = 2.576;
    if is_few(counts) {
        return f64::NEG_INFINITY;
    }
    let around = |year: usize| (0..7).map(move |week| 52 * year + 3 - week);
    let weeks: Vec<usize> = (1..=5).flat_map(around).collect();
    let baseline = Baseline::of(counts, weeks);
    let now = week(counts, 0);
    let Some(trend) = baseline.fit(true, 1.0) else {
        return f64::INFINITY;
    };
    let most = baseline.counts.iter().copied().fold(0.0, f64::max);
    let keeps_trend = trend.slope.abs() > 2.03 * trend.slope_error && trend.mean <= most;
    let fit = if keeps_trend {
        Some(trend)
    } else {
        baseline.fit(false, 1.0)
    };
    let Some(fit) = fit else {
        return f64::INFINITY;
    };
    let tau = fit.dispersion + fit.variance / fit.mean;
    let error = (4.0 / 9.0 * fit.mean.cbrt() * tau).sqrt();
    let threshold = (fit.mean.powf(2.0 / 3.0) + Z * error).powf(1.5);
    (now - fit.mean) / (threshold - fit.mean)
}

/// The improved Farrington: all weeks of five years without the last 26, always a trend, past outbreaks weigh less from a
/// residual of 2.58, and the threshold is the quantile 0.995 of a negative binomial. Without its factor for the season,
/// since the simulated series have none. The score is minus the logarithm of the tail probability.
///
/// Noufaily, Enki, Farrington, Garthwaite, Andrews, Charlett (2013), An improved algorithm for outbreak detection in
/// multiple surveillance systems, Statistics in Medicine 32, 1206-1222.
fn noufaily(counts: &[u32]) -> f64 {
    if is_few(counts) {
        return f64::NEG_INFINITY;
    }
    let baseline = Baseline::of(counts, (27..=260).collect());
    let Some(fit) = baseline.fit(true, 2.58) else {
        return f64::INFINITY;
    };
    -tail(week(counts, 0), fit.mean, fit.dispersion).log10()
}

/// Both look only where five reports came in four weeks.
fn is_few(counts: &[u32]) -> bool {
    counts[counts.len() - 28..].iter().sum::<u32>() < 5
}

/// The seven days that ended so many weeks ago.
fn week(counts: &[u32], ago: usize) -> f64 {
    let end = counts.len() - 7 * ago;
    f64::from(counts[end - 7..end].iter().sum::<u32>())
}

/// The probability of this many or more, of a negative binomial with that mean and `dispersion` times its variance.
fn tail(count: f64, mean: f64, dispersion: f64) -> f64 {
    let is_poisson = dispersion <= 1.000_1;
    let size = mean / (dispersion - 1.0);
    let mut term = if is_poisson {
        (-mean).exp()
    } else {
        (size / (size + mean)).powf(size)
    };
    let (mut below, mut k) = (0.0, 0.0);
    while k < count {
        below += term;
        term *= if is_poisson {
            mean / (k + 1.0)
        } else {
            mean / (size + mean) * (size + k) / (k + 1.0)
        };
        k += 1.0;
    }
    (1.0 - below).max(1e-15)
}

/// Past weeks, and how long ago they were.
struct Baseline {
    counts: Vec<f64>,
    times: Vec<f64>,
}

/// What the regression expects of the present week.
struct Fit {
    mean: f64,
    /// Of the mean.
    variance: f64,
    dispersion: f64,
    slope: f64,
    slope_error: f64,
}

impl Baseline {
    fn of(counts: &[u32], weeks: Vec<usize>) -> Self {
        Self {
            counts: weeks.iter().map(|&ago| week(counts, ago)).collect(),
            times: weeks.iter().map(|&ago| -(ago as f64) / 52.0).collect(),
        }
    }

    /// Quasi-Poisson regression, fitted anew with less weight for weeks whose residual is above `from`. Nothing where
    /// all weeks are empty.
    fn fit(&self, trend: bool, from: f64) -> Option<Fit> {
        let even = vec![1.0; self.counts.len()];
        let first = self.regress(trend, &even)?;
        let weights = self.weights(&first, from);
        let second = self.regress(trend, &weights).unwrap_or(first);
        let mean = second.beta[0].exp();
        let variance = second.dispersion * second.covariance[0] * mean * mean;
        Some(Fit {
            mean,
            variance,
            dispersion: second.dispersion,
            slope: second.beta[1],
            slope_error: (second.dispersion * second.covariance[2]).sqrt(),
        })
    }

    fn weights(&self, fitted: &Regression, from: f64) -> Vec<f64> {
        let residual = |((count, mean), hat): ((&f64, &f64), &f64)| {
            let raw = 1.5 * (count.powf(2.0 / 3.0) * mean.powf(-1.0 / 6.0) - mean.sqrt());
            raw / (fitted.dispersion * (1.0 - hat).max(1e-9)).sqrt()
        };
        let pairs = self.counts.iter().zip(&fitted.means);
        let raw: Vec<f64> = pairs
            .zip(&fitted.hats)
            .map(residual)
            .map(|s| if s > from { s.powi(-2) } else { 1.0 })
            .collect();
        let gamma = raw.len() as f64 / raw.iter().sum::<f64>();
        raw.into_iter().map(|weight| weight * gamma).collect()
    }

    /// Iteratively reweighted least squares with a logarithmic link: intercept (the present week), and slope a year.
    fn regress(&self, trend: bool, weights: &[f64]) -> Option<Regression> {
        let n = self.counts.len() as f64;
        let total: f64 = self.counts.iter().sum();
        if total == 0.0 {
            return None;
        }
        let mut beta = [(total / n).ln(), 0.0];
        let mut covariance = [0.0; 3];
        let mean = |beta: [f64; 2], time: f64| (beta[0] + beta[1] * time).clamp(-20.0, 20.0).exp();
        for _ in 0..30 {
            let (mut s, mut st, mut stt, mut sz, mut stz) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for ((&count, &time), &weight) in self.counts.iter().zip(&self.times).zip(weights) {
                let mu = mean(beta, time);
                let (w, z) = (weight * mu, mu.ln() + (count - mu) / mu);
                s += w;
                st += w * time;
                stt += w * time * time;
                sz += w * z;
                stz += w * time * z;
            }
            let determinant = s * stt - st * st;
            let next = if trend {
                covariance = [stt / determinant, -st / determinant, s / determinant];
                [
                    (stt * sz - st * stz) / determinant,
                    (s * stz - st * sz) / determinant,
                ]
            } else {
                covariance = [1.0 / s, 0.0, 0.0];
                [sz / s, 0.0]
            };
            let step = (next[0] - beta[0]).abs() + (next[1] - beta[1]).abs();
            beta = next;
            if step < 1e-8 {
                break;
            }
        }
        let means: Vec<f64> = self.times.iter().map(|&time| mean(beta, time)).collect();
        let leverage = |(&time, (&mu, &weight)): (&f64, (&f64, &f64))| {
            let spread = covariance[0] + 2.0 * covariance[1] * time + covariance[2] * time * time;
            weight * mu * spread
        };
        let hats = self.times.iter().zip(means.iter().zip(weights));
        let hats: Vec<f64> = hats.map(leverage).collect();
        let pearson = self.counts.iter().zip(&means).zip(weights);
        let pearson: f64 = pearson
            .map(|((count, mu), weight)| weight * (count - mu).powi(2) / mu)
            .sum();
        let freedom = n - if trend { 2.0 } else { 1.0 };
        Some(Regression {
            beta,
            covariance,
            means,
            hats,
            dispersion: (pearson / freedom).max(1.0),
        })
    }
}

struct Regression {
    beta: [f64; 2],
    /// Of the intercept, of both, of the slope; without the dispersion.
    covariance: [f64; 3],
    means: Vec<f64>,
    hats: Vec<f64>,
    dispersion: f64,
}
