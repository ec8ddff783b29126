import { describe, expect, it } from "vitest";
import { applyEdits } from "../../src/document/editor.ts";
import type { Definition, HostContext } from "../../src/hosts/host.ts";
import { readIn } from "../helpers/read.ts";

const DEFINITION = "{ StartAt: A, States: { A: { Type: Succeed } } }";

/** A SAM template with one machine. */
function sam(properties: string, more = ""): string {
  return `Resources:\n  Orders:\n    Type: AWS::Serverless::StateMachine\n${more}    Properties:\n${properties.replaceAll(/^/gm, "      ")}\n`;
}

function cloudFormation(properties: string): string {
  return sam(properties).replace("Serverless", "StepFunctions");
}

async function definitionIn(text: string, path = "template.yaml", files = {}): Promise<Definition> {
  const { definitions } = await readIn({ ...files, [path]: text }, path);
  const [definition, more] = definitions;
  if (definition === undefined || more !== undefined) throw new Error(`It holds ${definitions.length} definitions.`);
  return definition;
}

async function contextOf(text: string): Promise<HostContext> {
  return (await definitionIn(text)).context;
}

describe("the type of a machine in a template", () => {
  it.each([
    ["STANDARD, where SAM says nothing", sam(`Definition: ${DEFINITION}`), "STANDARD"],
    ["what SAM says", sam(`Type: EXPRESS\nDefinition: ${DEFINITION}`), "EXPRESS"],
    ["unknown behind a parameter", sam(`Type: !Ref Type\nDefinition: ${DEFINITION}`), undefined],
    ["unknown behind a condition", sam(`Type: !If [Fast, EXPRESS, STANDARD]\nDefinition: ${DEFINITION}`), undefined],
    ["unknown where more properties are brought in", sam(`<<: !Ref All\nDefinition: ${DEFINITION}`), "STANDARD"],
    ["what CloudFormation says", cloudFormation(`StateMachineType: EXPRESS\nDefinition: ${DEFINITION}`), "EXPRESS"],
    [
      "STANDARD, where CloudFormation says nothing",
      cloudFormation(`Type: EXPRESS\nDefinition: ${DEFINITION}`),
      "STANDARD",
    ],
  ])("is %s", async (_name, text, type) => {
    expect((await contextOf(text)).type).toBe(type);
  });
});

describe("logging and tracing in a template", () => {
  it.each([
    ["", "off", "off"],
    ["Logging: { Level: ALL }\nTracing: { Enabled: true }\n", "on", "on"],
    ["Logging: { Level: OFF }\nTracing: { Enabled: false }\n", "off", "off"],
    ["Logging: { Level: 'OFF' }\nTracing: { Enabled: 'true' }\n", "off", "on"],
    ["Logging: { Destinations: [] }\nTracing: {}\n", "off", "off"],
    ["Logging: { Level: !Ref Level }\nTracing: { Enabled: !Ref Traced }\n", undefined, undefined],
    ["Logging: !If [Prod, {}, {}]\nTracing: !Ref Tracing\n", undefined, undefined],
  ] as const)("with %j are %s and %s", async (properties, logging, tracing) => {
    const context = await contextOf(sam(`${properties}Definition: ${DEFINITION}`));
    expect([context.logging, context.tracing]).toEqual([logging, tracing]);
    const names = properties.replace("Logging", "LoggingConfiguration").replace("Tracing", "TracingConfiguration");
    const other = await contextOf(cloudFormation(`${names}Definition: ${DEFINITION}`));
    expect([other.logging, other.tracing]).toEqual([logging, tracing]);
  });

  it("can be turned on", async () => {
    const text = sam(`Definition: ${DEFINITION}`);
    const { context } = await definitionIn(text);
    const edits = context.resource?.turnOnTracing?.() ?? [];
    expect(applyEdits(text, edits)).toBe(sam(`Definition: ${DEFINITION}\nTracing:\n  Enabled: true`));
  });
});

describe("substitutions in a template", () => {
  it.each([
    ["none, and all are known", `Definition: ${DEFINITION}`, [], true],
    ["what the map names", `DefinitionSubstitutions: { A: !Ref X, B: y }\nDefinition: ${DEFINITION}`, ["A", "B"], true],
    [
      "unknown behind a function",
      `DefinitionSubstitutions: !FindInMap [A, B, C]\nDefinition: ${DEFINITION}`,
      [],
      false,
    ],
    [
      "open where the map is brought in in part",
      `DefinitionSubstitutions: { A: x, "Fn::Transform": { Name: AWS::Include } }\nDefinition: ${DEFINITION}`,
      ["A"],
      false,
    ],
  ])("are %s", async (_name, properties, names, complete) => {
    const { substitutions } = await contextOf(sam(properties));
    expect(substitutions?.entries.map(({ name }) => name)).toEqual(names);
    expect(substitutions?.complete).toBe(complete);
  });

  it("are not those of !Sub", async () => {
    const text = `DefinitionString: !Sub '{"StartAt": "\${A}"}'\nDefinitionSubstitutions: { B: x }`;
    expect((await contextOf(cloudFormation(text))).substitutions).toBeUndefined();
  });
});

describe("a machine in a template", () => {
  it("has its logical id, its name and where they stand", async () => {
    const text = sam(`Name: orders\nDefinition: ${DEFINITION}`);
    const { context, pointer, file } = await definitionIn(text);
    expect([context.host, context.name, context.machineName]).toEqual(["sam", "Orders", "orders"]);
    expect(pointer).toBe("/Resources/Orders/Properties/Definition");
    const { nameRange = [0, 0], machineNameRange = [0, 0] } = context.resource ?? {};
    expect([file.text.slice(...nameRange), file.text.slice(...machineNameRange)]).toEqual(["Orders", "orders"]);
  });

  it("has pointers that count from its definition", async () => {
    const { root } = await definitionIn(sam(`Definition: ${DEFINITION}`));
    expect(root.kind === "object" && root.get("States")?.pointer).toBe("/States");
  });

  it("has what its metadata disable", async () => {
    const metadata = "    Metadata: { steplint: { disable: [no-idle-state, no-tight-wait] } }\n";
    const { disabled } = await contextOf(sam(`Definition: ${DEFINITION}`, metadata));
    expect(disabled?.map(({ id }) => id)).toEqual(["no-idle-state", "no-tight-wait"]);
  });

  it.each([
    ["a parameter", "DefinitionString: !Ref Definition"],
    ["a condition", `DefinitionString: !If [A, "{}", "{}"]`],
    ["an include", `Definition: { "Fn::Transform": { Name: "AWS::Include", Parameters: { Location: x } } }`],
    ["a list that only deployment knows", "DefinitionString: !Join ['', !Ref Pieces]"],
    ["an object in S3", "DefinitionS3Location: { Bucket: b, Key: k }"],
    ["an address in S3", "DefinitionS3Location: s3://bucket/key.json"],
  ])("is known to be there where %s holds its text", async (_name, properties) => {
    const { elsewhere, root, issues } = await definitionIn(cloudFormation(properties));
    expect(elsewhere).toEqual({ path: undefined, uses: undefined });
    expect([root.kind, issues]).toEqual(["dynamic", []]);
  });

  it.each([
    ["alone", ""],
    ["among others", "  Queue: { Type: AWS::SQS::Queue }\n"],
  ])("is found in a loop, %s", async (_name, more) => {
    const text = `Resources:
${more}  Fn::ForEach::Machines:
    - Kind
    - [A, B]
    - Machine\${Kind}:
        Type: AWS::StepFunctions::StateMachine
        Properties: { DefinitionString: '{"StartAt": "\${Kind}"}' }
`;
    const { context, pointer, root } = await definitionIn(text);
    expect(pointer).toBe("/Resources/Fn::ForEach::Machines/2/Machine${Kind}/Properties/DefinitionString");
    expect([context.name, context.substitutions]).toEqual(["Machine${Kind}", undefined]);
    expect(root.kind === "object" && root.get("StartAt")?.kind).toBe("dynamic");
  });

  it("is none without properties or a definition, or of another type", async () => {
    const text = `Resources:
  # AWS::StepFunctions::StateMachine
  A: { Type: AWS::StepFunctions::StateMachine }
  B: { Type: AWS::StepFunctions::StateMachine, Properties: { RoleArn: x } }
  C: { Type: AWS::StepFunctions::Activity, Properties: { DefinitionString: "{}" } }
  D: text
`;
    expect((await readIn({ "t.yaml": text }, "t.yaml")).definitions).toEqual([]);
  });
});

describe("a file that a template names", () => {
  const names = "DefinitionUri: statemachine/orders.asl.json\nDefinitionSubstitutions: { A: x }\nType: EXPRESS";
  const files = { "app/statemachine/orders.asl.json": '{"StartAt": "${A} ${B.c}"}' };

  it("is a reference, with what the template says of it", async () => {
    const { definitions, references } = await readIn(
      { ...files, "app/template.yaml": sam(names) },
      "app/template.yaml",
    );
    expect(references).toEqual([
      {
        path: "app/statemachine/orders.asl.json",
        role: { kind: "definition" },
        context: {
          host: "sam",
          name: "Orders",
          type: "EXPRESS",
          logging: "off",
          tracing: "off",
          generated: false,
          substitutions: { syntax: "cloudformation", entries: [{ name: "A" }], complete: true },
        },
      },
    ]);
    expect(definitions[0]?.elsewhere).toEqual({
      path: "app/statemachine/orders.asl.json",
      uses: new Set(["A", "B.c"]),
    });
  });

  it.each([
    ["./../shared/a.json", "shared/a.json"],
    ["a.json", "app/a.json"],
    ["../../a.json", "../a.json"],
    ["/etc/a.json", "/etc/a.json"],
  ])("is looked for from the template's folder: %s", async (written, path) => {
    const { definitions } = await readIn({ "app/t.yaml": sam(`DefinitionUri: ${written}`) }, "app/t.yaml");
    expect(definitions[0]?.elsewhere?.path).toBe(path);
  });

  it.each([
    ["is missing", "nowhere.json", "No file 'nowhere.json' lies where template.yaml looks for its definition."],
    [
      "differs in case",
      "statemachine/Orders.asl.json",
      "No file 'statemachine/Orders.asl.json' lies where template.yaml looks for its definition. There is 'orders.asl.json', which differs in upper and lower case.",
    ],
    ["is a folder", "statemachine", "'statemachine' is a folder: a definition is one file."],
  ])("is an issue where it %s", async (_name, written, message) => {
    const text = sam(`DefinitionUri: ${written}`);
    const { definitions, references } = await readIn({ ...files, "app/template.yaml": text }, "app/template.yaml");
    const at = text.indexOf(written);
    expect(definitions[0]?.issues).toEqual([{ kind: "missing-file", message, range: [at, at + written.length] }]);
    expect(references).toEqual([]);
  });

  it("is no issue outside of the project, nor followed", async () => {
    const { definitions, references } = await readIn({ "t.yaml": sam("DefinitionUri: ../x.json") }, "t.yaml");
    expect([definitions[0]?.issues, references]).toEqual([[], []]);
  });

  it("has errors of its syntax as warnings, as CloudFormation reads it as YAML", async () => {
    const path = "statemachine/orders.asl.json";
    const all = { "template.yaml": sam(names), [path]: '{ "StartAt": "A" # first\n }' };
    const { references } = await readIn(all, "template.yaml");
    const { definitions } = await readIn(all, path, references);
    expect(definitions[0]?.issues.map(({ kind }) => kind)).toEqual(["host-syntax"]);
  });
});

describe("a template of the CDK", () => {
  const path = "cdk.out/Orders.template.json";
  const resource = (properties: object, metadata = { "aws:cdk:path": "Orders/Machine/Resource" }): string =>
    JSON.stringify({
      Resources: {
        Machine: { Type: "AWS::StepFunctions::StateMachine", Properties: properties, Metadata: metadata },
      },
    });

  it("has the construct's path as name, and is not mended", async () => {
    const text = resource({ DefinitionString: { "Fn::Join": ["", ['{"StartAt":"', { Ref: "First" }, '"}']] } });
    const { context, edit, root } = await definitionIn(text, path);
    expect([context.host, context.name, context.generated]).toEqual(["cdk", "Orders/Machine", true]);
    expect(context.resource?.turnOnTracing).toBeUndefined();
    if (root.kind !== "object") throw new Error("It is no object.");
    expect(edit.setField(root, "Comment", "x")).toBeUndefined();
    const start = root.get("StartAt");
    expect(start?.kind === "dynamic" && start.text).toBe("${First}");
  });

  it.each([
    ["a parameter", { Parameters: { BootstrapVersion: {} } }],
    ["a rule", { Rules: { CheckBootstrapVersion: {} } }],
  ])("is told by %s, where it has no paths", async (_name, more) => {
    const { Resources } = JSON.parse(resource({ DefinitionString: '{"StartAt": "A"}' }, {} as never));
    const { context } = await definitionIn(JSON.stringify({ Resources, ...more }), "shop.template.json");
    expect([context.host, context.name, context.generated]).toEqual(["cdk", "Machine", true]);
  });

  it("names an asset beside it", async () => {
    const location = { Bucket: { "Fn::Sub": "cdk-assets" }, Key: "0a1b.json" };
    const files = { [path]: resource({ DefinitionS3Location: location }), "cdk.out/asset.0a1b.json": "{}" };
    const { references } = await readIn(files, path);
    expect(references.map(({ path: asset, context }) => [asset, context.host, context.generated])).toEqual([
      ["cdk.out/asset.0a1b.json", "cdk", true],
    ]);
  });
});

describe("a template that is broken", () => {
  it("is told once, as a warning, and its machines are read and left as they are", async () => {
    const text = `${sam(`Definition: ${DEFINITION}`)}  Other:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      Definition: ${DEFINITION}\nOutputs:\n  A: "x\n`;
    const { definitions } = await readIn({ "t.yaml": text }, "t.yaml");
    expect(definitions.map(({ issues }) => issues.map(({ kind }) => kind))).toEqual([["host-syntax"], []]);
    const { root, edit } = definitions[0] ?? {};
    expect(root?.kind === "object" && edit?.setField(root, "Comment", "x")).toBeUndefined();
  });

  it("leaves the texts in it as they are, too", async () => {
    const text = cloudFormation(`DefinitionString: '{ "StartAt": "A", "States": {}, }'`);
    expect((await definitionIn(text)).issues.map(({ kind, fix }) => [kind, fix?.length])).toEqual([["lenient", 1]]);
    const { issues } = await definitionIn(`${text}Outputs:\n  A: "x\n`);
    expect(issues.map(({ kind, fix }) => [kind, fix])).toEqual([
      ["host-syntax", undefined],
      ["lenient", undefined],
    ]);
  });

  it.each([
    ["unknown tags", sam(`Definition: ${DEFINITION}\nTags: !Mine { a: !Other [1] }`)],
    ["a key twice", sam(`Definition: ${DEFINITION}\nTags: { a: 1, a: 2 }`)],
  ])("is not meant by %s", async (_name, text) => {
    expect((await definitionIn(text)).issues).toEqual([]);
  });

  it("keeps keys that its definition has twice", async () => {
    const text = sam("Definition: { StartAt: A, StartAt: B, States: {} }");
    expect((await definitionIn(text)).issues.map(({ kind }) => kind)).toEqual(["duplicate-key"]);
  });
});
