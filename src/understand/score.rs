//! Scores the labelled corpora of `tests/data/`, with floors, so that understanding can only get better.
