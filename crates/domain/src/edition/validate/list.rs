//! Faults of a question that is answered by rows.

use super::Check;
use crate::edition::{
    Field, FieldKind, Problem, Question,
    form::{MAX_FIELDS, MAX_ROWS},
};

impl Check<'_> {
    pub(super) fn list(&mut self, at: &str, question: &Question) {
        let fields = format!("{at}/fields");
        self.keys(&fields, question.fields.iter().map(|one| one.key.as_str()));
        self.some(&fields, &question.fields);
        if question.fields.len() > MAX_FIELDS {
            self.add(Problem::at(&*fields, "list_too_long").with("max", MAX_FIELDS));
        }
        for (index, field) in question.fields.iter().enumerate() {
            self.field(&format!("{fields}/{index}"), field);
        }
        for (name, rows) in [
            ("min_rows", question.min_rows),
            ("max_rows", question.max_rows),
        ] {
            if rows.is_some_and(|rows| rows > MAX_ROWS) {
                let problem = Problem::at(format!("{at}/{name}"), "out_of_range");
                self.add(problem.with("max", MAX_ROWS));
            }
        }
        if question.max_rows == Some(0) {
            self.add(Problem::at(format!("{at}/max_rows"), "not_positive"));
        }
        if let (Some(min), Some(max)) = (question.min_rows, question.max_rows)
            && max < min
        {
            let problem = Problem::at(format!("{at}/max_rows"), "range_crossed");
            self.add(problem.with("min", min.to_string()));
        }
    }

    fn field(&mut self, at: &str, field: &Field) {
        self.text(&format!("{at}/label"), &field.label);
        let strange = match field.kind {
            FieldKind::Line => {
                self.some(&format!("{at}/languages"), &field.languages);
                [
                    ("choices", !field.choices.is_empty()),
                    ("organization", false),
                ]
            }
            FieldKind::Choice => {
                self.choices(&format!("{at}/choices"), &field.choices);
                let limited = field.limit.zh.is_some() || field.limit.en.is_some();
                [("limit", limited), ("organization", field.organization)]
            }
        };
        for (name, _) in strange.into_iter().filter(|(_, strange)| *strange) {
            self.not_for_kind(format!("{at}/{name}"), field.kind.name());
        }
    }
}
