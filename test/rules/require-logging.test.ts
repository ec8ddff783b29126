import { describe, expect, it, test } from "vitest";
import type { HostContext } from "../../src/hosts/host.ts";
import rule from "../../src/rules/require-logging.ts";
import { hostedPlaces, hostedReports } from "../helpers/hosted.ts";

const code = "StartAt: Pack\nStates: { Pack: { Type: Succeed } }\n";
/** The declaration is named where `StartAt` stands. */
const declared: Partial<HostContext> = { name: "Packing", logging: "off", resource: { nameRange: [0, 7] } };

describe("require-logging", () => {
  test.each([
    ["EXPRESS", "express"],
    ["STANDARD", "standard"],
    [undefined, "either"],
  ] as const)("reports a machine of type %s where it is declared", (type, messageId) => {
    expect(hostedReports(rule, code, { ...declared, type })).toEqual([
      { messageId, text: "StartAt", data: { name: "Packing" }, changed: [] },
    ]);
  });

  it("is silent where executions are logged, or nobody says so", () => {
    expect(hostedPlaces(rule, code, { ...declared, logging: "on" })).toEqual([]);
    expect(hostedPlaces(rule, code, {})).toEqual([]);
  });

  it("is silent in the file that holds only the definition", () => {
    expect(hostedPlaces(rule, code, { name: "Packing", logging: "off" })).toEqual([]);
  });
});
