import { describe, expect, test } from "vitest";
import { uriOf, uriOfPath } from "../../src/util/uri.ts";

describe("a URL", () => {
  test("stays as it is where it is one", () => {
    const url = "https://example.com/a%20b/rule.md?x=1&y=2#no-tight-wait";
    expect(uriOf(url)).toBe(url);
  });

  test("has no character that ends a link or moves the cursor", () => {
    expect(uriOf("https://example.com/\u001b\\ \n(a)<b>|é")).toBe(
      "https://example.com/%1B%5C%20%0A%28a%29%3Cb%3E%7C%C3%A9",
    );
  });

  test("has no percent sign that encodes nothing", () => {
    expect(uriOf("https://example.com/100%\n%zz")).toBe("https://example.com/100%25%0A%25zz");
  });

  test("survives half of a surrogate pair", () => {
    expect(uriOf("https://example.com/\ud83d")).toBe("https://example.com/%EF%BF%BD");
  });
});

describe("a path as URI", () => {
  test("is encoded part by part", () => {
    expect(uriOfPath("../my flows/a#1?.json")).toBe("../my%20flows/a%231%3F.json");
  });

  test("has no scheme, whatever its first part is", () => {
    expect(uriOfPath("javascript:x/%41.json")).toBe("javascript%3Ax/%2541.json");
  });

  test("survives half of a surrogate pair", () => {
    expect(uriOfPath("a\ud83d/b")).toBe("a%EF%BF%BD/b");
  });
});
