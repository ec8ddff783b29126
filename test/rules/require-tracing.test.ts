import { describe, expect, it, test } from "vitest";
import type { HostContext } from "../../src/hosts/host.ts";
import rule from "../../src/rules/require-tracing.ts";
import { hostedPlaces, hostedReports } from "../helpers/hosted.ts";

const code = "StartAt: Pack\nStates: { Pack: { Type: Succeed } }\n";
/** The declaration is named where `StartAt` stands. */
const declared: Partial<HostContext> = { name: "Packing", tracing: "off", resource: { nameRange: [0, 7] } };

describe("require-tracing", () => {
  test.each([
    ["EXPRESS", "express"],
    ["STANDARD", "other"],
    [undefined, "other"],
  ] as const)("reports a machine of type %s where it is declared", (type, messageId) => {
    expect(hostedReports(rule, code, { ...declared, type })).toEqual([
      { messageId, text: "StartAt", data: { name: "Packing" }, changed: [] },
    ]);
  });

  it("suggests to turn it on where the host can be edited", () => {
    const turnOnTracing = () => [{ range: [0, 0], text: "Tracing: { Enabled: true }\n" } as const];
    const [found] = hostedReports(rule, code, { ...declared, resource: { nameRange: [0, 7], turnOnTracing } });
    expect(found?.changed).toEqual([`Tracing: { Enabled: true }\n${code}`]);
  });

  it("is silent where executions are traced, or nobody says so", () => {
    expect(hostedPlaces(rule, code, { ...declared, tracing: "on" })).toEqual([]);
    expect(hostedPlaces(rule, code, {})).toEqual([]);
  });

  it("is silent in the file that holds only the definition", () => {
    expect(hostedPlaces(rule, code, { name: "Packing", tracing: "off" })).toEqual([]);
  });
});
