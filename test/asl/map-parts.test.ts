import { expect, it } from "vitest";
import { isDistributedProcessor } from "../../src/asl/map-parts.ts";
import { parseJson } from "../../src/document/json.ts";

it.each([
  ['{"ProcessorConfig":{"Mode":"DISTRIBUTED"}}', true],
  ['{"ProcessorConfig":{"Mode":"INLINE"}}', false],
  ['{"ProcessorConfig":{}}', false],
  ["{}", false],
  ['{"ProcessorConfig":{"Mode":"DISTRBUTED"}}', undefined],
  ['{"ProcessorConfig":{"Mode":"distributed"}}', undefined],
  ['{"ProcessorConfig":{"Mode":"${Mode}"}}', undefined],
  ['{"ProcessorConfig":"${Config}"}', undefined],
  ['{"StartAt":"A",${Config}}', undefined],
  ['{"ProcessorConfig":{${Mode}}}', undefined],
  ["5", undefined],
])("tells the mode of %s", (text, expected) => {
  expect(isDistributedProcessor(parseJson(text).root)).toBe(expected);
});
