import type { Issue } from "./editor.ts";
import type { MemberNode, ObjectNode } from "./nodes.ts";

const MANY_MEMBERS = 8;

/** Notes each member of an object whose key an earlier one has, beside the first with that key. */
export function duplicateKeys(node: ObjectNode): Issue[] {
  if (!hasDuplicates(node)) return [];
  const firsts = new Map<string, MemberNode>();
  const found: Issue[] = [];
  for (const member of node.members) {
    const first = firsts.get(member.key);
    if (first === undefined) firsts.set(member.key, member);
    else {
      found.push({
        kind: "duplicate-key",
        message: `Key '${member.key}' is already set above; readers keep only the last one.`,
        range: member.keyRange,
        related: { message: "The first one is here.", range: first.keyRange },
        member: { parent: node, member },
      });
    }
  }
  return found;
}

/** Asked of every object that is read, and nearly all are small. */
function hasDuplicates({ members }: ObjectNode): boolean {
  if (members.length > MANY_MEMBERS) return new Set(members.map(({ key }) => key)).size < members.length;
  for (let i = 1; i < members.length; i++) {
    const key = members[i]?.key;
    for (let j = 0; j < i; j++) if (members[j]?.key === key) return true;
  }
  return false;
}
