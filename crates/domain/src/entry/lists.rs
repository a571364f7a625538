//! Answers that are rows: which are kept at all, which let an entry be submitted, and how they are read.

use std::collections::BTreeMap;

use super::MAX_LINE_BYTES;
use crate::{
    edition::{Field, FieldKind, Problem, Question, QuestionKind},
    text::{Bilingual, Language, count_words},
};

/// The longest list that is stored at all, in bytes over all rows and languages.
pub const MAX_LIST_BYTES: usize = 64 << 10;

/// One row: what is in its fields, by their keys. Of a choice, its key in both languages.
pub type ListRow = BTreeMap<String, Bilingual>;

/// Rows by the key of their question, in the order that the team gave them.
pub type Lists = BTreeMap<String, Vec<ListRow>>;

/// A list as it is read: a heading for each field, and the rows in their order. Of a choice, its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTable {
    /// What the fields ask.
    pub columns: Vec<Bilingual>,
    /// One text for each column.
    pub rows: Vec<Vec<Bilingual>>,
}

impl ListTable {
    /// The answer to a question; nothing for a question that is not a list.
    pub fn of(question: &Question, lists: &Lists) -> Option<Self> {
        if question.kind != QuestionKind::List {
            return None;
        }
        let rows = lists.get(&question.key).map_or(&[][..], Vec::as_slice);
        let read = |row: &ListRow| -> Vec<Bilingual> {
            let fields = question.fields.iter();
            fields.map(|field| said(field, row)).collect()
        };
        Some(Self {
            columns: question
                .fields
                .iter()
                .map(|one| one.label.clone())
                .collect(),
            rows: rows.iter().map(read).collect(),
        })
    }
}

fn said(field: &Field, row: &ListRow) -> Bilingual {
    let text = row.get(&field.key).cloned().unwrap_or_default();
    let mut choices = field.choices.iter();
    let chosen = choices.find(|one| one.key == text.zh || one.key == text.en);
    chosen.map_or(text, |choice| choice.label.clone())
}

/// The organizations that the lists of a form name.
pub(super) fn organizations<'a>(
    questions: &'a [Question],
    lists: &'a Lists,
) -> impl Iterator<Item = &'a Bilingual> {
    questions.iter().flat_map(move |question| {
        let fields = question.fields.iter().filter(|field| field.organization);
        fields.flat_map(move |field| {
            let rows = lists.get(&question.key).into_iter().flatten();
            rows.filter_map(move |row| row.get(&field.key))
        })
    })
}

/// Why rows cannot be stored. A row that is not complete can: it is being written.
pub(super) fn unstorable(question: &Question, rows: &[ListRow]) -> Vec<Problem> {
    let at = format!("/lists/{}", question.key);
    if question.kind != QuestionKind::List {
        return vec![Problem::at(at, "answer_is_no_list")];
    }
    let most = question.most_rows();
    if rows.len() > most as usize {
        return vec![Problem::at(at, "rows_over_limit").with("limit", most)];
    }
    let bytes =
        |row: &ListRow| -> usize { row.values().map(|text| text.zh.len() + text.en.len()).sum() };
    if rows.iter().map(bytes).sum::<usize>() > MAX_LIST_BYTES {
        return vec![Problem::at(at, "list_too_large").with("limit", MAX_LIST_BYTES)];
    }
    let mut problems = vec![];
    for (index, row) in rows.iter().enumerate() {
        for (key, text) in row {
            let at = format!("{at}/{index}/{key}");
            match question.field(key) {
                None => problems.push(Problem::at(at, "unknown_field")),
                Some(field) => problems.extend(unstorable_text(field, text, &at)),
            }
        }
    }
    problems
}

fn unstorable_text(field: &Field, text: &Bilingual, at: &str) -> Option<Problem> {
    Language::ALL.into_iter().find_map(|language| {
        let text = text.get(language);
        let pointer = format!("{at}/{}", language.code());
        let known = field.kind != FieldKind::Choice
            || text.is_empty()
            || field.choices.iter().any(|choice| choice.key == text);
        if text.len() > MAX_LINE_BYTES {
            Some(Problem::at(pointer, "answer_too_large").with("limit", MAX_LINE_BYTES))
        } else {
            (!known).then(|| Problem::at(pointer, "unknown_choice"))
        }
    })
}

/// What keeps rows from being submitted.
pub(super) fn issues(question: &Question, rows: &[ListRow]) -> Vec<Problem> {
    let at = format!("/lists/{}", question.key);
    let least = match question.min_rows {
        least if question.required => least.unwrap_or(0).max(1),
        Some(least) if !rows.is_empty() => least,
        _ => 0,
    };
    let mut issues = vec![];
    if rows.len() < least as usize {
        let missing = Problem::at(&*at, "rows_missing").with("least", least);
        issues.push(missing.with("actual", rows.len()));
    }
    // Rows beyond the limit are not stored; the limit may have been another one then.
    if rows.len() > question.most_rows() as usize {
        issues.push(Problem::at(&*at, "rows_over_limit").with("limit", question.most_rows()));
    }
    for (index, row) in rows.iter().enumerate() {
        let at = format!("{at}/{index}");
        if row.values().all(is_blank) {
            issues.push(Problem::at(at, "row_empty"));
            continue;
        }
        let empty = Bilingual::default();
        for field in &question.fields {
            let text = row.get(&field.key).unwrap_or(&empty);
            issues.extend(issues_of(field, text, &format!("{at}/{}", field.key)));
        }
    }
    issues
}

fn is_blank(text: &Bilingual) -> bool {
    Language::ALL
        .into_iter()
        .all(|language| text.get(language).trim().is_empty())
}

fn issues_of(field: &Field, text: &Bilingual, at: &str) -> Vec<Problem> {
    let mut issues = vec![];
    let wanted = field.required || !is_blank(text);
    for language in Language::ALL {
        let asked = field.kind == FieldKind::Choice || field.languages.contains(&language);
        let said = text.get(language).trim();
        let pointer = format!("{at}/{}", language.code());
        if wanted && asked && said.is_empty() {
            issues.push(Problem::at(pointer, "answer_missing"));
        } else if let Some(limit) = field.limit.get(language) {
            let actual = count_words(said, language);
            if actual > limit {
                let long = Problem::at(pointer, "answer_too_long").with("limit", limit);
                issues.push(long.with("actual", actual));
            }
        }
    }
    let (zh, en) = (text.zh.trim(), text.en.trim());
    let differ = !zh.is_empty() && !en.is_empty() && zh != en;
    if field.kind == FieldKind::Choice && differ {
        issues.push(Problem::at(format!("{at}/en"), "answers_differ"));
    }
    issues
}

/// Puts the part of some answers that belongs to these questions beside the others.
pub(super) fn mixed<T: Clone>(
    standing: &BTreeMap<String, T>,
    draft: &BTreeMap<String, T>,
    is_late: impl Fn(&str) -> bool,
) -> BTreeMap<String, T> {
    let kept = standing.iter().filter(|(key, _)| !is_late(key));
    let changed = draft.iter().filter(|(key, _)| is_late(key));
    let all = kept.chain(changed);
    all.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests;
