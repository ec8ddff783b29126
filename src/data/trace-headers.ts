/*
 * Where requests that send messages carry a trace header.
 * As of 2026-11-26. Sources: https://docs.aws.amazon.com/xray/latest/devguide/xray-services-sqs.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-related-service-xray.html and, for SNS, whose requests have no
 * field of its own for it, https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */

/** How a call that sends messages carries a trace header. */
export interface TraceCarrier {
  /** The fields that may carry it, each an object with names of its own, the one that is meant for it first. */
  readonly attributes?: readonly string[];
  /** The list whose items carry it, and the field of each. */
  readonly items?: { readonly list: string; readonly field: string };
  /** A field of requests whose message goes to a person, who reads no header. */
  readonly toPerson?: string;
}

/** The carrier of a call in the words of the SDK integrations, "sqs:sendMessage"; `undefined` for other calls. */
export function traceCarrierOf(api: string): TraceCarrier | undefined {
  return carriers.get(api);
}

const carriers: ReadonlyMap<string, TraceCarrier> = new Map<string, TraceCarrier>([
  ["sqs:sendMessage", { attributes: ["MessageSystemAttributes", "MessageAttributes"] }],
  ["sns:publish", { attributes: ["MessageAttributes"], toPerson: "PhoneNumber" }],
  ["eventbridge:putEvents", { items: { list: "Entries", field: "TraceHeader" } }],
]);

/**
 * Names of attributes that tell one trace from another: those of X-Ray, W3C ("traceparent", "baggage"), Zipkin ("b3"),
 * of vendors, and ids of one's own.
 */
export const traceName = /trace|span|correlation|baggage|^b3$|^_datadog$|^sentry-|^elastic-apm/i;
