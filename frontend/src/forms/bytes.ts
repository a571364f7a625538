// Sizes as people read them: 3.2 MB, binary units under their common names.
import { useLanguage } from "../shell/bilingual";

export function bytesText(bytes: number, locale: string): string {
  const KB = 1024;
  const MB = KB * KB;
  const [value, unit] = bytes < KB ? [bytes, "B"] : bytes < MB ? [bytes / KB, "KB"] : [bytes / MB, "MB"];
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
}

export function useBytes(): (bytes: number) => string {
  const language = useLanguage();
  return (bytes) => bytesText(bytes, language === "zh" ? "zh-CN" : "en-GB");
}
