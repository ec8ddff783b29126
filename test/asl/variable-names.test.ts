import { describe, expect, it, test } from "vitest";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { parsePath } from "../../src/asl/jsonpath.ts";
import { freeVariables, type NamedVariable, variablesOfPath } from "../../src/asl/variable-names.ts";
import { parseExpression } from "../../src/readers/jsonata.ts";

const readJsonata = createJsonataReader(parseExpression);

function freeIn(source: string): readonly NamedVariable[] {
  const found = freeVariables(readJsonata(source));
  if (found === undefined) throw new Error(`no expression: ${source}`);
  return found;
}

const namesIn = (source: string): string =>
  freeIn(source)
    .flatMap(({ name, called }) => (called ? [] : [name]))
    .join(" ");

describe("variables of a path", () => {
  test.each([
    ["$total", "total"],
    ["$order.items[0]", "order"],
    ["$.total", ""],
    ["$$.Execution.Id", ""],
    ["$", ""],
    ["$.items[?(@.price > $limit)]", "limit"],
    ["$items[?(@.a == $a || !(@.b[?(@.c == $c)]))].name", "items a c"],
    ["$.items[?($flag)]", "flag"],
    ["$.a['$b']", ""],
  ])("%s are %s", (text, names) => {
    const found = variablesOfPath(parsePath(text));
    expect(found.map(({ name }) => name).join(" ")).toBe(names);
    for (const { name, range } of found) expect(text.slice(...range)).toBe(`$${name}`);
  });
});

describe("free variables of an expression", () => {
  test.each([
    ["$total + 1", "total"],
    ["$states.input.total", ""],
    ["$$.a & $.b", ""],
    ["$order.items[price > $limit].name", "order limit"],
    ["$a ? $b : $c", "a b c"],
    ["{$key: $value, 'b': [$x, $y]}", "key value x y"],
    ["$list{$k: $sum($v)}", "list k v"],
    ["$list^(>$weight)", "list weight"],
    ["$states.input ~> |$.items|{'a': $a}, ['b']|", "a"],
    ["$map($list, $double)", "list double"],
    ["$a in [$b..$c]", "a b c"],
    ["-$a", "a"],
  ])("%s are %s", (source, names) => {
    expect(namesIn(source)).toBe(names);
  });

  it("are none of those that ':=' defines", () => {
    expect(namesIn("($a := $b; $a + $c)")).toBe("b c");
    expect(namesIn("$a := $a")).toBe("a");
    expect(namesIn("($old := $total; $total := 1; $total)")).toBe("total");
  });

  it("are those behind the parentheses that define a name", () => {
    expect(namesIn("(($a := 1; $a); $a)")).toBe("a");
    expect(namesIn("($a := 1; ($b := $a; $b) + $b)")).toBe("b");
    expect(namesIn("($f($a := 1).x; $a)")).toBe("");
  });

  it("are no parameters", () => {
    expect(namesIn("$map($list, function($item, $i) { $item.price * $i + $tax })")).toBe("list tax");
    expect(namesIn("(function($a) { $a }; $a)")).toBe("a");
  });

  it("are no names that are defined before a function runs", () => {
    expect(namesIn("($f := function($n) { $n > 0 ? $f($n - 1) : $z }; $f(3))")).toBe("z");
    expect(namesIn("($even := function($n) { $odd($n) }; $odd := function($n) { $even($n) }; $even(1))")).toBe("");
    expect(freeIn("($even := function($n) { $odd($n) }; $odd := 1)").map(({ name }) => name)).toEqual([]);
    expect(namesIn("(function() { $rate }; $rate := 2)")).toBe("");
  });

  it("are no focus and no index, within their path", () => {
    expect(namesIn("$order.items@$item#$i[$item.id = $wanted].{'at': $i, 'all': $item}")).toBe("order wanted");
    expect(namesIn("$order#$i[$i = $n]")).toBe("order n");
    expect(namesIn("[$order.items@$item.name, $item]")).toBe("order item");
    expect(namesIn("$item@$item.name")).toBe("item");
  });

  it("say which stand where a function is called", () => {
    const called = freeIn("$sum($a) ~> $round ~> $power(?, $b)").flatMap(({ name, called }) => (called ? [name] : []));
    expect(called).toEqual(["sum", "round", "power"]);
  });

  it("say which are asked for", () => {
    const tested = freeIn("$exists($a.b) and $not($exists($c)) and $d").filter((each) => each.tested);
    expect(tested.map(({ name }) => name)).toEqual(["a", "c"]);
  });

  it.each([
    ["$a ? $b : $c", ["a"]],
    ["$not($boolean($a)) ? 1 : 2", ["a"]],
    ["$a.b ? $a > 1 : $lookup($a, 'x') ? 1 : 2", []],
  ])("say which are all that a condition asks: %s", (source, names) => {
    expect(freeIn(source).flatMap(({ name, tested, called }) => (tested && !called ? [name] : []))).toEqual(names);
  });

  it("know where they stand", () => {
    const source = " ( $größe := 2;\n  $größe * $länge.x[$i] ) ";
    const found = freeIn(source);
    expect(found.map(({ name, range }) => [name, source.slice(...range)])).toEqual([
      ["länge", "$länge"],
      ["i", "$i"],
    ]);
  });

  it("are found in long chains", () => {
    expect(freeIn(Array.from({ length: 1_000 }, (_, i) => `$v${i}`).join(" & "))).toHaveLength(1_000);
  });
});
