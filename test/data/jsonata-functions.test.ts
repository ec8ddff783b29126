import jsonata from "jsonata";
import { describe, expect, it, test } from "vitest";
import { jsonataFunctions, jsonataReplacements } from "../../src/data/jsonata-functions.ts";

const ADDED = ["partition", "range", "hash", "uuid", "parse"];
const own = [...jsonataFunctions.keys()].filter((name) => !ADDED.includes(name));

describe("the functions of JSONata", () => {
  test.each([...own, ...jsonataReplacements.keys()])("$%s exists", async (name) => {
    expect(await jsonata(`$type($${name})`).evaluate({})).toBe("function");
  });

  test.each(ADDED)("$%s is Step Functions' own", async (name) => {
    expect(await jsonata(`$type($${name})`).evaluate({})).toBeUndefined();
    expect(jsonataFunctions.has(name)).toBe(true);
  });

  it("replaces what Step Functions takes away with what it has", () => {
    for (const [name, other] of jsonataReplacements) {
      expect(jsonataFunctions.has(name)).toBe(false);
      expect(jsonataFunctions.has(other)).toBe(true);
    }
  });
});
