import type { Language, RuleJson, StateJson, StateType } from "./definition.ts";
import type { Draw } from "./draw.ts";
import { AHEAD, any, chain, type Entry, type Fragment, headOf, link, OUT } from "./fragments.ts";
import { type Counter, drawCounter, guard, openRule, setting } from "./random-counter.ts";

/** What loops are made of. */
export interface Parts {
  readonly draw: Draw;
  /** The language of states that set none. */
  readonly main: Language;
  language(): Language;
  /** A state with a new name, in a language. */
  entry(type: StateType, language: Language, fields: Partial<StateJson>): Entry;
  /** A Task that leads ahead. */
  task(more?: Partial<StateJson>): Entry;
  wait(): Entry;
  /** A new name for a variable. */
  variable(): string;
  /** One or a few states, or a loop. */
  piece(): Fragment;
}

/** Waits and asks until the answer is right. */
export function pollLoop(parts: Parts): Fragment {
  const { draw } = parts;
  const wait = parts.wait();
  const ask = parts.task();
  const language = parts.language();
  const back = draw.chance(30) ? ask.name : wait.name;
  const done = draw.chance(50)
    ? { Choices: [{ ...openRule(language, draw), Next: AHEAD }], Default: back }
    : { Choices: [{ ...openRule(language, draw), Next: back }], Default: AHEAD };
  const choice = parts.entry("Choice", language, done);
  return chain(draw.chance(30) ? [[ask], [choice], [retargeted(wait, ask.name)]] : [[wait], [ask], [choice]], AHEAD);
}

function retargeted(entry: Entry, to: string): Entry {
  return { ...entry, state: { ...entry.state, Next: to } };
}

/** A Task that is attempted again and again until it succeeds, by a catcher that leads back to it. */
export function catchLoop(parts: Parts): Fragment {
  const { draw } = parts;
  const task = parts.task();
  const wait = parts.wait();
  const back = draw.chance(70) ? wait.name : task.name;
  const handlers = [{ ErrorEquals: [draw.pick("States.ALL", "Busy")], Next: back }];
  const caught = { ...task, state: { ...task.state, Catch: [...handlers, ...withoutAll(task.state.Catch)] } };
  return [caught, retargeted(wait, task.name)];
}

function withoutAll(catchers: StateJson["Catch"] = []): NonNullable<StateJson["Catch"]> {
  return catchers.filter(({ ErrorEquals }) => !ErrorEquals.includes("States.ALL"));
}

/** The same with a count of the failures, of which the catcher keeps account. */
export function countedCatchLoop(parts: Parts): Fragment {
  const { draw } = parts;
  const language = parts.language();
  const counter: Counter = { ...drawCounter(draw, parts.variable()), store: "variable" };
  const first = setter(counter, "literal", parts);
  const task = parts.task();
  const rule = { ...guard(counter, "reached", language, draw), Next: AHEAD };
  const choice = parts.entry("Choice", language, { Choices: [rule], Default: task.name });
  const step = setting(counter, "step", isJsonata(task.state, parts) ? "JSONata" : "JSONPath");
  const handler = { ErrorEquals: ["States.ALL"], Next: choice.name, ...(draw.chance(10) ? {} : step) };
  const others = draw.chance(30) ? withoutAll(task.state.Catch) : [];
  const caught = { ...task.state, Catch: [...others, handler] };
  // The Task leads past the Choice.
  const chained = chain([[first], [{ ...task, state: caught }], [choice]], AHEAD);
  return chained.map(({ name, state }) =>
    name === task.name && state.Next === choice.name ? { name, state: { ...state, Next: AHEAD } } : { name, state },
  );
}

/** Goes round until a deadline that is taken before. */
export function deadlineLoop(parts: Parts): Fragment {
  const { draw } = parts;
  const name = parts.variable();
  const begin = parts.entry("Pass", "JSONata", { Assign: { [name]: "{% $millis() %}" }, Next: AHEAD });
  const over = { Condition: `{% $millis() - $${name} > ${draw.pick(30_000, 60_000)} %}`, Next: OUT };
  const check = parts.entry("Choice", "JSONata", { Choices: [over], Default: AHEAD });
  const ring = [[parts.wait()], ...(draw.chance(50) ? [parts.piece()] : []), [check]];
  return link(chain([[begin], closed(ring)], AHEAD), OUT, AHEAD);
}

/** Goes round with a counter, which may or may not do its work. */
export function counterLoop(parts: Parts): Fragment {
  const { draw } = parts;
  const counter = drawCounter(draw, parts.variable());
  const step = stepOf(counter, parts);
  const body = Array.from({ length: draw.below(3) }, () => keeping(counter, parts));
  const ring: Fragment[] = [[guardOf(counter, parts)], ...body];
  // Mostly the last, so that what fails before does not step.
  ring.splice(draw.chance(40) ? 1 + draw.below(ring.length) : ring.length, 0, step);
  // A reset, or a step in the other direction.
  if (draw.chance(16)) {
    const value = draw.pick("literal", "back", "input");
    const faulty = setter(counter, value, parts);
    ring.splice(draw.below(ring.length + 1), 0, draw.chance(50) ? optional([faulty], parts) : [faulty]);
  }
  const shift = draw.below(ring.length);
  const turned = [...ring.slice(shift), ...ring.slice(0, shift)];
  const loop = loosened(closed(turned), parts);
  const first = draw.chance(8) ? [] : [firstOf(counter, parts)];
  const between = draw.chance(15) ? [parts.piece()] : [];
  return link(chain([...first, ...between, loop], AHEAD), OUT, AHEAD);
}

/** What gives a counter its first value: a literal, or what comes with the data, or now this and now that. */
function firstOf(counter: Counter, parts: Parts): Fragment {
  const { draw } = parts;
  const [literal, input] = ["literal", "input"] as const;
  if (!draw.chance(20)) return [setter(counter, draw.chance(10) ? input : literal, parts)];
  const [one, other] = [setter(counter, literal, parts), setter(counter, draw.pick(input, literal), parts)];
  const language = parts.language();
  const rule = { ...openRule(language, draw), Next: one.name };
  const choice = parts.entry("Choice", language, { Choices: [rule], Default: other.name });
  return [choice, ...[one, other].map((entry) => retargeted(entry, AHEAD))];
}

/** Lets the fragments follow one another in a circle. */
function closed(ring: readonly Fragment[]): Fragment {
  const [first] = ring;
  return first === undefined ? [] : chain(ring, headOf(first));
}

/** Some states lead elsewhere in the loop when they fail, or always. */
function loosened(loop: Fragment, parts: Parts): Fragment {
  const { draw } = parts;
  const somewhere = (): string => loop[draw.below(loop.length)]?.name ?? AHEAD;
  return loop.map(({ name, state }) => {
    if (!["Task", "Parallel", "Map"].includes(state.Type) || !draw.chance(45)) return { name, state };
    const catcher = {
      ErrorEquals: [draw.pick("States.ALL", "Busy", "States.TaskFailed")],
      Next: draw.pick(OUT, somewhere(), somewhere()),
    };
    const kept = isJsonata(state, parts) ? { Output: "{% $states.input %}" } : { ResultPath: "$.error" };
    return { name, state: { ...state, Catch: [{ ...catcher, ...(draw.chance(60) ? kept : {}) }] } };
  });
}

function setter(counter: Counter, value: "literal" | "step" | "back" | "input", parts: Parts): Entry {
  const { draw } = parts;
  const language = parts.language();
  const fields = { ...setting(counter, value, language), Next: AHEAD };
  if (draw.chance(5)) spoil(fields, language, draw);
  if (counter.store !== "variable" || draw.chance(60)) return parts.entry("Pass", language, fields);
  if (draw.chance(50)) return parts.task({ ...fields, ...(language === "JSONata" ? { QueryLanguage: language } : {}) });
  return parts.entry("Wait", language, { Seconds: draw.pick(5, 0, 10), ...fields });
}

/** Something about the data is not as it is meant. */
function spoil(fields: Partial<StateJson>, language: Language, draw: Draw): void {
  if (language === "JSONata") return;
  if (draw.chance(50)) delete fields.ResultPath;
  else
    Object.assign(
      fields,
      draw.pick<Partial<StateJson>>({ OutputPath: "$.held" }, { OutputPath: null }, { InputPath: null }),
    );
}

/** The states that step the counter. */
function stepOf(counter: Counter, parts: Parts): Fragment {
  const { draw } = parts;
  if (draw.chance(20)) return [stepInRule(counter, parts)];
  // A step that only the service sees.
  if (counter.store === "root" && draw.chance(8)) {
    const language = parts.language();
    const { Parameters, Output } = setting(counter, "step", language);
    const given = language === "JSONata" ? { Arguments: Output } : { Parameters };
    return [parts.entry("Task", language, { Resource: "arn:aws:states:::lambda:invoke", ...given, Next: AHEAD })];
  }
  const step = [setter(counter, "step", parts)];
  return draw.chance(10) ? optional(step, parts) : step;
}

/** A Choice that steps in a rule, or in what holds without one. */
function stepInRule(counter: Counter, parts: Parts): Entry {
  const { draw } = parts;
  const language = counter.store === "variable" ? parts.language() : "JSONata";
  const assign = setting(counter, "step", language);
  const rule = { ...openRule(language, draw), Next: AHEAD };
  return draw.do(
    () => parts.entry("Choice", language, { Choices: [{ ...rule, ...assign }], Default: AHEAD, ...assign }),
    () => parts.entry("Choice", language, { Choices: [{ ...rule, ...assign }], Default: OUT }),
    () => parts.entry("Choice", language, { Choices: [{ ...rule, ...assign }], Default: AHEAD }),
    () => parts.entry("Choice", language, { Choices: [rule], Default: AHEAD, ...assign }),
    () => parts.entry("Choice", language, { Choices: [{ ...rule, ...assign }] }),
  );
}

/** The fragment with a way that goes past it. */
export function optional(fragment: Fragment, parts: Parts): Fragment {
  const language = parts.language();
  const rule = { ...openRule(language, parts.draw), Next: headOf(fragment) };
  return [parts.entry("Choice", language, { Choices: [rule], Default: AHEAD }), ...fragment];
}

function guardOf(counter: Counter, parts: Parts): Entry {
  const { draw } = parts;
  const language = parts.language();
  const when = draw.pick("reached", "below");
  const [to, otherwise] = when === "reached" ? [OUT, AHEAD] : [AHEAD, OUT];
  const rules: RuleJson[] = [{ ...guard(counter, when, language, draw), Next: to }];
  // What is compared may lead round all the same.
  if (draw.chance(12)) rules[0] = { ...rules[0], Next: draw.pick(otherwise, any(draw)) };
  // Another rule comes first: it leaves the loop too, or goes past the guard.
  if (draw.chance(25)) rules.unshift({ ...openRule(language, draw), Next: draw.pick(OUT, OUT, AHEAD, any(draw)) });
  if (draw.chance(10)) rules.push({ ...openRule(language, draw), Next: draw.pick(OUT, AHEAD) });
  const ends = otherwise === OUT && draw.chance(15);
  return parts.entry("Choice", language, { Choices: rules, ...(ends ? {} : { Default: otherwise }) });
}

/** A piece of the loop that lets the counter be, or not. */
function keeping(counter: Counter, parts: Parts): Fragment {
  const piece = parts.draw.chance(50) ? [parts.task()] : parts.piece();
  if (counter.store === "variable" || parts.draw.chance(20)) return piece;
  return piece.map(({ name, state }) => {
    if (!["Task", "Parallel", "Map"].includes(state.Type)) return { name, state };
    const { Output: _, ...rest } = state;
    const kept = isJsonata(state, parts)
      ? { Output: "{% $states.input %}" }
      : { ResultPath: parts.draw.pick(null, "$.result") };
    return { name, state: { ...rest, ...kept } };
  });
}

function isJsonata(state: StateJson, { main }: Parts): boolean {
  return (state.QueryLanguage ?? main) === "JSONata";
}
