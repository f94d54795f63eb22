//! The small networks that read: layers, decoding, and the file that weights come in. Pure arithmetic, the same bits on
//! every machine: products are sums of whole numbers ([`linear`]), the rest is IEEE arithmetic in a fixed order
//! ([`math`]).
//!
//! A network's input is, for each word, a short list of *rows* of a table of learnt vectors, which are added ([`rows`]).

pub mod crf;
pub mod file;
pub mod linear;
pub mod math;
pub mod rows;
pub mod sru;
pub mod tree;

/// Arithmetic that may run in wider registers where the processor has some. It must be the same arithmetic in any: sums
/// in a fixed order, no fused operations.
trait Work {
    /// Does it.
    fn run(self);
}

/// Does work in registers of 256 bits where there are some.
fn wide(work: impl Work) {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        struct Inside<W>(W);
        impl<W: Work> pulp::NullaryFnOnce for Inside<W> {
            type Output = ();
            #[inline(always)]
            fn call(self) {
                self.0.run();
            }
        }
        simd.vectorize(Inside(work));
        return;
    }
    work.run();
}
