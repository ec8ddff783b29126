import { type ScalarNode, scalarsIn, type ValueNode } from "../document/nodes.ts";

/**
 * The URLs of a request that a service calls without encryption, over a net that others share. Names of hosts that only
 * exist in a private net are left out, as are those that identify something and are never called.
 */
export function plainEndpoints(request: ValueNode): readonly ScalarNode[] {
  return [...scalarsIn(request)].filter((node) => {
    const { value, place } = node;
    if (typeof value !== "string" || typeof place !== "string" || !isEndpoint(place)) return false;
    const host = /^http:\/\/([^/?#:\s]+)(?=[/?#:]|$)/i.exec(value)?.[1]?.toLowerCase();
    return host !== undefined && !PRIVATE.test(host) && !IDENTIFIES.test(host);
  });
}

function isEndpoint(key: string): boolean {
  return /(?:endpoint|ur[il]|webhook)$/i.test(key) && !/namespace/i.test(key);
}

/** A name without a dot, private and local addresses, names that no public resolver knows. */
const PRIVATE =
  /^[^.]*$|^(?:127|10|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$|^internal-|\.(?:local|internal|localhost|lan|test|invalid|example)$|(?:^|\.)example\.(?:com|net|org)$/;
const IDENTIFIES = /(?:^|\.)(?:w3\.org|xmlsoap\.org|openxmlformats\.org|schema\.org|json-schema\.org)$|^schemas?\./;
