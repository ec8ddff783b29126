import { memberOf, misspeltMember, renamed, requestFaults } from "../analysis/request-faults.ts";
import type { QueryLanguage, Task, TreeField } from "../asl/model.ts";
import { patternsOf } from "../data/integrations.ts";
import { requestOf } from "../data/request-fields.ts";
import { defineRule, type ReportFor } from "../linter/rule.ts";
import { hintAt } from "../util/did-you-mean.ts";

const messages = {
  noRequest: "Task '{{name}}' calls '{{call}}' without '{{field}}', which hold its request.",
  missing: "'{{call}}' needs '{{field}}' in its request.",
  misspelt: "'{{call}}' needs '{{field}}', which is written '{{written}}' here.",
  integer: "'{{field}}' of '{{call}}' takes an integer, not {{written}}.",
  integerText: { text: "'{{field}}' of '{{call}}' takes an integer, not {{written}}.", severity: "warn" },
  noRole: "'Credentials' need 'RoleArn', the role that the task assumes.",
  misspeltRole: "'Credentials' need 'RoleArn', which is written '{{written}}' here.",
  activityCredentials: "An activity takes no 'Credentials': its worker brings its own.",
  httpCredentials: { text: "An HTTP task takes no 'Credentials': its connection authorizes it.", severity: "warn" },
  missingDocumented: { text: "'{{call}}' needs '{{field}}' in its request.", severity: "warn" },
  misspeltDocumented: {
    text: "'{{call}}' needs '{{field}}', which is written '{{written}}' here.",
    severity: "warn",
  },
  misplaced: {
    text: "'{{call}}' has no request field '{{written}}': it belongs to the state, one level up.",
    severity: "warn",
  },
  unknown: { text: "'{{call}}' has no request field '{{written}}'.{{hint}}", severity: "warn" },
  value: { text: "'{{written}}' is nothing that '{{field}}' of '{{call}}' takes.{{hint}}", severity: "warn" },
  https: { text: "'{{call}}' calls https URLs only.", severity: "warn" },
  noConnection: {
    text: "'{{call}}' needs a connection: '{{field}}' with its 'ConnectionArn'.",
    severity: "warn",
  },
  twoConnections: {
    text: "'{{written}}' names a second connection beside '{{field}}': '{{call}}' takes one.",
    severity: "warn",
  },
  noConnectionArn: { text: "'{{field}}' of '{{call}}' needs 'ConnectionArn'.", severity: "warn" },
  header: { text: "A task of '{{call}}' that sets the header '{{written}}' fails: it is reserved.", severity: "warn" },
  headerList: {
    text: "'{{call}}' takes a list of strings for the header '{{written}}', and fails with 'States.Runtime' otherwise.",
    severity: "warn",
  },
  change: "Change it to '{{text}}'",
  move: "Move '{{text}}' to the state",
} as const;

export default defineRule({
  meta: {
    type: "problem",
    category: "aws",
    description: "Require the request of an optimized integration to be complete",
    recommended: "error",
    hasSuggestions: true,
    aws: ["SCHEMA_VALIDATION_FAILED"],
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html",
    ],
    messages,
  },

  visit: {
    Task(task, { report }) {
      checkCredentials(task, report);
      const { resource, language } = task;
      if (resource.kind !== "integration" || resource.sdk || language === undefined) return;
      // A call that there is not is reported already.
      if (patternsOf(resource.service, resource.action) === undefined) return;
      const call = `${resource.service}:${resource.action}`;
      const request = language === "JSONata" ? task.arguments : task.parameters;
      if (request === undefined) {
        const isElsewhere = task.parameters !== undefined || task.arguments !== undefined || task.node.open;
        const at = task.resourceField?.range;
        if (isElsewhere || at === undefined) return;
        const field = language === "JSONata" ? "Arguments" : "Parameters";
        report({ at, messageId: "noRequest", data: { name: task.name, call, field } });
        return;
      }
      checkRequest(task, request, call, language, report);
    },
  },
});

type Report = (problem: ReportFor<typeof messages>) => void;

function checkRequest(
  { node: state }: Task,
  request: TreeField,
  call: string,
  language: QueryLanguage,
  report: Report,
): void {
  if (request.node.kind !== "object") return;
  for (const fault of requestFaults(request.node, requestOf(call), state, language)) {
    const { kind, at, field, written, meant, change } = fault;
    const messageId = kind === "misplaced" ? "move" : "change";
    const text = meant ?? written;
    report({
      at: at ?? request.keyRange,
      messageId: kind as "value", // of all of them the one with most placeholders; the data fill each
      data: { call, field, written, hint: hintAt(meant) },
      suggest: change === undefined ? [] : [{ messageId, data: { text }, change }],
    });
  }
}

function checkCredentials(task: Task, report: Report): void {
  const member = task.node.member("Credentials");
  if (member === undefined) return;
  const { resource } = task;
  if (resource.kind === "activity") {
    report({ at: member.keyRange, messageId: "activityCredentials" });
    return;
  }
  const credentials = member.value;
  if (credentials.kind !== "object" || credentials.open) return;
  if (memberOf(credentials, "RoleArn") !== undefined) {
    if (resource.kind !== "integration" || resource.service !== "http" || resource.sdk) return;
    report({ at: member.keyRange, messageId: "httpCredentials" });
    return;
  }
  const misspelt = misspeltMember(credentials, "RoleArn", () => false);
  if (misspelt === undefined) {
    report({ at: member.keyRange, messageId: "noRole" });
    return;
  }
  report({
    at: misspelt.keyRange,
    messageId: "misspeltRole",
    data: { written: misspelt.key },
    suggest: [{ messageId: "change", data: { text: "RoleArn" }, change: renamed(misspelt, "RoleArn") }],
  });
}
