//! Agreement, against psych 2.2.9, the Python package krippendorff 0.9.0, Krippendorff's printed example,
//! lme4 1.1-31 and VGAM 1.1.7.

use serde_json::Value;

use crate::{
    reference::{Folder, folder, near, near_relative, number, sheet},
    tool::{answer, line},
};

/// A table with a row for each entry and a column for each judge, as a sheet of scores.
fn wide(text: &str, header: bool, names: usize) -> String {
    let lines = text.lines().skip(usize::from(header)).enumerate();
    let rows = lines.flat_map(|(entry, line)| {
        let cells: Vec<String> = line.split(',').skip(names).map(str::to_owned).collect();
        let cells = cells
            .into_iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty());
        cells.map(move |(judge, cell)| {
            [
                format!("e{entry}"),
                format!("j{judge}"),
                cell.trim().to_owned(),
            ]
        })
    });
    sheet(rows.collect::<Vec<_>>())
}

#[test]
fn intraclass_correlations_and_their_intervals_come_out_as_psych_has_them() {
    let Some(folder) = folder("intraclass correlation") else {
        return;
    };
    let reference = folder.json("reference_r.json");
    for (table, names, expected) in [
        ("agreement/shrout_fleiss.csv", 0, "icc_shrout_fleiss"),
        ("agreement/wine_matrix.csv", 1, "icc_wine"),
    ] {
        let found = answer("agreement", &wide(&folder.text(table), true, names));
        for (ours, theirs) in [
            ("ICC(1)", "ICC1"),
            ("ICC(1,k)", "ICC1k"),
            ("ICC(2,1)", "ICC2"),
            ("ICC(2,k)", "ICC2k"),
            ("ICC(3,1)", "ICC3"),
            ("ICC(3,k)", "ICC3k"),
        ] {
            let (found, expected) = (&found["icc"][ours], &reference[expected][theirs]);
            near(&found["value"], number(&expected["ICC"]), 1e-6);
            if let (Some(low), Some(high)) = (expected["lo"].as_f64(), expected["hi"].as_f64()) {
                // psych takes the mean squares from an optimum that lmer finds, which is off by 4 in a million.
                near(&found["low95"], low, 5e-6);
                near(&found["high95"], high, 5e-6);
            }
        }
    }
}

/// Rows become columns.
fn transposed(text: &str) -> String {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let columns = (0..rows[0].len()).map(|column| {
        let cells = rows.iter().map(|row| *row.get(column).unwrap_or(&""));
        cells.collect::<Vec<_>>().join(",")
    });
    columns.collect::<Vec<_>>().join("\n")
}

#[test]
fn alpha_comes_out_as_krippendorff_and_his_package_have_it() {
    let Some(folder) = folder("alpha") else {
        return;
    };
    let reference = &folder.json("reference_py.json")["krippendorff"];
    let worked = transposed(&folder.text("agreement/krippendorff2011.csv"));
    let tables = [
        ("krippendorff2011", wide(&worked, false, 0)),
        (
            "shrout_fleiss",
            wide(&folder.text("agreement/shrout_fleiss.csv"), true, 0),
        ),
        (
            "wine_response",
            wide(&folder.text("agreement/wine_matrix.csv"), true, 1),
        ),
        (
            "skating_sample",
            folder.sheet("skating/live_round_sample.csv", ["name", "judge", "y"]),
        ),
    ];
    let mut compared = 0;
    for (name, table) in tables {
        let found = answer("agreement", &table);
        for metric in ["nominal", "ordinal", "interval", "ratio"] {
            if let Some(expected) = reference[name][metric].as_f64() {
                near(&found["alpha"][metric], expected, 1e-6);
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 9);
}

/// Predictions of one kind, by name.
fn effects(folder: &Folder, found: &Value, key: &str, file: &str, tolerance: f64) {
    let rows = folder.table(file);
    let lines = found["variance"][key].as_array().unwrap();
    assert_eq!(rows.len(), lines.len());
    let by_name: std::collections::HashMap<&str, &Value> = lines
        .iter()
        .map(|line| (line["name"].as_str().unwrap(), line))
        .collect();
    for row in rows {
        near(
            &by_name[&row["id"][..]]["effect"],
            row["blup"].parse().unwrap(),
            tolerance,
        );
    }
}

#[test]
fn variances_of_penicillin_and_of_a_panel_of_skating_come_out_as_lme4_has_them() {
    let Some(folder) = folder("the model with random entries") else {
        return;
    };
    let sheet = folder.sheet("lme4/penicillin.csv", ["sample", "plate", "diameter"]);
    let found = answer("agreement", &sheet);
    let reference = &folder.json("reference_r.json")["penicillin"];
    near(
        &found["variance"]["reml"],
        number(&reference["reml_crit"]),
        1e-4,
    );
    for (ours, theirs) in [("entry", "E"), ("judge", "Jd"), ("residual", "Residual")] {
        near_relative(&found["variance"][ours], &reference["var"][theirs], 3e-4);
    }
    effects(
        &folder,
        &found,
        "entries",
        "lme4/penicillin_entry_blup.csv",
        1e-4,
    );
    effects(
        &folder,
        &found,
        "judges",
        "lme4/penicillin_judge_blup.csv",
        1e-4,
    );
    let sheet = folder.sheet("skating/live_round_sample.csv", ["name", "judge", "y"]);
    let found = answer("agreement", &sheet);
    let reference = &folder.json("reference_mfrm.json")["skating_lmer"];
    for (ours, theirs) in [
        ("entry", "name"),
        ("judge", "judge"),
        ("residual", "Residual"),
    ] {
        near_relative(&found["variance"][ours], &reference["var"][theirs], 3e-4);
    }
}

#[test]
fn seventy_thousand_scores_by_2972_judges_come_out_as_lme4_has_them() {
    let Some(folder) = folder("the model with random entries") else {
        return;
    };
    let begun = std::time::Instant::now();
    let found = answer(
        "agreement",
        &folder.sheet("lme4/insteval.csv.gz", ["d", "s", "y"]),
    );
    eprintln!("agreement of 73,421 scores: {:?}", begun.elapsed());
    let reference = &folder.json("reference_r.json")["insteval"];
    near(
        &found["variance"]["reml"],
        number(&reference["reml_crit"]),
        1e-3,
    );
    for (ours, theirs) in [("entry", "E"), ("judge", "Jd"), ("residual", "Residual")] {
        near_relative(&found["variance"][ours], &reference["var"][theirs], 2e-4);
    }
    near(
        &found["variance"]["mean"],
        number(&reference["intercept"]),
        2e-5,
    );
    effects(
        &folder,
        &found,
        "entries",
        "lme4/insteval_entry_blup.csv",
        2e-5,
    );
    effects(
        &folder,
        &found,
        "judges",
        "lme4/insteval_judge_blup.csv",
        2e-5,
    );
}

#[test]
fn measures_of_lecturers_and_of_wine_come_out_as_vgam_has_them() {
    let Some(folder) = folder("the many-facet Rasch model") else {
        return;
    };
    let reference = folder.json("reference_mfrm.json");
    let dense = folder.sheet("rasch/insteval_dense.csv", ["d", "s", "y"]);
    let wine = folder.table("wine/wine.csv");
    // The reference names bottles by temperature and contact too.
    let wine = wine.iter().map(|row| {
        let bottle = format!("{}.{}.{}", row["temp"], row["contact"], row["bottle"]);
        [bottle, row["judge"].clone(), row["rating"].clone()]
    });
    for (name, text) in [("insteval_dense", dense), ("wine", sheet(wine))] {
        let (found, expected) = (
            answer("agreement --facets", &text)["facets"].clone(),
            &reference[name],
        );
        near(&found["log_likelihood"], number(&expected["logLik"]), 1e-6);
        for (key, measure, of) in [
            ("entries", "entry", "entry"),
            ("judges", "judge_leniency", "judge"),
        ] {
            let expected_of = expected[measure].as_object().unwrap();
            assert_eq!(found[key].as_array().unwrap().len(), expected_of.len());
            for (unit, logits) in expected_of {
                let line = line(&found, key, "name", unit);
                near(&line["logits"], number(logits), 1e-6);
                near(
                    &line["infit"],
                    number(&expected[format!("{of}_infit")][unit]),
                    1e-6,
                );
                near(
                    &line["outfit"],
                    number(&expected[format!("{of}_outfit")][unit]),
                    1e-6,
                );
            }
        }
    }
}
