// One of several, some of several, or a plain yes: the browser's own controls, large enough for a thumb.
import { useId } from "react";
import type { ReactNode } from "react";
import styles from "./Choices.module.css";

export interface Option<Value extends string> {
  value: Value;
  label: ReactNode;
  disabled?: boolean;
}

interface OneProps<Value extends string> {
  label: string;
  value: Value | null;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
}

export function OneOf<Value extends string>({ label, value, options, onChange }: OneProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.choice}>
          <input type="radio" name={name} checked={option.value === value} disabled={option.disabled} onChange={() => { onChange(option.value); }} />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface SomeProps {
  label: string;
  values: readonly string[];
  options: readonly Option<string>[];
  onChange: (values: string[]) => void;
}

export function SomeOf({ label, values, options, onChange }: SomeProps) {
  const toggled = (value: string) => (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {options.map((option) => (
        <YesTo key={option.value} checked={values.includes(option.value)} disabled={option.disabled ?? false} onChange={() => { onChange(toggled(option.value)); }}>
          {option.label}
        </YesTo>
      ))}
    </fieldset>
  );
}

interface YesProps {
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

export function YesTo({ checked, disabled = false, onChange, children }: YesProps) {
  return (
    <label className={styles.choice}>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => { onChange(event.currentTarget.checked); }} />
      <span>{children}</span>
    </label>
  );
}
