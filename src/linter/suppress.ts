import { nearest } from "../util/did-you-mean.ts";
import { directiveWords } from "./directive-text.ts";
import type { WrittenDirective } from "./directives.ts";
import type { Problem } from "./report.ts";
import type { Change } from "./rule.ts";
import type { ActiveRule } from "./settings.ts";

/** A rule that a directive names. */
export interface DirectiveName {
  readonly id: string;
  /** Where it stands in the file. */
  readonly range: readonly [start: number, end: number];
  /**
   * - `used`: it silences a problem, or ends a directive that names the rule
   * - `unused`: the rule ran, and has nothing to report there
   * - `unknown`: there is no such rule
   * - `unjudged`: the rule is off or crashed, or belongs to a plugin that is not loaded
   */
  readonly state: "used" | "unused" | "unknown" | "unjudged";
  /** The known rule with the nearest name, where there is none of this name. */
  readonly nearest: string | undefined;
}

/** A directive after all rules ran, as rules about directives see it. */
export interface Directive extends Pick<WrittenDirective, "word" | "kind" | "place" | "range" | "reason" | "without"> {
  readonly names: readonly DirectiveName[];
  /** Whether it names no rule, so that it is about all, and does nothing. */
  readonly isIdle: boolean;
  /** The known word with the nearest spelling, where the word is misspelt. */
  readonly nearestWord: string | undefined;
  /** The whole of it can be taken out. */
  readonly remove: Change;
}

/** The rules of a run, as directives see them. */
export interface RulesOfRun {
  /** The ids of all rules there are, also of those that are off. */
  readonly ids: readonly string[];
  /** Rules that ran, and did not crash. */
  readonly ran: readonly ActiveRule[];
  /** Whether all that is recommended ran to its end: only then a directive about all rules can be judged. */
  readonly complete: boolean;
  /** Whether a host is known for all definitions of the file: others may say more of them elsewhere. */
  readonly hosted: boolean;
}

/** Which directives silence which problems. */
export class Suppressions {
  readonly #inFields: readonly WrittenDirective[];
  readonly #byLine = new Map<number, WrittenDirective[]>();
  readonly #blocks: readonly WrittenDirective[];
  /** The ids that any directive names. */
  readonly #named: ReadonlySet<string>;
  /** The ids of the problems that each silenced. */
  readonly #used = new Map<WrittenDirective, Set<string>>();

  /** Takes directives in the order of the text; those of one definition from the outer to the inner ones. */
  constructor(readonly directives: readonly WrittenDirective[]) {
    this.#inFields = directives.filter(({ kind, place }) => place !== "comment" && kind === "disable").toReversed();
    this.#named = new Set(directives.flatMap((directive) => directive.names.map(({ id }) => id)));
    const inComments = directives.filter(({ place }) => place === "comment");
    for (const directive of inComments) {
      if (directive.line === undefined) continue;
      const others = this.#byLine.get(directive.line);
      if (others === undefined) this.#byLine.set(directive.line, [directive]);
      else others.push(directive);
    }
    this.#blocks = inComments.filter(({ kind }) => kind === "disable" || kind === "enable");
  }

  /** A problem, marked as silenced where a directive covers it. Crashes cannot be silenced. */
  apply(problem: Problem): Problem {
    if (problem.messageId === "crash") return problem;
    const directive = this.#directiveFor(problem, isAbout);
    if (directive === undefined) return problem;
    const used = this.#used.get(directive);
    if (used === undefined) this.#used.set(directive, new Set([problem.ruleId]));
    else used.add(problem.ruleId);
    return silenced(problem, directive);
  }

  /** The same for a problem of a directive, which only a directive that names the rule covers. */
  applyByName(problem: Problem): Problem {
    if (!this.#named.has(problem.ruleId)) return problem;
    const directive = this.#directiveFor(problem, names);
    return directive === undefined ? problem : silenced(problem, directive);
  }

  /** The directives after all problems went through `apply`. */
  judged({ ids, ran, complete, hosted }: RulesOfRun): Directive[] {
    const known = new Set(ids);
    const plugins = new Set(ids.filter((id) => id.includes("/")).map(pluginOf));
    // What a rule about directives reports comes after the verdict on them.
    const isJudge = ({ rule: { visit, meta } }: ActiveRule): boolean =>
      visit.Directive === undefined && (hosted || meta.needsHost !== true);
    const judges = new Set(ran.filter(isJudge).map(({ id }) => id));
    const stateOf = (directive: WrittenDirective, id: string): DirectiveName["state"] => {
      if (!known.has(id)) return id.includes("/") && !plugins.has(pluginOf(id)) ? "unjudged" : "unknown";
      if (directive.kind === undefined || !judges.has(id)) return "unjudged";
      const does = directive.kind === "enable" ? this.#ends(directive, id) : this.#used.get(directive)?.has(id);
      return does ? "used" : "unused";
    };
    return this.directives.map((directive) => ({
      ...directive,
      names: directive.names.map(({ id, range }) => {
        const state = stateOf(directive, id);
        return { id, range, state, nearest: state === "unknown" ? nearest(id, ids) : undefined };
      }),
      isIdle: directive.names.length === 0 && directive.kind !== undefined && complete && !this.#works(directive),
      nearestWord: directive.kind === undefined ? nearestDirective(directive.word) : undefined,
      remove: directive.without(new Set(directive.names.map(({ id }) => id))),
    }));
  }

  #works(directive: WrittenDirective): boolean {
    return directive.kind === "enable" ? this.#ends(directive, undefined) : this.#used.has(directive);
  }

  /** Whether a `disable` that is about a rule, or about any, stands before an `enable`. */
  #ends(enable: WrittenDirective, id: string | undefined): boolean {
    for (const block of this.#blocks) {
      if (block === enable) return false;
      if (block.kind === "disable" && (id === undefined || isAbout(block, id))) return true;
    }
    return false;
  }

  /** The directive nearest to a problem: of its line, else of its stretch of the file, else of its state. */
  #directiveFor(
    problem: Problem,
    fits: (directive: WrittenDirective, id: string) => boolean,
  ): WrittenDirective | undefined {
    const definition = problem.definition ?? -1;
    const counts = (directive: WrittenDirective): boolean =>
      fits(directive, problem.ruleId) && directive.covers(problem, definition);
    const line = this.#byLine.get(problem.line)?.find(counts);
    if (line !== undefined) return line;
    const block = this.#blocks.findLast(counts);
    return block?.kind === "disable" ? block : this.#inFields.find(counts);
  }
}

/** The directive that a misspelt word is meant to be; other linters say "ignore". */
function nearestDirective(word: string): string | undefined {
  const meant = word.toLowerCase().replace("-ignore", "-disable");
  return directiveWords.includes(meant) ? meant : nearest(meant, directiveWords);
}

function silenced(problem: Problem, { reason }: WrittenDirective): Problem {
  return { ...problem, suppressed: { kind: "directive", reason } };
}

function isAbout(directive: WrittenDirective, id: string): boolean {
  return directive.names.length === 0 || names(directive, id);
}

function names(directive: WrittenDirective, id: string): boolean {
  return directive.names.some((name) => name.id === id);
}

function pluginOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}
