import { describe, expect, it } from "vitest";
import { cleanCode, cleanEmail, cleanPrintedCode } from "./credentials";

describe("what people type to sign in", () => {
  it("is read through full-width signs and spaces", () => {
    expect(cleanEmail(" zhang＠example．org。 ")).toBe("zhang@example.org");
    expect(cleanCode("１２３ 456")).toBe("123456");
    expect(cleanPrintedCode("abcd efgh-jkmn pqrs")).toBe("ABCD-EFGH-JKMN-PQRS");
  });
});
