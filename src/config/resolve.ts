import { pricedRegions, transitionPrice } from "../data/prices.ts";
import type { Rule } from "../linter/rule.ts";
import type { RuleSetting } from "../linter/settings.ts";
import { didYouMean, hintAt } from "../util/did-you-mean.ts";
import { isUsageError, type UsageError } from "../util/usage-error.ts";
import { mistakeInEntries } from "./check-entries.ts";
import type { Config, CostSettings, Patterns, RuleEntries } from "./config.ts";
import { checkInside } from "./find-config.ts";
import { resolveModule } from "./load-module.ts";
import type { Merged } from "./merged.ts";
import type { KeyPath } from "./mistakes.ts";
import { shownPath } from "./paths.ts";
import { type LoadedPlugin, loadPlugin } from "./plugins.ts";
import { defaultPreset, type PresetName, presetNames, presetSettings } from "./presets.ts";
import { type ConfigFile, readConfigFile } from "./read-config.ts";
import { withEntries } from "./rule-settings.ts";

type Settings = ReadonlyMap<string, RuleSetting>;

/**
 * Reads a configuration and all that it names; files are read only inside the project root, packages anywhere.
 *
 * Throws a `UsageError` with file and line on whatever cannot be used.
 */
export async function mergeConfig(path: string, root: string, cwd: string, builtIn: Merged["rules"]): Promise<Merged> {
  const steps = await readChain(path, { root, cwd, above: [] });
  const files = steps.filter((step) => typeof step !== "string");
  const plugins = await loadPlugins(files, root);
  const rules = { ...builtIn, ...Object.fromEntries(plugins.flatMap(rulesOf)) };
  for (const file of files) await checkRules(rules, file, builtIn);

  // Nothing stands below where a file says so.
  const isEmptied = files.some(({ config }) => Array.isArray(config.extends) && config.extends.length === 0);
  const below: PresetName[] = files.length < steps.length || isEmptied ? [] : [defaultPreset];
  let settings: Settings = new Map();
  for (const step of [...below, ...steps]) {
    if (typeof step === "string") settings = new Map([...settings, ...presetSettings(rules, step)]);
    else settings = withEntries(settings, step.config.rules ?? {});
  }
  const configs = files.map(({ config }) => config);
  const cost = configs.reduce<CostSettings>(mergeCost, {});
  checkPrice(cost, files);
  return {
    rules,
    settings,
    overrides: configs.flatMap(({ overrides = [] }) =>
      overrides.map((override) => ({ files: listOf(override.files), entries: override.rules })),
    ),
    ignore: configs.flatMap(({ ignore = [] }) => ignore),
    workflows: configs.flatMap(({ workflows = [] }) =>
      workflows.map((workflow) => ({ ...workflow, files: listOf(workflow.files) })),
    ),
    cost,
    plugins: plugins.map((plugin) => plugin.path),
    files: files.map((file) => file.path),
  };
}

interface Chain {
  readonly root: string;
  readonly cwd: string;
  /** The files that lead here. */
  readonly above: readonly string[];
}

/** A file and what it extends: presets and files, in the order they count. */
async function readChain(path: string, chain: Chain): Promise<(PresetName | ConfigFile)[]> {
  const file = await readConfigFile(path, shownPath(chain.cwd, path) || ".");
  checkPatterns(file);
  const above = [...chain.above, path];
  const steps: (PresetName | ConfigFile)[] = [];
  const { extends: named = [] } = file.config;
  for (const [i, base] of listOf(named).entries()) {
    const fail = (message: string): UsageError =>
      file.mistake({ path: ["extends", ...(typeof named === "string" ? [] : [i])], isKey: false, message });
    if (base.startsWith("steplint:")) {
      const preset = presetNames.find((name) => name === base);
      if (preset === undefined) throw fail(`Unknown preset '${base}'.${didYouMean(base, presetNames)}`);
      steps.push(preset);
      continue;
    }
    const resolved = await resolveModule(base, path);
    if (resolved === undefined) {
      const preset = presetNames.find((name) => name === `steplint:${base}`);
      throw fail(`'extends' names '${base}', which does not exist.${hintAt(preset)}`);
    }
    const { path: basePath, isPackage } = resolved;
    if (above.includes(basePath)) {
      const way = [...above.slice(above.indexOf(basePath)), basePath].map((each) => shownPath(chain.cwd, each));
      throw fail(`'extends' leads in a circle: ${way.join(" -> ")}.`);
    }
    if (!isPackage) {
      try {
        checkInside(chain.root, basePath, `'extends' names '${base}'`);
      } catch (error) {
        throw isUsageError(error) ? fail(error.message) : error;
      }
    }
    steps.push(...(await readChain(basePath, { ...chain, above })));
  }
  return [...steps, file];
}

/** A pattern that leads out of the folder would match nothing, and nobody would be told. */
function checkPatterns({ config, mistake }: ConfigFile): void {
  const lists: [KeyPath, Patterns | undefined][] = [
    [["ignore"], config.ignore],
    ...(config.overrides ?? []).map(({ files }, i): [KeyPath, Patterns] => [["overrides", i, "files"], files]),
    ...(config.workflows ?? []).map(({ files }, i): [KeyPath, Patterns] => [["workflows", i, "files"], files]),
  ];
  for (const [path, patterns = []] of lists) {
    for (const [i, pattern] of listOf(patterns).entries()) {
      if (!/^!?[A-Za-z]:[\\/]|(?:^!?|[/{,])\.\.(?:[/},]|$)/.test(pattern)) continue;
      throw mistake({
        path: [...path, ...(typeof patterns === "string" ? [] : [i])],
        isKey: false,
        message: `Pattern '${pattern}' leads out of the folder of the configuration, and so matches nothing.`,
      });
    }
  }
}

async function loadPlugins(files: readonly ConfigFile[], root: string): Promise<LoadedPlugin[]> {
  const plugins: LoadedPlugin[] = [];
  for (const { path, config, mistake } of files) {
    for (const [i, name] of (config.plugins ?? []).entries()) {
      const fail = (message: string): UsageError => mistake({ path: ["plugins", i], isKey: false, message });
      let plugin: LoadedPlugin;
      try {
        plugin = await loadPlugin(name, path, root);
      } catch (error) {
        throw isUsageError(error) ? fail(error.message) : error;
      }
      const other = plugins.find((each) => each.name === plugin.name);
      if (other === undefined) plugins.push(plugin);
      else if (other.path !== plugin.path) throw fail(`two plugins are called '${plugin.name}': rename one.`);
    }
  }
  return plugins;
}

function rulesOf({ name, rules }: LoadedPlugin): [string, Rule][] {
  return Object.entries(rules).map(([id, rule]) => [`${name}/${id}`, rule]);
}

async function checkRules(
  rules: Merged["rules"],
  { config, mistake }: ConfigFile,
  builtIn: Merged["rules"],
): Promise<void> {
  const places: [KeyPath, RuleEntries | undefined][] = [
    [["rules"], config.rules],
    ...(config.overrides ?? []).map((override, i): [KeyPath, RuleEntries] => [
      ["overrides", i, "rules"],
      override.rules,
    ]),
  ];
  for (const [place, entries = {}] of places) {
    const found = await mistakeInEntries(rules, entries, builtIn);
    if (found !== undefined) throw mistake({ ...found, path: [...place, ...found.path] });
  }
}

function mergeCost(below: CostSettings, { cost }: Config): CostSettings {
  if (cost === undefined) return below;
  const prices = { ...below.prices, ...cost.prices };
  const assume = { ...below.assume, ...cost.assume };
  const quotas = { ...below.quotas, ...cost.quotas };
  return {
    ...below,
    ...cost,
    ...(cost.prices && { prices }),
    ...(cost.quotas && { quotas }),
    ...(cost.assume && { assume }),
  };
}

/** Messages count with a price: one has to be known. */
function checkPrice({ region, prices }: CostSettings, files: readonly ConfigFile[]): void {
  if (region === undefined || prices?.per1000Transitions !== undefined || transitionPrice(region) !== undefined) return;
  throw files
    .findLast(({ config }) => config.cost?.region !== undefined)
    ?.mistake({
      path: ["cost", "region"],
      isKey: false,
      message: `No price is known for Region '${region}': set 'prices.per1000Transitions'.${didYouMean(region, pricedRegions())}`,
    });
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
