//! Messages between the two processes: a sign, four bytes of length (little-endian), and so many bytes.

use std::io::{self, Read, Write};

/// The longest message, in bytes: a text of 64 MiB with every sign escaped.
pub(super) const LONGEST: u32 = 1 << 30;

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// To the child: what is known of the file that follows.
    Order,
    /// To the child: the file.
    Bytes,
    /// To the parent: what the kernel grants the child; once, first of all.
    Hello,
    /// To the parent: one thing found.
    Found,
    /// To the parent: that was all.
    End,
}

const SIGNS: [(Sign, u8); 5] =
    [(Sign::Order, b'O'), (Sign::Bytes, b'B'), (Sign::Hello, b'H'), (Sign::Found, b'F'), (Sign::End, b'E')];

/// Writes a message.
pub(super) fn write(to: &mut impl Write, sign: Sign, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or(io::ErrorKind::InvalidInput)?;
    let mark = SIGNS.iter().find(|(known, _)| *known == sign).map_or(0, |(_, mark)| *mark);
    to.write_all(&[mark])?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(bytes)
}

/// Reads a message; `None` at the end. Room is made as bytes come: a length that lies costs nothing.
pub(super) fn read(from: &mut impl Read) -> io::Result<Option<(Sign, Vec<u8>)>> {
    let mut mark = [0; 1];
    if from.read(&mut mark)? == 0 {
        return Ok(None);
    }
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    let sign = SIGNS.iter().find(|(_, known)| *known == mark[0]).map(|(sign, _)| *sign);
    let sign = sign.filter(|_| length <= LONGEST).ok_or(io::ErrorKind::InvalidData)?;
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != u64::from(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some((sign, bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn messages_come_back() {
        let mut pipe = Vec::new();
        write(&mut pipe, Sign::Order, b"{}").unwrap();
        write(&mut pipe, Sign::Bytes, b"").unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(read(&mut from).unwrap(), Some((Sign::Order, b"{}".to_vec())));
        assert_eq!(read(&mut from).unwrap(), Some((Sign::Bytes, Vec::new())));
        assert_eq!(read(&mut from).unwrap(), None);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_are_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = read(&mut bytes.as_slice());
        }
    }
}
