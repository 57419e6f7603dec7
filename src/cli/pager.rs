//! Long output goes through the reader's pager, as with git; short output, and what goes into a file, does not.

use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

/// Prints a text; through `$PAGER`, or `less`, where it is longer than the terminal is high.
pub(super) fn page(text: &str, never: bool) {
    let height = terminal_size::terminal_size().map(|(_, height)| usize::from(height.0));
    let long = height.is_some_and(|height| text.lines().count() >= height);
    if never || !long || !std::io::stdout().is_terminal() || !paged(text) {
        // A reader that has gone away is no fault.
        let _ = anstream::stdout().write_all(text.as_bytes());
    }
}

/// Was there a pager? One that is left early is no fault.
fn paged(text: &str) -> bool {
    let pager = std::env::var("PAGER").ok().filter(|pager| !pager.trim().is_empty());
    let pager = pager.unwrap_or_else(|| "less".to_owned());
    let mut command = if cfg!(windows) { Command::new("cmd") } else { Command::new("sh") };
    command.args([if cfg!(windows) { "/C" } else { "-c" }, &pager]);
    if std::env::var_os("LESS").is_none() {
        // Colours pass, and what fits on the screen is only printed.
        command.env("LESS", "FRX");
    }
    let Ok(mut running) = command.stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut input) = running.stdin.take() {
        let plain = anstream::AutoStream::choice(&std::io::stdout()) == anstream::ColorChoice::Never;
        let text = if plain { anstream::adapter::strip_str(text).to_string() } else { text.to_owned() };
        let _ = input.write_all(text.as_bytes());
    }
    running.wait().is_ok_and(|status| status.code() != Some(127))
}
