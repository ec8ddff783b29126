import { expect, test } from "vitest";
import { fnv1a64 } from "../../src/util/hash.ts";

// http://www.isthe.com/chongo/src/fnv/test_fnv.c
test.each([
  ["", "cbf29ce484222325"],
  ["a", "af63dc4c8601ec8c"],
  ["b", "af63df4c8601f1a5"],
  ["foobar", "85944171f73967e8"],
  ["chongo was here!\n", "46810940eff5f915"],
])("the hash of %j is the published one", (text, hash) => {
  expect(fnv1a64(text)).toBe(hash);
});

test("the hash is that of the bytes in UTF-8", () => {
  expect(fnv1a64("在庫 🛒")).toBe("578c73cd43a26d70");
});

test("the hash has its zeros in front", () => {
  expect(fnv1a64("10")).toBe("07f89207b4ba08a4");
});
