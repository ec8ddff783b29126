// A repository as teams have it: templates, services, Terraform and much else, with a machine here and there.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { machine } from "./machines.mjs";

const FILES = 6_000;
const EVERY = 30;

/** Writes 6,000 files in 300 folders, 200 of which declare a machine: a third each with SAM, Serverless and Terraform. */
export function repository(at) {
  for (let i = 0; i < FILES; i++) {
    const folder = `service-${Math.floor(i / 20)}`;
    const files = i % EVERY === 0 ? declaration(i / EVERY, i) : { [`${i}.${EXTENSIONS[i % 3]}`]: unrelated(i) };
    for (const [name, text] of Object.entries(files)) {
      const path = join(at, folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
}

const EXTENSIONS = ["yaml", "json", "tf"];

/** A file that has nothing to do with state machines, of some kilobytes. */
function unrelated(i) {
  if (i % 3 === 0)
    return lines(
      (k) => `  Queue${k}:\n    Type: AWS::SQS::Queue\n    Properties: { DelaySeconds: ${k} }`,
      "Resources:",
    );
  if (i % 3 === 1)
    return JSON.stringify({ i, items: Array.from({ length: 40 }, (_, id) => ({ id, name: `item ${id}` })) });
  return lines((k) => `resource "aws_sqs_queue" "queue_${i}_${k}" {\n  name = "queue-\${var.stage}-${k}"\n}\n`, "");
}

function lines(lineOf, first) {
  return [first, ...Array.from({ length: 40 }, (_, k) => lineOf(k)), ""].join("\n");
}

/** The files that declare a machine of twelve states. */
function declaration(kind, i) {
  const json = JSON.stringify(machine(12), null, 2);
  const indented = (spaces) => json.replaceAll("\n", `\n${" ".repeat(spaces)}`);
  if (kind % 3 === 0) {
    return {
      [`template-${i}.yaml`]: `Resources:\n  Machine:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: flow-${i}.asl.json\n`,
      [`flow-${i}.asl.json`]: json,
    };
  }
  if (kind % 3 === 1) {
    return {
      [`serverless-${i}.yml`]: `service: s\nstepFunctions:\n  stateMachines:\n    machine:\n      definition:\n        ${indented(8)}\n`,
    };
  }
  return {
    [`machine-${i}.tf`]: `resource "aws_sfn_state_machine" "machine_${i}" {\n  definition = <<-EOF\n    ${indented(4)}\n  EOF\n}\n`,
  };
}
