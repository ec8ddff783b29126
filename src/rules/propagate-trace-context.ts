import { memberOf } from "../analysis/request-faults.ts";
import { requestOf } from "../asl/request.ts";
import { apiOf } from "../asl/resource.ts";
import { requestOf as fieldsOf, knownFields } from "../data/request-fields.ts";
import { traceCarrierOf, traceName } from "../data/trace-headers.ts";
import type { MemberNode, ObjectNode } from "../document/nodes.ts";
import { defineRule } from "../linter/rule.ts";

export default defineRule({
  meta: {
    type: "suggestion",
    category: "operations",
    description: "Require a trace header in messages that a traced machine sends",
    recommended: false,
    needsHost: true,
    references: [
      "https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html",
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-related-service-xray.html",
      "https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html",
      "https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html",
    ],
    messages: {
      attributes:
        "'{{name}}' sends a message without a trace header: hand one on in '{{field}}', so that the work of its receiver can be told to belong to this execution.",
      items:
        "'{{name}}' sends an event without '{{field}}': hand one on, so that the work of its receiver can be told to belong to this execution.",
    },
  },

  visit: {
    Task(task, { definition, report }) {
      if (definition.context.tracing !== "on") return;
      const { resource, name } = task;
      const api = apiOf(resource);
      const carrier = api === undefined ? undefined : traceCarrierOf(api);
      const request = requestOf(task);
      const requestField = task.parameters ?? task.arguments;
      if (carrier === undefined || resource.kind !== "integration" || requestField === undefined) return;
      if (request?.kind !== "object" || request.open) return;
      const { attributes, items, toPerson } = carrier;
      if (toPerson !== undefined && memberOf(request, toPerson) !== undefined) return;
      if (attributes !== undefined) {
        const members = attributes.map((field) => memberOf(request, field)).filter((member) => member !== undefined);
        if (members.some(mayCarry)) return;
        const field = resource.sdk ? attributes[0] : optimizedField(resource, attributes);
        const at = members[0]?.keyRange ?? requestField.keyRange;
        report({ at, messageId: "attributes", data: { name, field: field ?? "" } });
      } else if (items !== undefined) {
        const list = request.member(items.list);
        if (list?.value.kind !== "array" || list.value.open) return;
        const lacks = list.value.items.some((item) => item.kind === "object" && lacksField(item, items.field));
        if (lacks) report({ at: list.keyRange, messageId: "items", data: { name, field: items.field } });
      }
    },
  },
});

/** Whether an object of attributes carries a trace header, or only deployment or the execution knows. */
function mayCarry({ key, value }: MemberNode): boolean {
  if (value.kind !== "object" || key.endsWith(".$")) return true;
  return value.open || value.members.some((member) => traceName.test(member.key));
}

function lacksField(item: ObjectNode, field: string): boolean {
  return !item.open && memberOf(item, field) === undefined;
}

/** The one of the fields that the optimized integration takes. */
function optimizedField(
  { service, action }: { readonly service: string; readonly action: string },
  attributes: readonly string[],
): string | undefined {
  const known = knownFields(fieldsOf(`${service}:${action}`));
  return attributes.find((field) => known.has(field));
}
