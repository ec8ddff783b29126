import jsonata from "jsonata";
import { describe, expect, test } from "vitest";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { jsonataCalls } from "../../src/asl/jsonata-calls.ts";

const read = createJsonataReader(jsonata);

describe("the calls in an expression", () => {
  test.each<[source: string, expected: string[]]>([
    ["$sum([1, 2])", ["sum 1"]],
    ["$f()", ["f 0"]],
    ["$substring(?, 0, 5)", ["substring 3"]],
    ["$a ~> $append([1])", ["append 2"]],
    ["$a ~> $append([1]) ~> $sum()", ["append 2", "sum 1"]],
    ["$a ~> $append(?, [1])", ["append 2"]],
    ["$a ~> $sum", []],
    ["$list[$f(id)].{'k': $g(name)}^($h(k))", ["f 1", "g 1", "h 1"]],
    ["$list{$f(a): $g(b)}", ["f 1", "g 1"]],
    ["$x ~> |$f(a)|{'b': $g(c)}|", ["f 1", "g 1"]],
    ["function($f){ $f(1) }", []],
    ["$map($list, function($v, $f){ $f($g($v)) })", ["map 2", "g 1"]],
    ["($f := function($n){ $n < 2 ? 1 : $f($n - 1) }; $f(5))", []],
    ["($x := 1; ($f := $sum; $f([$x])))", []],
    ["list@$f.$f(1)", []],
    ["list#$f.$f(1)", []],
    ["list[a]#$f.$f(1)", []],
    ["$states.input.f(1)", []],
    ["sum(1)", []],
    ["$total + 1", []],
  ])("%s", (source, expected) => {
    const calls = jsonataCalls(read(source));
    expect(calls.map(({ name, args }) => `${name} ${args}`).sort()).toEqual(expected.sort());
    for (const { name, range } of calls) expect(source.slice(...range)).toBe(`$${name}`);
  });
});
