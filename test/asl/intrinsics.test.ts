import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { IntrinsicArgument, IntrinsicCall } from "../../src/asl/intrinsics.ts";
import { callsIn, looksLikeIntrinsic, nestingDepth, parseIntrinsic, pathsIn } from "../../src/asl/intrinsics.ts";
import { intrinsicFunction, intrinsicFunctions, mayReturnString } from "../../src/data/intrinsics.ts";

describe("what looks like a call", () => {
  test.each(["States.UUID()", "States.Fromat('{}'", " States.Array()", "States.Array (1)", "states.Array(1)"])(
    "%s does",
    (text) => {
      expect(looksLikeIntrinsic(text)).toBe(true);
    },
  );

  test.each(["States.ALL", "$.States.Array(1)", "call States.Array(1)", "States.(1)", "state.Array(1)", ""])(
    "%s does not",
    (text) => {
      expect(looksLikeIntrinsic(text)).toBe(false);
      expect(parseIntrinsic(text)).toBeUndefined();
    },
  );
});

describe("arguments", () => {
  const path = (text: string) => ({ path: text });
  const cases: [text: string, args: unknown[]][] = [
    ["States.UUID()", []],
    ["States.UUID( )", []],
    ["States.Array('a', 2.3, -1, true, false, null)", ["a", 2.3, -1, true, false, null]],
    ["States.Array(\n  'a',\n  1\n) ", ["a", 1]],
    ["States.Array($, $$, $$.Execution.Id, $total.net)", ["$", "$$", "$$.Execution.Id", "$total.net"].map(path)],
    ["States.Array( $.a , $['b,)'] )", ["$.a", "$['b,)']"].map(path)],
    ["States.ArrayGetItem($.rows[?(@.Key == Size)].Value, 0)", [path("$.rows[?(@.Key == Size)].Value"), 0]],
    ["States.JsonToString($.[?(@.year <= 1998)])", [path("$.[?(@.year <= 1998)]")]],
    ["States.Array($.items.length(), 1)", [path("$.items.length()"), 1]],
    ["States.Format('it\\'s \\{\\} \\\\')", ["it's {} \\"]],
    ['States.StringToJson(\'{"a": "b"}\')', ['{"a": "b"}']],
    ["States.Format('Hello\n{}', 'x')", ["Hello\n{}", "x"]],
  ];
  test.each(cases)("%s", (text, args) => {
    const call = parseIntrinsic(text);
    expect(call?.error).toBeUndefined();
    expect(call?.args.map(plain)).toEqual(args);
  });

  it("may be calls", () => {
    const call = parseIntrinsic("States.MathAdd(States.ArrayLength($.a), States.MathAdd(States.ArrayLength($b), -1))");
    expect(call && [...callsIn(call)].map(({ name }) => name)).toEqual(
      ["MathAdd", "ArrayLength", "MathAdd", "ArrayLength"].map((name) => `States.${name}`),
    );
    expect(call && [...pathsIn(call)].map(({ text }) => text)).toEqual(["$.a", "$b"]);
    expect(call && nestingDepth(call)).toBe(3);
  });
});

describe("ranges", () => {
  it("count in the whole text, those of paths too", () => {
    const text = "States.Format('{} of \\{} {}', $.done.count, States.UUID())";
    const call = parseIntrinsic(text);
    const slice = ([start, end]: readonly [number, number]) => text.slice(start, end);
    expect(call && slice(call.nameRange)).toBe("States.Format");
    expect(call?.args.map(({ range }) => slice(range))).toEqual(["'{} of \\{} {}'", "$.done.count", "States.UUID()"]);
    const [template, path] = call?.args ?? [];
    expect(path?.kind === "path" && path.path.steps.map(({ range }) => slice(range))).toEqual([".done", ".count"]);
    expect(template?.kind === "string" && template.placeholders).toEqual([
      [15, 17],
      [25, 27],
    ]);
  });

  it("show backslashes that nobody needs", () => {
    const [argument] = parseIntrinsic("States.Format('a\\nb')")?.args ?? [];
    expect(argument).toMatchObject({ value: "a\\nb", strayEscapes: [[16, 18]] });
  });
});

describe("mistakes and where they are", () => {
  const cases: [marked: string, message: string][] = [
    ["« »States.UUID()", "Nothing stands before 'States.', not even a blank."],
    ["States.Array«(1, 2»", "'(' has no closing ')'."],
    ["States.Array«(»", "'(' has no closing ')'."],
    ["States.Array(«'a)»", "The string has no closing '."],
    ['States.Array(«"a")»', "Strings stand in single quotes here."],
    ["States.Array(1 «2)»", "Expected ',' or ')' before this."],
    ["States.UUID() «+ 1»", "The call ends before this."],
    ["States.StringToJson('say «\\\"»hi\\\"')", "A double quote takes no backslash here."],
    ["States.JsonToString($.order«.»)", "The path ends with '.'."],
    ["States.Array(States.Hash($.a, $«5»))", "Expected '.' or '[' before '5'."],
    [
      "States.Array(1, «)»",
      "Expected an argument: a string in single quotes, a number, true, false, null, a path or a call.",
    ],
    [
      "States.Array(«i»d)",
      "Expected an argument: a string in single quotes, a number, true, false, null, a path or a call.",
    ],
  ];
  test.each(cases)("%s", (marked, message) => {
    const start = marked.indexOf("«");
    const end = marked.indexOf("»") - 1;
    expect(parseIntrinsic(marked.replaceAll(/[«»]/g, ""))?.error).toEqual({ message, range: [start, end] });
  });
});

describe("properties", () => {
  const tail = fc.string({ unit: fc.constantFrom(..."$@.[]()?*,'\"\\ab0-1 {}\n") });

  it("never throws, and keeps the error inside the text", () => {
    fc.assert(
      fc.property(fc.oneof(tail, fc.string({ unit: "binary" })), (rest) => {
        const text = `States.Format(${rest}`;
        const [start, end] = parseIntrinsic(text)?.error?.range ?? [0, 0];
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("does not overflow the stack", () => {
    expect(parseIntrinsic("States.Array(".repeat(20_000))?.error?.message).toBe("This nests too deeply.");
  });

  it("reads back what was written", () => {
    fc.assert(
      fc.property(call(3), (written) => {
        const read = parseIntrinsic(write(written));
        expect(read?.error).toBeUndefined();
        expect(read && plain(read)).toEqual(written);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("the table of functions", () => {
  it("has all of them", () => {
    expect(intrinsicFunctions).toHaveLength(18);
    expect(new Set(intrinsicFunctions.map(({ name }) => name)).size).toBe(18);
  });

  it("has enough parameters for the arguments it asks for", () => {
    for (const { minArgs, maxArgs, parameters } of intrinsicFunctions) {
      expect(minArgs).toBeLessThanOrEqual(maxArgs);
      if (Number.isFinite(maxArgs)) expect(parameters).toHaveLength(maxArgs);
    }
  });

  test.each([
    ["States.Format", 1, Number.POSITIVE_INFINITY],
    ["States.Array", 0, Number.POSITIVE_INFINITY],
    ["States.MathRandom", 2, 3],
    ["States.JsonMerge", 3, 3],
    ["States.UUID", 0, 0],
  ])("%s takes %d to %d arguments", (name, minArgs, maxArgs) => {
    expect(intrinsicFunction(name)).toMatchObject({ minArgs, maxArgs });
  });

  it("tells which of them may give a string", () => {
    expect(intrinsicFunctions.filter(mayReturnString).map(({ name }) => name.replace("States.", ""))).toEqual(
      "Format JsonToString ArrayGetItem Base64Encode Base64Decode Hash UUID".split(" "),
    );
  });

  it("knows no function by a name in small letters", () => {
    expect(intrinsicFunction("States.format")).toBeUndefined();
  });
});

interface Written {
  readonly call: string;
  readonly args: readonly (Written | { readonly path: string } | string | number | boolean | null)[];
}

function call(depth: number): fc.Arbitrary<Written> {
  const constants = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom({ path: "$.a" }, { path: "$$.Task.Token" }, { path: "$total[0]" }),
  );
  const args = fc.array(depth > 0 ? fc.oneof(constants, call(depth - 1)) : constants, { maxLength: 4 });
  return fc.record({ call: fc.stringMatching(/^States\.[A-Z][A-Za-z0-9]{0,9}$/), args });
}

function write({ call, args }: Written): string {
  const written = args.map((argument) => {
    if (typeof argument === "string") return `'${argument.replaceAll(/['{}\\]/g, "\\$&")}'`;
    if (typeof argument !== "object" || argument === null) return String(argument);
    return "path" in argument ? argument.path : write(argument);
  });
  return `${call}(${written.join(", ")})`;
}

function plain(argument: IntrinsicArgument | IntrinsicCall): unknown {
  if (argument.kind === "call") return { call: argument.name, args: argument.args.map(plain) };
  if (argument.kind === "path") return { path: argument.path.text };
  return argument.kind === "null" ? null : argument.value;
}

it("blanks of other kinds than AWS knows make no call", () => {
  expect(looksLikeIntrinsic("\u00a0States.UUID()")).toBe(false);
  expect(parseIntrinsic("\u00a0States.UUID()")).toBeUndefined();
});
