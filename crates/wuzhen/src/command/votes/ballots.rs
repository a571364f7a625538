//! Ballots as people write them down.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord, Trim};
use judging::votes::{Approval, Election, MOST_CANDIDATES, MOST_VOTES, Ranking};

use crate::command::sheet::{Source, Trouble, Troubles, delimiter, must_close};

/// Ballots and the candidates they are about, who come in the order in which they are first named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballots {
    pub file: String,
    pub candidates: Vec<String>,
    pub papers: Vec<Ranking>,
}

impl Ballots {
    /// Reads one ballot a line. `known` are all candidates, if they are laid down.
    ///
    /// # Errors
    /// Everything that is wrong, with the row.
    pub fn parse(source: &Source, known: &[String]) -> Result<Self, Troubles> {
        let delimiter = delimiter(&source.text);
        must_close(&source.file, &source.text, (delimiter, Some(b'#')), 0)?;
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .trim(Trim::All)
            .from_reader(source.text.as_bytes());
        let mut reading = Reading {
            file: &source.file,
            closed: !known.is_empty(),
            candidates: vec![],
            index: HashMap::new(),
            papers: vec![],
            troubles: vec![],
        };
        for name in known {
            reading.candidate(name.trim());
        }
        for record in reader.records() {
            let record = record.map_err(|error| {
                let fix = "Write one ballot a line, names separated by commas";
                Trouble::new(
                    &source.file,
                    format!("it is no list of ballots ({error})"),
                    fix,
                )
            })?;
            if record.iter().any(|cell| !cell.is_empty()) {
                let line = record.position().map_or(0, csv::Position::line);
                reading.ballot(line, &record);
            }
        }
        reading.finish()
    }

    pub fn rankings(&self, seats: usize, tie_order: Vec<usize>) -> Election<Ranking> {
        Election {
            candidates: self.candidates.len(),
            seats,
            picks: None,
            papers: self.papers.clone(),
            tie_order,
        }
    }

    /// Whoever is named is approved of.
    pub fn approvals(&self, seats: usize, tie_order: Vec<usize>) -> Election<Approval> {
        let paper = |paper: &Ranking| Approval {
            weight: paper.weight,
            approved: paper.preferences.clone(),
        };
        Election {
            candidates: self.candidates.len(),
            seats,
            picks: None,
            papers: self.papers.iter().map(paper).collect(),
            tie_order,
        }
    }

    /// The order for ties as candidates.
    ///
    /// # Errors
    /// Names that are no candidates, or named again.
    pub fn order(&self, file: &str, names: &[String]) -> Result<Vec<usize>, Troubles> {
        let mut order = vec![];
        let mut troubles = vec![];
        for name in names.iter().map(|name| name.trim()) {
            match self
                .candidates
                .iter()
                .position(|candidate| candidate == name)
            {
                Some(place) if !order.contains(&place) => order.push(place),
                Some(_) => troubles.push(Trouble::new(
                    file,
                    format!("--tie-order names \"{name}\" twice"),
                    "Name each once",
                )),
                None => troubles.push(Trouble::new(
                    file,
                    format!("--tie-order names \"{name}\", who is on no ballot"),
                    format!("Candidates are {}", self.candidates.join(", ")),
                )),
            }
        }
        Troubles::unless(troubles, order)
    }
}

struct Reading<'a> {
    file: &'a str,
    /// Whether the candidates were laid down.
    closed: bool,
    candidates: Vec<String>,
    index: HashMap<String, usize>,
    papers: Vec<Ranking>,
    troubles: Vec<Trouble>,
}

impl Reading<'_> {
    fn candidate(&mut self, name: &str) -> usize {
        if let Some(index) = self.index.get(name) {
            return *index;
        }
        self.candidates.push(name.to_owned());
        self.index
            .insert(name.to_owned(), self.candidates.len() - 1);
        self.candidates.len() - 1
    }

    fn trouble(&mut self, line: u64, message: String, fix: &str) {
        self.troubles
            .push(Trouble::new(self.file, message, fix).at(line));
    }

    fn ballot(&mut self, line: u64, record: &StringRecord) {
        let mut cells: Vec<&str> = record.iter().collect();
        while cells.len() > 1 && cells.last().is_some_and(|cell| cell.is_empty()) {
            cells.pop();
        }
        let Some(weight) = self.count(line, &mut cells) else {
            return;
        };
        let mut preferences = vec![];
        for name in cells {
            if name.is_empty() {
                let message = "a place is empty between two names".to_owned();
                self.trouble(line, message, "Move the names up, or write the name");
                return;
            }
            if self.closed && !self.index.contains_key(name) {
                let message = format!("\"{name}\" is no candidate");
                self.trouble(line, message, "Correct the name, or add it to --candidates");
                return;
            }
            let candidate = self.candidate(name);
            if preferences.contains(&candidate) {
                let message = format!("\"{name}\" is named twice");
                self.trouble(line, message, "Name each candidate once on a ballot");
                return;
            }
            preferences.push(candidate);
        }
        self.papers.push(Ranking {
            weight,
            preferences,
        });
    }

    /// How many ballots say this; takes the number away from the first name. A ballot of `3*` alone
    /// names nobody.
    fn count<'b>(&mut self, line: u64, cells: &mut Vec<&'b str>) -> Option<u32> {
        let Some((number, name)) = cells[0].split_once('*') else {
            return Some(1);
        };
        let (number, name): (&str, &'b str) = (number.trim(), name.trim());
        // A name may have a star in it; what looks like a number in front of one was meant as a number.
        let like_a_number = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte))
        };
        if !like_a_number(number) {
            return Some(1);
        }
        if name
            .split_once('*')
            .is_some_and(|(second, _)| like_a_number(second.trim()))
        {
            let message = format!(
                "two numbers of ballots stand before a name in \"{}\"",
                cells[0]
            );
            self.trouble(line, message, "Write one number before the star");
            return None;
        }
        match number.parse() {
            Ok(weight) if weight > 0 && !name.starts_with('"') => {
                cells[0] = name;
                if cells.len() == 1 && name.is_empty() {
                    cells.clear();
                }
                Some(weight)
            }
            Ok(_) if name.starts_with('"') => {
                let message = "the quotation mark stands behind the number".to_owned();
                let fix = "Put it before the number, as in \"12*Smith, J.\"";
                self.trouble(line, message, fix);
                None
            }
            _ => {
                let message = format!("\"{number}\" is no number of ballots");
                self.trouble(line, message, "Write a whole number from 1 to 4294967295");
                None
            }
        }
    }

    fn finish(mut self) -> Result<Ballots, Troubles> {
        let votes: u64 = self
            .papers
            .iter()
            .map(|paper| u64::from(paper.weight))
            .sum();
        let trouble = if self.papers.is_empty() && self.troubles.is_empty() {
            Some(("there is no ballot", "Write one a line"))
        } else if self.candidates.len() > MOST_CANDIDATES {
            Some((
                "there are more than 4096 candidates",
                "Check what separates the names",
            ))
        } else if votes > MOST_VOTES {
            Some((
                "there are more than 4294967296 ballots",
                "Check the numbers before *",
            ))
        } else {
            None
        };
        if let Some((message, fix)) = trouble {
            self.troubles.push(Trouble::new(self.file, message, fix));
        }
        let ballots = Ballots {
            file: self.file.to_owned(),
            candidates: self.candidates,
            papers: self.papers,
        };
        Troubles::unless(self.troubles, ballots)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Ballots, Troubles> {
        Ballots::parse(&Source::test(text), &[])
    }

    #[test]
    fn a_line_is_a_ballot_or_as_many_as_stand_before_the_star() {
        let ballots = parse("# round one\n12*A,B,C\n\n B , A \r\n2 * C,,\n3*\n").unwrap();
        assert_eq!(ballots.candidates, ["A", "B", "C"]);
        let papers: Vec<_> = ballots
            .papers
            .iter()
            .map(|it| (it.weight, &it.preferences[..]))
            .collect();
        assert_eq!(
            papers,
            [(12, &[0, 1, 2][..]), (1, &[1, 0]), (2, &[2]), (3, &[])]
        );
    }

    #[test]
    fn semicolons_and_quoted_names_are_no_trouble() {
        let ballots = parse("2*Li;B\nB").unwrap();
        assert_eq!(ballots.candidates, ["Li", "B"]);
        let ballots = parse("\"Li, W.\",B\n\"4*B\",\"Li, W.\"").unwrap();
        assert_eq!(ballots.candidates, ["Li, W.", "B"]);
        assert_eq!(ballots.papers[1].weight, 4);
    }

    #[test]
    fn names_named_twice_gaps_and_counts_of_nothing_are_told_with_the_row() {
        let told = parse("A,B,A\nA,,B\n0*A\nB").unwrap_err();
        let rows: Vec<_> = told.errors.iter().map(|trouble| trouble.row).collect();
        assert_eq!(rows, [Some(1), Some(2), Some(3)]);
        let told = parse("2*\"Li, W.\",B").unwrap_err().to_string();
        assert!(told.contains("\"12*Smith, J.\""), "{told}");
        assert!(
            parse("# nothing\n")
                .unwrap_err()
                .to_string()
                .contains("there is no ballot")
        );
    }

    #[test]
    fn what_looks_like_a_number_of_ballots_and_is_none_is_no_name() {
        for text in ["1.5*a,b", "-3*a,b", "3*4*a,b", "*a", "3**a"] {
            let told = parse(text).unwrap_err();
            assert_eq!(told.errors[0].row, Some(1), "{text}");
        }
        assert_eq!(parse("x*y,b").unwrap().candidates, ["x*y", "b"]);
        let open = parse("a,b\n\"a,b\nb,a\n").unwrap_err();
        assert_eq!(open.errors[0].row, Some(2));
    }

    #[test]
    fn with_a_list_of_candidates_another_name_is_told() {
        let known = ["A", "B", "C"].map(str::to_owned);
        let source = Source::test("A,B\nA,Bee\n");
        let told = Ballots::parse(&source, &known).unwrap_err().to_string();
        assert!(told.contains("row 2: \"Bee\" is no candidate"), "{told}");
        let ballots = Ballots::parse(&Source::test("B"), &known).unwrap();
        assert_eq!(ballots.candidates, known);
    }
}
