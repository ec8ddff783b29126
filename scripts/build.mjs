#!/usr/bin/env node
// Builds dist/: the command line and the libraries as bundles, and their declarations.
//
//   node scripts/build.mjs             builds
//   node scripts/build.mjs --notices   writes THIRD-PARTY-NOTICES from the licences of what the bundles hold
//   node scripts/build.mjs --check     fails if THIRD-PARTY-NOTICES is stale

import { spawn } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { loadSource } from "./load-source.mjs";
import { terraformGrammar } from "./terraform-grammar.mjs";

/** The files of rules that are loaded when they are needed. */
const LOOPS = "loop-rules";
const OPTIONAL = "optional-rules";
const TEXTS = "text-rules";
const LAZY_RULES = [LOOPS, OPTIONAL, TEXTS];

const root = fileURLToPath(new URL("..", import.meta.url));
const NOTICES = join(root, "THIRD-PARTY-NOTICES");

/** Of package.json only what `src/util/project.ts` reads goes into the bundles. */
const projectFacts = {
  name: "project-facts",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
      const { version, homepage } = JSON.parse(readFileSync(path, "utf8"));
      return { contents: JSON.stringify({ version, homepage }), loader: "json" };
    });
  },
};

/** Leaves what is imported lazily out of a bundle, for files of its own in a folder; notes their names and entries. */
function lazyParts(found, folder) {
  return {
    name: "lazy-parts",
    setup({ onResolve }) {
      onResolve({ filter: /./ }, ({ path, kind, resolveDir }) => {
        if (kind !== "dynamic-import" || path.startsWith("node:")) return undefined;
        const name = basename(path).replace(/\.[jt]s$/, "");
        const entry = path.startsWith(".") ? join(resolveDir, path) : path;
        if ((found[name] ?? entry) !== entry) throw new Error(`Two lazy parts are called ${name}: rename one.`);
        found[name] = entry;
        return { path: `${folder}/${name}.cjs`, external: true };
      });
    },
  };
}

const LAZY_FUNCTIONS = { pricing: ["costOf", "moneyOf"], [LOOPS]: ["findLoops"] };

/**
 * Functions that most definitions do without, with all they stand on, in files of their own: the command line is compiled
 * on each start. What imports them gets a function that loads the file when it is called.
 */
function lazyFunctions(found, folder) {
  return {
    name: "lazy-functions",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /analysis\/(?:loops|pricing)\.ts$/ }, ({ path, importer, resolveDir }) => {
        if (!/[\\/]linter[\\/]run-rules\.ts$/.test(importer)) return undefined;
        const name = basename(path, ".ts") === "loops" ? LOOPS : basename(path, ".ts");
        found[name] = name === LOOPS ? LOOPS : join(resolveDir, path);
        return { path: name, namespace: "lazy-function" };
      });
      onResolve({ filter: /./, namespace: "lazy-function" }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /./, namespace: "lazy-function" }, ({ path }) => ({
        contents: LAZY_FUNCTIONS[path]
          .map((name) => `export const ${name} = (...args) => require("${folder}/${path}.cjs").${name}(...args);`)
          .join("\n"),
      }));
    },
  };
}

/**
 * Rules that look at loops alone, that nothing turns on by itself, or that need some text in the file, in files of their own: of those the command line holds what
 * they say of themselves, and loads the rest when the first of them is at work.
 */
function lazyRules(found, folder, groups) {
  const groupOf = (id) => LAZY_RULES.find((name) => groups[name].ids.includes(id));
  const fileOf = (id) => JSON.stringify(join(root, `src/rules/${id}.ts`));
  const moreIn = { [LOOPS]: [`export { findLoops } from ${JSON.stringify(join(root, "src/analysis/loops.ts"))};`] };
  return {
    name: "lazy-rules",
    setup({ onLoad, onResolve }) {
      onLoad({ filter: /src[\\/]rules[\\/]index\.ts$/ }, () => {
        const lines = groups.all.map(({ id, meta, kinds }, i) => {
          const group = groupOf(id);
          if (group === undefined) return [`import rule${i} from ${fileOf(id)};`, `${JSON.stringify(id)}: rule${i},`];
          found[group] = group;
          const visit = kinds.map(
            (kind) => `${kind}: (...args) => lazy(${JSON.stringify(group)}, ${JSON.stringify(id)}, "${kind}", args)`,
          );
          return ["", `${JSON.stringify(id)}: { meta: ${JSON.stringify(meta)}, visit: { ${visit.join(", ")} } },`];
        });
        const load = LAZY_RULES.map((name) => `${JSON.stringify(name)}: () => require("${folder}/${name}.cjs")`);
        return {
          contents: [
            ...lines.map(([imported]) => imported),
            `const files = { ${load.join(", ")} };`,
            "const lazy = (file, id, kind, args) => files[file]().rules[id].visit[kind](...args);",
            `export const rules = {\n${lines.map(([, entry]) => entry).join("\n")}\n};`,
          ].join("\n"),
          resolveDir: join(root, "src/rules"),
          loader: "js",
        };
      });
      onResolve({ filter: /^\.{1,2}\/(?:chunks\/)?(?:loop|optional|text)-rules\.cjs$/ }, ({ path }) => ({
        path,
        external: true,
      }));
      onResolve({ filter: /^(?:loop|optional|text)-rules$/ }, ({ path }) => ({ path, namespace: "rules" }));
      onLoad({ filter: /./, namespace: "rules" }, ({ path }) => {
        const { ids } = groups[path];
        return {
          contents: [
            ...ids.map((id, i) => `import rule${i} from ${fileOf(id)};`),
            ...(moreIn[path] ?? []),
            `export const rules = { ${ids.map((id, i) => `${JSON.stringify(id)}: rule${i}`).join(", ")} };`,
          ].join("\n"),
          resolveDir: join(root, "src/rules"),
          loader: "js",
        };
      });
    },
  };
}

/** The rules with what they say of themselves and visit, and the ids of those that are loaded lazily. */
async function ruleGroups() {
  const { rules } = await loadSource(`export { rules } from "./rules/index.ts";`);
  const all = Object.entries(rules).map(([id, { meta, visit }]) => ({ id, meta, kinds: Object.keys(visit) }));
  const isLoopRule = ({ kinds }) => kinds.every((kind) => kind === "Loop");
  return {
    all,
    [LOOPS]: { ids: all.filter(isLoopRule).map(({ id }) => id) },
    [OPTIONAL]: { ids: all.filter((rule) => !isLoopRule(rule) && rule.meta.recommended === false).map(({ id }) => id) },
    [TEXTS]: {
      ids: all.filter(({ meta }) => meta.recommended !== false && meta.needs !== undefined).map(({ id }) => id),
    },
  };
}

/** globby's packages require built-in modules, which an ES module cannot: `index.js` takes the command line's file. */
const sharedGlobby = {
  name: "shared-globby",
  setup({ onResolve }) {
    onResolve({ filter: /^globby$/ }, () => ({ path: "./chunks/globby.cjs", external: true }));
  },
};

/** The readers use no more of jsonc-parser than its scanner; all of it would run some code on each start. */
const scannerAlone = {
  name: "scanner-alone",
  setup({ onResolve }) {
    onResolve({ filter: /^jsonc-parser$/ }, ({ importer }) =>
      /[\\/]src[\\/]document[\\/]/.test(importer)
        ? { path: join(root, "node_modules/jsonc-parser/lib/esm/impl/scanner.js") }
        : undefined,
    );
  },
};

/** The part that imports modules of users, which may be ES modules. */
const RUNTIME_IMPORT = "import-module";

const mode = process.argv[2];
if (mode === undefined) await buildAll();
else if (mode === "--notices") writeFileSync(NOTICES, await notices());
else if (mode === "--check") await check();
else throw new Error(`Unknown argument '${mode}'.`);

async function buildAll() {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  await Promise.all([declarations(), bundle({ write: true })]);
  chmodSync(join(root, "dist/cli.cjs"), 0o755);
  // For those who start the command line by the name that it has in an ES module package.
  writeFileSync(join(root, "dist/cli.js"), '#!/usr/bin/env node\nimport "./cli.cjs";\n', { mode: 0o755 });
}

async function bundle({ write }) {
  const options = {
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    // The `main` of jsonc-parser hides its parts from bundlers.
    mainFields: ["module", "main"],
    // For Node, yaml offers CommonJS that requires built-in modules, which an ES module cannot.
    alias: { yaml: "./node_modules/yaml/browser/index.js" },
    legalComments: "eof",
    metafile: true,
    logLevel: "warning",
    write,
  };
  return [...(await commandLine(options)), await libraries(options)];
}

/**
 * The command line is CommonJS, which Node starts a tenth faster than ES modules. What it imports lazily lies in files
 * of their own beside it, each complete: loading one file is faster than loading many.
 */
async function commandLine(options) {
  const builds = [];
  const groups = await ruleGroups();
  let parts = { cli: "src/cli.ts" };
  for (let depth = 0; Object.keys(parts).length > 0; depth++) {
    const found = {};
    const folder = depth === 0 ? "./chunks" : ".";
    const { [RUNTIME_IMPORT]: runtimeImport, ...lazy } = parts;
    for (const entryPoints of [lazy, runtimeImport && { [RUNTIME_IMPORT]: runtimeImport }]) {
      if (entryPoints === undefined) continue;
      const built = await build({
        ...options,
        entryPoints,
        outdir: depth === 0 ? "dist" : "dist/chunks",
        outExtension: { ".js": ".cjs" },
        format: "cjs",
        // As a rule, what is imported lazily is a file of ours, and required.
        supported: { "dynamic-import": entryPoints !== lazy },
        plugins: [
          projectFacts,
          scannerAlone,
          terraformGrammar,
          lazyParts(found, folder),
          lazyFunctions(found, folder),
          lazyRules(found, folder, groups),
        ],
      });
      builds.push(built);
    }
    parts = found;
  }
  return builds;
}

/** The libraries are ES modules that share chunks, fit for browsers' bundlers, too. */
function libraries(options) {
  return build({
    ...options,
    entryPoints: ["src/index.ts", "src/core.ts", "src/testing.ts"],
    outdir: "dist",
    format: "esm",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    plugins: [projectFacts, scannerAlone, terraformGrammar, sharedGlobby],
  });
}

function declarations() {
  return new Promise((resolve, reject) => {
    const tsc = spawn(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.build.json"], {
      cwd: root,
      stdio: "inherit",
    });
    tsc.on("error", reject);
    tsc.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`tsc ended with ${code}`))));
  });
}

async function check() {
  if (existsSync(NOTICES) && readFileSync(NOTICES, "utf8") === (await notices())) return;
  console.error("THIRD-PARTY-NOTICES is stale: run 'node scripts/build.mjs --notices'.");
  process.exitCode = 1;
}

async function notices() {
  const packages = new Set();
  for (const { metafile } of await bundle({ write: false })) {
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
        const name = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
        if (name !== undefined && bytesInOutput > 0) packages.add(name);
      }
    }
  }
  return ["steplint bundles these packages.\n", ...[...packages].sort().map(notice)].join(`\n${"-".repeat(80)}\n\n`);
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} comes without its licence.`);
  const text = readFileSync(join(root, folder, file), "utf8")
    .replaceAll("\r\n", "\n")
    .trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}
