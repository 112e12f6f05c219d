//! What figures and dates look like outside of a sentence: pictures and calendar files. Pure: the same in, the same out.

pub mod calendar_file;
pub mod chart;
mod letters;
pub mod stix;
