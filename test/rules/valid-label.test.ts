import rule from "../../src/rules/valid-label.ts";
import { testRule } from "../../src/testing.ts";

const labelled = (label: string) => `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    Label: ${label}
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Pack
      States:
        Pack: { Type: Succeed }
    End: true
`;

testRule("valid-label", rule, {
  valid: [
    ...[
      "Parcels",
      "parcels_2026-01.a/b(c)!",
      "L".repeat(40),
      "é".repeat(40),
      '"${Label}"',
      '"${Stage}: parcels"',
      "5",
    ].map((label) => ({ name: `the label ${label}`, code: labelled(label) })),
    {
      name: "a label on a state that takes none, which is another rule's",
      code: `
StartAt: Pack
States:
  Pack: { Type: Pass, Label: "a b", End: true }
`,
    },
  ],

  invalid: [
    { name: "an empty label", code: labelled('«""»'), problems: [{ messageId: "empty" }] },
    {
      name: "41 characters",
      code: labelled(`«${"L".repeat(41)}»`),
      problems: [{ messageId: "long", data: { length: 41, max: 40 } }],
    },
    {
      name: "a blank, at the blank",
      code: labelled("per« »parcel"),
      problems: [{ messageId: "character", data: { character: "blank" } }],
    },
    {
      name: "a control character as it is escaped",
      code: labelled('"per«\\u0007»parcel"'),
      problems: [{ messageId: "character", data: { character: "control character" } }],
    },
    ...[..."?*<>{}[]:;,|^~$#%&`"].map((character) => ({
      name: `the first of several: ${character}`,
      code: labelled(`"per«${character}»parcel${character}"`),
      problems: [{ messageId: "character", data: { character: `'${character}'` } }],
    })),
    {
      name: "one label of two Map states, at the later one, an inner one of the first included",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Per item
      States:
        Per item:
          Type: Map
          Label: Same
          ItemProcessor:
            ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
            StartAt: Pack
            States: { Pack: { Type: Succeed } }
          End: true
    Next: Per letter
  Per letter:
    Type: Map
    Label: «Same»
    ItemProcessor:
      ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: STANDARD }
      StartAt: Stamp
      States: { Stamp: { Type: Succeed } }
    End: true
`,
      problems: [{ messageId: "duplicate", data: { label: "Same" } }],
    },
  ],
});
