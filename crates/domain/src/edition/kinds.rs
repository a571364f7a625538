//! The small closed lists of the edition file. Each value is called the same in the file, in the
//! database and in responses.

macro_rules! named {
    ($($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $text:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$what])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in files, in the database and in responses.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            /// The one with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    )+};
}

pub(crate) use named;

named! {
    /// How a heat comes to its figures.
    HeatKind {
        /// Each entry is read by some of the panel, in their own time.
        Scoring = "scoring",
        /// Live pitches: the whole panel scores every entry.
        Pitch = "pitch",
        /// The figures come from elsewhere, such as a machine, and nobody scores here.
        Imported = "imported",
        /// The panel reads every entry and votes on the list, in secret, in as many ballots as it takes.
        Ballot = "ballot",
    }

    /// How people take part.
    Delivery {
        /// In a room.
        OnSite = "on_site",
        /// Over a link.
        Remote = "remote",
    }

    /// Who holds an award.
    Recipient {
        /// The entry, and so its team.
        Entry = "entry",
        /// A human being, named with the award.
        Person = "person",
        /// A body or a community, named with the award.
        Organization = "organization",
    }

    /// What being on the released list means.
    Outcome {
        /// An award.
        Award = "award",
        /// A special recommendation, which may be of no entry.
        Special = "special",
        /// Inclusion in a book or a catalogue.
        Inclusion = "inclusion",
    }

    /// How a step of the approval chain is taken.
    ApprovalBy {
        /// By an approver in the application.
        Application = "application",
        /// On paper, registered afterwards.
        Paper = "paper",
    }

    /// What teams see of a heat once its results are public.
    Disclosure {
        /// How many sheets were counted.
        Count = "count",
        /// Figure and rank.
        Score = "score",
        /// The marks of each sheet, without the judge's name.
        Sheets = "sheets",
        /// What the judges wrote, without their names.
        Comments = "comments",
    }

    /// Of whom a vote asks a share.
    VoteBase {
        /// All who may vote on the entry, present or not.
        Members = "members",
        /// Those of them who are present.
        Present = "present",
        /// Those of them who voted on it.
        Voting = "voting",
    }

    /// What an abstention weighs.
    Abstention {
        /// It is counted among those of whom a share is asked, and so weighs like a no.
        Counted = "counted",
        /// It is left out, as if the member had not been asked.
        LeftOut = "left_out",
    }

    /// What becomes of places that the last regular ballot leaves empty.
    LastResort {
        /// They stay empty.
        Vacant = "vacant",
        /// One more ballot, by simple majority.
        Majority = "majority",
    }

    /// Who may enter.
    Applicant {
        /// A company, a university, an institute.
        Organization = "organization",
        /// People together.
        Team = "team",
        /// One person.
        Individual = "individual",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_back_and_is_the_one_in_files() {
        for kind in HeatKind::ALL {
            assert_eq!(HeatKind::from_name(kind.name()), Some(*kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        assert_eq!(Delivery::from_name("on_site"), Some(Delivery::OnSite));
        assert_eq!(HeatKind::from_name("lottery"), None);
    }
}
