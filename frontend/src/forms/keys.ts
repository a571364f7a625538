// Which keystrokes belong to the reader's text and not to a shortcut.

/** True while the target takes text: shortcuts of single keys must not act there. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["radio", "checkbox", "button", "submit", "file"].includes(target.type);
}
