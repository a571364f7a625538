// Copies of unsent changes on this device, so that a reload or a dead network loses nothing. Written before any
// request; removed when the server has everything. Knows keys and JSON, not what the changes mean.
import type { FieldValue } from "./merge";

const PREFIX = "wuzhen:unsent:";

export interface DeviceCopy {
  /** What the server had when each changed field was first touched. */
  base: Record<string, FieldValue>;
  changed: Record<string, FieldValue>;
}

/** False when the device refuses to store: the caller must then not say "saved on this device". */
export function keepOnDevice(key: string, copy: DeviceCopy): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function deviceCopy(key: string): DeviceCopy | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? null : (JSON.parse(text) as DeviceCopy);
  } catch {
    return null;
  }
}

export function dropDeviceCopy(key: string) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Storage that cannot be written holds nothing to drop.
  }
}

/** The keys that still wait on this device, all or those that begin with `start`. */
export function unsentCopies(start = ""): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX + start))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

export function forgetDeviceCopies() {
  for (const key of unsentCopies()) dropDeviceCopy(key);
}
