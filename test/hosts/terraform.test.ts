import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { applyEdits } from "../../src/document/editor.ts";
import { plainValue } from "../../src/document/nodes.ts";
import { createSourceFile } from "../../src/document/source-file.ts";
import type { FileReference, Reading } from "../../src/hosts/host.ts";
import { readDefinitions } from "../../src/hosts/read.ts";
import { loadReaders } from "../../src/readers/load.ts";
import { memoryFiles } from "../helpers/files.ts";

const readers = await loadReaders(["terraform"]);

const MACHINE = '{"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}';
const VALUE = JSON.parse(MACHINE);

/** Reads `infra/main.tf` among other files. */
function read(text: string, files: Record<string, string> = {}, references: readonly FileReference[] = []): Reading {
  const file = createSourceFile("infra/main.tf", text);
  const around = { files: memoryFiles({ "infra/main.tf": text, ...files }), references };
  return readDefinitions(file, "found", readers, around);
}

function resource(body: string, name = "flow"): string {
  return `resource "aws_sfn_state_machine" "${name}" {\n${body}\n}\n`;
}

/** The one definition of a text. */
function definitionOf(text: string, files?: Record<string, string>) {
  const { definitions } = read(text, files);
  const [definition] = definitions;
  if (definition === undefined || definitions.length > 1) throw new Error(`${definitions.length} definitions`);
  return definition;
}

describe("definitions that stand in the file", () => {
  test.each<[name: string, text: string]>([
    ["jsonencode", resource('definition = jsonencode({ StartAt = "Done", States = { Done = { Type = "Succeed" } } })')],
    ["jsonencode with keys in quotes and colons", resource(`definition = jsonencode(${MACHINE})`)],
    ["a heredoc", resource(`definition = <<EOF\n${MACHINE}\nEOF`)],
    ["an indented heredoc", resource(`  definition = <<-EOF\n    ${MACHINE}\n  EOF`)],
    ["a heredoc with CRLF", resource(`definition = <<EOF\n${MACHINE}\nEOF`).replaceAll("\n", "\r\n")],
    ["a quoted text", resource(`definition = ${JSON.stringify(MACHINE)}`)],
    ["parentheses", resource(`definition = (jsonencode(${MACHINE}))`)],
    ["trimspace and chomp", resource(`definition = trimspace(chomp(<<EOF\n${MACHINE}\nEOF\n))`)],
    ["an interpolation that is all", resource(`definition = "\${jsonencode(${MACHINE})}"`)],
    ["jsondecode of a heredoc", resource(`definition = jsonencode(jsondecode(<<EOF\n${MACHINE}\nEOF\n))`)],
    ["a local", `locals {\n  flow = <<EOF\n${MACHINE}\nEOF\n}\n${resource("definition = local.flow")}`],
    ["locals of locals", `locals {\n a = local.b\n b = jsonencode(${MACHINE})\n}\n${resource("definition = local.a")}`],
    ["a local object", `locals {\n  flow = ${MACHINE}\n}\n${resource("definition = jsonencode(local.flow)")}`],
    [
      "a template_file",
      `data "template_file" "x" {\n  template = <<EOF\n${MACHINE}\nEOF\n}\n${resource("definition = data.template_file.x.rendered")}`,
    ],
    ["a resource with count", resource(`count = 2\ndefinition = jsonencode(${MACHINE})`)],
    [
      "the registry module",
      `module "flow" {\n  source = "terraform-aws-modules/step-functions/aws"\n  definition = jsonencode(${MACHINE})\n}`,
    ],
    [
      "the registry module by its host",
      `module "flow" {\n  source = "registry.terraform.io/terraform-aws-modules/step-functions/aws"\n  definition = jsonencode(${MACHINE})\n}`,
    ],
    [
      "the registry module from Git",
      `module "flow" {\n  source = "git::https://github.com/terraform-aws-modules/terraform-aws-step-functions.git?ref=v4.2.0"\n  definition = jsonencode(${MACHINE})\n}`,
    ],
  ])("%s", (_name, text) => {
    const definition = definitionOf(text);
    expect(plainValue(definition.root)).toEqual(VALUE);
    expect(definition.issues).toEqual([]);
    expect(definition.elsewhere).toBeUndefined();
    expect(definition.context).toMatchObject({ host: "terraform", name: "flow", type: "STANDARD", generated: false });
    expect(definition.pointer).toMatch(/^\/(?:resource\/aws_sfn_state_machine|module)\/flow\/definition$/);
  });

  it("are as many as the file has", () => {
    const text =
      resource(`definition = jsonencode(${MACHINE})`, "a") + resource(`definition = jsonencode(${MACHINE})`, "b");
    expect(read(text).definitions.map(({ context }) => context.name)).toEqual(["a", "b"]);
  });

  test.each([
    'resource "aws_lambda_function" "f" {\n  definition = "{}"\n}',
    'module "flow" {\n  source = "./flow"\n  definition = "{}"\n}',
    'data "template_file" "x" {\n  template = "{}"\n}',
    resource('name = "flow"'),
    "",
    "# aws_sfn_state_machine",
  ])("are none in %j", (text) => expect(read(text)).toEqual({ definitions: [], references: [] }));

  it("leave open what only deployment knows", () => {
    const { root } = definitionOf(
      resource(`definition = <<EOF
{
  "StartAt": "Call",
  "TimeoutSeconds": \${var.timeout},
  "States": { "Call": { "Type": "Task", "Resource": "\${lookup(var.arns, "a}")}", "Comment": "$\${x} a", "End": true } }
}
EOF`),
    );
    expect(plainValue(root)).toEqual({
      StartAt: "Call",
      TimeoutSeconds: "${var.timeout}",
      States: { Call: { Type: "Task", Resource: "${lookup(var.arns, 'a)')}", Comment: "${x} a", End: true } },
    });
  });
});

describe("definitions that only deployment knows", () => {
  test.each([
    "var.definition",
    "var.x ? jsonencode({}) : jsonencode({})",
    'replace("{}", "a", "b")',
    'format("%s", "{}")',
    "yamlencode({})",
    "jsonencode(merge({}, {}))",
    "jsonencode(yamldecode(var.x))",
    "local.missing",
    "local.ring",
    "data.template_file.missing.rendered",
    'templatefile("${path.module}/${var.name}", {})',
    'file("${path.module}.json")',
    "file(var.path)",
    '"%{ if var.x }{}%{ endif }"',
    '"${~ var.x ~}"',
    "jsonencode([for x in [1] : x]...)",
  ])("%s", (expression) => {
    const text = `locals {\n  ring = local.gnir\n  gnir = local.ring\n}\n${resource(`definition = ${expression}`)}`;
    const { definitions, references } = read(text);
    expect(references).toEqual([]);
    expect(definitions).toHaveLength(1);
    expect(definitions[0]).toMatchObject({ root: { kind: "dynamic" }, issues: [], elsewhere: { path: undefined } });
    expect(text.slice(...(definitions[0]?.root.range ?? [0, 0]))).toBe(expression);
  });
});

describe("what surrounds a definition", () => {
  function contextOf(body: string) {
    return definitionOf(resource(`definition = "{}"\n${body}`)).context;
  }

  test.each<[body: string, type: string | undefined]>([
    ["", "STANDARD"],
    ['type = "EXPRESS"', "EXPRESS"],
    ['type = "STANDARD"', "STANDARD"],
    ["type = var.type", undefined],
    ['type = "${var.type}"', undefined],
  ])("type: %j", (body, type) => expect(contextOf(body).type).toBe(type));

  test.each<[body: string, logging: string | undefined]>([
    ["", "off"],
    ['logging_configuration {\n  level = "OFF"\n}', "off"],
    ['logging_configuration {\n  level = "ALL"\n}', "on"],
    ["logging_configuration {\n  level = var.level\n}", undefined],
    ['dynamic "logging_configuration" {\n  for_each = var.x\n  content {\n  level = "ALL"\n}\n}', undefined],
  ])("logging: %j", (body, logging) => expect(contextOf(body).logging).toBe(logging));

  test.each<[body: string, tracing: string | undefined]>([
    ["", "off"],
    ["tracing_configuration {\n  enabled = true\n}", "on"],
    ["tracing_configuration {\n  enabled = false\n}", "off"],
    ["tracing_configuration {\n  enabled = var.x\n}", undefined],
    ['dynamic "tracing_configuration" {\n  for_each = var.x\n}', undefined],
  ])("tracing: %j", (body, tracing) => expect(contextOf(body).tracing).toBe(tracing));

  test.each<[inputs: string, expected: object]>([
    ["", { type: "STANDARD", logging: "off", tracing: "off" }],
    ['type = "express"', { type: "EXPRESS" }],
    ['logging_configuration = { level = "ERROR" }', { logging: "on" }],
    ["logging_configuration = { level = var.level }", { logging: undefined }],
    ["logging_configuration = var.logging", { logging: undefined }],
    ["service_integrations = { xray = { xray = true } }", { tracing: "on" }],
    ["service_integrations = { sqs = { sqs = true } }", { tracing: "off" }],
    ["service_integrations = var.integrations", { tracing: undefined }],
  ])("the module's inputs: %j", (inputs, expected) => {
    const text = `module "flow" {\n  source = "terraform-aws-modules/step-functions/aws//"\n  definition = "{}"\n  ${inputs}\n}`;
    const { context } = definitionOf(text);
    const { type, logging, tracing } = context;
    expect({ type, logging, tracing }).toMatchObject(expected);
    expect(context.resource?.turnOnTracing).toBeUndefined();
  });

  it("says where the names stand", () => {
    const text = resource('name = "payments"\ndefinition = "{}"');
    const { context } = definitionOf(text);
    expect(context.machineName).toBe("payments");
    expect(text.slice(...(context.resource?.nameRange ?? [0, 0]))).toBe("flow");
    expect(text.slice(...(context.resource?.machineNameRange ?? [0, 0]))).toBe("payments");
    expect(contextOf('name = "${var.stage}-payments"').machineName).toBeUndefined();
  });

  it("has the comments of the file", () => {
    const text = `# one\n// two\n${resource(`/* three */ definition = jsonencode({\n # four\n A = "# no" })`)}`;
    const comments = definitionOf(text).comments();
    expect(comments.map((comment) => comment.text)).toEqual(["# one", "// two", "/* three */", "# four"]);
    for (const comment of comments) expect(text.slice(...comment.range)).toBe(comment.text);
  });
});

describe("tracing that is turned on", () => {
  test.each<[body: string, expected: string | undefined]>([
    ['    definition = "{}"', '    definition = "{}"\n\n    tracing_configuration {\n        enabled = true\n    }'],
    [
      '  tracing_configuration {\n    enabled = false\n  }\n  definition = "{}"',
      '  tracing_configuration {\n    enabled = true\n  }\n  definition = "{}"',
    ],
    [
      '  tracing_configuration {\n  }\n  definition = "{}"',
      '  tracing_configuration {\n    enabled = true\n  }\n  definition = "{}"',
    ],
    ['  tracing_configuration {\n    enabled = var.x\n  }\n  definition = "{}"', undefined],
  ])("%j", (body, expected) => {
    const text = resource(body);
    const { context } = definitionOf(text);
    const edits = context.resource?.turnOnTracing?.();
    expect(edits && applyEdits(text, edits)).toBe(expected && resource(expected));
  });
});

describe("definitions in other files", () => {
  it("give a stand-in and a reference", () => {
    const text = resource(
      'type = "EXPRESS"\ndefinition = templatefile("${path.module}/../flow.asl.json", { arn = var.arn, "b" = 1 })',
    );
    const { definitions, references } = read(text, { "flow.asl.json": '{"a": "${arn} $${no} ${upper(other)}"}' });
    const [standIn] = definitions;
    expect(standIn?.elsewhere).toEqual({ path: "flow.asl.json", uses: new Set(["arn", "other"]) });
    expect(standIn?.root.kind).toBe("dynamic");
    expect(standIn?.context.substitutions).toMatchObject({ syntax: "terraform", complete: true });
    expect(
      standIn?.context.substitutions?.entries.map(({ name, member }) => [
        name,
        text.slice(...(member?.keyRange ?? [0, 0])),
      ]),
    ).toEqual([
      ["arn", "arn"],
      ["b", '"b"'],
    ]);
    expect(references).toEqual([
      {
        path: "flow.asl.json",
        role: { kind: "definition" },
        context: {
          host: "terraform",
          name: "flow",
          type: "EXPRESS",
          logging: "off",
          tracing: "off",
          generated: false,
          substitutions: { syntax: "terraform", complete: true, entries: [{ name: "arn" }, { name: "b" }] },
        },
      },
    ]);
  });

  test.each<[expression: string, path: string]>([
    ['file("${path.module}/flow.json")', "infra/flow.json"],
    ['file("${path.module}//a/./../flow.json")', "infra/flow.json"],
    ['file("${path.root}/flow.json")', "infra/flow.json"],
    ['file("${path.cwd}/flow.json")', "infra/flow.json"],
    ['file("./flow.json")', "infra/flow.json"],
    ['file("flow.json")', "infra/flow.json"],
    ['trimspace(file("flow.json"))', "infra/flow.json"],
    ['"${file("${path.module}/flow.json")}"', "infra/flow.json"],
    ['jsonencode(yamldecode(file("../flow.yaml")))', "flow.yaml"],
    ['jsonencode(jsondecode(templatefile("flow.json", {})))', "infra/flow.json"],
  ])("%s", (expression, path) => {
    const { references } = read(resource(`definition = ${expression}`), { "infra/flow.json": "{}", "flow.yaml": "{}" });
    expect(references.map((reference) => reference.path)).toEqual([path]);
    // Nothing fills in a text that is deployed as it stands.
    const syntax = expression.includes("templatefile") ? "terraform" : "cloudformation";
    expect(references[0]?.context.substitutions).toEqual({ syntax, entries: [], complete: true });
  });

  it("are filled in by a template_file", () => {
    const text = `data "template_file" "x" {\n  template = file("\${path.module}/flow.json")\n  vars = {\n    arn = "a"\n  }\n}\n${resource("definition = data.template_file.x.rendered")}`;
    const { references, definitions } = read(text, { "infra/flow.json": '"${arn}"' });
    expect(references[0]?.context.substitutions?.entries).toEqual([{ name: "arn" }]);
    expect(definitions[0]?.elsewhere).toEqual({ path: "infra/flow.json", uses: new Set(["arn"]) });
  });

  test.each([
    ["merge({ a = 1 }, var.more)", []],
    ["var.all", []],
    ["{ a = 1, (var.b) = 2 }", ["a"]],
  ])("are filled in with more than %s says", (variables, names) => {
    const { references } = read(resource(`definition = templatefile("flow.json", ${variables})`), {
      "infra/flow.json": "{}",
    });
    expect(references[0]?.context.substitutions?.complete).toBe(false);
    expect(references[0]?.context.substitutions?.entries.map(({ name }) => name)).toEqual(names);
  });

  it("are not read where a directive decides what is deployed", () => {
    const { references } = read(resource('definition = templatefile("flow.json", { a = 1 })'), {
      "infra/flow.json": "%{ if a }{}%{ endif }",
    });
    expect(references).toEqual([]);
  });

  test.each<[path: string, message: RegExp]>([
    [
      "${path.module}/flow.json",
      /^No file '\$\{path.module\}\/flow.json' lies where main.tf looks for its definition.$/,
    ],
    ["${path.module}/folder", /^'\$\{path.module\}\/folder' is a folder/],
  ])("that cannot be had are an issue: %s", (path, message) => {
    const text = resource(`definition = file("${path}")`);
    const { definitions, references } = read(text, { "infra/folder/a.json": "" });
    const [issue] = definitions[0]?.issues ?? [];
    expect(issue).toMatchObject({ kind: "missing-file", message: expect.stringMatching(message) });
    expect(text.slice(...(issue?.range ?? [0, 0]))).toBe(path);
    expect(references).toEqual([]);
  });

  test.each(["flow.json", "${path.root}/flow.json", "/etc/flow.json", "${path.module}/../../flow.json"])(
    "are nobody's mistake in %s",
    (path) => {
      expect(read(resource(`definition = file("${path}")`)).definitions[0]?.issues).toEqual([]);
    },
  );

  it("may be a local of another file", () => {
    const locals = `locals {\n  flow = jsonencode(${MACHINE})\n}\n`;
    const text = resource('name = "n"\ndefinition = local.flow');
    const { definitions, references } = read(text, { "infra/locals.tf": locals, "other/locals.tf": locals });
    expect(definitions[0]?.elsewhere).toEqual({ path: "infra/locals.tf", uses: undefined });
    expect(references).toMatchObject([
      {
        path: "infra/locals.tf",
        role: { kind: "terraform-value", address: "local.flow" },
        context: { machineName: "n" },
      },
    ]);
    expect(references[0]?.context.resource).toBeUndefined();
    const [definition] = read(locals, {}, references).definitions;
    expect(definition).toMatchObject({ pointer: "/locals/flow", context: { machineName: "n" } });
    expect(definition && plainValue(definition.root)).toEqual(VALUE);
  });

  it("may be handed on from file to file", () => {
    const files = { "infra/a.tf": "locals {\n  a = local.b\n}\n", "infra/b.tf": `locals {\n  b = ${MACHINE}\n}\n` };
    const { references } = read(resource("definition = jsonencode(local.a)"), files);
    expect(references).toMatchObject([{ path: "infra/a.tf", role: { address: "local.a" } }]);
    const onward = read(files["infra/a.tf"], files, references);
    expect(onward).toMatchObject({
      definitions: [],
      references: [{ path: "infra/b.tf", role: { address: "local.b" } }],
    });
    const [definition] = read(files["infra/b.tf"], {}, onward.references).definitions;
    expect(definition && plainValue(definition.root)).toEqual(VALUE);
  });

  it("may be a template_file of another file that reads a third", () => {
    const data = 'data "template_file" "x" {\n  template = file("${path.module}/flow.json")\n}\n';
    const files = { "infra/data.tofu": data, "infra/flow.json": MACHINE };
    const { references } = read(resource("definition = data.template_file.x.rendered"), files);
    expect(references[0]?.path).toBe("infra/data.tofu");
    expect(read(data, files, references).references).toMatchObject([
      { path: "infra/flow.json", role: { kind: "definition" } },
    ]);
  });
});

describe("files that Terraform cannot read", () => {
  it("have one issue, and no fixes", () => {
    const text = `${resource(`definition = jsonencode(${MACHINE})`, "a")}${resource("definition = jsonencode({ A = })", "b")}`;
    const { definitions } = read(text);
    expect(definitions.map(({ issues }) => issues.map(({ kind }) => kind))).toEqual([["host-syntax"], []]);
    const [whole, broken] = definitions;
    expect(whole && plainValue(whole.root)).toEqual(VALUE);
    expect(broken?.root.kind).toBe("dynamic");
    if (whole?.root.kind !== "object") throw new Error("no object");
    expect(whole.edit.setField(whole.root, "StartAt", "x")).toBeUndefined();
  });

  it("say what is missing", () => {
    const { definitions } = read(resource(`definition = jsonencode(${MACHINE})`).trimEnd().slice(0, -1));
    expect(definitions[0]?.issues[0]?.message).toBe("'}' is missing here: Terraform cannot read the file.");
  });

  it("are told where they are too broken to show their machines", () => {
    const { definitions, references } = read(
      'resource "aws_sfn_state_machine" "x" {\n  definition = jsonencode({ A = \n}\n',
    );
    expect(definitions.map(({ issues, elsewhere }) => [issues.map(({ kind }) => kind), elsewhere])).toEqual([
      [["host-syntax"], { path: undefined, uses: undefined }],
    ]);
    expect(references).toEqual([]);
  });

  it("are nothing without a definition", () => {
    expect(read("locals {").definitions).toEqual([]);
  });

  it("never stop the reader", () => {
    const pieces = [
      "resource ",
      '"aws_sfn_state_machine" "a" ',
      "{",
      "}",
      "definition = ",
      "jsonencode(",
      ")",
      "<<EOF\n",
      "EOF\n",
      '"',
      "${",
      "%{",
      "\n",
      "x",
      " = ",
      "[",
      "]",
      ",",
      "templatefile(",
      "file(",
      "local.x",
      "locals {",
      "/*",
      "#",
      "<<-A",
      "😀",
      "\\",
      "\r\n",
      "~}",
      MACHINE,
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
        const { definitions } = read(parts.join(""));
        for (const definition of definitions) plainValue(definition.root);
      }),
      { numRuns: 1500 },
    );
  });

  test.each(["{", "[", "(", "a {", '"${', "a = [", "-", "<<A\n", "x = <<A\n${"])("as deep as %j nests", (piece) => {
    read(resource(`definition = jsonencode(${piece.repeat(3000)}`));
  });
});

describe("what only looks like a definition", () => {
  test.each([
    ["one of several locals", "jsonencode(local.machines[each.key])", `locals {\n  machines = { a = ${MACHINE} }\n}\n`],
    ["one of several files", "local.machines[var.which]", 'locals {\n  machines = { a = file("a.json") }\n}\n'],
  ])("is unknown: %s", (_name, expression, locals) => {
    const { definitions, references } = read(`${locals}${resource(`definition = ${expression}`)}`, {
      "infra/a.json": "{}",
    });
    expect(definitions.map(({ elsewhere }) => elsewhere)).toEqual([{ path: undefined, uses: undefined }]);
    expect(references).toEqual([]);
  });

  it("is filled in with what a block of an old version names, too", () => {
    const text = `data "template_file" "x" {\n  template = file("\${path.module}/flow.json")\n  vars {\n    arn = "a"\n  }\n}\n${resource("definition = data.template_file.x.rendered")}`;
    const { references } = read(text, { "infra/flow.json": '"${arn}"' });
    expect(references[0]?.context.substitutions?.complete).toBe(false);
  });
});
