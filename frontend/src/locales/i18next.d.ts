// Keys are checked at compile time against the English files; a test keeps the Chinese files equal.
import "i18next";
import type judge from "./en/judge.json";
import type organizer from "./en/organizer.json";
import type problems from "./en/problems.json";
import type shell from "./en/shell.json";
import type signIn from "./en/signIn.json";
import type team from "./en/team.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shell";
    resources: {
      judge: typeof judge;
      organizer: typeof organizer;
      problems: typeof problems;
      shell: typeof shell;
      signIn: typeof signIn;
      team: typeof team;
    };
  }
}
