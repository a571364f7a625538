// Keys are checked at compile time against the English files; a test keeps the Chinese files equal.
import "i18next";
import type advancement from "./en/advancement.json";
import type analysis from "./en/analysis.json";
import type approval from "./en/approval.json";
import type assignment from "./en/assignment.json";
import type audit from "./en/audit.json";
import type awards from "./en/awards.json";
import type ballot from "./en/ballot.json";
import type confided from "./en/confided.json";
import type editionFile from "./en/editionFile.json";
import type entries from "./en/entries.json";
import type field from "./en/field.json";
import type heats from "./en/heats.json";
import type judge from "./en/judge.json";
import type judges from "./en/judges.json";
import type organizer from "./en/organizer.json";
import type people from "./en/people.json";
import type problems from "./en/problems.json";
import type report from "./en/report.json";
import type receipt from "./en/receipt.json";
import type result from "./en/result.json";
import type screening from "./en/screening.json";
import type shell from "./en/shell.json";
import type signIn from "./en/signIn.json";
import type staffProblems from "./en/staffProblems.json";
import type supplements from "./en/supplements.json";
import type team from "./en/team.json";
import type today from "./en/today.json";
import type versions from "./en/versions.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shell";
    resources: {
      advancement: typeof advancement;
      analysis: typeof analysis;
      approval: typeof approval;
      assignment: typeof assignment;
      audit: typeof audit;
      awards: typeof awards;
      ballot: typeof ballot;
      confided: typeof confided;
      editionFile: typeof editionFile;
      entries: typeof entries;
      field: typeof field;
      heats: typeof heats;
      judge: typeof judge;
      judges: typeof judges;
      organizer: typeof organizer;
      people: typeof people;
      problems: typeof problems;
      report: typeof report;
      receipt: typeof receipt;
      result: typeof result;
      screening: typeof screening;
      shell: typeof shell;
      signIn: typeof signIn;
      staffProblems: typeof staffProblems;
      supplements: typeof supplements;
      team: typeof team;
      today: typeof today;
      versions: typeof versions;
    };
  }
}
