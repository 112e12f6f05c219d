//! `/metrics`: figures in Prometheus's text format (OpenMetrics), read anew for each visit.
//!
//! `docs/operators.md` has a line for each, the dashboard and the alerts in `packaging/` use them; a test compares.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::registry::{Registry, Unit};
use wijkbode_matrix::Health;

use super::{Monitor, Queues};

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// All figures.
pub async fn page(State(monitor): State<Arc<Monitor>>) -> Result<impl IntoResponse, StatusCode> {
    let queues = monitor.queues().await;
    let page = write(&monitor, queues.as_ref()).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(([(CONTENT_TYPE, OPEN_METRICS)], page))
}

fn write(monitor: &Monitor, queues: Option<&Queues>) -> Result<String, fmt::Error> {
    let mut page = Registry::default();
    let own = page.sub_registry_with_prefix("wijkbode");
    about(own, monitor, queues.is_some());
    if let Some(matrix) = monitor.matrix.get() {
        of_matrix(own, matrix);
    }
    if let Some(queues) = queues {
        of_database(own, queues);
    }
    #[cfg(target_os = "linux")]
    super::process::describe(&mut page);
    let mut text = String::new();
    encode(&mut text, &page)?;
    Ok(text)
}

/// What is known at any moment.
fn about(page: &mut Registry, monitor: &Monitor, database: bool) {
    // A gauge, not the format's own type for this: older readers of the format do not know that.
    let build = Family::<[(&str, &str); 1], Gauge>::default();
    build
        .get_or_create(&[("version", env!("CARGO_PKG_VERSION"))])
        .set(1);
    page.register("build_info", "The version of the bot, as a label", build);
    gauge(
        page,
        "active",
        "1 when this process is the bot at work, 0 while it waits to become it",
        u64::from(monitor.matrix.get().is_some()),
    );
    gauge(
        page,
        "database_up",
        "1 when the database answers",
        u64::from(database),
    );
    gauge(
        page,
        "engine_failures_in_a_row",
        "Rounds of the engine that failed since the last that did not",
        u64::from(monitor.engine_failures()),
    );
    if let Some(since) = monitor.rounds.since() {
        age(
            page,
            "engine_round_age",
            "Since the engine went round last; it does so each second",
            since,
        );
    }
}

/// What the Matrix side counted.
fn of_matrix(page: &mut Registry, matrix: &Health) {
    if let Some(since) = matrix.since_last_sync() {
        age(
            page,
            "sync_age",
            "Since the last answer of the homeserver that is safely stored",
            since,
        );
    }
    gauge(
        page,
        "sync_failures_in_a_row",
        "Syncs that failed since the last that did not",
        matrix.sync_failures(),
    );
    for (name, help, count) in [
        (
            "events_received",
            "Events that came in and were stored",
            matrix.stored(),
        ),
        (
            "events_undecryptable",
            "Events among them whose key was not there",
            matrix.undecryptable(),
        ),
        (
            "events_decrypted_late",
            "Events that could be read after all",
            matrix.decrypted_late(),
        ),
        (
            "messages_sent",
            "Messages, edits, reactions and removals sent",
            matrix.sent(),
        ),
        (
            "rate_limit_pauses",
            "Times that the homeserver told the bot to slow down",
            matrix.pauses(),
        ),
        (
            "one_time_keys_refused",
            "Times that the homeserver had other one-time keys of this device",
            matrix.refused_keys(),
        ),
    ] {
        page.register(name, help, ConstCounter::new(count));
    }
}

/// What waits in the database.
fn of_database(page: &mut Registry, queues: &Queues) {
    age(
        page,
        "inbox_oldest_age",
        "Since the oldest event came in that is not handled; 0 when none waits",
        queues.inbox_age,
    );
    age(
        page,
        "outbox_oldest_age",
        "Since the oldest message should have been sent; 0 when none is due",
        queues.outbox_age,
    );
    let waiting = queues.waiting;
    for (name, help, count) in [
        ("inbox_new", "Events that wait to be handled", waiting.new),
        (
            "inbox_unreadable",
            "Events that wait for a key",
            waiting.unreadable,
        ),
        (
            "inbox_parked",
            "Events that could not be handled and were set aside",
            waiting.parked,
        ),
        (
            "gaps_open",
            "Holes in timelines that are being filled",
            waiting.gaps,
        ),
        (
            "outbox_waiting",
            "What waits to be sent or done, also what waits for the morning",
            waiting.to_send,
        ),
        (
            "outbox_parked",
            "What could not be sent and was set aside",
            waiting.send_parked,
        ),
    ] {
        page.register(name, help, ConstGauge::new(count));
    }
}

fn gauge(page: &mut Registry, name: &str, help: &str, value: u64) {
    page.register(name, help, ConstGauge::new(value));
}

fn age(page: &mut Registry, name: &str, help: &str, age: Duration) {
    let seconds = ConstGauge::new(age.as_secs_f64());
    page.register_with_unit(name, help, Unit::Seconds, seconds);
}
