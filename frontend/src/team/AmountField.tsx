// A number or an amount of money. Typed as people write it; below stands what was understood, and that is what is kept.
import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Language, Question } from "../api/types";
import { pick, useLanguage, Words } from "../shell/bilingual";
import { allCurrencies, COMMON_CURRENCIES, currencyName, parseAmount, parseNumber, readable, splitAmount } from "../forms/amounts";
import { brokenBound } from "./bounds";
import { answerField, answerId } from "./entry-source";
import styles from "./QuestionField.module.css";

interface Props {
  question: Question;
  value: string;
  readOnly: boolean;
  /** Why the server does not take what it has, as a sentence. */
  fault: string | null;
  onChange: (field: string, value: string) => void;
  onLeave: () => void;
}

export function AmountField({ question, value, onChange, ...rest }: Props) {
  const keep = (text: string) => {
    for (const language of ["zh", "en"] as const) onChange(answerField(question.key, language), text);
  };
  return question.kind === "money"
    ? <MoneyField question={question} value={value} keep={keep} {...rest} />
    : <NumberField question={question} value={value} keep={keep} {...rest} />;
}

type FieldProps = Omit<Props, "onChange"> & { keep: (text: string) => void };

/** What was typed for as long as it is what is kept; else what is kept, which somebody else may have changed. */
function useTyped(value: string, kept: (text: string) => string): [string, (text: string) => void] {
  const [typed, setTyped] = useState(value);
  return [kept(typed) === value ? typed : value, setTyped];
}

const order = ["label", "input", "description", "error"] as ("label" | "input" | "description" | "error")[];

function NumberField({ question, value, readOnly, fault, keep, onLeave }: FieldProps) {
  const { t } = useTranslation("team");
  const language = useLanguage();
  const kept = (text: string) => parseNumber(text) ?? text;
  const [typed, setTyped] = useTyped(value, kept);
  const [left, setLeft] = useState(false);
  const understood = parseNumber(typed);
  const { unit } = question;
  const range = useRange(question);
  const broken = understood === null ? null : brokenBound(understood, question);
  // A number grows while it is typed: too large is known at once, too small when the box is left.
  const isOut = broken === "max" || (broken === "min" && left);
  const unread = understood === null && typed.trim() !== "";
  const error = unread ? (left ? t("amount.number") : null) : isOut ? t("amount.outside", { range }) : broken ? null : fault;
  return (
    <div className={styles.amount}>
      <TextInput
        id={answerId(question.key, question.languages[0] ?? "zh")} label={t("amount.figure")} inputMode="decimal" autoComplete="off"
        value={typed} readOnly={readOnly} inputWrapperOrder={order} error={error}
        description={understood !== null ? <>{t("amount.understood")} <strong>{readable(understood, language)}</strong>{unit ? <> <Words of={unit} /></> : null}</> : range}
        onChange={(event) => { setTyped(event.currentTarget.value); keep(kept(event.currentTarget.value)); }}
        onBlur={() => { setLeft(true); onLeave(); }}
      />
      {unit ? <span className={styles.unit}><Words of={unit} /></span> : null}
    </div>
  );
}

/** "From 1 to 100,000 people"; nothing where there are no bounds. */
function useRange({ min, max, unit }: Question): string | undefined {
  const { t } = useTranslation("team");
  const language = useLanguage();
  const counted = unit ? ` ${pick(unit, language).text}` : "";
  const figures = new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", { maximumFractionDigits: 6 });
  const shown = (bound: string) => figures.format(Number(bound));
  if (min !== null && max !== null) return t("amount.between", { min: shown(min), max: shown(max), unit: counted });
  if (min !== null) return t("amount.least", { min: shown(min), unit: counted });
  return max === null ? undefined : t("amount.most", { max: shown(max), unit: counted });
}

/** Amount and currency as one text, as the server keeps it. */
function joined(text: string, currency: string): string {
  const figure = parseAmount(text).amount ?? text.trim();
  return figure === "" ? "" : `${figure} ${currency}`.trimEnd();
}

function MoneyField({ question, value, readOnly, fault, keep, onLeave }: FieldProps) {
  const { t } = useTranslation("team");
  const language = useLanguage();
  const stored = splitAmount(value);
  const only = question.currencies.length === 1 ? question.currencies[0] : undefined;
  // A currency chosen before there is an amount is not kept anywhere else.
  const [chosen, setChosen] = useState(stored.currency);
  const currency = stored.currency || only || chosen;
  const [typed, setTyped] = useTyped(stored.amount, (text) => parseAmount(text).amount ?? text.trim());
  const [left, setLeft] = useState(false);
  const taken = question.currencies.length > 0 ? question.currencies : null;
  const type = (text: string) => {
    const { currency: written } = parseAmount(text);
    const next = written && (!taken || taken.includes(written)) ? written : currency;
    setChosen(next);
    setTyped(text);
    keep(joined(text, next));
  };
  const { amount } = parseAmount(typed);
  const empty = typed.trim() === "";
  const fine = amount !== null && currency !== "";
  const error = empty || fine ? (fine ? fault : null) : left ? (amount === null ? t("amount.money") : t("amount.currencyMissing")) : null;
  return (
    <div className={styles.amount}>
      <TextInput
        id={answerId(question.key, question.languages[0] ?? "zh")} label={t("amount.amount")} autoComplete="off"
        value={typed} readOnly={readOnly} inputWrapperOrder={order} error={error}
        description={fine ? <>{t("amount.understood")} <strong>{currency} {readable(amount, language)}</strong></> : undefined}
        onChange={(event) => { type(event.currentTarget.value); }} onBlur={() => { setLeft(true); onLeave(); }}
      />
      <NativeSelect
        className={styles.currency} label={t("amount.currency")} value={currency} disabled={readOnly || only !== undefined}
        onChange={(event) => { setChosen(event.currentTarget.value); keep(joined(typed, event.currentTarget.value)); }} onBlur={onLeave}
      >
        <option value="">{t("choice.none")}</option>
        <Currencies taken={taken} language={language} current={currency} />
      </NativeSelect>
    </div>
  );
}

function Currencies({ taken, language, current }: { taken: string[] | null; language: Language; current: string }) {
  const { t } = useTranslation("team");
  const option = (code: string) => <option key={code} value={code}>{currencyName(code, language)}</option>;
  if (taken) return <>{(current === "" || taken.includes(current) ? taken : [current, ...taken]).map(option)}</>;
  const rest = allCurrencies().filter((code) => !COMMON_CURRENCIES.includes(code));
  return (
    <>
      <optgroup label={t("amount.common")}>{COMMON_CURRENCIES.map(option)}</optgroup>
      <optgroup label={t("amount.others")}>{rest.map(option)}</optgroup>
    </>
  );
}
