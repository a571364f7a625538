// The h1 of a page: names the document and takes focus after a navigation, so that keyboard and screen reader
// users start where the page starts.
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

let navigated = false;

export function useDocumentTitle(title: string, hasErrors = false) {
  const { t } = useTranslation("shell");
  const prefix = hasErrors ? t("title.error") : "";
  const product = t("product");
  useEffect(() => { document.title = `${prefix}${title} · ${product}`; }, [prefix, product, title]);
}

interface Props {
  children: ReactNode;
  /** The words of the document title. */
  title: string;
  hasErrors?: boolean;
  /** For pages that place the focus themselves. */
  keepFocus?: boolean;
}

export function PageTitle({ children, title, hasErrors = false, keepFocus = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(title, hasErrors);
  useEffect(() => {
    if (navigated && !keepFocus && !location.hash) heading.current?.focus({ preventScroll: true });
    navigated = true;
  }, [keepFocus]);
  return <h1 ref={heading} tabIndex={-1}>{children}</h1>;
}
