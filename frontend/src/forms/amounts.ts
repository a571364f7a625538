// What people type for a number or an amount of money, and the exact text that the server keeps of it:
// "1,200万" is 12000000. Works on digits as text; nothing is rounded. Knows no screens.
import type { Language } from "../api/types";

/** Powers of ten by the words that follow a figure. */
const SCALES: [string, number][] = [
  ["万亿", 12], ["trillion", 12], ["billion", 9], ["million", 6], ["thousand", 3], ["千万", 7], ["百万", 6],
  ["亿", 8], ["億", 8], ["万", 4], ["萬", 4], ["千", 3], ["bn", 9], ["mio", 6], ["mn", 6], ["b", 9], ["m", 6], ["k", 3],
];

/** As the server counts them: digits after the point, and digits in all. */
const MOST_FINE = 6;
const MOST_DIGITS = 18;

/** The decimal that is meant, as the server keeps it; null where that cannot be told. */
export function parseNumber(text: string): string | null {
  const plain = text.normalize("NFKC").toLowerCase().replaceAll(/[\s'’_]/g, "").replaceAll("−", "-");
  const figure = /^[+-]?[\d.,]*/.exec(plain)?.[0] ?? "";
  const word = plain.slice(figure.length);
  const scale = word === "" ? 0 : SCALES.find(([known]) => known === word)?.[1];
  if (scale === undefined) return null;
  const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(figure) || /^[+-]?\d{1,4}(,\d{4})+(\.\d+)?$/.test(figure);
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(grouped ? figure.replaceAll(",", "") : figure);
  if (!match) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = whole + fraction.padEnd(scale, "0");
  const point = whole.length + scale;
  const wholePart = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const finePart = digits.slice(point).replace(/0+$/, "");
  if (finePart.length > MOST_FINE || wholePart.length + finePart.length > MOST_DIGITS) return null;
  const value = finePart === "" ? wholePart : `${wholePart}.${finePart}`;
  return sign === "-" && /[1-9]/.test(value) ? `-${value}` : value;
}

/** Signs and names of currencies; those that mean several are left to the reader. */
const CURRENCY_WORDS: [RegExp, string][] = [
  [/us\$|美元|美金/i, "USD"], [/hk\$|港元|港币/i, "HKD"], [/s\$|新加坡元|新元/i, "SGD"], [/欧元|€/, "EUR"], [/英镑|£/, "GBP"],
  [/日元|日圆/, "JPY"], [/韩元|₩/, "KRW"], [/人民币|rmb|yuan/i, "CNY"], [/[¥￥]|元$/, "CNY"], [/\$/, "USD"],
];

export interface Amount {
  /** A decimal; null where it cannot be told. */
  amount: string | null;
  /** The currency that was written with it. */
  currency: string | null;
}

/** Reads "12m USD", "¥1,200万" or a bare figure. */
export function parseAmount(text: string): Amount {
  let rest = text.trim();
  const letters = /^([A-Za-z]{3})[\s\d]/.exec(rest)?.[1] ?? /[\s\d万亿千]([A-Za-z]{3})$/.exec(rest)?.[1] ?? "";
  let currency = allCurrencies().includes(letters.toUpperCase()) ? letters.toUpperCase() : null;
  if (currency !== null) rest = rest.replace(letters, "");
  for (const [sign, meant] of CURRENCY_WORDS) {
    if (!sign.test(rest)) continue;
    currency ??= meant;
    rest = rest.replace(sign, "");
  }
  return { amount: parseNumber(rest.replace(/元$/, "")), currency };
}

/** "1200000 CNY" as it is kept, taken apart. What is no amount stays as it was typed. */
export function splitAmount(kept: string): { amount: string; currency: string } {
  const match = /^(.*?)\s*\b([A-Z]{3})$/s.exec(kept);
  return match ? { amount: match[1] ?? "", currency: match[2] ?? "" } : { amount: kept, currency: "" };
}

/** "12,000,000", and where that is long to read, "12 million" or "1200万" too. */
export function readable(value: string, language: Language): string {
  const [, sign = "", whole = "", fraction] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (whole === "") return value;
  const figures = sign + whole.replaceAll(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  if (whole.length < 5) return figures;
  const short = new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", {
    notation: "compact", compactDisplay: "long", maximumFractionDigits: 4,
  }).format(Number(value));
  // Only where nothing is lost by it.
  if (parseNumber(short) !== value || short === figures) return figures;
  return language === "zh" ? `${figures}（${short}）` : `${figures} (${short})`;
}

/** Those most asked for; a list of all begins with them. */
export const COMMON_CURRENCIES = ["CNY", "USD", "EUR", "HKD", "GBP", "JPY", "SGD"];

/** The ISO 4217 codes that the browser knows. */
export function allCurrencies(): string[] {
  return Intl.supportedValuesOf("currency");
}

export function currencyName(code: string, language: Language): string {
  const name = new Intl.DisplayNames([language === "zh" ? "zh-CN" : "en-GB"], { type: "currency" }).of(code);
  return name === undefined || name === code ? code : `${code} ${name}`;
}
