import { describe, expect, test } from "vitest";
import { didYouMean, nearest } from "../../src/util/did-you-mean.ts";

describe("the nearest candidate", () => {
  test.each([
    ["Chekc", "Check"],
    ["check", "Check"],
    ["Chck", "Check"],
    ["Waitt", "Wait"],
  ])("of %s is %s", (word, candidate) => {
    expect(nearest(word, ["Wait", "Check", "Done"])).toBe(candidate);
  });

  test("is none where nothing is near", () => {
    expect(nearest("Publish", ["Wait", "Check"])).toBeUndefined();
    expect(nearest("A", [])).toBeUndefined();
  });

  test("is never the word itself", () => {
    expect(nearest("Check", ["Check"])).toBeUndefined();
  });

  test("is as near as is asked for", () => {
    expect(nearest("deleteEndpoint", ["updateEndpoint"])).toBe("updateEndpoint");
    expect(nearest("deleteEndpoint", ["updateEndpoint"], 2)).toBeUndefined();
    expect(nearest("updateEndpont", ["updateEndpoint"], 2)).toBe("updateEndpoint");
  });

  test("is the first of equally near ones", () => {
    expect(nearest("Stepx", ["Step1", "Step2"])).toBe("Step1");
  });
});

describe("did you mean", () => {
  test("is a sentence to append, or nothing", () => {
    expect(didYouMean("Chekc", ["Check"])).toBe(" Did you mean 'Check'?");
    expect(didYouMean("Publish", ["Check"])).toBe("");
  });
});
