import jsonata from "jsonata";
import { describe, expect, it, test } from "vitest";
import { createJsonataReader } from "../../src/asl/jsonata.ts";

const read = createJsonataReader(jsonata);

/** The message of a source with «…» around the place. */
function check(marked: string, message: string): void {
  const source = marked.replace(/[«»]/g, "");
  const start = marked.indexOf("«");
  const { error, root } = read(source);
  expect(root).toBeUndefined();
  expect(error).toEqual({ message, range: [start, marked.indexOf("»") - 1] });
}

const newer = (operator: string, instead: string): string =>
  `'${operator}' is newer than the JSONata 2.0 of Step Functions: write '${instead}'.`;

describe("slips from other languages", () => {
  test.each([
    ["$total «==» 5", "JSONata compares with '=', not with '=='."],
    ["$total «===» 5", "JSONata compares with '=', not with '==='."],
    ["$total «!==» 5", "JSONata writes '!=', not '!=='."],
    ["$total «<>» 5", "JSONata writes '!=', not '<>'."],
    ["$paid «&&» $sent", "JSONata writes 'and', not '&&'."],
    ["$paid\n  «&&» $sent", "JSONata writes 'and', not '&&'."],
    ["$paid «||» $sent", "JSONata writes 'or', not '||'."],
    ["$f($paid «||» $sent)", "JSONata writes 'or', not '||'."],
    ["«!»$paid", "JSONata negates with '$not(…)', not with '!'."],
    ["$paid «AND» $sent", "JSONata writes 'and', not 'AND'."],
    ["($paid «Or» $sent)", "JSONata writes 'or', not 'Or'."],
    ["$paid and «NOT» $sent", "JSONata negates with '$not(…)', not with 'NOT'."],
    ["$a.AND «$sent»", "An operator, such as '&', is missing before '$sent'."],
    ["$note «??» 'none'", newer("??", "$exists(a) ? a : b")],
    ["$note «?:» 'none'", newer("?:", "a ? a : b")],
    ["$map($list, $x «=>» $x)", "A function has no arrow in JSONata: write 'function($x) { … }'."],
    [
      "$list«[?»(@.price > 10)]",
      "'[?(…)]' is a filter of JSONPath: JSONata takes the condition alone, as in '[price > 10]'.",
    ],
    [" «{%» $total %} ", "'{%' and '%}' stand around the whole expression, not inside of it."],
    ["«if» ($paid) { 1 } else { 2 }", "A condition has no words in JSONata: write 'a ? b : c'."],
    ["$list«.0».price", "An item is picked with brackets: write '[0]'."],
    ["$list.«true»", "'true' is a value, not a field: a field of that name is written `true`."],
    ["$n «**» 2", "'**' is no power: write '$power(2, 3)'."],
    ["$n ^ «2»", "'^' sorts, by what stands in parentheses: '^(price)'; a power is '$power(2, 3)'."],
    ["'don«\\'»t'", "JSONata has no \\': write a string that holds ' between double quotes."],
    ["'don«'»t'", "The string ends at this ': one that is part of a text is written between double quotes."],
    ["'«\\d»+'", "JSONata has no \\d in strings: a backslash that is meant as such is doubled."],
    ["«//» the total", "No regular expression stands between these slashes; a comment is written '/* … */'."],
  ])("%s", check);
});

describe("what is never closed", () => {
  test.each([
    ["$sum«(»$prices", "This '(' is never closed: ')' is missing."],
    ["$sum«(»\n  [1, 2],\n  $f(3)\n", "This '(' is never closed: ')' is missing."],
    ["{'list': «[»1, 2", "This '[' is never closed: ']' is missing."],
    ["«{»'total': 1", "This '{' is never closed: '}' is missing."],
    ["1 & «'»abc", "This string is never closed: a ' is missing."],
    ['«"»abc\\', 'This string is never closed: a " is missing.'],
    ["«`»order id", "This quoted name is never closed: a ` is missing."],
    ["$total «/*» the total", "This comment is never closed: '*/' is missing."],
    ["$match($s, «/»abc", "This regular expression is never closed: a / is missing."],
    ["$n / 2 & $match($s, «/»(a/b", "This regular expression is never closed: a / is missing."],
    ["$match('a/b', «/»abc", "This regular expression is never closed: a / is missing."],
  ])("%s", check);
});

describe("what is missing or left over", () => {
  test.each([
    ["1 «+»", "A value is missing behind '+'."],
    ["$x «:=»\n", "A value is missing behind ':='."],
    ["«»", "Between '{%' and '%}' stands no expression."],
    ["«  »", "Between '{%' and '%}' stands no expression."],
    ['{"a":«}»', "A value is missing before '}'."],
    ["phone %«.»other", "A value is missing before '.'."],
    ["[1, 2, «]»", "Between ',' and ']' a value is missing."],
    ["a[1«,»2)", "']' is missing before ','."],
    ["(a«,» b)", "Expressions in parentheses are parted by ';', not by ','."],
    ["{'a': 1«;» 'b': 2}", "Arguments, items and members are parted by ',', not by ';'."],
    ["{'a': 1 «'b'»: 2}", "',' is missing before 'b'."],
    ["{'a' «1»}", "':' is missing before '1'."],
    ["{'a': 1, b«}»", "':' and a value are missing before '}'."],
    ["{«'a'»", "':' is missing behind 'a'."],
    ["$f($a «$b»)", "',' or an operator is missing before '$b'."],
    ["'total ' «$total»", "An operator, such as '&', is missing before '$total'."],
    ["$total «'euro'»", "An operator, such as '&', is missing before 'euro'."],
    ['$total «"euro"»', `An operator, such as '&', is missing before "euro".`],
    [
      "1 «20000000000000000000000000000000000»",
      "An operator, such as '&', is missing before '200000000000000000000000000000…'.",
    ],
    ["$total«)»", "Nothing opens this ')'."],
    ["$x := 1«;» $x", "';' stands between expressions in parentheses alone: write '( … ; … )' around them."],
    ["1«..»5", "'..' makes a range, in brackets: '[1..5]'; all levels below a step are '.**'."],
    ["$a«,» $b", "',' stands between arguments, items and members: write '[ … , … ]' for a list."],
    ["$a «:» $b", "':' continues nothing here."],
    ["|$a|«1»", "'|' is missing behind '1'."],
    ["function($x) «$x»", "The body of a function stands in braces: 'function($x) { … }'."],
  ])("%s", check);
});

describe("what stands in a wrong place", () => {
  test.each([
    ["«total» := 1", "':=' binds a variable: write '$total'."],
    ["$a«.»b := 1", "On the left of ':=' stands a variable, such as '$total', and nothing else."],
    ["function(«item») { 1 }", "Parameters of a function are variables: write '$item'."],
    ["function(«1») { 1 }", "Parameters of a function are variables, such as '$item'."],
    ["list@«item»", "Behind '@' stands a variable, such as '$item'."],
    ["list[1]«@»$item", "'@' stands before the filters of its step."],
    ["list^(price)«@»$item", "'@' stands before the '^(…)' of its step."],
    ["list{a: b}«{»c: d}", "A path takes one grouping '{…}': put what stands before this one in parentheses."],
    ["$list{a: b}«[»1]", "A filter cannot follow a grouping '{…}': put what stands before it in parentheses."],
    ["«%»", "'%' is the parent of a step, and nothing is above this one."],
    ["7 % 2 + a.%.«%»", "'%' is the parent of a step, and nothing is above this one."],
    ["«~»a", "'~' is no operator of JSONata; '~>' hands a value to a function."],
    ["1 + «1e999»", "1e999 is greater than any number of JSONata."],
    ["'«\\u00»'", "Behind \\u stand four hexadecimal digits."],
    [
      "function($x)<n«<»s>:n>{ 1 }",
      "The signature of this function is no type: only 'a' and 'f' take another type in '<…>'.",
    ],
    ["function($x)<«(»a<s>):n>{ 1 }", "The signature of this function is no type: a choice '(…)' takes no '<…>'."],
  ])("%s", check);
});

it("counts characters as files do", () => {
  check("'🙂' & «'»🙂", "This string is never closed: a ' is missing.");
});

it("says nothing where the parser fails itself", () => {
  for (const source of ["(".repeat(20_000), "$match(a, /(?i)b/)", `1${" + 1".repeat(20_000)}`]) {
    expect(read(source).error).toBeUndefined();
  }
});

it("says nothing without the parser", () => {
  expect(createJsonataReader(undefined)("1 +").error).toBeUndefined();
});
