import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BROKEN, GOOD, TRAILING_COMMA, useWorkshop } from "./workshop.ts";

const shop = useWorkshop();

interface Result {
  readonly filePath: string;
  readonly definitions: readonly {
    readonly name: string | null;
    readonly type: string | null;
    readonly file: string;
  }[];
  readonly problems: readonly {
    readonly ruleId: string;
    readonly line: number;
    readonly message: string;
    readonly suppressed: object | null;
  }[];
}

function sam(properties: string, id = "Orders"): string {
  return `Resources:\n  ${id}:\n    Type: AWS::Serverless::StateMachine\n    Properties: { ${properties} }\n`;
}

/** A callback, which an Express machine cannot wait for. */
const CALLBACK = JSON.stringify({
  StartAt: "Ask",
  TimeoutSeconds: 60,
  States: {
    Ask: {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      Parameters: { QueueUrl: "x", "MessageBody.$": "$$.Task.Token" },
      End: true,
    },
  },
});

function results(words: readonly string[]): readonly Result[] {
  const { stdout, stderr } = shop.steplint([...words, "--format", "json"]);
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).results;
}

function problemsOf(words: readonly string[]): string[] {
  return results(words).flatMap(({ filePath, problems }) =>
    problems.map(({ ruleId, line, suppressed }) => `${filePath}:${line} ${ruleId}${suppressed ? " (suppressed)" : ""}`),
  );
}

describe("a file that a template names", () => {
  test("is linted under its own path, with what the template says", () => {
    shop.write("template.yaml", sam("Type: EXPRESS, DefinitionUri: flows/ask.json"));
    shop.write("flows/ask.json", CALLBACK);
    expect(problemsOf(["."])).toEqual(["flows/ask.json:1 valid-express-workflow"]);
    expect(problemsOf(["template.yaml"])).toEqual(["flows/ask.json:1 valid-express-workflow"]);
  });

  test("is judged alike when it is named alone, or read from standard input", () => {
    shop.write("app/template.yaml", sam("Type: EXPRESS, DefinitionUri: flows/ask.json"));
    shop.write("app/flows/ask.json", CALLBACK);
    expect(problemsOf(["app/flows/ask.json"])).toEqual(["app/flows/ask.json:1 valid-express-workflow"]);
    const { stdout } = shop.steplint(["-", "--stdin-filename", "app/flows/ask.json", "--format", "unix"], {
      input: CALLBACK,
    });
    expect(stdout).toContain("valid-express-workflow");
  });

  test("is read once for templates that agree, and once for each that does not", () => {
    shop.write("a.yaml", sam("DefinitionUri: ask.json"));
    shop.write("b.yaml", sam("DefinitionUri: ./ask.json"));
    shop.write("c.yaml", sam("Type: EXPRESS, DefinitionUri: ask.json"));
    shop.write("ask.json", CALLBACK);
    const ask = results(["."]).find(({ filePath }) => filePath === "ask.json");
    expect(ask?.definitions.map(({ type }) => type)).toEqual(["STANDARD", "EXPRESS"]);
    expect(ask?.problems.map(({ ruleId }) => ruleId)).toEqual(["valid-express-workflow"]);
  });

  test("has each problem once that several templates give", () => {
    shop.write("a.yaml", sam("DefinitionUri: broken.json"));
    shop.write("b.yaml", sam("Type: EXPRESS, DefinitionUri: broken.json"));
    shop.write("broken.json", BROKEN);
    expect(problemsOf(["."])).toEqual(["broken.json:1 valid-transition"]);
    expect(problemsOf([".", "broken.json", "a.yaml"])).toEqual(["broken.json:1 valid-transition"]);
  });

  test("is counted once", () => {
    shop.write("a.yaml", sam("DefinitionUri: good.json"));
    shop.write("b.yaml", sam("Type: EXPRESS, DefinitionUri: good.json"));
    shop.write("good.json", GOOD);
    expect(shop.steplint(["."]).stdout).toContain("1 definition in 3 files, no problems");
    expect(shop.steplint(["--list"]).stdout).toContain(
      "a.yaml\n  sam  STANDARD  Orders  /Resources/Orders/Properties/DefinitionUri  -> good.json\n",
    );
  });

  test("is mended", () => {
    shop.write("template.yaml", sam("DefinitionUri: comma.json"));
    shop.write("comma.json", TRAILING_COMMA);
    expect(shop.steplint(["template.yaml", "--fix"]).stdout).toContain("no problems");
    expect(shop.read("comma.json").toString()).toBe(GOOD);
  });

  test("is not looked into where it is left out", () => {
    shop.write("template.yaml", sam("Type: EXPRESS, DefinitionUri: build/ask.json"));
    shop.write("build/ask.json", CALLBACK);
    expect(problemsOf([".", "--ignore-pattern", "build"])).toEqual([]);
    shop.write(".gitignore", "build\n");
    mkdirSync(join(shop.folder, ".git"));
    expect(problemsOf(["template.yaml"])).toEqual([]);
    expect(problemsOf(["template.yaml", "--no-gitignore"])).toEqual(["build/ask.json:1 valid-express-workflow"]);
  });

  test("may be written by a build where Git ignores it", () => {
    const words = ["--only", "valid-substitution"];
    shop.write("template.yaml", sam("DefinitionUri: build/ask.json"));
    expect(problemsOf([".", ...words])).toEqual(["template.yaml:4 valid-substitution"]);
    shop.write(".gitignore", "build\n");
    mkdirSync(join(shop.folder, ".git"));
    expect(problemsOf([".", ...words])).toEqual([]);
  });

  test("is a definition whatever it holds", () => {
    shop.write("template.yaml", sam("DefinitionUri: nothing.json"));
    shop.write("nothing.json", "{}");
    expect(problemsOf(["."])).toEqual(["nothing.json:1 required-field"]);
  });
});

describe("directives in a file that templates name", () => {
  const silenced = CALLBACK.replace('"Type"', '"Comment":"steplint-disable valid-express-workflow -- later","Type"');
  const unused = ["--rule", "no-unused-disable: warn", "--only", "no-unused-disable"];

  test("are judged by what all of them say, also by those that are not named", () => {
    shop.write("express.yaml", sam("Type: EXPRESS, DefinitionUri: ask.json"));
    shop.write("standard.yaml", sam("DefinitionUri: ask.json"));
    shop.write("ask.json", silenced);
    for (const words of [["."], ["standard.yaml"], ["standard.yaml", "ask.json"], ["ask.json"]]) {
      expect(problemsOf([...words, ...unused]), words.join(" ")).toEqual([]);
    }
  });

  test("are not judged about rules that need a host where none is known", () => {
    shop.write("ask.json", silenced);
    expect(problemsOf([".", ...unused])).toEqual([]);
    shop.write("standard.yaml", sam("DefinitionUri: ask.json"));
    expect(problemsOf([".", ...unused])).toEqual(["ask.json:1 no-unused-disable"]);
  });
});

describe("files of a Terraform module", () => {
  const main = 'resource "aws_sfn_state_machine" "x" {\n  definition = local.flow\n}\n';
  const locals = `locals {\n  flow = jsonencode(${BROKEN.trim()})\n}\n`;

  test("are judged alike when one of them is named alone", () => {
    shop.write("main.tf", main);
    shop.write("locals.tf", locals);
    for (const words of [["."], ["locals.tf"], ["main.tf"]]) {
      expect(problemsOf(words), words.join(" ")).toEqual(["locals.tf:2 valid-transition"]);
    }
  });

  test("hand a definition on as often as they like", () => {
    const steps = Array.from({ length: 3_000 }, (_, i) => `  l${i} = local.l${i + 1}`);
    shop.write("main.tf", `locals {\n${steps.join("\n")}\n}\n${main.replace("local.flow", "local.l0")}`);
    expect(shop.steplint(["."]).status).toBe(0);
  });

  test("show nothing behind their first broken place", () => {
    const heredoc = `resource "aws_sfn_state_machine" "b" {\n  definition = <<EOF\n${GOOD}EOF\n}\n`;
    shop.write("main.tf", `resource "x" "y" {\n  a = "foo\n}\n${heredoc}`);
    expect(problemsOf(["."])).toEqual([expect.stringMatching(/^main\.tf:\d+ valid-syntax$/)]);
  });
});

describe("what leads out of the project", () => {
  test("is neither read nor an error", () => {
    shop.write("outside.json", BROKEN);
    shop.write("project/steplint.jsonc", "{}");
    mkdirSync(join(shop.folder, "project/.git"));
    shop.write("project/a.yaml", sam("DefinitionUri: ../outside.json"));
    symlinkSync(join(shop.folder, "outside.json"), join(shop.folder, "project/link.json"));
    shop.write("project/b.yaml", sam("DefinitionUri: link.json"));
    shop.write("project/c.yaml", sam("DefinitionUri: ../../../../../../../../../etc/passwd"));
    const { status, stdout } = shop.steplint(["project", "--format", "unix"]);
    expect([status, stdout]).toEqual([0, ""]);
  });
});

describe("templates that are strange", () => {
  test("names itself", () => {
    shop.write("template.yaml", sam("DefinitionUri: template.yaml"));
    expect(shop.steplint(["."]).status).toBe(0);
  });

  test("parts that name each other end", () => {
    shop.write("serverless.yml", "service: a\nstepFunctions: ${file(a.yml)}\n");
    shop.write("a.yml", "${file(b.yml)}\n");
    shop.write("b.yml", "${file(a.yml)}\n");
    expect(shop.steplint(["."]).status).toBe(0);
  });

  test("parts are read as such", () => {
    shop.write("serverless.yml", "service: a\nstepFunctions:\n  stateMachines: ${file(machines.yml)}\n");
    shop.write("machines.yml", `orders:\n  type: EXPRESS\n  definition: ${CALLBACK}\n`);
    expect(problemsOf(["."])).toEqual(["machines.yml:3 valid-express-workflow"]);
  });

  test.each([
    ["a template that is no YAML", "t.yaml", `${sam("Definition: {")}\n\t- x: [`],
    ["a template whose machine has no definition", "t.yaml", sam("Role: x")],
    ["a JSON template cut in the middle", "t.json", '{"Resources": {"A": {"Type": "AWS::StepFunctions::StateMachine",'],
    ["a service of the wrong kinds", "serverless.yml", "service: a\nstepFunctions: [1, {stateMachines: 5}]\n"],
    ["a template of the wrong kinds", "t.yaml", "Resources: [AWS::StepFunctions::StateMachine]\n"],
  ])("%s is no crash", (_name, path, text) => {
    shop.write(path, text);
    const { status, stderr } = shop.steplint(["."]);
    expect(stderr).not.toMatch(/\bat .*cjs|crashed/);
    expect([0, 1]).toContain(status);
  });

  test("a large template without machines is passed over", () => {
    const line = "      Description: Not a machine, but long enough to make the file large\n";
    shop.write(
      "template.yaml",
      `Resources:\n  A:\n    Type: AWS::SQS::Queue\n    Properties:\n${line.repeat(150_000)}`,
    );
    const start = process.hrtime.bigint();
    expect(shop.steplint(["."]).status).toBe(0);
    expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(20);
  });
});

describe("what a host's metadata disable", () => {
  const metadata = (list: string): string => `    Metadata: { steplint: { disable: ${list} } }\n`;

  test("is silenced in the definition, wherever it stands", () => {
    shop.write("a.yaml", sam(`Definition: ${BROKEN.trim()}`) + metadata("[valid-transition]"));
    shop.write("b.yaml", sam("DefinitionUri: broken.json") + metadata("valid-transition"));
    shop.write("broken.json", BROKEN);
    expect(problemsOf(["."])).toEqual([
      "a.yaml:4 valid-transition (suppressed)",
      "broken.json:1 valid-transition (suppressed)",
    ]);
    expect(problemsOf([".", "--no-inline-config"])).toEqual([
      "a.yaml:4 valid-transition",
      "broken.json:1 valid-transition",
    ]);
  });

  test("is told where it silences nothing, and mended", () => {
    shop.write("a.yaml", sam(`Definition: ${GOOD.trim()}`) + metadata("[valid-transition, no-idle-state]"));
    const words = [".", "--rule", "no-unused-disable: warn"];
    expect(problemsOf(words)).toEqual(["a.yaml:5 no-unused-disable", "a.yaml:5 no-unused-disable"]);
    shop.steplint([...words, "--fix"]);
    expect(shop.read("a.yaml").toString()).toContain("disable: []");
  });

  test("needs no reason, and is told where it is misspelt", () => {
    shop.write("a.yaml", sam(`Definition: ${GOOD.trim()}`) + metadata("[no-such-rule-at-all]"));
    const [result] = results([".", "--rule", "no-unused-disable: warn", "--rule", "require-disable-reason: warn"]);
    expect(result?.problems.map(({ message }) => message)).toEqual([
      "Rule 'no-such-rule-at-all' does not exist, so nothing is turned off.",
    ]);
  });

  test("is not judged for a definition in another file", () => {
    shop.write("b.yaml", sam("DefinitionUri: good.json") + metadata("[valid-transition]"));
    shop.write("good.json", GOOD);
    expect(problemsOf([".", "--rule", "no-unused-disable: warn"])).toEqual([]);
  });
});

describe("comments of a template", () => {
  test("silence what they cover, in all its definitions", () => {
    shop.write(
      "t.yaml",
      `Resources:
  A:
    Type: AWS::Serverless::StateMachine
    Properties:
      # steplint-disable-next-line valid-transition -- later
      Definition: ${BROKEN}
  B:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: ${BROKEN.trim()} # steplint-disable-line valid-transition
`,
    );
    expect(problemsOf([".", "--rule", "no-unused-disable: warn"])).toEqual([
      "t.yaml:6 valid-transition (suppressed)",
      "t.yaml:11 valid-transition (suppressed)",
    ]);
  });
});

test("an asset of the CDK is not mended, also when it is named alone", () => {
  const location = { Bucket: "b", Key: "abc.json" };
  const machine = { Type: "AWS::StepFunctions::StateMachine", Properties: { DefinitionS3Location: location } };
  shop.write("cdk.out/Shop.template.json", JSON.stringify({ Resources: { machine } }));
  shop.write("cdk.out/asset.abc.json", TRAILING_COMMA);
  shop.steplint(["cdk.out/asset.abc.json", "--fix"]);
  expect(shop.read("cdk.out/asset.abc.json").toString()).toBe(TRAILING_COMMA);
});

test("what an alias brings to several places is told once", () => {
  shop.write(
    "a.asl.yaml",
    `StartAt: A
States:
  A: { Type: Task, Resource: "arn:aws:states:::sns:publish", Parameters: { TopicArn: x, Message: y }, Retry: &r [{ ErrorEquals: [States.ALL], MaxAttempts: -1 }], Next: B }
  B: { Type: Task, Resource: "arn:aws:states:::sns:publish", Parameters: { TopicArn: x, Message: y }, Retry: *r, End: true }
`,
  );
  expect(problemsOf([".", "--only", "valid-field-value"])).toEqual(["a.asl.yaml:3 valid-field-value"]);
});

test("a graph marks problems on the machine that has them", () => {
  shop.write(
    "t.yaml",
    `${sam("DefinitionUri: ref.json", "Ref")}${sam(`Definition: ${GOOD.trim()}`, "Good").replace("Resources:\n", "")}${sam(`Definition: ${BROKEN.trim()}`, "Bad").replace("Resources:\n", "")}`,
  );
  shop.write("ref.json", GOOD.replace('"Succeed"', '"Wait", "Seconds": "5", "End": true'));
  const drawings = shop.steplint(["graph", "t.yaml"]).stdout.split("%% ").slice(1);
  const marks = drawings.map((drawing) => [/^\w+/.exec(drawing)?.[0], drawing.match(/✖ [\w-]+/g) ?? []]);
  expect(Object.fromEntries(marks)).toEqual({
    Ref: ["✖ valid-field-value"],
    Good: [],
    Bad: ["✖ valid-transition"],
  });
});

test("a folder is looked at from the root of the file system", () => {
  shop.write("a.asl.json", GOOD);
  const { status, stdout } = shop.steplint([shop.folder], { cwd: "/" });
  expect([status, stdout]).toEqual([0, "1 definition in 1 file, no problems\n"]);
});

test("a deployed machine is linted from a pipe", () => {
  const input = JSON.stringify(
    { stateMachineArn: "arn", name: "orders", definition: BROKEN, type: "STANDARD" },
    null,
    4,
  );
  const { stdout, status } = shop.steplint(["-", "--format", "unix"], { input });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^<stdin>:4:\d+: .*'Doen'/);
});
