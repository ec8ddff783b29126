import type { MachineCost, Unpriced } from "../analysis/cost.ts";
import type { CostTerms } from "../analysis/cost-terms.ts";
import type { Graph } from "../analysis/graph.ts";
import type { Loop } from "../analysis/loops.ts";
import type { Money } from "../analysis/money.ts";
import type { Variables } from "../analysis/variables.ts";
import type { ModelNodes, Scope, StateMachine } from "../asl/model.ts";
import type { Editor } from "../document/editor.ts";
import type { Range, TextEdit } from "../document/nodes.ts";
import type { Definition } from "../hosts/host.ts";
import type { Directive } from "./suppress.ts";

/** Name of a visitor -> what it is handed; the only list of visitor names. */
export interface VisitorNodes extends ModelNodes {
  Loop: Loop;
  /** Handed out when all other visitors are done. */
  Directive: Directive;
}

const VISITORS: Readonly<Record<keyof VisitorNodes, true>> = {
  StateMachine: true,
  Scope: true,
  State: true,
  Task: true,
  Pass: true,
  Choice: true,
  Wait: true,
  Succeed: true,
  Fail: true,
  Parallel: true,
  Map: true,
  ChoiceRule: true,
  Retrier: true,
  Catcher: true,
  Structure: true,
  Payload: true,
  Path: true,
  Intrinsic: true,
  Jsonata: true,
  Loop: true,
  Directive: true,
};

/** The names of visitors, for those who write rules without types. */
export const visitorNames: readonly string[] = Object.keys(VISITORS);

/** A level a rule can be set to. */
export type Severity = "off" | "warn" | "error";

/** One category for each section of the rule list; the preset `aws` is the first. */
export const categories = [
  "aws",
  "warnings",
  "cost",
  "timeouts",
  "errors",
  "data",
  "workarounds",
  "operations",
  "style",
] as const;

export type Category = (typeof categories)[number];

/** A text with `{{placeholders}}`; one with `severity: "warn"` never rises above a warning. */
export type Message = string | { readonly text: string; readonly severity: "warn" };

type Messages = Readonly<Record<string, Message>>;
type TextOf<M> = M extends string ? M : M extends { readonly text: infer T } ? T : never;
type Placeholders<T> = T extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;
type DataFor<M> = [Placeholders<TextOf<M>>] extends [never]
  ? { readonly data?: Readonly<Record<string, never>> }
  : { readonly data: Readonly<Record<Placeholders<TextOf<M>>, string | number>> };

/** Computes the edits of a change; `undefined` where it cannot be made safely. */
export type Change = (edit: Editor) => readonly TextEdit[] | undefined;

/** A further place that belongs to a problem, such as a state of a loop. */
export interface RelatedPlace {
  readonly message: string;
  readonly range: Range;
  /** Whether it is a step on a way, such as that round a loop, which starts at the place that is reported. */
  readonly step?: boolean;
}

/** A change that is offered, not made: it may change what an execution does. */
export type SuggestionFor<M extends Messages> = {
  [Id in keyof M & string]: { readonly messageId: Id; readonly change: Change } & DataFor<M[Id]>;
}[keyof M & string];

/** What a rule reports; `at` is the smallest range the author must change. */
export type ReportFor<M extends Messages> = {
  [Id in keyof M & string]: {
    readonly at: Range;
    readonly messageId: Id;
    readonly related?: readonly RelatedPlace[];
    /** A change that keeps what an execution does. */
    readonly fix?: Change;
    readonly suggest?: readonly SuggestionFor<M>[];
  } & DataFor<M[Id]>;
}[keyof M & string];

/** A JSON Schema of a rule's options. */
export type OptionsSchema = Readonly<Record<string, unknown>>;

export interface RuleMeta<M extends Messages, O extends object> {
  readonly type: "problem" | "suggestion";
  readonly category: Category;
  /** An imperative sentence without a full stop. */
  readonly description: string;
  /** The level in the preset `recommended`; false is off. */
  readonly recommended: Exclude<Severity, "off"> | false;
  /** The level in the preset `strict` where it differs, with the options it sets there. */
  readonly strict?: Exclude<Severity, "off"> | readonly [Exclude<Severity, "off">, Partial<O>];
  readonly messages: M;
  /**
   * Texts of which a file has to hold one: the rule has nothing to say of others, and neither runs on them nor is loaded for
   * them.
   */
  readonly needs?: readonly string[];
  /**
   * Whether it has something to say of the declaration of a machine whose text stands in another file; it does not run
   * there otherwise.
   */
  readonly declarations?: boolean;
  /** Whether it only speaks where a host is known: a directive about it is not judged elsewhere. */
  readonly needsHost?: boolean;
  readonly fixable?: boolean;
  readonly hasSuggestions?: boolean;
  readonly defaultOptions?: O;
  /** What each option means, one entry an option, with its JSON Schema. */
  readonly schema?: { readonly [K in keyof O]: OptionsSchema };
  /** The codes of AWS's own diagnostics that this rule foresees. */
  readonly aws?: readonly string[];
  /** Pages that prove it. */
  readonly references?: readonly string[];
  /** Where it is documented, for a rule of a plugin; the rules of steplint have their pages. */
  readonly url?: string;
  /** What to use instead. */
  readonly deprecated?: string;
}

export interface RuleContext<M extends Messages, O extends object> {
  readonly definition: Definition;
  readonly machine: StateMachine;
  readonly options: Readonly<O>;
  graph(scope: Scope): Graph;
  /** All loops of a scope, outer ones before the loops in them. */
  loops(scope: Scope): readonly Loop[];
  /** What an execution takes, or why nobody can tell. */
  cost(): MachineCost | Unpriced;
  /** What executions cost with the prices, the volume and the assumptions that are set; `undefined` if nobody can tell. */
  money(): Money | undefined;
  /** The workflow variables of the machine: where they are assigned and read, and which have a value where. */
  variables(): Variables;
  /** What arithmetic counts with. */
  readonly terms: CostTerms;
  report(problem: ReportFor<M>): void;
}

export interface RuleSpec<M extends Messages, O extends object> {
  readonly meta: RuleMeta<M, O>;
  readonly visit: { readonly [K in keyof VisitorNodes]?: (node: VisitorNodes[K], context: RuleContext<M, O>) => void };
}

/** A rule whose messages and options no longer show in its type, so that all rules fit into one table. */
export interface Rule {
  readonly meta: RuleMeta<Messages, Record<string, unknown>>;
  readonly visit: {
    readonly [K in keyof VisitorNodes]?: (
      node: VisitorNodes[K],
      context: RuleContext<Messages, Record<string, unknown>>,
    ) => void;
  };
}

/** Defines a rule; message ids, placeholders and options are inferred from it and checked in its visitors. */
export function defineRule<const M extends Messages, O extends object = Record<never, never>>(
  rule: RuleSpec<M, O>,
): Rule {
  // The one place where the types of messages and options are erased: the engine only ever hands a rule's own
  // options and messages back to it.
  return rule as unknown as Rule;
}

/** The text of a message, without its severity. */
export function messageText(message: Message): string {
  return typeof message === "string" ? message : message.text;
}
