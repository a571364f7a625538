// Figures of a form as staff read them: an amount is kept as "1200000 CNY" and read as "CNY 1,200,000 (1.2 million)".
import type { Language } from "../../api/types";
import { readable, splitAmount } from "../../forms/amounts";

const AMOUNT = /^-?\d+(\.\d+)? [A-Z]{3}$/;

/** An amount in words; anything else as it is. */
export function amountInWords(value: string, language: Language): string {
  if (!AMOUNT.test(value)) return value;
  const { amount, currency } = splitAmount(value);
  return `${currency} ${readable(amount, language)}`;
}

/** What a rule has measured: an amount or a number in words, anything else as it is. */
export function measuredInWords(value: string, language: Language): string {
  return AMOUNT.test(value) ? amountInWords(value, language) : readable(value, language);
}
