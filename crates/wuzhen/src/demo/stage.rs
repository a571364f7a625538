//! Which demonstration, and how far on its way.

use clap::ValueEnum;
use domain::text::Bilingual;
use serde::{Deserialize, Serialize};

/// Which edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
pub enum Scale {
    /// One heat and 24 entries.
    #[serde(rename = "small")]
    Small,
    /// The size of 2020: more than a thousand entries, nine divisions, four rounds.
    #[value(name = "2020")]
    #[serde(rename = "2020")]
    Edition2020,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Entries come in.
    Call,
    /// The call is over; screeners are at work.
    Screening,
    /// The first round is being judged.
    Preliminary,
    /// The divisions pitch, one after the other.
    Divisions,
    /// The final is being judged.
    Final,
    /// The results are public.
    Published,
}

/// What was asked for on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Which edition.
    pub scale: Option<Scale>,
    /// How far.
    pub stage: Option<Stage>,
}

impl Scale {
    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Edition2020 => "2020",
        }
    }

    /// The instant of its own calendar that becomes now; nothing where it has no such stage.
    pub const fn point(self, stage: Stage) -> Option<&'static str> {
        Some(match (self, stage) {
            (Self::Small, Stage::Call) => "2026-08-20T20:00:00+08:00",
            (Self::Small, Stage::Preliminary) => "2026-09-15T20:00:00+08:00",
            (Self::Small, Stage::Published) => "2026-09-21T20:00:00+08:00",
            (Self::Small, Stage::Screening | Stage::Divisions | Stage::Final) => return None,
            (Self::Edition2020, Stage::Call) => "2020-08-20T14:00:00+08:00",
            (Self::Edition2020, Stage::Screening) => "2020-09-01T14:00:00+08:00",
            (Self::Edition2020, Stage::Preliminary) => "2020-09-11T14:00:00+08:00",
            (Self::Edition2020, Stage::Divisions) => "2020-09-29T14:00:00+08:00",
            (Self::Edition2020, Stage::Final) => "2020-11-24T13:30:00+08:00",
            (Self::Edition2020, Stage::Published) => "2020-11-25T10:00:00+08:00",
        })
    }
}

impl Stage {
    /// The instant of the calendar of the release of 2020 that becomes now. It is at another point of its way then: its
    /// committee votes while the divisions pitch, and its list waits for the stage while the final is judged.
    pub const fn point_of_release(self) -> &'static str {
        match self {
            Self::Call => "2020-08-28T14:00:00+08:00",
            Self::Screening => "2020-09-23T14:00:00+08:00",
            Self::Preliminary => "2020-10-06T14:00:00+08:00",
            Self::Divisions => "2020-10-30T14:00:00+08:00",
            Self::Final => "2020-11-22T14:00:00+08:00",
            Self::Published => "2020-11-24T10:00:00+08:00",
        }
    }

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Screening => "screening",
            Self::Preliminary => "preliminary",
            Self::Divisions => "divisions",
            Self::Final => "final",
            Self::Published => "published",
        }
    }
}

/// That a scale has no such stage.
pub fn no_such_stage(scale: Scale, stage: Stage) -> anyhow::Error {
    let there: Vec<_> = Stage::value_variants()
        .iter()
        .filter(|known| scale.point(**known).is_some())
        .map(|known| known.name())
        .collect();
    let (scale, stage, there) = (scale.name(), stage.name(), there.join(", "));
    let told = Bilingual::new(
        format!("演示规模 {scale} 没有阶段 {stage}，可用的有：{there}"),
        format!("the demonstration {scale} has no stage {stage}; it has {there}"),
    );
    anyhow::anyhow!("{} / {}", told.en, told.zh)
}

#[cfg(test)]
mod tests {
    use domain::time::Timestamp;

    use super::*;

    #[test]
    fn the_stages_of_a_scale_follow_one_another() {
        for scale in [Scale::Small, Scale::Edition2020] {
            let points: Vec<_> = Stage::value_variants()
                .iter()
                .filter_map(|stage| scale.point(*stage))
                .map(|point| Timestamp::parse(point).unwrap())
                .collect();
            assert!(points.is_sorted(), "{scale:?}");
        }
    }

    #[test]
    fn a_stage_that_one_heat_does_not_have_is_refused_with_those_it_has() {
        let told = no_such_stage(Scale::Small, Stage::Divisions).to_string();
        assert!(
            told.contains("it has call, preliminary, published"),
            "{told}"
        );
    }
}
