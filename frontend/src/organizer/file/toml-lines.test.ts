import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keyPath, lineOf, tomlLines } from "./toml-lines";

const template = readFileSync(join(import.meta.dirname, "../../../../crates/domain/templates/2020.toml"), "utf8");
const written = template.split("\n");
const lines = tomlLines(template);
const at = (pointer: string) => written[(lineOf(pointer, lines) ?? 0) - 1]?.trim() ?? "";

describe("places in an edition file", () => {
  it("are found in tables, arrays of tables and arrays over several lines", () => {
    expect(at("/format")).toBe("format = 1");
    expect(at("/call/deadline")).toMatch(/^deadline = /);
    expect(at("/contests/0/eligibility/1/key")).toBe('key = "members"');
    expect(at("/contests/0/questions/3/key")).toBe('key = "region"');
    expect(at("/contests/0/questions/3/choices/4/key")).toContain('key = "cn"');
    expect(at("/heats/0/rubric/criteria/1/key")).toBe('key = "technology"');
    expect(at("/heats/0/rubric/criteria/1/levels/2/text/en")).toContain('at = "5"');
    expect(at("/divisions/8/title/zh")).toContain("数字抗疫专项");
  });

  it("are found by the keys of members too", () => {
    expect(at("/contests/open/questions/region/choices/cn")).toContain('key = "cn"');
    expect(at("/heats/preliminary/rubric/criteria/technology/weight")).toBe('weight = "2.5"');
    expect(lineOf("/heats/preliminary/closes_at", lines)).toBe(lineOf("/heats/0/closes_at", lines));
  });

  it("count members of a later table from its own beginning", () => {
    const text = '[[heats]]\nkey = "a"\n[[heats.criteria]]\nkey = "x"\n[[heats.criteria]]\nkey = "y"\n[[heats]]\nkey = "b"\n[[heats.criteria]]\nkey = "z"\n';
    expect(lineOf("/heats/1/criteria/0/key", tomlLines(text))).toBe(10);
    expect(lineOf("/heats/0/criteria/1/key", tomlLines(text))).toBe(6);
  });

  it("pass over text that only looks like TOML", () => {
    const text = 'note = """\nkey = "no"\n"""\nkey = "yes"\n';
    expect(lineOf("/key", tomlLines(text))).toBe(4);
  });

  it("fall back to what stands around them, or to nothing", () => {
    const text = '[call]\nopens_at = "x"\n';
    expect(lineOf("/call/deadline", tomlLines(text))).toBe(1);
    expect(lineOf("/routes", tomlLines(text))).toBeNull();
    expect(lineOf("", tomlLines(text))).toBeNull();
  });

  it("are written as readers of the file write them", () => {
    expect(keyPath("/heats/0/rule/drop_high")).toBe("heats[0].rule.drop_high");
    expect(keyPath("heats/0")).toBe("heats[0]");
  });
});
