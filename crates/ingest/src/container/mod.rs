//! Files that hold files: archives, compressed files, e-mail, mailboxes, feeds, web archives.

pub(crate) mod archive;
mod feed;
pub(crate) mod gzip;
mod http;
mod mail;
mod mbox;
mod warc;

pub(crate) use feed::feed;
pub(crate) use mail::mail;
pub(crate) use mbox::mbox;
pub(crate) use warc::warc;
