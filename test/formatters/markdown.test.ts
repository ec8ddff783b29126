import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { FILE_FORMAT } from "../../src/cli/terminal.ts";
import markdown from "../../src/formatters/markdown.ts";
import { cleanReport, reportOf, reportWith, sampleReport } from "./sample-report.ts";

/** The message as HTML where it is all that a report holds. */
function rendered(message: string): string | undefined {
  const html = marked.parse(markdown(reportWith([{ message }]), FILE_FORMAT), { async: false });
  return [...html.matchAll(/<td>(.*)<\/td>/g)][2]?.[1];
}

describe("markdown", () => {
  test("gives a summary and a table for each file that has problems", () => {
    expect(markdown(sampleReport, FILE_FORMAT)).toMatchInlineSnapshot(`
      "**5 errors and 1 warning in 4 definitions (4 files), 1 fixable with --fix**

      | | | flows/bundled.asl.json | |
      | --- | --- | --- | --- |
      | 1:657 | error | Type 'Sucess' does not exist. Did you mean 'Succeed'? | [valid-field-value](https://example.com/rules/valid-field-value.md) |

      | | | flows/order.asl.json | |
      | --- | --- | --- | --- |
      | 4:92 | error | State 'Check stock' leads to 'Chekc', which does not exist. Did you mean 'Check'? | [valid-transition](https://example.com/rules/valid-transition.md) |
      | 5:14 | warning | Polling every 5 s costs 720 transitions an hour. | [no-tight-wait](https://example.com/rules/no-tight-wait.md) |
      | 10:53 | error | A Fail state has no field 'Nxt'. | [known-field](https://example.com/rules/known-field.md) |
      | 11:5 | error | A comma is missing. | [valid-syntax](https://example.com/rules/valid-syntax.md) |

      | | | flows/\\\\u001b\\[31mred\\\\nfile.asl.json | |
      | --- | --- | --- | --- |
      | 1:14 | error | Name '\\\\u001b\\[2J\\\\nA' has control characters. | [valid-state-name](https://example.com/rules/valid-state-name.md) |
      "
    `);
  });

  test("says so where there is no problem", () => {
    expect(markdown(cleanReport, FILE_FORMAT)).toBe("**1 definition in 1 file, no problems**\n");
    expect(markdown(cleanReport, { ...FILE_FORMAT, errorsOnly: true })).toBe("**1 definition in 1 file, no errors**\n");
  });

  test("says nothing where nothing was linted", () => {
    expect(markdown(reportOf([]), FILE_FORMAT)).toBe("");
  });

  test("has no colours, whatever it is told", () => {
    expect(markdown(cleanReport, { ...FILE_FORMAT, color: true })).not.toContain("\u001b");
  });

  test("names a rule without a document", () => {
    expect(markdown(reportWith([{ ruleId: "mine/rule", url: undefined }]), FILE_FORMAT)).toContain("| mine/rule |\n");
  });

  test("lets no address end its link", () => {
    const report = reportWith([{ url: "https://example.com/a) [b](c|d" }]);
    expect(markdown(report, FILE_FORMAT)).toContain("[known-field](https://example.com/a%29%20%5Bb%5D%28c%7Cd) |");
  });

  test.each([
    ["a table's end", "a | b \\| c", "a | b \\| c"],
    ["emphasis", "*a* __b__ ~~c~~ `d`", "*a* __b__ ~~c~~ `d`"],
    ["HTML", "<img src=x> &lt; <!-- -->", "&lt;img src=x&gt; &amp;lt; &lt;!-- --&gt;"],
    ["links", "[a](b) ![c](d) <e:f>", "[a](b) ![c](d) &lt;e<span>:</span>f&gt;"],
    ["line ends", "a\nb", "a\\nb"],
    ["mentions", "@octocat", "<span>@</span>octocat"],
    ["issues", "#12, GH-12", "<span>#</span>12, GH<span>-</span>12"],
    ["emoji", "wait: :tada:", "wait: <span>:</span>tada:"],
    ["formulas", "$0.05, $1", "<span>$</span>0.05, <span>$</span>1"],
    ["bare links", "http://a.example www.a.example", "http<span>:</span>//a.example www.a.example"],
    ["mail addresses", "me@a.example", "me<span>@</span>a.example"],
  ])("shows %s as text", (_, message, html) => {
    expect(rendered(message)).toBe(html);
  });
});
