//! Elementary functions built of +, −, × and ÷ alone, so that every machine gets the same bits.
//!
//! `f32::exp` calls the platform's library, and libraries differ in the last bit. A reader whose choices hang on such a
//! bit would read one text in two ways on two machines.

/// Adding 1.5 · 2^23 rounds a number to the nearest whole one, halves to even, and leaves that in the lowest bits; taking
/// it away again gives it as a number. No call, no cast.
pub const ROUND: f32 = 12_582_912.0;

/// e^x, to about 1e-7 of its value for −87 ≤ x ≤ 88; clamped outside. Range reduction to 2^k · e^r, |r| ≤ ln2/2, and a
/// polynomial of degree six (Cody and Waite's scheme).
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const LOG2_E: f32 = std::f32::consts::LOG2_E;
    const LN2_HIGH: f32 = 0.693_359_4;
    const LN2_LOW: f32 = -2.121_944_4e-4;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = x - k * LN2_HIGH - k * LN2_LOW;
    let p = 1.0 / 720.0;
    let p = p * r + 1.0 / 120.0;
    let p = p * r + 1.0 / 24.0;
    let p = p * r + 1.0 / 6.0;
    let p = p * r + 0.5;
    let p = p * r + 1.0;
    let p = p * r + 1.0;
    // The lowest bits of the shifted number are k itself; moved up they are an exponent.
    let power = f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23));
    p * power
}

/// A gate: a smooth step from 0 to 1 that is the logistic function to within 0.012, made of few operations. It is
/// ½ + ½ P(x / 2), with P(y) = y (27 + y²) / (27 + 9 y²), Padé's approximation of the hyperbolic tangent, which reaches ±1
/// at y = ±3; beyond, it stays there.
#[inline(always)]
pub fn gate(x: f32) -> f32 {
    let y = x * 0.5;
    let y = if y < -3.0 { -3.0 } else { y };
    let y = if y > 3.0 { 3.0 } else { y };
    let s = y * y;
    0.5 + 0.5 * (y * (27.0 + s)) / (27.0 + 9.0 * s)
}

/// Derivative of [`gate`].
#[inline(always)]
pub fn gate_slope(x: f32) -> f32 {
    let y = (x * 0.5).clamp(-3.0, 3.0);
    let s = y * y;
    let root = (9.0 - s) / (3.0 + s);
    root * root / 36.0
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
            let want = 1.0 / (1.0 + (-f64::from(x)).exp());
            assert!((f64::from(gate(x)) - want).abs() < 0.05, "gate {x}");
            let slope = (f64::from(gate(x + 0.01)) - f64::from(gate(x - 0.01))) / 0.02;
            assert!((f64::from(gate_slope(x)) - slope).abs() < 1e-3, "slope {x}");
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
