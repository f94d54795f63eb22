//! The child's side: confine itself, then parse what comes until nothing more does.

use super::frame::{self, Sign};
use super::sandbox;
use firsthand_ingest::{Charset, Fields, Hints, Limits, open, wire};
use serde::{Deserialize, Serialize};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;
use std::thread;

/// Stack of the thread that parses, in bytes: what a library does by recursion must fit.
const STACK: usize = 256 << 20;

/// What the parent says of a file. Not its name: only the ending counts.
#[derive(Serialize, Deserialize)]
pub(super) struct Order {
    ending: Option<String>,
    charset: Option<String>,
    fields: Fields,
    limits: Limits,
    pub(super) skip: u64,
}

impl Order {
    pub(super) fn new(hints: &Hints) -> Order {
        let name = hints.name.as_deref().unwrap_or_default();
        // "x.txt.gz" has two.
        let endings = name.rsplit(['/', '\\']).next().unwrap_or_default().split_once('.');
        let short = |endings: &str| {
            let parts: Vec<&str> = endings.rsplit('.').take(2).collect();
            parts.into_iter().rev().collect::<Vec<_>>().join(".")
        };
        Order {
            ending: endings.map(|(_, endings)| short(endings)),
            charset: hints.charset.map(|charset| charset.name().to_owned()),
            fields: hints.fields.clone(),
            limits: hints.limits,
            skip: hints.skip,
        }
    }

    fn hints(self) -> Hints {
        Hints {
            name: self.ending.map(|ending| format!("x.{ending}")),
            charset: self.charset.and_then(|name| Charset::named(&name).ok()),
            fields: self.fields,
            limits: self.limits,
            skip: self.skip,
        }
    }
}

/// Is a parser until standard input ends. Whatever goes wrong ends the process: the parent knows what to make of it.
pub fn serve() -> ExitCode {
    // Before any thread begins, so that all are bound by it.
    let bounds = sandbox::bound();
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || {
        let sandbox = sandbox::confine(bounds);
        work(&serde_json::to_vec(&sandbox).unwrap_or_default())
    });
    match worker.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn work(hello: &[u8]) -> io::Result<()> {
    let mut from = io::stdin().lock();
    let mut to = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    frame::write(&mut to, Sign::Hello, hello)?;
    to.flush()?;
    while let Some((sign, order)) = frame::read(&mut from)? {
        let order: Order = serde_json::from_slice(&order).map_err(|_| io::ErrorKind::InvalidData)?;
        let Some((Sign::Bytes, bytes)) = frame::read(&mut from)?.filter(|_| sign == Sign::Order) else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        let hints = order.hints();
        let mut done = Ok(());
        open(&bytes, &hints).each(|found| {
            // What was found before a crash must not lie in a buffer of the one that crashed.
            done = frame::write(&mut to, Sign::Found, &wire::encode(&found)).and_then(|()| to.flush());
            if done.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        done?;
        frame::write(&mut to, Sign::End, b"")?;
        to.flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_child_learns_no_name() {
        let ending = |name: &str| Order::new(&Hints { name: Some(name.into()), ..Hints::default() }).ending;
        assert_eq!(ending("secret.v1/plan of Dena.txt"), Some("txt".into()));
        assert_eq!(ending("a.b.c.warc.gz"), Some("warc.gz".into()));
        assert_eq!(ending("secret"), None);
    }
}
