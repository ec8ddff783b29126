import { buildGraph, type Graph } from "../analysis/graph.ts";
import { findLoops, type Loop } from "../analysis/loops.ts";
import type { Scope, StateMachine } from "../asl/model.ts";
import { type ModelVisitor, visitMachine } from "../asl/visit.ts";
import type { Definition } from "../hosts/host.ts";
import type { ReportFor, Rule, RuleContext, VisitorNodes } from "./rule.ts";
import type { ActiveRule } from "./settings.ts";

/** What a rule reported, before it has a text and a position. */
export interface Finding {
  readonly active: ActiveRule;
  readonly report: ReportFor<Rule["meta"]["messages"]>;
}

/** A rule that threw; the others went on. */
export interface Crash {
  readonly active: ActiveRule;
  readonly error: unknown;
}

type Handler<K extends keyof VisitorNodes> = (node: VisitorNodes[K]) => void;

/** Runs rules over a machine in one walk. A rule that throws is silent from then on. */
export function runRules(
  definition: Definition,
  machine: StateMachine,
  rules: readonly ActiveRule[],
): { findings: Finding[]; crashes: Crash[] } {
  const findings: Finding[] = [];
  const crashes: Crash[] = [];
  const facts = createFacts(definition);
  const broken = definition.issues.some((issue) => issue.kind === "syntax");
  const handlers = new Map<string, ((node: never) => void)[]>();
  for (const active of rules) {
    // Of broken text only what AWS says of the text itself is certain.
    if (broken && active.rule.meta.category !== "aws") continue;
    const crashed = { already: false };
    const context: RuleContext<Rule["meta"]["messages"], Record<string, unknown>> = {
      definition,
      machine,
      options: active.options,
      graph: facts.graph,
      loops: facts.loops,
      report(report) {
        if (!Object.hasOwn(active.rule.meta.messages, report.messageId)) {
          throw new TypeError(`'meta.messages' has no '${report.messageId}'.`);
        }
        findings.push({ active, report });
      },
    };
    for (const [name, visit] of Object.entries(active.rule.visit)) {
      const guarded = (node: never): void => {
        if (crashed.already) return;
        try {
          visit(node, context);
        } catch (error) {
          crashed.already = true;
          crashes.push({ active, error });
        }
      };
      handlers.set(name, [...(handlers.get(name) ?? []), guarded]);
    }
  }
  visitMachine(machine, dispatch(handlers, facts.loops));
  return { findings, crashes };
}

/** Builds the visitor that calls each handler of a name; visitors that nobody asks for are absent. */
function dispatch(
  handlers: ReadonlyMap<string, readonly ((node: never) => void)[]>,
  loops: (scope: Scope) => readonly Loop[],
): ModelVisitor {
  const visitor: Record<string, (node: never) => void> = {};
  for (const [name, all] of handlers) {
    visitor[name] = (node) => {
      for (const handle of all) handle(node);
    };
  }
  // Names come from rules' `visit`, whose keys are visitor names with handlers of that node.
  const onLoop = visitor.Loop as Handler<"Loop"> | undefined;
  const typed = visitor as ModelVisitor;
  if (onLoop === undefined) return typed;
  return {
    ...typed,
    Scope(scope) {
      typed.Scope?.(scope);
      for (const loop of loops(scope)) onLoop(loop);
    },
  };
}

interface Facts {
  graph(scope: Scope): Graph;
  loops(scope: Scope): readonly Loop[];
}

/** What rules ask about a machine, each found out once. */
function createFacts(definition: Definition): Facts {
  const graphs = new Map<Scope, Graph>();
  const loops = new Map<Scope, readonly Loop[]>();
  const graph = (scope: Scope): Graph => {
    let found = graphs.get(scope);
    if (found === undefined) {
      found = buildGraph(scope);
      graphs.set(scope, found);
    }
    return found;
  };
  return {
    graph,
    loops(scope) {
      let found = loops.get(scope);
      if (found === undefined) {
        found = findLoops(graph(scope), definition.context.type);
        loops.set(scope, found);
      }
      return found;
    },
  };
}
