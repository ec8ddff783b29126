import { basename, dirname, resolve } from "node:path";
import { type ActiveRule, activeRules, type RuleSetting, runsRecommended } from "../linter/settings.ts";
import { UsageError } from "../util/usage-error.ts";
import type { CostSettings, RuleEntries, Workflow } from "./config.ts";
import { ConfigFinder, isConfigName } from "./find-config.ts";
import { type Merged, noConfig } from "./merged.ts";
import { shownPath } from "./paths.ts";
import { expandPatterns, fileMatcher, type IgnoreLayer, loadPatterns } from "./patterns.ts";
import { onlyRules, unknownRule, withEntries } from "./rule-settings.ts";

/** What is set beside configuration files, on top of them. */
export interface ConfigsOptions {
  /** Absolute. */
  readonly cwd: string;
  /** A path, from `cwd`, of the one configuration for all files, or false for none. */
  readonly config?: string | false;
  readonly rules?: RuleEntries;
  readonly only?: readonly string[];
  /** Absolute folders outside `cwd` that were named: nothing above them is looked at. */
  readonly outside?: readonly string[];
  readonly log?: (line: string) => void;
}

/** The settings of a folder and what lies in it. Paths of files are absolute. */
export interface FolderConfig {
  /** The file they come from; absolute, `undefined` where there is none. */
  readonly file: string | undefined;
  /** The ids of all rules there are. */
  readonly ruleIds: readonly string[];
  /** What to leave out; `undefined` where nothing is. */
  readonly ignore: IgnoreLayer | undefined;
  readonly cost: CostSettings;
  /** What `--print-config` shows beside rules. */
  readonly merged: Merged;
  settingsOf(path: string): ReadonlyMap<string, RuleSetting>;
  activeRulesOf(path: string): readonly ActiveRule[];
  /** Whether every rule is on for a file that is recommended. */
  runsRecommendedOn(path: string): boolean;
  /** What is said of a file that holds a definition whatever it looks like. */
  workflowOf(path: string): Pick<Workflow, "type"> | undefined;
}

/** Finds and loads the configurations of files, each once. */
export class Configs {
  readonly #options: ConfigsOptions;
  /** The one configuration for all files: absolute, or false for none. */
  readonly #only: string | false | undefined;
  readonly #finder: ConfigFinder;
  readonly #loaded = new Map<string | undefined, Promise<FolderConfig>>();
  /** Ids that were given beside the configurations and are those of no rule met so far. */
  readonly #unmet: Set<string>;

  constructor(options: ConfigsOptions) {
    this.#options = options;
    const { config, cwd } = options;
    this.#only = typeof config === "string" ? resolve(cwd, config) : config;
    this.#finder = new ConfigFinder(options.cwd, options.outside ?? []);
    this.#unmet = new Set([...Object.keys(options.rules ?? {}), ...(options.only ?? [])]);
  }

  /** The configuration of a folder. Throws a `UsageError` where it cannot be used. */
  async of(folder: string): Promise<FolderConfig> {
    const file = this.#only === false ? undefined : (this.#only ?? this.#finder.nearest(folder));
    const known = this.#loaded.get(file);
    if (known !== undefined) return known;
    const loading = this.#load(file);
    this.#loaded.set(file, loading);
    return loading;
  }

  /** The project root of a file: what it names is read only there. */
  rootOf(path: string): string {
    return this.#finder.rootOf(path);
  }

  /** Throws a `UsageError` if a rule that was given is one of no plugin of any configuration so far. */
  checkMet(): void {
    for (const id of this.#unmet) throw new UsageError(unknownRule({}, id));
  }

  async #load(file: string | undefined): Promise<FolderConfig> {
    const { cwd, log } = this.#options;
    const merged = file === undefined ? noConfig : await this.#merge(file);
    log?.(
      file === undefined
        ? "no configuration file: the preset steplint:recommended counts"
        : `configuration ${merged.files.map((path) => shownPath(cwd, path)).join(" -> ")}`,
    );
    for (const plugin of merged.plugins) log?.(`plugin ${shownPath(cwd, plugin)}`);
    const entries = this.#known(merged, Object.entries(this.#options.rules ?? {}));
    const only = this.#known(
      merged,
      (this.#options.only ?? []).map((id) => [id, id] as const),
    ).map(([id]) => id);
    for (const id of [...entries.map(([id]) => id), ...only]) this.#unmet.delete(id);
    if (entries.length > 0) {
      const { checkEntries } = await import("./check-entries.ts");
      await checkEntries(merged.rules, Object.fromEntries(entries), noConfig.rules);
    }
    // Patterns of a file that was named count from the working folder.
    const folder = file === undefined || file === this.#only ? cwd : dirname(file);
    return folderConfig(file, folder, merged, Object.fromEntries(entries), this.#options.only && only);
  }

  /** Most of what reads configurations is loaded only where there is one. */
  async #merge(file: string): Promise<Merged> {
    const { mergeConfig } = await import("./resolve.ts");
    return mergeConfig(file, this.#finder.rootOf(file), this.#options.cwd, noConfig.rules);
  }

  /** Leaves out what names a plugin that this configuration does not load, as another one may. */
  #known<T>({ rules }: Merged, named: readonly (readonly [id: string, T])[]): (readonly [id: string, T])[] {
    const plugins = new Set(Object.keys(rules).map(pluginOf));
    return named.filter(([id]) => !id.includes("/") || plugins.has(pluginOf(id)));
  }
}

function pluginOf(id: string): string {
  return id.slice(0, Math.max(0, id.indexOf("/")));
}

/** What counts for all files that match the same overrides. */
interface Selection {
  readonly settings: ReadonlyMap<string, RuleSetting>;
  readonly active: readonly ActiveRule[];
  readonly runsRecommended: boolean;
}

async function folderConfig(
  file: string | undefined,
  folder: string,
  merged: Merged,
  entries: RuleEntries,
  only: readonly string[] | undefined,
): Promise<FolderConfig> {
  const { rules, settings, cost } = merged;
  const overrides = await Promise.all(
    merged.overrides.map(async (each, index) => ({ ...each, index, matches: await fileMatcher(folder, each.files) })),
  );
  const workflows = await Promise.all(
    merged.workflows.map(async (each) => ({ ...each, matches: await fileMatcher(folder, each.files) })),
  );
  const ignored = await expandPatterns(merged.ignore);
  const ignore = ignored.length > 0 ? { folder, patterns: (await loadPatterns())().add(ignored) } : undefined;

  // Most files match the same overrides: one set of settings and rules for each combination.
  const bySelection = new Map<string, Selection>();
  const selected = (path: string): Selection => {
    const matching = overrides.filter(({ matches }) => matches(path));
    const key = matching.map(({ index }) => index).join();
    const known = bySelection.get(key);
    if (known !== undefined) return known;
    const below = matching.reduce<ReadonlyMap<string, RuleSetting>>(
      (lower, override) => withEntries(lower, override.entries),
      settings,
    );
    const all = withEntries(below, entries);
    const chosen = only === undefined ? all : onlyRules(rules, all, only);
    const selection = {
      settings: chosen,
      active: activeRules(rules, chosen),
      runsRecommended: runsRecommended(rules, all),
    };
    bySelection.set(key, selection);
    return selection;
  };
  let last: { readonly path: string; readonly selection: Selection } | undefined;
  /** The settings of one file are asked for several times in a row. */
  const selectedFor = (path: string): Selection => {
    if (last?.path !== path) last = { path, selection: selected(path) };
    return last.selection;
  };
  // Throws on unknown names before any file is read.
  selected(folder);
  return {
    file,
    ruleIds: Object.keys(rules),
    ignore,
    cost,
    merged,
    settingsOf: (path) => selectedFor(path).settings,
    activeRulesOf: (path) => selectedFor(path).active,
    runsRecommendedOn: (path) => selectedFor(path).runsRecommended,
    workflowOf: (path) =>
      isConfigName(basename(path)) ? undefined : workflows.findLast(({ matches }) => matches(path)),
  };
}
