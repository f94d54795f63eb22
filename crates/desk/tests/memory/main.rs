//! What is left of a session once its case is closed: in the memory of the process, in core files, in shared memory.
//!
//! Nobody can be asked what another process holds, so this test is its own program: called as `session` it works as
//! `firsthand` does, by the same library and the same allocator, and then searches its own memory; called as the
//! parser's command, it is the parser.

mod canary;
mod cores;
mod scan;
mod session;
mod word;

use libtest_mimic::{Arguments, Trial};
use std::process::ExitCode;

/// The command that makes this program the session.
const SESSION: &str = "session";

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some(firsthand::child::COMMAND) => return firsthand::cli::main(),
        Some(SESSION) => return session::serve(),
        _ => {}
    }
    let trial = |name: &str, test: fn()| {
        Trial::test(name, move || {
            test();
            Ok(())
        })
    };
    // Other systems have no /proc to look into.
    let trials = if cfg!(target_os = "linux") {
        vec![
            trial("no_canary_is_left_in_memory_after_closing", canary::none_is_left),
            trial("the_search_of_memory_finds_what_is_there", canary::the_search_finds),
            trial("a_crash_leaves_no_core", cores::none_is_left),
        ]
    } else {
        Vec::new()
    };
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
