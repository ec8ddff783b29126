import { type ResourceFault, resourceFaults, suffixesOf } from "../analysis/resource-faults.ts";
import type { Task } from "../asl/model.ts";
import { defineRule } from "../linter/rule.ts";
import { hintAt } from "../util/did-you-mean.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require the Resource of a Task to be something that Step Functions can call",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED", "INVALID_RESOURCE"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html",
    ],
    messages: {
      constant: "'Resource' is read as it is written, never evaluated: name the ARN itself.",
      notArn:
        "'{{part}}' is no ARN, and a Task calls what an ARN names, such as 'arn:aws:states:::lambda:invoke'.{{hint}}",
      incomplete:
        "'{{part}}' lacks a service or its action: the ARN of an integration ends with ':::service:action'.{{hint}}",
      stateMachine:
        "No Task calls a state machine by its own ARN: call 'arn:aws:states:::states:startExecution' with that as 'StateMachineArn'.",
      service: "Step Functions has no optimized integration '{{part}}'.{{hint}}",
      action: "The optimized integration '{{service}}' has no action '{{part}}'.{{hint}}",
      mapOnly: "'{{part}}' serves the reader and the writer of a distributed Map, not a Task.{{hint}}",
      pattern: "'{{call}}' does not take '{{part}}': write it {{ways}}.",
      suffix: "'{{part}}' is no suffix that '{{call}}' takes: write it {{ways}}.{{hint}}",
      sdkSync: "No SDK integration takes '{{part}}': only optimized ones wait for a job.{{hint}}",
      sdkAction: "Actions of SDK integrations are written in camelCase, unlike '{{part}}'.{{hint}}",
      sdkCall: "'{{part}}' is no call of SDK integrations, which are written in small letters and camelCase.{{hint}}",
      sdkPart: "'{{part}}' is too much: what follows 'aws-sdk:' is a service and its action.{{hint}}",
      sdkUnsupported: "Step Functions does not support '{{part}}' of '{{service}}' as an SDK integration.{{hint}}",
      sdkService: {
        text: "'{{part}}' is no service that AWS lists for SDK integrations.{{hint}}",
        severity: "warn",
      },
      otherArn: {
        text: "An ARN of '{{part}}' is nothing that a Task calls: it calls integrations, Lambda functions and activities.{{hint}}",
        severity: "warn",
      },
      partition: { text: "'{{part}}' is no partition of AWS.{{hint}}", severity: "warn" },
      lambdaSuffix: {
        text: "A function called by its own ARN takes no '{{part}}': call it through 'arn:aws:states:::lambda:invoke'.",
        severity: "warn",
      },
      lambdaName: {
        text: "The ARN of a Lambda function has 'function:' before its name.{{hint}}",
        severity: "warn",
      },
      change: "Change it to '{{text}}'",
    },
  },

  visit: {
    Task(task, { report }) {
      const node = task.resourceField?.node;
      if (node?.kind !== "scalar" && node?.kind !== "dynamic") return;
      for (const { kind, at, instead } of resourceFaults(task)) {
        const text = node.kind === "scalar" ? String(node.value) : node.text;
        const change = instead && changed(text, instead);
        report({
          at: node.at(at),
          messageId: kind as "suffix", // of all of them the one with most placeholders; the data fill each
          data: { part: shortened(text.slice(...at)), hint: hintAt(instead?.text), ...wordsFor(task) },
          suggest:
            change === undefined
              ? []
              : [{ messageId: "change", data: { text: change }, change: (edit) => edit.replaceValue(node, change) }],
        });
      }
    },
  },
});

function changed(text: string, { text: part, range: [start, end] }: NonNullable<ResourceFault["instead"]>): string {
  return text.slice(0, start) + part + text.slice(end);
}

const LONGEST = 80;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function wordsFor({ resource }: Task): { service: string; call: string; ways: string } {
  if (resource.kind !== "integration") return { service: "", call: "", ways: "" };
  const { service, action, sdk } = resource;
  const suffixes = sdk ? [".waitForTaskToken"] : suffixesOf(service, action);
  const quoted = suffixes.map((suffix) => `'${suffix}'`).join(", ");
  const ways = quoted === "" ? "without a suffix" : `with ${quoted} or without a suffix`;
  return { service, call: sdk ? `aws-sdk:${service}:${action}` : `${service}:${action}`, ways };
}
