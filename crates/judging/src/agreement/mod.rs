//! Do judges agree, and what is each one like? And strengths from comparisons, for rounds that have no
//! scores.

mod alpha;
mod bias;
mod bradley_terry;
pub mod crowd;
mod facets;
mod icc;
mod influence;
mod joint_likelihood;
mod judges;
mod permutation;
mod rating_scale;

pub use alpha::{Metric, krippendorff_alpha};
pub use bias::{Effect, discoveries, effect};
pub use bradley_terry::{Comparison, NoStrengths, Strengths, bradley_terry};
pub use facets::{Facets, Measure, NoMeasures, Rating, facets};
pub use icc::{Correlations, IntraclassCorrelation, intraclass_correlations, reliability_of_mean};
pub use influence::influences;
pub use judges::{Drift, JudgePicture, USUAL_FIT, drifts, judge_pictures};
pub use permutation::{USUAL_PERMUTATIONS, Unusual, unusually_high};
