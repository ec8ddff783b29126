import { defineConfig } from "vitest/config";
import { wasmModule } from "./scripts/terraform-grammar.mjs";

// Set by .ci/run, which counts the tests.
const report = process.env.STEPLINT_TEST_REPORT;

export default defineConfig({
  plugins: [
    {
      name: "wasm",
      enforce: "pre",
      load: (id) => (id.endsWith(".wasm") ? wasmModule(id) : undefined),
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    globals: true,
    server: { deps: { inline: [/\.wasm$/] } },
    // Properties try hundreds of texts, and test machines are slow at times.
    testTimeout: 30_000,
    globalSetup: ["test/build.ts"],
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
  },
});
