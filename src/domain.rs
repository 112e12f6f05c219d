//! The rules that several features share: time, roles, the states of a signal, small numbers. Pure.

pub mod calendar;
pub mod detection;
pub mod duty;
pub mod lookalike;
pub mod numbers;
pub mod people;
pub mod sharing;
pub mod signal;
pub mod statistics;
pub mod subscription;
pub mod time;
pub mod warning;
