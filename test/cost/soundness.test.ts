import fc from "fast-check";
import { expect, it } from "vitest";
import { analyse } from "./analysis.ts";
import { randomMachine } from "./random-machine.ts";
import { violationOf } from "./soundness.ts";

// For other machines and walks: STEPLINT_SEED=2 STEPLINT_RUNS=100000.
const seed = Number(process.env.STEPLINT_SEED ?? 1);
const numRuns = Number(process.env.STEPLINT_RUNS ?? 1_500);

it("no execution takes more than the worst, less than the best or more than the usual", { timeout: 10_000_000 }, () => {
  fc.assert(
    fc.property(randomMachine, fc.noShrink(fc.nat()), (machine, walks) => {
      expect(violationOf(machine, walks, analyse)).toBeUndefined();
    }),
    { seed, numRuns },
  );
});
