//! The `firsthand` program: hands over to the library, so that tests reach everything.

use std::process::ExitCode;

fn main() -> ExitCode {
    firsthand::cli::main()
}
