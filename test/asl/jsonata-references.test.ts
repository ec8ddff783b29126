import jsonata from "jsonata";
import { describe, expect, it, test } from "vitest";
import { createJsonataReader } from "../../src/asl/jsonata.ts";
import { absentReferences, statesPaths } from "../../src/asl/jsonata-references.ts";

const read = createJsonataReader(jsonata);

/** What is refused, each with the texts of its places. */
function refused(source: string): string[] {
  const tree = read(source);
  if (tree.root === undefined) throw new Error(`${source} does not parse.`);
  return absentReferences(tree).map(({ name, ranges }) => {
    const places = ranges.map((range) => source.slice(...range));
    return places.join() === name ? name : `${name}: ${places.join()}`;
  });
}

describe("what AWS refuses", () => {
  test.each([
    "phone",
    "phone[0].number",
    "-phone",
    "phone ? 1 : 2",
    "true ? phone",
    "true ? 1 : phone",
    "phone & 'x'",
    "'x' & phone",
    "phone in $states.input.b",
    "1 = phone",
    "phone and true",
    "$sum(phone)",
    "phone(1)",
    "$sum(?, phone)",
    "[1..phone]",
    "(phone).other",
    "[phone].other",
    "{phone: 1}",
    "{'k': phone}",
    "{'k': {'l': [phone]}}",
    "($x := phone; $x)",
    "($y := $x := phone)",
    "phone.**.deeper",
    "phone ~> $string()",
    "$states.input ~> $append(phone)",
    "$states.input ~> phone",
    "function($y){ phone }",
    "function($y){ $sum(phone) }",
    "function($y){ $y ? $sum(phone) : 1 }",
    "$map($states.input.a, function($x){ phone })",
    "phone^(price)",
    "phone{'k': price}",
    "phone@$p.number",
    "phone#$i.number",
    "phone[]",
    "phone[price > 3][0]",
    "$f(phone).other",
    "phone.(other)",
    "phone.%.other",
    "function($x)<n:n>{ phone }",
    "(1; phone)",
  ])("%s", (source) => expect(refused(source)).toEqual(["phone"]));

  test.each<[source: string, expected: string[]]>([
    ["aaa + bbb", ["aaa", "bbb"]],
    ["aaa + aaa", ["aaa: aaa,aaa"]],
    ["$f(bbb, aaa) & bbb", ["bbb: bbb,bbb", "aaa"]],
    ["$", ["$"]],
    ["$[0]", ["$"]],
    ["$.phone", ["$"]],
    ["$map($states.input.a, function($x){ $ })", ["$"]],
    ["$$", ["$$"]],
    ["$$.phone", ["$$"]],
    ["$.a & $$.b & c", ["$", "$$", "c"]],
    ["`order id`.name", ["order id: `order id`"]],
    ["'order'.name", ["order: 'order'"]],
    ["and", ["and"]],
    ["a\n  & b", ["a", "b"]],
    ["/* phone */ 'no phone' & phone", ["phone"]],
    ["$match('phone', /phone/) & phone", ["phone"]],
    [`0${" + 1".repeat(300)} + phone`, ["phone"]],
  ])("%j", (source, expected) => expect(refused(source)).toEqual(expected));
});

describe("what AWS accepts", () => {
  test.each([
    "$states.input.a[phone > 3]",
    "$states.input.a^(phone)",
    "$states.input.a^(>phone, <name)",
    "$states.input.a{'k': phone}",
    "$states.input.a{phone: name}",
    "$states.input.a.(phone)",
    "$states.input.a.{'k': phone}",
    "$states.input.a.[phone]",
    "$states.input.a.$phone",
    "$states.input.a@$p.number[phone = $p]",
    "$states.input.a#$i[phone = $i]",
    "$states.input.a[phone][].b",
    "$states.input.a.b.%.phone",
    "{'k': 1}.phone",
    "$states.input ~> |phone|{'b': phone}, phone|",
    "$states.input.a[$ > 1]",
    "$x[$ > 1]",
    "$states.input.a.$",
    "$now()",
    "$phone",
    "$phone.number",
    "**.phone",
    "*.phone",
    "$map($states.input.a, function($x){ $x.phone })",
    "$filter($list, function($v, $i, $a){ $i < 1 })",
    "$substring(?, 0, 5)",
    "/phone/",
    "true and null = false",
    "$states",
    "($x := 1; $x)",
    "λ($x){ $x }",
  ])("%s", (source) => expect(refused(source)).toEqual([]));
});

it("tells what stands around a reference", () => {
  const of = (source: string) => absentReferences(read(source))[0];
  expect(of("sum(1)")?.called).toBe(true);
  expect(of("$f(sum)")?.called).toBe(false);
  expect(of("$$.Execution.Id")?.next?.value).toBe("Execution");
  expect(of("phone")?.next).toBeUndefined();
  expect(of("phone")?.lambda).toBeUndefined();
  expect(of("function($a){ function($b){ $f(phone) } }")?.lambda?.arguments?.[0]?.value).toBe("b");
});

describe("the paths of $states", () => {
  const paths = (source: string): string[] =>
    statesPaths(read(source)).map(({ names, start, checked }) => {
      const end = names.at(-1)?.range[1] ?? start;
      const shown = `${source.slice(start, end)}`.replace(/\s/g, "");
      expect(names.map(({ name, range }) => name === source.slice(...range))).not.toContain(false);
      return checked ? shown : `${shown} unchecked`;
    });

  test.each<[source: string, expected: string[]]>([
    ["$states.result.Payload", ["$states.result.Payload"]],
    [" $states.input.items[0].price ", ["$states.input.items[0].price"]],
    ["$total", []],
    ["$states", [""]],
    ["$states.errorOutput ? 1 : 2", ["$states.errorOutput"]],
    ["[$states.errorOutput]", ["$states.errorOutput"]],
    [
      "$states.result\n  .Payload & $states.context.Execution.Id",
      ["$states.result.Payload", "$states.context.Execution.Id"],
    ],
    ["$states.input.a[id = $states.result.id]", ["$states.input.a", "$states.result.id unchecked"]],
    ["$list.($states.result)", ["$states.result unchecked"]],
    ["$states.input.errorOutput", ["$states.input.errorOutput"]],
    ["$x.states.result", []],
    ["'$states.result'", []],
    ["$states.*.result", [""]],
    ["($states := $x; $states.result)", []],
    ["1 +", []],
  ])("%j", (source, expected) => expect(paths(source)).toEqual(expected));

  it("are the same whether an expression is parsed or not", () => {
    const source = " $states.context.Execution[0].Id ";
    const tree = read(source);
    expect(tree.plain).toBe(true);
    const { nodes, tokens, root, error } = tree;
    expect(statesPaths({ source, nodes, tokens, root, error, plain: false })).toEqual(statesPaths(tree));
  });
});
