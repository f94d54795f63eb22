//! Elementary functions built of +, −, × and ÷ alone, so that every machine gets the same bits.
//!
//! `f32::exp` calls the platform's library, and libraries differ in the last bit. A reader whose choices hang on such a
//! bit would read one text in two ways on two machines.

/// e^x, to about 1e-7 of its value for −87 ≤ x ≤ 88; clamped outside. Range reduction to 2^k · e^r, |r| ≤ ln2/2, and a
/// polynomial of degree six (Cody and Waite's scheme).
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const LOG2_E: f32 = std::f32::consts::LOG2_E;
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    let x = x.clamp(-87.0, 88.0);
    // Adding and taking away 1.5 · 2^23 rounds to the nearest whole number without a call.
    const ROUND: f32 = 12_582_912.0;
    let k = (x * LOG2_E + ROUND) - ROUND;
    let r = x - k * LN2_HIGH - k * LN2_LOW;
    let p = 1.0 / 720.0;
    let p = p * r + 1.0 / 120.0;
    let p = p * r + 1.0 / 24.0;
    let p = p * r + 1.0 / 6.0;
    let p = p * r + 0.5;
    let p = p * r + 1.0;
    let p = p * r + 1.0;
    let power = f32::from_bits(((k as i32 + 127) << 23) as u32);
    p * power
}

/// The logistic function 1 / (1 + e^−x).
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// Hyperbolic tangent.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

/// Natural logarithm of a positive, normal number, to about 1e-6; the smallest normal number's for anything less.
#[inline]
pub fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let mut exponent = (bits >> 23) as i32 - 127;
    let mut m = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    if m > std::f32::consts::SQRT_2 {
        m *= 0.5;
        exponent += 1;
    }
    // ln m = 2 artanh((m − 1) / (m + 1))
    let z = (m - 1.0) / (m + 1.0);
    let s = z * z;
    let series = 1.0 + s * (1.0 / 3.0 + s * (0.2 + s * (1.0 / 7.0 + s * (1.0 / 9.0))));
    2.0 * z * series + exponent as f32 * std::f32::consts::LN_2
}

/// ln Σ e^x of a list, summed in its order; −∞ stands for nothing.
#[inline]
pub fn log_sum_exp(values: &[f32]) -> f32 {
    let top = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if !top.is_finite() {
        return top;
    }
    let mut sum = 0.0;
    for v in values {
        sum += exp(v - top);
    }
    top + ln(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_what_they_are_called() {
        for i in -860..=870 {
            let x = i as f32 * 0.1;
            let want = f64::from(x).exp();
            assert!((f64::from(exp(x)) / want - 1.0).abs() < 1e-6, "exp {x}");
            let want = f64::from(x).tanh();
            assert!((f64::from(tanh(x)) - want).abs() < 1e-6, "tanh {x}");
        }
        for i in 1..2000 {
            let x = i as f32 * 0.37;
            assert!((f64::from(ln(x)) - f64::from(x).ln()).abs() < 3e-6, "ln {x}");
        }
        assert!((log_sum_exp(&[1.0, 2.0, 3.0]) - 3.407_606).abs() < 1e-5);
        assert_eq!(log_sum_exp(&[]), f32::NEG_INFINITY);
        assert!(exp(f32::NAN).is_nan() || exp(f32::NAN).is_finite());
    }
}
