//! The case file through its public interface. The full counts of the long tests run where FIRSTHAND_SOAK is set.

mod common;
mod life;
