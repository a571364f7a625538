// The other language, named in itself. Page, scroll and what was typed stay.
import { changeLanguage } from "./language";
import { tagOf, useLanguage } from "./bilingual";
import { Icon } from "./icons";
import styles from "./TopBar.module.css";

export function LanguageSwitch() {
  const language = useLanguage();
  const other = language === "zh" ? "en" : "zh";
  return (
    <button type="button" className={styles.button} lang={tagOf(other)} onClick={() => { void changeLanguage(other); }}>
      <Icon name="globe" />
      <span>{other === "zh" ? "中文" : "English"}</span>
    </button>
  );
}
