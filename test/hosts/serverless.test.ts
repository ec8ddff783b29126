import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/document/editor.ts";
import { readIn } from "../helpers/read.ts";

const MACHINE = "{ StartAt: A, States: { A: { Type: Succeed } } }";

function service(section: string): string {
  return `service: orders\nprovider: { name: aws }\n${section}\n`;
}

describe("a service of the Serverless Framework", () => {
  it("has machines by their keys", async () => {
    const text = service(`stepFunctions:
  stateMachines:
    orders:
      name: orders-\${self:custom.stage}
      type: EXPRESS
      loggingConfig: { level: ERROR }
      definition: ${MACHINE}
    refunds:
      name: refunds
      tracingConfig: { enabled: true }
      definition: ${MACHINE}`);
    const { definitions } = await readIn({ "serverless.yml": text }, "serverless.yml");
    expect(
      definitions.map(({ pointer, context: { host, name, machineName, type, logging, tracing } }) => [
        [host, name, machineName, type, logging, tracing],
        pointer,
      ]),
    ).toEqual([
      [["serverless", "orders", undefined, "EXPRESS", "on", "off"], "/stepFunctions/stateMachines/orders/definition"],
      [
        ["serverless", "refunds", "refunds", "STANDARD", "off", "on"],
        "/stepFunctions/stateMachines/refunds/definition",
      ],
    ]);
  });

  it("has its machines in a list, too", async () => {
    const text = service(`stepFunctions: { stateMachines: [{ orders: { definition: ${MACHINE} } }] }`);
    const { definitions } = await readIn({ "serverless.yml": text }, "serverless.yml");
    expect(definitions.map(({ pointer }) => pointer)).toEqual(["/stepFunctions/stateMachines/0/orders/definition"]);
  });

  it("has machines among its resources, one template or several", async () => {
    const template = `{ Resources: { Orders: { Type: "AWS::StepFunctions::StateMachine", Properties: { Definition: ${MACHINE} } } } }`;
    for (const resources of [template, `[${template}]`]) {
      const text = service(`resources: ${resources}`);
      const { definitions } = await readIn({ "serverless.yml": text }, "serverless.yml");
      expect(definitions.map(({ context }) => [context.host, context.name])).toEqual([["cloudformation", "Orders"]]);
    }
  });

  it.each([
    ["stepFunctions: ${file(./flows/all.yml)}", { kind: "serverless-section" }],
    ["stepFunctions: { stateMachines: '${file(flows/all.yml)}' }", { kind: "serverless-machines" }],
    ["stepFunctions: { stateMachines: ['${file(\"flows/all.yml\")}'] }", { kind: "serverless-machines" }],
    ["stepFunctions: { stateMachines: { a: '${file(flows/all.yml)}' } }", { kind: "serverless-machine", name: "a" }],
    ["stepFunctions: {}\nresources: ['${file(flows/all.yml)}', { Outputs: {} }]", { kind: "serverless-template" }],
    ["stepFunctions: {}\nresources: { Resources: '${file(flows/all.yml)}' }", { kind: "serverless-resources" }],
  ])("names parts in other files: %s", async (section, role) => {
    const files = { "app/serverless.yml": service(section), "app/flows/all.yml": "" };
    const { references } = await readIn(files, "app/serverless.yml");
    expect(references.map(({ path, role: found }) => [path, found])).toEqual([
      ["app/flows/all.yml", { ...role, base: "app/serverless.yml" }],
    ]);
  });

  it("says nothing of parts that are not there", async () => {
    const text = service(
      `resources: \${file(gen.yml)}\nstepFunctions: { stateMachines: { a: { definition: ${MACHINE} } } }`,
    );
    const { definitions, references } = await readIn({ "serverless.yml": text }, "serverless.yml");
    expect([definitions.length, references]).toEqual([1, []]);
  });

  it("has parts that name files from the folder of the service", async () => {
    const files = {
      "serverless.yml": service("stepFunctions: { stateMachines: { a: '${file(flows/a.yml)}' } }"),
      "flows/a.yml": "type: EXPRESS\ndefinition: ${file(flows/a.asl.json)}\n",
      "flows/a.asl.json": '{"StartAt": "A"}',
    };
    const { references } = await readIn(files, "serverless.yml");
    const part = await readIn(files, "flows/a.yml", references);
    expect(part.references.map(({ path, context }) => [path, context.name, context.type])).toEqual([
      ["flows/a.asl.json", "a", "EXPRESS"],
    ]);
    expect(part.definitions.map(({ elsewhere }) => elsewhere?.path)).toEqual(["flows/a.asl.json"]);
  });

  it.each([
    "${file(flows/a.yml):orders}",
    "${self:custom.flow}",
    "${opt:flow}",
    "${env:FLOW}",
    "${file(flows/${self:custom.name}.yml)}",
    "${file(flows/a.js)}",
  ])("does not know %s", async (written) => {
    const text = service(`stepFunctions: { stateMachines: { a: { definition: "${written}" } } }`);
    const { definitions, references } = await readIn({ "serverless.yml": text }, "serverless.yml");
    expect(definitions.map(({ elsewhere }) => elsewhere)).toEqual([{ path: undefined, uses: undefined }]);
    expect(references).toEqual([]);
  });

  it("is told by its keys under other names, and by its name alone", async () => {
    const section = `stepFunctions:\n  stateMachines: { a: { definition: ${MACHINE} } }\n`;
    for (const path of ["serverless.yml", "serverless.dev.yaml", "service.yml"]) {
      expect((await readIn({ [path]: section }, path)).definitions, path).toHaveLength(1);
    }
    expect((await readIn({ "x.yml": `stepFunctions: true\nstateMachines: {}\n` }, "x.yml")).definitions).toEqual([]);
  });

  it("can trace its machines", async () => {
    const text = service(`stepFunctions:\n  stateMachines:\n    a:\n      definition: ${MACHINE}`);
    const { definitions } = await readIn({ "serverless.yml": text }, "serverless.yml");
    const edits = definitions[0]?.context.resource?.turnOnTracing?.() ?? [];
    expect(applyEdits(text, edits)).toBe(`${text.trimEnd()}\n      tracingConfig:\n        enabled: true\n`);
  });
});
