import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

type Texts = { [key: string]: string | Texts };

const folder = import.meta.dirname;
const parts = readdirSync(join(folder, "en"));

function texts(language: string, part: string): Texts {
  return JSON.parse(readFileSync(join(folder, language, part), "utf8")) as Texts;
}

function flat(value: Texts, path = ""): [string, string][] {
  return Object.entries(value).flatMap(([key, text]) =>
    typeof text === "string" ? [[path + key, text] as [string, string]] : flat(text, `${path}${key}.`),
  );
}

function slots(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").sort();
}

describe("the two languages", () => {
  it("have the same files", () => {
    expect(readdirSync(join(folder, "zh"))).toEqual(parts);
  });

  it.each(parts)("have the same keys in %s", (part) => {
    const keys = (language: string) => flat(texts(language, part)).map(([key]) => key);
    expect(keys("zh")).toEqual(keys("en"));
  });

  it.each(parts)("leave no text empty in %s", (part) => {
    for (const language of ["en", "zh"]) {
      for (const [key, text] of flat(texts(language, part))) expect(text.trim(), `${language} ${key}`).not.toBe("");
    }
  });

  it.each(parts)("name no figure in Chinese that English does not have, in %s", (part) => {
    const english = Object.fromEntries(flat(texts("en", part)));
    for (const [key, text] of flat(texts("zh", part))) {
      // A singular may spell its number out.
      const known = key.endsWith("_one") || key.endsWith("_zero") ? [...slots(english[key] ?? ""), "count"] : slots(english[key] ?? "");
      for (const slot of slots(text)) expect(known, key).toContain(slot);
    }
  });

  it("are written in the right script", () => {
    for (const part of parts) {
      for (const [key, text] of flat(texts("zh", part))) {
        // Names of keys on a keyboard stay as they are printed on it.
        const latinOnly = /[A-Za-z]{2}/.test(text.replaceAll(/\{\{\w+\}\}/g, "")) && !/\p{Script=Han}/u.test(text);
        expect(latinOnly && !key.endsWith(".keys"), `${key}: ${text}`).toBe(false);
      }
      for (const [key, text] of flat(texts("en", part))) expect(/\p{Script=Han}/u.test(text), `${key}: ${text}`).toBe(false);
    }
  });
});
