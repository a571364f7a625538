// Sizes as people read them: 3.2 MB, decimal units.
import { useLanguage } from "../shell/bilingual";

export function bytesText(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_000 ? [bytes, "B"] : bytes < 1_000_000 ? [bytes / 1_000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
}

export function useBytes(): (bytes: number) => string {
  const language = useLanguage();
  return (bytes) => bytesText(bytes, language === "zh" ? "zh-CN" : "en-GB");
}
