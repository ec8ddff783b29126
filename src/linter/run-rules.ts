import type { MachineCost, Unpriced } from "../analysis/cost.ts";
import { type CostTerms, defaultTerms } from "../analysis/cost-terms.ts";
import { buildGraph, type Graph } from "../analysis/graph.ts";
import { findLoops, type Loop } from "../analysis/loops.ts";
import { mayLoop } from "../analysis/may-loop.ts";
import type { Money } from "../analysis/money.ts";
import { costOf, moneyOf } from "../analysis/pricing.ts";
import { isPriced } from "../analysis/unpriced.ts";
import { findVariables, type Variables } from "../analysis/variables.ts";
import type { Scope, StateMachine } from "../asl/model.ts";
import { visitMachine, type Walker } from "../asl/visit.ts";
import { compactLength } from "../document/size.ts";
import { brokenPlace, type Definition, isText } from "../hosts/host.ts";
import type { ReportFor, Rule, RuleContext, VisitorNodes } from "./rule.ts";
import type { ActiveRule } from "./settings.ts";
import type { Directive } from "./suppress.ts";

type Report = ReportFor<Rule["meta"]["messages"]>;
type Context = RuleContext<Rule["meta"]["messages"], Record<string, unknown>>;

/** What a rule reported, before it has a text and a position. */
export interface Finding {
  readonly active: ActiveRule;
  readonly report: Report;
}

/** A rule that threw; the others went on. */
export interface Crash {
  readonly active: ActiveRule;
  readonly error: unknown;
}

/** Does a piece of work, and may note how long it takes and what it is called. */
export type Measure = <T>(work: string, run: () => T) => T;

const unmeasured: Measure = (_, run) => run();

/** The control flow of a machine, scope by scope, and what it costs; each found out once. */
export interface Flow {
  graph(scope: Scope): Graph;
  /** All loops of a scope, outer ones before the loops in them. */
  loops(scope: Scope): readonly Loop[];
  /** What an execution takes, or why nobody can tell. */
  cost(): MachineCost | Unpriced;
  /** What executions cost with the terms; `undefined` if nobody can tell. */
  money(): Money | undefined;
  readonly terms: CostTerms;
}

/** What rules found in a definition. */
export interface RuleRun {
  readonly findings: readonly Finding[];
  readonly crashes: readonly Crash[];
  readonly flow: Flow;
  /** Shows rules what is known only after all of them ran; what they find is added. */
  visitDirective(directive: Directive): void;
}

export interface RunOptions {
  readonly measure?: Measure | undefined;
  /** What arithmetic counts with; by default AWS's prices in its oldest Region. */
  readonly terms?: CostTerms | undefined;
}

/** Runs rules over a machine in one walk. A rule that throws is silent from then on. */
export function runRules(
  definition: Definition,
  machine: StateMachine,
  rules: readonly ActiveRule[],
  { measure = unmeasured, terms = defaultTerms }: RunOptions = {},
): RuleRun {
  const run = new Run(definition, machine, rules, measure, terms);
  visitMachine(machine, run);
  return run;
}

/** A rule at work on one definition. */
interface Worker {
  readonly active: ActiveRule;
  readonly context: Context;
  crashed: boolean;
}

type Kind = keyof VisitorNodes;

/** One walk over one definition: who wants what, what was found. */
class Run implements Walker, RuleRun {
  readonly findings: Finding[] = [];
  readonly crashes: Crash[] = [];
  private readonly facts: Facts;
  private readonly workers = new Map<Kind, Worker[]>();

  constructor(
    definition: Definition,
    machine: StateMachine,
    rules: readonly ActiveRule[],
    private readonly measure: Measure,
    terms: CostTerms,
  ) {
    this.facts = createFacts(definition, machine, measure, terms);
    const broken = brokenPlace(definition) !== undefined;
    for (const active of rules) {
      // Of broken text only what AWS says of the text itself is certain.
      const { category, needs, declarations = false } = active.rule.meta;
      if (broken && category !== "aws") continue;
      if (!declarations && !isText(definition)) continue;
      if (needs !== undefined && !needs.some((text) => definition.file.text.includes(text))) continue;
      const context = contextOf(active, definition, machine, this.facts, this.findings);
      const worker = { active, context, crashed: false };
      // The keys of `visit` are visitor names.
      for (const kind of Object.keys(active.rule.visit) as Kind[]) {
        const workers = this.workers.get(kind);
        if (workers === undefined) this.workers.set(kind, [worker]);
        else workers.push(worker);
      }
    }
  }

  get flow(): Flow {
    return this.facts;
  }

  wants(kind: Kind): boolean {
    return this.workers.has(kind);
  }

  visit<K extends Kind>(kind: K, node: VisitorNodes[K]): void {
    const workers = this.workers.get(kind);
    if (workers !== undefined) for (const worker of workers) this.handle(worker, kind, node);
    if (kind === "Scope" && this.workers.has("Loop")) {
      // The kind says what the node is.
      for (const loop of this.facts.loops(node as Scope)) this.visit("Loop", loop);
    }
  }

  visitDirective(directive: Directive): void {
    this.visit("Directive", directive);
  }

  private handle<K extends Kind>(worker: Worker, kind: K, node: VisitorNodes[K]): void {
    if (worker.crashed) return;
    try {
      const { rule, id } = worker.active;
      let answer: unknown;
      if (this.measure === unmeasured) answer = rule.visit[kind]?.(node, worker.context);
      else answer = this.measure(id, () => rule.visit[kind]?.(node, worker.context));
      // Rules without types may do so, and would report too late.
      if (answer instanceof Promise) {
        answer.catch(() => undefined);
        throw new TypeError(`'visit.${kind}' is asynchronous, and a visitor has to be done when it returns.`);
      }
    } catch (error) {
      worker.crashed = true;
      this.crashes.push({ active: worker.active, error });
    }
  }
}

function contextOf(
  active: ActiveRule,
  definition: Definition,
  machine: StateMachine,
  { graph, loops, cost, money, variables, terms }: Facts,
  findings: Finding[],
): Context {
  const report = (found: Report): void => {
    if (!Object.hasOwn(active.rule.meta.messages, found.messageId)) {
      throw new TypeError(`'meta.messages' has no '${found.messageId}'.`);
    }
    const [start, end] = found.at;
    if (!(start >= 0 && start <= end)) throw new TypeError(`'at' is no range: [${start}, ${end}].`);
    findings.push({ active, report: found });
  };
  return { definition, machine, options: active.options, graph, loops, cost, money, variables, terms, report };
}

interface Facts extends Flow {
  variables(): Variables;
}

/** What rules ask about a machine, each found out once. */
function createFacts(definition: Definition, machine: StateMachine, measure: Measure, terms: CostTerms): Facts {
  const graphs = new Map<Scope, Graph>();
  const loops = new Map<Scope, readonly Loop[]>();
  let variables: Variables | undefined;
  let cost: MachineCost | Unpriced | undefined;
  let money: Money | undefined;
  const { type } = definition.context;
  const graph = (scope: Scope): Graph => {
    let found = graphs.get(scope);
    if (found === undefined) {
      found = measure("graph", () => buildGraph(scope));
      graphs.set(scope, found);
    }
    return found;
  };
  const facts: Facts = {
    terms,
    graph,
    loops(scope) {
      let found = loops.get(scope);
      if (found === undefined) {
        found = measure("loops", () => (mayLoop(graph(scope)) ? findLoops(graph(scope), type, terms.rates) : []));
        loops.set(scope, found);
      }
      return found;
    },
    cost() {
      cost ??= measure("cost", () => costOf(machine, { type, graph, loops: facts.loops }));
      return cost;
    },
    money() {
      const known = facts.cost();
      if (isPriced(known))
        money ??= measure("cost", () => moneyOf(known, terms, compactLength(definition.root, "bytes")));
      return money;
    },
    variables() {
      variables ??= measure("variables", () => findVariables(machine, graph));
      return variables;
    },
  };
  return facts;
}
