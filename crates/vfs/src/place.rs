//! Where a byte of the database lies in the file.
//!
//! SQLite locks bytes from 1 GiB on (`PENDING_BYTE`, see its `os.h`) and leaves the page there empty, since some systems
//! refuse to read or write locked bytes. Moved by [`HEADER`], another page would come to lie there; it changes places with
//! the empty one.

/// Bytes before the database. One page, so that pages stay aligned.
pub const HEADER: u64 = 16384;

/// The byte of the file from which on SQLite locks.
const LOCKS: u64 = 0x4000_0000;

/// Offset in the file of an offset in the database.
pub(crate) fn of(offset: u64) -> u64 {
    if (LOCKS - HEADER..LOCKS).contains(&offset) { offset + 2 * HEADER } else { offset + HEADER }
}

/// Length of the file that holds a database of so many bytes.
pub(crate) fn file_size(size: u64) -> u64 {
    // A database that ends just before the empty page has its last page behind it.
    if size > LOCKS - HEADER && size <= LOCKS { size + 2 * HEADER } else { size + HEADER }
}

/// Length of the database in a file of so many bytes; 0 for a file that holds no more than a header.
pub(crate) fn database_size(file: u64) -> u64 {
    let size = file.saturating_sub(HEADER);
    // No database ends with the empty page.
    if size > LOCKS && size <= LOCKS + HEADER { size - HEADER } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_keep_apart_and_none_lies_under_the_locks() {
        let lock_page = LOCKS / HEADER;
        let mut places: Vec<u64> =
            (0..lock_page + 4).filter(|p| *p != lock_page).map(|p| of(p * HEADER) / HEADER).collect();
        assert!(!places.contains(&lock_page) && !places.contains(&0));
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len() as u64, lock_page + 3);
    }

    #[test]
    fn sizes_go_and_come_back() {
        let lock_page = LOCKS / HEADER;
        for pages in (0..5).chain(lock_page - 3..lock_page + 6).filter(|p| *p != lock_page + 1) {
            let size = pages * HEADER;
            assert_eq!(database_size(file_size(size)), size, "{pages} pages");
            if pages > 0 {
                assert!(
                    of((pages - 1) * HEADER) + HEADER <= file_size(size),
                    "the last of {pages} pages is kept"
                );
            }
        }
        assert_eq!(database_size(0), 0);
    }
}
