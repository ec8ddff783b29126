import rule from "../../src/rules/unique-state-name.ts";
import { testRule } from "../../src/testing.ts";

testRule("unique-state-name", rule, {
  valid: [
    {
      name: "different names, in different cases too",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - { StartAt: Pack, States: { Pack: { Type: Succeed } } }
      - { StartAt: pack, States: { pack: { Type: Succeed } } }
    End: true
`,
    },
    {
      name: "a name twice in one scope, which is another rule's",
      code: `
StartAt: Pack
States:
  Pack: { Type: Succeed }
  Pack: { Type: Fail }
`,
      file: "machine.asl.yaml",
    },
    {
      name: "names that deployment completes",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - { StartAt: "Pack \${Kind}", States: { "Pack \${Kind}": { Type: Succeed } } }
      - { StartAt: "Pack \${Kind}", States: { "Pack \${Kind}": { Type: Succeed } } }
    End: true
`,
    },
    {
      name: "keys of a payload that are called like states",
      code: `
StartAt: Pack
States:
  Pack: { Type: Pass, Result: { States: { Pack: { Type: Succeed } } }, End: true }
`,
    },
  ],

  invalid: [
    {
      name: "a name in two branches, at the later one",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - { StartAt: Pack, States: { Pack: { Type: Succeed } } }
      - { StartAt: Pack, States: { «Pack»: { Type: Succeed } } }
    End: true
`,
      problems: [{ messageId: "duplicate", data: { name: "Pack" } }],
    },
    {
      name: "a name of an item processor that the machine has further below",
      code: `
StartAt: Per parcel
States:
  Per parcel:
    Type: Map
    ItemProcessor: { StartAt: Done, States: { Done: { Type: Succeed } } }
    Next: Done
  «Done»: { Type: Succeed }
`,
      problems: [{ messageId: "duplicate", data: { name: "Done" } }],
    },
    {
      name: "a branch that an alias repeats",
      file: "machine.asl.yaml",
      code: `
StartAt: Both
States:
  Both:
    Type: Parallel
    Branches:
      - &pack { StartAt: Pack, States: { Pack: { Type: Succeed } } }
      - «*pack»
    End: true
`,
      problems: [{ messageId: "duplicate", data: { name: "Pack" } }],
    },
    {
      name: "a name of three scopes twice, and that of the state around",
      code: `
StartAt: constructor
States:
  constructor:
    Type: Map
    ItemProcessor:
      StartAt: «constructor»
      States:
        «constructor»: { Type: Pass, Next: Both }
        Both:
          Type: Parallel
          Branches: [{ StartAt: constructor, States: { «constructor»: { Type: Succeed } } }]
          End: true
    End: true
`.replace("StartAt: «constructor»", "StartAt: constructor"),
      problems: [{ messageId: "duplicate" }, { messageId: "duplicate" }],
    },
  ],
});
