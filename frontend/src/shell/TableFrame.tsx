// A table that may be wider than its page: it scrolls alone, and the keyboard can reach it when it does.
import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export function TableFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation("shell");
  const frame = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => { setScrolls(element.scrollWidth > element.clientWidth + 1); });
    watch.observe(element);
    return () => { watch.disconnect(); };
  }, []);
  const reach = scrolls ? { tabIndex: 0, role: "group", "aria-label": t("table") } : {};
  return <div ref={frame} className="table-frame" {...reach}>{children}</div>;
}
