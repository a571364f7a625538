//! A square of black and white that a telephone reads, as a path that the client draws.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;
use utoipa::ToSchema;

/// A code for machines: so many modules wide, and the black ones as an SVG path in units of a module.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct QrPath {
    pub size: usize,
    pub path: String,
}

impl QrPath {
    /// Of a text; nothing where it is too long for a code.
    pub fn of(text: &str) -> Option<Self> {
        use std::fmt::Write as _;
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let size = code.width();
        let mut path = String::new();
        for (at, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h1v1h-1z", at % size, at / size);
            }
        }
        Some(Self { size, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_square_with_its_three_corners() {
        let code = QrPath::of("wuzhen approval cup-2026 1 sha256:00").unwrap();
        assert!(code.size >= 21);
        let last = code.size - 1;
        for (x, y) in [(0, 0), (last, 0), (0, last)] {
            assert!(code.path.contains(&format!("M{x} {y}h1v1h-1z")));
        }
        // The rim inside of a corner is white.
        assert!(!code.path.contains("M1 1h"));
        assert_eq!(QrPath::of(&"x".repeat(10_000)), None);
    }
}
