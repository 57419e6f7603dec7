//! How much a process has computed so far: unlike the time on the wall it does not grow while others have the machine.

use std::time::Duration;

/// Linux counts in hundredths of a second, whatever the machine.
#[cfg(target_os = "linux")]
const TICK: Duration = Duration::from_millis(10);

/// The time that a process has computed, in itself and for it in the system; none where the system does not tell.
#[cfg(target_os = "linux")]
pub(super) fn of(process: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program, in brackets, may hold anything; the two times are the 12th and 13th word behind it.
    let (_, behind) = stat.rsplit_once(')')?;
    let mut times = behind.split_ascii_whitespace().skip(11).map(str::parse::<u32>);
    let (own, system) = (times.next()?.ok()?, times.next()?.ok()?);
    Some(TICK * own.saturating_add(system))
}

/// The same where nothing tells it.
#[cfg(not(target_os = "linux"))]
pub(super) fn of(_: u32) -> Option<Duration> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::time::{Duration, Instant};

    #[test]
    fn sleep_costs_nothing_and_work_does() {
        let now = || super::of(std::process::id()).expect("the time of this process");
        let (before, begun) = (now(), Instant::now());
        while begun.elapsed() < Duration::from_secs(20) && now() - before < Duration::from_millis(50) {
            std::hint::spin_loop();
        }
        assert!(now() - before >= Duration::from_millis(50));
        assert_eq!(super::of(u32::MAX), None);
    }
}
