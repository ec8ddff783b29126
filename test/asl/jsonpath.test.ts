import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { FilterExpression, FilterOperand, ParsedPath, PathStep } from "../../src/asl/jsonpath.ts";
import { parsePath, parsePathIn } from "../../src/asl/jsonpath.ts";
import { isReferencePath, pathKeys, samePath, startsWithPath } from "../../src/asl/jsonpath-compare.ts";

describe("paths of names and indexes", () => {
  const cases: [text: string, root: ParsedPath["root"], variable: string | undefined, keys: (string | number)[]][] = [
    ["$", "input", undefined, []],
    ["$$", "context", undefined, []],
    ["$.order", "input", undefined, ["order"]],
    ["$.order.items[0].price", "input", undefined, ["order", "items", 0, "price"]],
    ["$[0]", "input", undefined, [0]],
    ["$.[0]", "input", undefined, [0]],
    ["$['order id']", "input", undefined, ["order id"]],
    ['$["order id"]', "input", undefined, ["order id"]],
    ["$.order.['def ghi']", "input", undefined, ["order", "def ghi"]],
    ["$[ 'order' ][ 1 ]", "input", undefined, ["order", 1]],
    ["$['it\\'s']", "input", undefined, ["it's"]],
    ['$[\'Test\\""Name"\']', "input", undefined, ['Test""Name"']],
    ["$['caf\\u00e9']", "input", undefined, ["café"]],
    ["$.order\\.id", "input", undefined, ["order.id"]],
    ["$.bar.baz\\[\\[.\\?pretty", "input", undefined, ["bar", "baz[[", "?pretty"]],
    ["$.&Ж中.\uD800\uDF46", "input", undefined, ["&Ж中", "\uD800\uDF46"]],
    ["$.first-name.last_name", "input", undefined, ["first-name", "last_name"]],
    ["$.order id.total", "input", undefined, ["order id", "total"]],
    ["$.s3:key/part", "input", undefined, ["s3:key/part"]],
    ["$.total ", "input", undefined, ["total"]],
    ["$$.Execution.Input.id", "context", undefined, ["Execution", "Input", "id"]],
    ["$$['Task'].Token", "context", undefined, ["Task", "Token"]],
    ["$total", "variable", "total", []],
    ["$_total.net[2]", "variable", "_total", ["net", 2]],
    ["$größe['x']", "variable", "größe", ["x"]],
    ["$states.input", "variable", "states", ["input"]],
  ];
  test.each(cases)("%s", (text, root, variable, keys) => {
    const path = parsePath(text);
    expect(path).toMatchObject({ text, root, variable, error: undefined });
    expect(pathKeys(path)).toEqual(keys);
  });
});

describe("steps that name several places", () => {
  const at = expect.anything();
  const plain = { range: at, descendant: false };
  const cases: [text: string, step: unknown][] = [
    ["$[-1]", { kind: "index", index: -1, ...plain }],
    ["$[1:]", { kind: "slice", from: 1, to: undefined, by: undefined, ...plain }],
    ["$[:-2]", { kind: "slice", from: undefined, to: -2, by: undefined, ...plain }],
    ["$[0 : 9 : 2]", { kind: "slice", from: 0, to: 9, by: 2, ...plain }],
    ["$[*]", { kind: "wildcard", ...plain }],
    ["$.*", { kind: "wildcard", ...plain }],
    ["$..*", { kind: "wildcard", range: at, descendant: true }],
    ["$..id", { kind: "name", name: "id", notation: "dot", range: at, descendant: true }],
    ["$..[0]", { kind: "index", index: 0, range: at, descendant: true }],
    ["$.length()", { kind: "function", name: "length", argumentText: "", ...plain }],
    ["$.sum($.a, (1))", { kind: "function", name: "sum", argumentText: "$.a, (1)", ...plain }],
    ["$[(@.length-1)]", { kind: "script", script: "@.length-1", ...plain }],
    [
      "$['a', 'b']",
      {
        kind: "union",
        members: [expect.objectContaining({ name: "a" }), expect.objectContaining({ name: "b" })],
        ...plain,
      },
    ],
    [
      "$[0,2]",
      {
        kind: "union",
        members: [expect.objectContaining({ index: 0 }), expect.objectContaining({ index: 2 })],
        ...plain,
      },
    ],
  ];
  test.each(cases)("%s", (text, step) => {
    const path = parsePath(text);
    expect(path.error).toBeUndefined();
    expect(path.steps).toEqual([step]);
    expect(isReferencePath(path)).toBe(false);
  });
});

describe("filters", () => {
  const cases: [filter: string, meaning: string][] = [
    ["(@.id)", "@.id"],
    ["(!@.id)", "!(@.id)"],
    ["(@.year <= 1999)", "@.year <= 1999"],
    ["(@.a=='x' && @['b'].c != \"y\")", '(@.a == "x" && @.b.c != "y")'],
    ["(@.a == 1 || @.b == 2 && @.c == 3)", "(@.a == 1 || (@.b == 2 && @.c == 3))"],
    ["((@.a == 1 || @.b == 2) && !(@.c))", "((@.a == 1 || @.b == 2) && !(@.c))"],
    ["(@.price < $.limits[0].max)", "@.price < $.limits[0].max"],
    ["(@.id == $wanted.id)", "@.id == $wanted.id"],
    ["(@.name =~ /^a\\/b.*/i)", "@.name =~ /^a\\/b.*/i"],
    ["(@.size in ['S', 'M'])", '@.size in ["S","M"]'],
    ["(@.size NIN ['S'])", '@.size nin ["S"]'],
    ["(@.tags anyof [1, true, null])", "@.tags anyof [1,true,null]"],
    ["(@.list size 2)", "@.list size 2"],
    ["(@.list empty false)", "@.list empty false"],
    ["('a' in @.tags)", '"a" in @.tags'],
    ["(@.tags contains 'a')", '@.tags contains "a"'],
    ["(@ == -1.5e3)", "@ == -1500"],
    ["(@.items.length() > 0)", "@.items.length() > 0"],
    ["(@..id == 1)", "@..id == 1"],
    ["@.id == 1", "@.id == 1"],
    ["(length(@.id) > 1)", "length(@.id) > 1"],
    ["(@.Name==Receipt)", "@.Name == «Receipt»"],
    ["(@.name==ecs.availability-zone)", "@.name == «ecs.availability-zone»"],
    ["(@.Name==/eggs/cooked/like)", "@.Name == «/eggs/cooked/like»"],
    ["(@.day == 2020-01-01 && @.ok == true)", "(@.day == «2020-01-01» && @.ok == true)"],
    ["(@.size in [S, M])", "@.size in «[S, M]»"],
    ["(@.a = 1)", "@.a = 1"],
    ["(@.a <> null)", "@.a <> null"],
    ["(@.list[?(@.x == 1)].y == 2)", "@.list[?@.x == 1].y == 2"],
  ];
  test.each(cases)("[?%s]", (filter, meaning) => {
    const path = parsePath(`$.rows[?${filter}].id`);
    expect(path.error).toBeUndefined();
    const step = path.steps[1];
    expect(step?.kind === "filter" && describeFilter(step.condition)).toBe(meaning);
  });
});

describe("mistakes and where they are", () => {
  const cases: [marked: string, message: string, doubtful?: true][] = [
    ["«detail.id»", "A path starts with '$'."],
    ["« »$.id", "Nothing stands before '$', not even a blank.", true],
    ["«»", "A path starts with '$'."],
    ["$.order«.»", "The path ends with '.'."],
    ["$.order«..»", "The path ends with '..'."],
    ["$«..».order", "A name is missing after '..'."],
    ["$.order«. »", "A name is missing after '.'."],
    ["$«5»", "Expected '.' or '[' before '5'."],
    ["$total «of»", "Expected '.' or '[' before 'of'.", true],
    ["$$«Execution.Id»", "Expected '.' or '[' before 'Execution.Id'."],
    ["$[0]«id»", "Expected '.' or '[' before 'id'.", true],
    ["$.items«[$.index]»", "Brackets hold a quoted name, an index, a slice, '*' or a filter.", true],
    ["$«[]».id", "Brackets hold a quoted name, an index, a slice, '*' or a filter.", true],
    ["$.items«[»", "'[' has no closing ']'."],
    ["$.items«[0»", "'[' has no closing ']'."],
    ["$.items[0 «1]»", "Expected ',' or ']' before this.", true],
    ["$.items[?«(@.id == 1»", "'(' has no closing ')'."],
    ["$.order«.»(1)", "A name is missing after '.'.", true],
    ["$[«'order]»", "The string has no closing '."],
    ["$.length«(»", "'(' has no closing ')'.", true],
    ["$[?«(@.id == 1]»", "'(' has no closing ')'.", true],
    ["$[?(@.id ==«»)]", "A value is missing after '=='.", true],
    ["$[?(«== 1)]»", "A filter compares '@…' with something.", true],
    ["$[?('id'«)]»", "Expected a comparison after the value.", true],
    ["$[?([1 «2»] anyof @.ids)]", "Expected ',' or ']' in the list.", true],
  ];
  test.each(cases)("%s", (marked, message, doubtful) => {
    const text = marked.replaceAll(/[«»]/g, "");
    const start = marked.indexOf("«");
    const end = marked.indexOf("»") - 1;
    expect(parsePath(text).error).toEqual({ message, range: [start, end], doubtful });
  });
});

describe("ranges", () => {
  it("gives each step its dots or brackets", () => {
    const text = "$total.net..['a'][0].sum()";
    const path = parsePath(text);
    expect(
      [path.rootRange, ...path.steps.map((step) => step.range)].map(([start, end]) => text.slice(start, end)),
    ).toEqual(["$total", ".net", "..['a']", "[0]", ".sum()"]);
  });

  it("counts in the text around the path", () => {
    const text = "States.JsonToString($.order.id)";
    const path = parsePathIn(text, 20, 30);
    expect(path.text).toBe("$.order.id");
    expect(path.steps.map(({ range: [start, end] }) => text.slice(start, end))).toEqual([".order", ".id"]);
    expect(isReferencePath(parsePathIn("x$.a*b", 1, 6))).toBe(false);
  });
});

describe("comparing paths", () => {
  test.each([
    ["$.order.id", "$['order'][\"id\"]"],
    ["$.items[?(@.a == 'x')]", '$.items[?( @["a"]=="x" )]'],
    ["$[*]", "$.*"],
  ])("%s is the same as %s", (a, b) => {
    expect(samePath(parsePath(a), parsePath(b))).toBe(true);
  });

  test.each([
    ["$.order", "$.order.id"],
    ["$.order", "$$.order"],
    ["$order", "$total"],
    ["$[0]", "$['0']"],
    ["$.id", "$..id"],
    ["$.", "$."],
  ])("%s is not the same as %s", (a, b) => {
    expect(samePath(parsePath(a), parsePath(b))).toBe(false);
  });

  test.each([
    ["$.order.id", "$.order", true],
    ["$.order", "$.order", true],
    ["$.order", "$", true],
    ["$.order", "$.order.id", false],
    ["$.orders", "$.order", false],
    ["$total.net", "$total", true],
  ])("%s starts with %s: %s", (path, prefix, expected) => {
    expect(startsWithPath(parsePath(path), parsePath(prefix))).toBe(expected);
  });

  test.each(["$.a*b", "$.@type", "$.a?", "$[-0]", "$..a", "$.", "a"])("%s is no Reference Path", (text) => {
    expect(isReferencePath(parsePath(text))).toBe(false);
  });
});

describe("properties", () => {
  const ascii = fc.string({ unit: fc.constantFrom(..."$@.[]()?*:,'\"\\ab0-1 =!<>~&|/{}é\n") });

  it("never throws, and keeps every range inside the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          ascii,
          ascii.map((tail) => `$[?(@.a${tail}`),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          const path = parsePath(text);
          for (const [start, end] of [
            path.rootRange,
            path.error?.range ?? [0, 0],
            ...path.steps.map((step) => step.range),
          ]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("does not overflow the stack", () => {
    for (const opening of ["$[?(", "(", "!", "@[?(", "@.a in [[", "["]) {
      expect(parsePath(`$[?(${opening.repeat(20_000)}`).error).toBeDefined();
    }
  });

  it("reads back what was written", () => {
    fc.assert(
      fc.property(fc.array(step(2), { maxLength: 5 }), (steps) => {
        const path = parsePath(`$${steps.map(writeStep).join("")}`);
        expect(path.error).toBeUndefined();
        expect(withoutRanges(path.steps)).toEqual(withoutRanges(steps));
      }),
      { numRuns: 2_000 },
    );
  });
});

const nowhere = { range: [0, 0], descendant: false } as const;

function step(depth: number): fc.Arbitrary<PathStep> {
  const descendant = fc.boolean();
  const place = fc.option(
    fc.integer({ min: -99, max: 99 }).map((n) => n + 0),
    { nil: undefined },
  );
  const kinds: fc.Arbitrary<PathStep>[] = [
    fc.record({ name: fc.string({ unit: "grapheme" }), descendant }).map(({ name, descendant }) => ({
      kind: "name",
      name,
      notation: "bracket",
      range: [0, 0],
      descendant,
    })),
    fc.record({ name: fc.stringMatching(/^[A-Za-z_][\w-]{0,8}$/), descendant }).map(({ name, descendant }) => ({
      kind: "name",
      name,
      notation: "dot",
      range: [0, 0],
      descendant,
    })),
    fc.nat(99).map((index) => ({ kind: "index", index, ...nowhere })),
    fc.record({ from: place, to: place, by: place }).map((slice) => ({ kind: "slice", ...slice, ...nowhere })),
    descendant.map((descendant) => ({ kind: "wildcard", range: [0, 0], descendant })),
    fc.constant({ kind: "function", name: "length", argumentText: "", ...nowhere }),
  ];
  if (depth > 0) kinds.push(condition(depth).map((condition) => ({ kind: "filter", condition, ...nowhere })));
  return fc.oneof(...kinds);
}

function condition(depth: number): fc.Arbitrary<FilterExpression> {
  const range = [0, 0] as const;
  const operator = fc.constantFrom("==", "!=", "<", "<=", ">", ">=", "=~", "in", "nin", "anyof", "size", "contains");
  const path = filterPath(depth - 1);
  const simple: fc.Arbitrary<FilterExpression>[] = [
    path.map((operand) => ({ kind: "exists", operand, range })),
    fc
      .record({ operator, left: path, right: operand(depth - 1) })
      .map((parts) => ({ kind: "comparison", ...parts, range })),
  ];
  if (depth < 2) return fc.oneof(...simple);
  const inner = condition(depth - 1);
  const kind = fc.constantFrom("and" as const, "or" as const);
  return fc.oneof(
    ...simple,
    inner.map((operand) => ({ kind: "not" as const, operand, range })),
    fc.record({ kind, left: inner, right: inner }).map((parts) => ({ ...parts, range })),
  );
}

function filterPath(depth: number): fc.Arbitrary<FilterOperand> {
  const steps = fc.array(step(depth), { maxLength: 3 });
  const root = fc.constantFrom("current" as const, "input" as const);
  return fc.record({ root, steps }).map((parts) => ({ kind: "path", variable: undefined, ...parts, range: [0, 0] }));
}

function operand(depth: number): fc.Arbitrary<FilterOperand> {
  const range = [0, 0] as const;
  return fc.oneof(
    filterPath(depth),
    fc.string({ unit: "grapheme" }).map((value) => ({ kind: "string" as const, value, range })),
    fc.integer().map((value) => ({ kind: "number" as const, value, range })),
    fc.boolean().map((value) => ({ kind: "boolean" as const, value, range })),
    fc.constant({ kind: "null" as const, range }),
    fc
      .array(fc.nat().map((value) => ({ kind: "number" as const, value, range })))
      .map((items) => ({ kind: "array" as const, items, range })),
  );
}

function writeStep(step: PathStep): string {
  const dots = step.descendant ? ".." : "";
  switch (step.kind) {
    case "name":
      return step.notation === "dot" ? `${dots || "."}${step.name}` : `${dots}[${quote(step.name)}]`;
    case "index":
      return `[${step.index}]`;
    case "slice":
      return `[${step.from ?? ""}:${step.to ?? ""}:${step.by ?? ""}]`;
    case "wildcard":
      return step.descendant ? "..*" : "[*]";
    case "filter":
      return `[?(${describeFilter(step.condition)})]`;
    case "function":
      return `.${step.name}(${step.argumentText})`;
    default:
      return "";
  }
}

function quote(value: string): string {
  return `'${value.replaceAll(/[\\']/g, "\\$&")}'`;
}

function describeFilter(filter: FilterExpression): string {
  switch (filter.kind) {
    case "not":
      return `!(${describeFilter(filter.operand)})`;
    case "exists":
      return describeOperand(filter.operand);
    case "comparison":
      return `${describeOperand(filter.left)} ${filter.operator} ${describeOperand(filter.right)}`;
    default:
      return `(${describeFilter(filter.left)} ${filter.kind === "and" ? "&&" : "||"} ${describeFilter(filter.right)})`;
  }
}

function describeOperand(operand: FilterOperand): string {
  switch (operand.kind) {
    case "path": {
      const roots = { current: "@", input: "$", context: "$$", variable: `$${operand.variable}` };
      const steps = operand.steps.map((step) =>
        step.kind === "name" && /^\w+$/.test(step.name)
          ? `${step.descendant ? ".." : "."}${step.name}`
          : writeStep(step).replace("[?(", "[?").replace(/\)\]$/, "]"),
      );
      return roots[operand.root] + steps.join("");
    }
    case "call":
      return `${operand.name}(${operand.argumentText})`;
    case "word":
      return `«${operand.value}»`;
    case "regex":
      return `/${operand.pattern}/${operand.flags}`;
    case "array":
      return `[${operand.items.map(describeOperand).join(",")}]`;
    case "object":
      return `{${operand.text}}`;
    case "string":
      return `"${operand.value.replaceAll(/[\\"]/g, "\\$&")}"`;
    case "null":
      return "null";
    default:
      return String(operand.value);
  }
}

function withoutRanges(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === "range" || key === "notation" ? undefined : inner)));
}
