//! Mailboxes in one file (mbox, RFC 4155): each message begins behind a line that starts with "From ".

use super::mail;
use crate::Format;
use crate::walk::{Step, Walk};

/// Every message of a mailbox, in its order.
pub(crate) fn mbox(walk: &mut Walk<'_>, bytes: &[u8]) -> Step {
    walk.inside(Format::Mbox, |walk| {
        let mut starts = starts(bytes).peekable();
        let mut number = 0;
        while let Some(start) = starts.next() {
            let end = starts.peek().copied().unwrap_or(bytes.len());
            number += 1;
            let message = unquoted(after_line(&bytes[start..end]));
            walk.at(format!("#message={number}"), |walk| mail(walk, &message))?;
        }
        Ok(())
    })
}

/// Where the lines that begin a message stand: "From " at the beginning or behind a blank line.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let behind_blank =
        |at: usize| at == 0 || bytes[..at].ends_with(b"\n\n") || bytes[..at].ends_with(b"\n\r\n");
    let lines =
        std::iter::once(0).chain(bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1));
    lines.filter(move |at| bytes[*at..].starts_with(b"From ") && behind_blank(*at))
}

fn after_line(bytes: &[u8]) -> &[u8] {
    bytes.iter().position(|byte| *byte == b'\n').map_or(&[], |at| &bytes[at + 1..])
}

/// A message without the ">" that was put before "From " in its lines.
fn unquoted(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        let depth = line.iter().take_while(|byte| **byte == b'>').count();
        let quoted = depth > 0 && line[depth..].starts_with(b"From ");
        out.extend_from_slice(if quoted { &line[1..] } else { line });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_parted_and_quoted_lines_mended() {
        let bytes = b"From a Mon\nSubject: 1\n\nOne.\nFrom here on, text.\n>From the gate.\n\nFrom b Tue\nSubject: 2\n\nTwo.\n";
        assert_eq!(starts(bytes).collect::<Vec<_>>(), [0, 65]);
        assert_eq!(unquoted(b">From x\n>>From y\n> z\n"), b"From x\n>From y\n> z\n");
    }
}
