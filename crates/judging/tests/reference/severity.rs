//! Severity with free items, against lme4 1.1-31 (`y ~ 0 + item + (1 | judge)`, REML).

use judging::standings::severity;

use crate::data::{folder, json, near, near_relative, number, scores, table};

#[test]
fn seven_thousand_scores_by_856_judges_come_out_as_lme4_has_them() {
    let Some(folder) = folder("severity") else {
        return;
    };
    let named = scores(&folder, "lme4/insteval_sub.csv", ["d", "s", "y"]);
    let reference = &json(&folder, "reference_r.json")["insteval_sub_entryfixed"];
    let fit = severity(&named.scores).unwrap();
    near(
        fit.criterion.unwrap(),
        number(&reference["reml_crit"]),
        1e-6,
    );
    near_relative(fit.judge_variance, number(&reference["var"]["s"]), 1e-5);
    near_relative(
        fit.residual_variance,
        number(&reference["var"]["Residual"]),
        1e-5,
    );
    let items = table(&folder, "lme4/insteval_sub_entryfixed.csv");
    assert_eq!(items.len(), 149);
    for row in items {
        let item = fit.items[named.items.binary_search(&row["id"]).unwrap()];
        near(item.value, row["est"].parse().unwrap(), 1e-6);
        near(item.standard_error, row["se"].parse().unwrap(), 1e-6);
    }
    let judges = table(&folder, "lme4/insteval_sub_entryfixed_judge.csv");
    assert_eq!(judges.len(), 856);
    for row in judges {
        let judge = fit.judges[named.judges.binary_search(&row["id"]).unwrap()];
        near(judge.leniency.value, row["blup"].parse().unwrap(), 1e-6);
    }
}

#[test]
fn a_complete_table_of_six_by_24_comes_out_as_lme4_has_it() {
    let Some(folder) = folder("severity") else {
        return;
    };
    let named = scores(
        &folder,
        "lme4/penicillin.csv",
        ["sample", "plate", "diameter"],
    );
    let reference = &json(&folder, "reference_r.json")["penicillin_entryfixed"];
    let fit = severity(&named.scores).unwrap();
    near(
        fit.criterion.unwrap(),
        number(&reference["reml_crit"]),
        1e-6,
    );
    near_relative(fit.judge_variance, number(&reference["var"]["plate"]), 1e-5);
    near_relative(
        fit.residual_variance,
        number(&reference["var"]["Residual"]),
        1e-5,
    );
    for (name, item) in named.items.iter().zip(&fit.items) {
        let name = format!("sample{name}");
        near(item.value, number(&reference["fixef"][&name]), 1e-5);
        near(item.standard_error, number(&reference["se"][&name]), 1e-5);
    }
    for (name, judge) in named.judges.iter().zip(&fit.judges) {
        near(
            judge.leniency.value,
            number(&reference["judge"][name]),
            1e-5,
        );
    }
}
