// The figures and names of an act, each with its word beside it.
import type { ReactNode } from "react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { EditionOverview } from "../../api/types";
import { usePick } from "../../shell/bilingual";
import { Instant } from "../../shell/Instant";
import { factsOf } from "./facts";
import type { Fact, Value } from "./facts";
import { useLoose } from "./loose";
import styles from "./Audit.module.css";

interface Props {
  detail: unknown;
  /** Where the names of heats and divisions are; not everybody who reads the record reads it. */
  overview: EditionOverview | undefined;
}

export function AuditDetail({ detail, overview }: Props) {
  const { word } = useLoose();
  const show = useValue(overview);
  const facts = factsOf(detail);
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}><dt>{word(`audit:facts.${name}`) ?? name}</dt><dd>{show({ name, value })}</dd></div>
      ))}
    </dl>
  );
}

/** What a key of the edition or of the system is called. */
function useName(overview: EditionOverview | undefined): (name: string, key: string) => string {
  const { word } = useLoose();
  const pickText = usePick();
  return (name, key) => {
    const things = name === "heat" ? overview?.heats : name === "contest" ? overview?.contests : overview?.divisions;
    const thing = (things as { key: string; title: EditionOverview["heats"][number]["title"] }[] | undefined)?.find((one) => one.key === key);
    if (thing) return pickText(thing.title);
    const places = ["people:roles", "entries:screenings", "entries:sources", "organizer:entries.states"];
    return places.map((place) => word(`${place}.${key}`)).find((found) => found !== null) ?? key;
  };
}

function useValue(overview: EditionOverview | undefined): (fact: Fact) => ReactNode {
  const { t } = useTranslation("audit");
  const { word } = useLoose();
  const nameOf = useName(overview);
  const zone = overview?.edition.zone ?? "Asia/Shanghai";
  const show = ({ name, value }: Fact): ReactNode => {
    switch (value.kind) {
      case "text": return <span className="pre">{value.text}</span>;
      case "code": return <code>{value.text}</code>;
      case "key": return nameOf(name, value.text);
      case "instant": return <Instant at={value.text} zone={zone} seconds short />;
      case "truth": return value.holds ? t("yes") : t("no");
      case "list": return joined(value.of.map((one: Value) => show({ name, value: one })), t("list"));
      case "facts": return joined(value.of.map((fact) => <>{word(`audit:facts.${fact.name}`) ?? fact.name}: {show(fact)}</>), t("list"));
    }
  };
  return show;
}

function joined(parts: ReactNode[], separator: string): ReactNode {
  return parts.map((part, index) => <Fragment key={index}>{index === 0 ? null : separator}{part}</Fragment>);
}
