import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { costMarkdown } from "../../src/formatters/cost-markdown.ts";
import { HOSTILE, polling, pricedStates, reportOf, samples } from "./cost-samples.ts";

const markdownOf = (name: keyof typeof samples): string => costMarkdown(reportOf(samples[name]));
const all = Object.keys(samples) as (keyof typeof samples)[]; // its own keys

describe("the Markdown", () => {
  test("of machines is a table, and what there is to say of each", () => {
    const machines = [
      samples["a straight way"],
      samples["a poll"],
      samples["distributed Maps in one another"],
      samples["no way without an error"],
      samples["an Express machine"],
      samples["more events than a history holds"],
      samples["one that cannot be priced"],
    ];
    expect(costMarkdown(reportOf(...machines))).toMatchSnapshot();
  });

  test("has a table for each volume", () => {
    const seldom = pricedStates(polling, { terms: { executionsPerMonth: 100 } });
    const heads = costMarkdown(reportOf(samples["a poll"], seldom, samples["a Map"])).match(/^\| machine .*$/gm);
    expect(heads?.map((head) => head.split(" | ").slice(7))).toEqual([
      ["100,000 a month", "1,000,000", "10,000,000 |"],
      ["100 a month", "1,000", "10,000 |"],
    ]);
  });

  test("of what cannot be priced alone has no table", () => {
    expect(markdownOf("one that cannot be priced")).toBe(
      "**flow.asl.json**\n\n- not priced: 'A' leads to 'Nowhere', which does not exist.\n",
    );
  });

  test.each(all)("of %s has no figure that people cannot read", (name) => {
    expect(markdownOf(name)).not.toMatch(/\de[+-]?\d|Infinity|NaN|undefined|null|\[object/);
  });

  test.each(all.filter((name) => name !== "one that cannot be priced"))("of %s has ten cells in each row", (name) => {
    const html = marked.parse(markdownOf(name), { async: false });
    expect(html.match(/<t[hd]>/g)).toHaveLength(20);
    expect(html.match(/<table>/g)).toHaveLength(1);
  });

  test("shows a hostile name as it is", () => {
    const html = marked.parse(markdownOf("a name that is hostile"), { async: false });
    expect(html).not.toMatch(/<(?:b|em|code>c)/);
    expect(html).toContain("A|B `c`\\n\\u001b[2J*d* &lt;b&gt; $1<span>$</span> <span>@</span>all\\u202e");
    expect(HOSTILE).toContain("@all");
  });
});
