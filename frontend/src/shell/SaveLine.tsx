// "Saved on this device · 3 not sent" or "Received 14:03:22". Read out at most once in ten seconds.
import { Link, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProblemText } from "./problem-text";
import { Icon } from "./icons";
import { useDeviceClock } from "./Instant";
import { useSaveState } from "./save-state";
import type { SaveState } from "./save-state";
import styles from "./SaveLine.module.css";

const QUIET_MS = 10_000;

function useSaveText(state: SaveState): string {
  const { t } = useTranslation("shell");
  const sentence = useProblemText();
  const clock = useDeviceClock();
  switch (state.kind) {
    case "none": return "";
    case "idle": return t("save.idle");
    case "device": return t("save.device", { count: state.unsent });
    case "memory": return t("save.memory", { count: state.unsent });
    case "received": return t("save.received", { time: clock(state.at) });
    case "refused": return sentence(state.code);
  }
}

function useQuietly(text: string): string {
  const [spoken, setSpoken] = useState("");
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(600, last.current + QUIET_MS - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSpoken(text);
    }, wait);
    return () => { clearTimeout(timer); };
  }, [text]);
  return spoken;
}

export function SaveLine() {
  const { t } = useTranslation("shell");
  const here = useRouterState({ select: ({ location }) => location.pathname });
  const state = useSaveState();
  const text = useSaveText(state);
  const spoken = useQuietly(text);
  const icon = state.kind === "received" ? "check" : state.kind === "refused" ? "alert" : "device";
  return (
    <>
      <p className="sr" role="status">{spoken}</p>
      {text === "" ? null : (
        <p className={styles.line} data-kind={state.kind}>
          <span data-testid="save-line" aria-hidden="true"><Icon name={icon} /> {text}</span>
          {state.kind === "refused" && state.code === "unauthenticated" ? <Link to="/sign-in" search={{ next: here }}>{t("state.signIn")}</Link> : null}
        </p>
      )}
    </>
  );
}
