import rule from "../../src/rules/no-oversized-definition.ts";
import { testRule } from "../../src/testing.ts";

const KIB = 1024;

/** A machine with a note of a length in a comment, which is no payload. */
const noted = (length: number) => `
StartAt: Ship
«States»:
  Ship: { Type: Succeed, Comment: ${"n".repeat(length)} }
`;
const plain = (length: number) => noted(length).replace(/[«»]/g, "");

/** A price list that aliases write out over and over again: 1,111 notes of 104 characters a shelf. */
const shelves = (number: number) => `
StartAt: Load prices
States:
  Load prices:
    Type: Pass
    «Result»:
      note: &note ${"n".repeat(100)}
      page: &page [${Array(10).fill("*note").join(", ")}]
      chapter: &chapter [${Array(10).fill("*page").join(", ")}]
      book: &book [${Array(10).fill("*chapter").join(", ")}]
      shelf: [${Array(number).fill("*book").join(", ")}]
    End: true
`;

testRule("no-oversized-definition", rule, {
  valid: [
    { name: "a small definition", code: plain(10) },
    { name: "four fifths of the limit, nearly", code: plain(838_000 - 100) },
    { name: "a small payload that aliases write out", code: shelves(1).replace(/[«»]/g, "") },
    {
      name: "a payload just below the limit",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Result: ${"r".repeat(256 * KIB - 2)}, End: true }
`,
    },
    {
      name: "a large comment in a payload's place",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, Comment: ${"r".repeat(300 * KIB)}, End: true }
`,
    },
  ],
  invalid: [
    {
      name: "a definition over the limit",
      code: noted(1024 * KIB),
      problems: [{ messageId: "over", data: { length: "1,048,644", max: "1,048,576" } }],
    },
    {
      name: "a definition from four fifths of the limit on",
      code: noted(839_000),
      problems: [{ messageId: "near" }],
    },
    {
      name: "a definition that is over the limit as it is written only",
      file: "machine.asl.json",
      code: `{ "StartAt": "Ship", ${" ".repeat(1024 * KIB)}«"States"»: { "Ship": { "Type": "Succeed" } } }`,
      problems: [{ messageId: "loose", data: { length: "1,048,642", max: "1,048,576" } }],
    },
    {
      name: "a payload over the limit",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, «Result»: ${"r".repeat(256 * KIB)}, End: true }
`,
      problems: [{ messageId: "payload", data: { field: "Result", length: "262,146", max: "262,144" } }],
    },
    {
      name: "a payload over the limit in bytes",
      code: `
StartAt: Ship
States:
  Ship: { Type: Pass, «Result»: ${"é".repeat(200 * KIB)}, End: true }
`,
      problems: [{ messageId: "payload", data: { field: "Result", length: "409,602", max: "262,144" } }],
    },
    {
      name: "a payload in a branch",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - StartAt: Ship
        States:
          Ship: { Type: Task, Resource: arn:aws:states:::sqs:sendMessage, «Parameters»: ${"p".repeat(300 * KIB)}, End: true }
    End: true
`,
      problems: [{ messageId: "payload" }],
    },
    {
      name: "a payload that aliases write out",
      code: shelves(2),
      problems: [{ messageId: "payload" }],
    },
  ],
});
