import type { Task } from "../asl/model.ts";
import { requestOf } from "../asl/request.ts";
import { stringOf } from "../document/nodes.ts";

/** The words, in small letters, that a task and the function or endpoint it calls are named with. */
export function callWords(task: Task): string[] {
  return [task.name, ...namesCalled(task)].flatMap(wordsOf);
}

/** With the labels of what only deployment knows. */
function namesCalled(task: Task): string[] {
  const { resource } = task;
  if (resource.kind === "lambda") return resource.functionName === undefined ? [] : [resource.functionName];
  const request = requestOf(task);
  if (request?.kind !== "object") return [];
  return ["FunctionName", "ApiEndpoint"].flatMap((key) => {
    const node = request.get(key);
    return node?.kind === "dynamic" ? node.text : (stringOf(node) ?? []);
  });
}

/** The words of a name in any spelling, in small letters: `callLLM`, `call_llm`, `Call LLM`. */
export function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2");
  return spaced.toLowerCase().split(/[^a-z0-9]+/);
}
