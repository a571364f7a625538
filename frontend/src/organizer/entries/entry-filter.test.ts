import { describe, expect, it } from "vitest";
import { entriesSearch, filterOf, narrowed, partsOf, screeningSearch } from "./entry-filter";

describe("the filter of an address", () => {
  it("keeps what it knows and leaves out the rest", () => {
    const search = entriesSearch({
      contest: "open", division: "europe", state: "submitted", screening: "pending", region: "de", heat: "final",
      text: "energy", after: "W20-0050", page: 3, sort: "title",
    });
    expect(search).toEqual({
      contest: "open", division: "europe", state: "submitted", screening: "pending", region: "de", heat: "final",
      text: "energy", after: "W20-0050",
    });
  });

  it("reads a number as text", () => {
    expect(entriesSearch({ text: 2020 })).toEqual({ text: "2020" });
  });

  it("narrows nothing by what is blank, unknown or of another kind", () => {
    expect(entriesSearch({ text: "  ", state: "lost", screening: "maybe", contest: ["open"], region: null })).toEqual({});
  });

  it("goes without the place in the list", () => {
    expect(filterOf(entriesSearch({ state: "draft", after: "W20-0050" }))).toEqual({ state: "draft" });
  });

  it("names its parts in one order", () => {
    expect(partsOf({ region: "cn", text: "a" })).toEqual([{ key: "text", value: "a" }, { key: "region", value: "cn" }]);
  });

  it("changes one part and takes it away again", () => {
    const filter = narrowed({ state: "draft" }, "division", "europe");
    expect(filter).toEqual({ state: "draft", division: "europe" });
    expect(narrowed(filter, "division", undefined)).toEqual({ state: "draft" });
    expect(narrowed(filter, "state", "")).toEqual({ division: "europe" });
  });
});

describe("the address of the screening desk", () => {
  it("shows what waits unless it says otherwise", () => {
    expect(screeningSearch({})).toEqual({ screening: "pending" });
    expect(screeningSearch({ screening: "none" })).toEqual({ screening: "pending" });
    expect(screeningSearch({ screening: "rejected", entry: "W20-0007" })).toEqual({ screening: "rejected", entry: "W20-0007" });
  });
});
