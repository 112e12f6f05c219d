//! What this process uses, under the names that every dashboard knows: `process_…`.

use procfs::WithCurrentSystemInfo;
use procfs::process::Process;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::{Registry, Unit};

/// Adds what the kernel tells; what it does not tell is left out.
pub fn describe(page: &mut Registry) {
    let Ok(process) = Process::myself() else {
        return;
    };
    let process_page = page.sub_registry_with_prefix("process");
    if let Ok(stat) = process.stat() {
        let seconds = ticks(stat.utime + stat.stime) / ticks(procfs::ticks_per_second());
        process_page.register_with_unit(
            "cpu",
            "Processor time of the bot",
            Unit::Seconds,
            ConstCounter::new(seconds),
        );
        process_page.register_with_unit(
            "resident_memory",
            "Memory of the bot",
            Unit::Bytes,
            ConstGauge::new(stat.rss_bytes().get()),
        );
    }
    if let Ok(files) = process.fd_count() {
        process_page.register("open_fds", "Open files of the bot", ConstGauge::new(files));
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a small fraction of a second, after centuries"
)]
fn ticks(count: u64) -> f64 {
    count as f64
}
