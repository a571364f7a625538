use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

#[test]
fn every_operation_is_named_after_its_action() {
    let document = Registry::new(all()).openapi();
    let mut named = BTreeSet::new();
    for info in endpoints().iter().filter(|info| info.kind.is_documented()) {
        let item = &document.paths.paths[&info.path];
        let operations = [&item.get, &item.post, &item.put, &item.patch, &item.delete];
        let ids: Vec<_> = operations
            .into_iter()
            .flatten()
            .filter_map(|operation| operation.operation_id.as_deref())
            .collect();
        assert!(
            ids.contains(&info.action),
            "{} {} {ids:?}",
            info.method,
            info.path
        );
        assert!(named.insert(info.action), "{} twice", info.action);
    }
    assert_eq!(named.len(), 118);
}

#[test]
fn whatever_changes_something_is_for_somebody_signed_in_or_with_a_secret_of_their_own() {
    let open: Vec<_> = endpoints()
        .into_iter()
        .filter(|info| info.state_changing && info.audience == Audience::Anyone)
        .map(|info| info.action)
        .collect();
    assert_eq!(
        open,
        ["request_login", "create_login", "open_personal_confidence",]
    );
}

/// All property names that an answer can hold, however deep.
fn names(
    document: &Value,
    schema: &Value,
    seen: &mut BTreeSet<String>,
    all: &mut BTreeSet<String>,
) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::String(place)) = fields.get("$ref") {
                let name = place.rsplit('/').next().unwrap_or_default();
                if seen.insert(name.to_owned()) {
                    names(
                        document,
                        &document["components"]["schemas"][name],
                        seen,
                        all,
                    );
                }
            }
            if let Some(Value::Object(properties)) = fields.get("properties") {
                all.extend(properties.keys().cloned());
            }
            fields
                .values()
                .for_each(|value| names(document, value, seen, all));
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| names(document, item, seen, all)),
        _ => {}
    }
}

#[test]
fn a_judge_gets_no_field_that_could_name_a_person_or_another_judge() {
    let document: Value = serde_json::from_str(openapi_json()).unwrap();
    for answer in ["JudgeSheet", "JudgeQueue"] {
        let (mut seen, mut all) = (BTreeSet::new(), BTreeSet::new());
        names(
            &document,
            &document["components"]["schemas"][answer],
            &mut seen,
            &mut all,
        );
        assert!(all.contains("alias"), "{answer} {all:?}");
        for banned in [
            "id", "name", "email", "judge", "judges", "members", "team", "account", "person",
        ] {
            assert!(!all.contains(banned), "{answer} has {banned}");
        }
    }
}

#[test]
fn the_document_is_the_same_twice_and_refers_to_nothing_that_is_missing() {
    let text = openapi_json();
    let again = Registry::new(all()).openapi().to_pretty_json().unwrap() + "\n";
    assert_eq!(text, again);
    let document: Value = serde_json::from_str(text).unwrap();
    for (at, _) in text.match_indices("#/components/schemas/") {
        let name = text[at + 21..].split('"').next().unwrap();
        assert!(
            document["components"]["schemas"].get(name).is_some(),
            "{name}"
        );
    }
}
