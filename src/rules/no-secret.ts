import { findCredentials } from "../analysis/credentials.ts";
import { plainEndpoints } from "../analysis/plain-endpoints.ts";
import { requestOf } from "../asl/request.ts";
import { apiOf } from "../asl/resource.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "problem",
    category: "operations",
    description: "Disallow credentials in definitions, and endpoints without encryption",
    recommended: "warn",
    hasSuggestions: true,
    references: [
      "https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html",
      "https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html",
    ],
    messages: {
      // Neither says the credential itself: messages end up in logs.
      shape:
        "This looks like {{what}} ('{{start}}…'), which all can read who may read the definition: keep it in Secrets Manager, or in the connection of an HTTP task.",
      field:
        "'{{name}}' looks like a credential of {{length}} characters, which all can read who may read the definition: keep it in Secrets Manager, or in the connection of an HTTP task.",
      plain: "What goes to this URL is not encrypted on its way: call it by 'https'.",
      encrypt: "Call it by 'https'",
    },
  },

  visit: {
    StateMachine(_machine, { definition, report }) {
      for (const found of findCredentials(definition.root)) {
        if (found.kind === "shape") {
          const { what, start } = found;
          report({ at: found.node.at(found.at), messageId: "shape", data: { what, start } });
        } else {
          const { name, length } = found;
          report({ at: found.node.range, messageId: "field", data: { name, length } });
        }
      }
    },

    Task(task, { report }) {
      const request = requestOf(task);
      if (request === undefined) return;
      for (const node of plainEndpoints(request)) {
        // It takes no such URL, which is reported already.
        if (apiOf(task.resource) === "http:invoke" && node.place === "ApiEndpoint") continue;
        report({
          at: node.range,
          messageId: "plain",
          suggest: [{ messageId: "encrypt", change: (edit) => edit.replacePart(node, [0, 4], "https") }],
        });
      }
    },
  },
});
