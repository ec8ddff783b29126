import { expect, it } from "vitest";
import { lengthOf, notInLabel, notInMachineName } from "../../src/data/names.ts";

it("counts characters, not their halves", () => {
  expect(lengthOf("abc")).toBe(3);
  expect(lengthOf("📦📦")).toBe(2);
});

it.each([...'?*<>{}[]:;,\\|^~$#%&`" \t\n\u0000\u007f\u0085'])("takes %j in no label", (character) => {
  expect(notInLabel.test(`a${character}b`)).toBe(true);
});

it.each([...'?*<>{}[]"#%\\^|~`$&,;:/ \t\u0000\u0085'])("takes %j in no name of a machine", (character) => {
  expect(notInMachineName.test(`a${character}b`)).toBe(true);
});

it.each([..."aZ0-_.!()+=@'é"])("takes %j in both", (character) => {
  expect(notInLabel.test(character) || notInMachineName.test(character)).toBe(false);
});
