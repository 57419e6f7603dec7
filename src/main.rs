//! The command `rejoinder`: parse, call, exit code.

fn main() -> std::process::ExitCode {
    rejoinder::cli::main(std::env::args_os())
}
