//! Affine matrices as PDF writes them: `[a b c d e f]`, row vectors.

/// An affine map of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First `self`, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    /// Where the point goes.
    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The map that turns a page upright that is shown turned clockwise by `degrees`, keeping it in the positive
    /// quadrant. `width` and `height` are those before the turn.
    pub(super) fn upright(degrees: i64, width: f64, height: f64) -> Self {
        match degrees.rem_euclid(360) {
            90 => Self([0.0, -1.0, 1.0, 0.0, 0.0, width]),
            180 => Self([-1.0, 0.0, 0.0, -1.0, width, height]),
            270 => Self([0.0, 1.0, -1.0, 0.0, height, 0.0]),
            _ => Self::IDENTITY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn turned_pages_stand_upright() {
        let check = |degrees, expected| {
            assert_eq!(Matrix::upright(degrees, 200.0, 100.0).point(20.0, 10.0), expected)
        };
        check(0, (20.0, 10.0));
        check(90, (10.0, 180.0));
        check(180, (180.0, 90.0));
        check(270, (90.0, 20.0));
        check(-90, (90.0, 20.0));
    }

    #[test]
    fn maps_follow_each_other() {
        let double = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::shift(1.0, 2.0).then(double).point(0.0, 0.0), (2.0, 4.0));
    }
}
