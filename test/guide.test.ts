/*
 * The pages of docs/guide are run. On a page, in the order of the text,
 * - a fence that names a file (```yaml flows/order.asl.yaml) writes it into the folder of the page; a configuration takes
 *   the place of the one that its folder had, must be accepted by the command line and by the schema, and neither of
 *   them accepts one that is marked as `wrong`;
 * - `console` has commands behind `$` and what they print on a terminal that has no colours; `console times` is the same
 *   with lines in any order and any numbers in them;
 * - `sh` has commands that succeed, whatever they print;
 * - commands of steplint in other fences, such as those of pipelines, are parsed.
 *
 * 'npx vitest run test/guide.test.ts -u' writes what the commands print now into the pages.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { parse as parseJsonc } from "jsonc-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flagList, helpText, parseArguments, verbs } from "../src/cli/options.ts";
import { configNames } from "../src/config/find-config.ts";
import { directiveWords } from "../src/linter/directive-text.ts";
import { visitorNames } from "../src/linter/rule.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const guide = join(root, "docs/guide");
const pages = readdirSync(guide).filter((name) => name.endsWith(".md"));
const schema = JSON.parse(readFileSync(join(root, "schema/config.schema.json"), "utf8"));
const ajv = new Ajv({ strictTuples: false, strictTypes: false, keywords: ["allowComments", "allowTrailingCommas"] });
const isConfig = ajv.compile(schema);
const readsTypeScript = Boolean((process.features as { readonly typescript?: unknown }).typescript); // newer than its types

let temporary: string;
/** What `npm install` puts into node_modules: the package as its users get it. */
let installed: string;

beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), "steplint-guide-"));
  const empty = join(temporary, "installed");
  mkdirSync(empty);
  await npm(root, "pack", "--ignore-scripts", "--pack-destination", empty);
  const tarball = readdirSync(empty).find((name) => name.endsWith(".tgz")) ?? "";
  writeFileSync(join(empty, "package.json"), "{}");
  await npm(empty, "install", "--offline", "--no-audit", "--no-fund", join(empty, tarball));
  installed = join(empty, "node_modules/steplint");
}, 240_000);

afterAll(() => {
  rmSync(temporary, { recursive: true, force: true });
});

describe.concurrent("the page", () => {
  test.for(pages)("%s does what it shows", { timeout: 240_000 }, async (name, context) => {
    const page = new Page(join(guide, name), join(temporary, basename(name, ".md")));
    await context.expect(await page.run()).toMatchFileSnapshot(page.path);
  });

  test("README.md lists all others", () => {
    const links = [...textOf("README.md").matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, target]) => target);
    expect([...new Set(links)].sort()).toEqual(pages.filter((name) => name !== "README.md").sort());
  });
});

describe("the guide tells of", () => {
  const guideText = pages
    .map(textOf)
    .join("\n")
    .replace(/^<!-- flags -->[\s\S]*?^<!-- end of the flags -->$/m, "");

  test.each(flagList.map(({ name }) => `--${name}`))("the flag %s outside of the table", (flag) => {
    expect(guideText).toMatch(new RegExp(`${flag}(?![\\w-])`));
  });

  test.each(Object.keys(verbs).filter((verb) => verb !== "lint"))("the verb %s", (verb) => {
    expect(textOf("cli.md")).toContain(`steplint ${verb}`);
  });

  test.each(keysIn(schema))("the key %s", (key) => {
    expect(textOf("configuration.md")).toContain(`\`${key}\``);
  });

  test.each([...directiveWords])("%s", (word) => {
    expect(textOf("suppressions.md")).toContain(`\`${word}\``);
  });

  test.each([...visitorNames])("the visitor %s", (name) => {
    expect(textOf("custom-rules.md")).toContain(`\`${name}\``);
  });

  test("the formats that the help lists", () => {
    const listed = /Formats: ([^.]*?),\s*or the path/.exec(helpText())?.[1] ?? "";
    const names = listed.split(/,\s*/).map((name) => name.replace(" (default)", ""));
    const rows = [...textOf("cli.md").matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(names);
  });
});

function textOf(name: string): string {
  return readFileSync(join(guide, name), "utf8");
}

/** The keys of a schema's objects; what rules are called and which options they have stands on their own pages. */
function keysIn(part: unknown, name = ""): string[] {
  if (typeof part !== "object" || part === null || name === "rules") return [];
  const { properties = {} } = part as { readonly properties?: object }; // of any schema
  const inside = Object.entries(part).flatMap(([key, value]) => (key === "properties" ? [] : keysIn(value, key)));
  return [
    ...new Set([...Object.entries(properties).flatMap(([key, value]) => [key, ...keysIn(value, key)]), ...inside]),
  ];
}

/** A page of the guide, and the folder in which it is followed. */
class Page {
  #exitCode = 0;

  constructor(
    readonly path: string,
    readonly folder: string,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** Follows the page; answers its text with what the commands printed. */
  async run(): Promise<string> {
    let done = "";
    // Parts of a page are fences and what stands between them.
    for (const part of readFileSync(this.path, "utf8").split(/^(```[\s\S]*?^```$)/m)) done += await this.#follow(part);
    return done;
  }

  async #follow(part: string): Promise<string> {
    const [, head = "", language, info, body = ""] = /^(```(\w+)(?: (.+))?\n)([\s\S]*)```$/.exec(part) ?? [];
    if (language === "console") return `${head}${await this.#session(body, info === "times")}\`\`\``;
    if (language === "sh") await this.#succeed(body);
    else if (info !== undefined) await this.#write(info, body);
    else for (const words of commandsIn(body)) parseArguments(words);
    return part;
  }

  async #write(info: string, text: string): Promise<void> {
    const [name = "", mark] = info.split(" ");
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const isNamed = configNames.some((each) => each === basename(name));
    if (isNamed) for (const each of configNames) rmSync(join(dirname(file), each), { force: true });
    writeFileSync(file, text);
    if (isNamed || /^configs\//.test(name)) await this.#checkConfig(name, text, mark !== "wrong");
  }

  async #checkConfig(name: string, text: string, isRight: boolean): Promise<void> {
    if (name.endsWith(".ts") && !readsTypeScript) return;
    const { status, output } = await this.#steplint(["--config", name, "--print-config", "any.asl.json"]);
    expect(status, `${name} of ${this.path}:\n${output}`).toBe(isRight ? 0 : 2);
    const config = /\.jsonc?$/.test(name) ? parseJsonc(text) : JSON.parse(output);
    expect(isConfig(config), `${name} by the schema: ${ajv.errorsText(isConfig.errors)}`).toBe(isRight);
  }

  /** Runs the commands of a session; answers what it looks like. */
  async #session(body: string, hasTimes: boolean): Promise<string> {
    // What only newer versions of Node can do stands as it is.
    if (existsSync(join(this.folder, "steplint.config.ts")) && !readsTypeScript) return body;
    let done = "";
    for (const part of body.split(/^(?=\$ )/m)) {
      const [prompt = "", ...shown] = part.split("\n");
      const printed = await this.#command(prompt.slice(2));
      const isSame = hasTimes && timeless(printed) === timeless(shown.join("\n"));
      done += isSame ? part : `${prompt}\n${printed}`;
    }
    return done;
  }

  async #succeed(body: string): Promise<void> {
    for (const line of body.trim().split("\n")) {
      const output = await this.#command(line);
      expect(this.#exitCode, `${line}\n${output}`).toBe(0);
    }
  }

  /** Runs a line as a shell would, as far as the guide needs one; answers what it prints. */
  async #command(line: string): Promise<string> {
    if (line === "echo $?") return `${this.#exitCode}\n`;
    const [, piped, command = ""] = /^(?:cat (\S+) \| )?(.*)$/.exec(line) ?? [];
    const [program, ...words] = wordsOf(command);
    const input = piped === undefined ? "" : readFileSync(join(this.folder, piped), "utf8");
    if (program === "cat") return readFileSync(join(this.folder, words[0] ?? ""), "utf8");
    if (program === "npm" && words[0] === "install")
      return this.#install(words.slice(1).filter((word) => !word.startsWith("-")));
    const { status, output } = await this.#run(program, words, input);
    this.#exitCode = status;
    return output === "" || output.endsWith("\n") ? output : `${output}\n`;
  }

  #run(program: string | undefined, words: readonly string[], input: string): Promise<Ran> {
    if (program === "steplint") return this.#steplint(words, input);
    if (program === "npx" && words[0] === "steplint") return this.#steplint(words.slice(1), input);
    if (program === "npx") return this.#node([binOf(words[0] ?? ""), ...words.slice(1)], input);
    if (program === "node") return this.#node(words, input);
    throw new Error(`${this.path}: the test runs no '${program}'.`);
  }

  #steplint(words: readonly string[], input = ""): Promise<Ran> {
    return this.#node([join(installed, "dist/cli.cjs"), ...words], input);
  }

  /** Both outputs go to one file, as to one terminal, so that they come in the order in which they are written. */
  async #node(words: readonly string[], input: string): Promise<Ran> {
    const file = `${this.folder}.output`;
    const descriptor = openSync(file, "w");
    const { PATH, SystemRoot } = process.env;
    const child = spawn(process.execPath, words, {
      cwd: this.folder,
      stdio: ["pipe", descriptor, descriptor],
      env: { PATH, SystemRoot, TEMP: tmpdir() },
    });
    // Most commands do not read what is written here, and may end before it is.
    child.stdin?.on("error", () => undefined).end(input);
    const [status] = await once(child, "close");
    closeSync(descriptor);
    return { status, output: readFileSync(file, "utf8") };
  }

  /** Installs steplint as it is packed, and other packages from this repository. */
  #install(names: readonly string[]): string {
    const modules = join(this.folder, "node_modules");
    mkdirSync(modules, { recursive: true });
    for (const name of names) {
      const place = join(modules, name);
      if (existsSync(place)) continue;
      if (name === "steplint") cpSync(installed, place, { recursive: true });
      else symlinkSync(join(root, "node_modules", name), place, "junction");
    }
    this.#exitCode = 0;
    return "";
  }
}

interface Ran {
  readonly status: number;
  readonly output: string;
}

async function npm(cwd: string, ...words: string[]): Promise<void> {
  const child = spawn("npm", words, { cwd, stdio: "ignore", shell: process.platform === "win32" });
  const [status] = await once(child, "close");
  expect(status, `npm ${words.join(" ")}`).toBe(0);
}

/** The script behind a command of a package of this repository. */
function binOf(command: string): string {
  const name = command === "tsc" ? "typescript" : command;
  const { bin } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
  return join(root, "node_modules", name, typeof bin === "string" ? bin : bin[command]);
}

/** The arguments of the commands of steplint in scripts of any kind. */
function commandsIn(text: string): string[][] {
  return [...text.matchAll(/\bsteplint (?=-|\w)([^\n|)#<>]*)/g)].map(([, words = ""]) => wordsOf(words.trim()));
}

function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|"([^"]*)"|[^\s'"]+/g)].map(
    ([word, single, double]) => single ?? double ?? word,
  );
}

/** The lines of a text without their numbers, sorted. */
function timeless(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/\s*\d[\d.,]*/g, " #"));
  return lines.sort().join("\n");
}
