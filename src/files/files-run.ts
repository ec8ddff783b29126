import { dirname } from "node:path";
import type { Configs } from "../config/configs.ts";
import { shownPath } from "../config/paths.ts";
import type { FileReference, Surroundings } from "../hosts/host.ts";
import { isTerraformName, mayRefer } from "../hosts/markers.ts";
import type { ProjectFiles } from "./file-system.ts";
import { type FindOptions, type FoundFile, isLeftOut } from "./find-files.ts";
import { HostSearch, type HostText } from "./host-search.ts";
import { again, type Outcome } from "./outcomes.ts";
import { References } from "./references.ts";
import type { TextFile } from "./text-file.ts";

/** Reads and lints single files. */
export interface Engine {
  /** The text of a file; `undefined` if it surely holds no definition, unless others name it as one. */
  read(file: FoundFile, isNamed?: boolean): TextFile | { readonly failure: string } | undefined;
  /** What is said of a file that was not linted. */
  unread(file: FoundFile, read: { readonly failure: string } | undefined): Outcome;
  lint(file: FoundFile, read: TextFile, around: Surroundings): Promise<Outcome>;
  /** What a text names in other files. */
  referencesIn(path: string, text: string, around: Surroundings): Promise<readonly FileReference[]>;
}

export interface FilesRunOptions extends Pick<FindOptions, "cwd" | "gitignore" | "ignorePatterns"> {
  readonly engine: Engine;
  readonly configs: Configs;
  readonly files: ProjectFiles;
  /** Whether linting writes what it mends. */
  readonly writes: boolean;
  /** Is told after each file how many of how many were looked at. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * A run over files, and those that they name as definitions: first whoever names others, then what is named, once all who
 * name it are known.
 */
export class FilesRun {
  readonly #options: FilesRunOptions;
  readonly #references: References;
  /** By absolute path. */
  readonly #outcomes = new Map<string, { readonly file: FoundFile; readonly outcome: Outcome }>();
  /** What templates that were not looked at by themselves name, by their paths. */
  readonly #named = new Map<string, References>();

  constructor(options: FilesRunOptions) {
    this.#options = options;
    this.#references = new References(options.cwd);
  }

  /** Lints files; outcomes are in the order of the paths as shown. */
  async lint(found: readonly FoundFile[]): Promise<Outcome[]> {
    const { engine, onProgress } = this.#options;
    const references = this.#references;
    const definitions: [FoundFile, TextFile][] = [];
    const tell = (): void => onProgress?.(Math.min(this.#outcomes.size, found.length), found.length);
    for (const file of found) {
      const read = engine.read(file);
      if (read === undefined || "failure" in read) this.#note(file, engine.unread(file, read));
      else if (mayRefer(file.shown, (word) => read.text.includes(word))) await this.#lint(file, read);
      else definitions.push([file, read]);
      tell();
    }
    for (let path = references.nextPart(); path !== undefined; path = references.nextPart())
      await this.#lintNamed(path);
    const isFound = new Set(found.map(({ path }) => path));
    const isKnown = (path: string): boolean => isFound.has(path) || references.isLinted(path);
    const search = new HostSearch({ rootOf: (path) => this.#options.configs.rootOf(path), isKnown });
    for (const [file, read] of definitions) {
      references.add(await this.#namersOf(file.path, search));
      await this.#lint(file, read);
      tell();
    }
    for (let path = references.nextDefinition(); path !== undefined; path = references.nextDefinition()) {
      references.add(await this.#namersOf(path, search));
      await this.#lintNamed(path);
    }
    return [...this.#outcomes.values()].sort(byShownPath).map(({ outcome }) => outcome);
  }

  /** What is known around a text that is linted as a file. */
  async around(path: string, text: string): Promise<Surroundings> {
    // Of a Terraform file, others may take what it holds, whether it declares machines or not.
    const isHost = !isTerraformName(path) && mayRefer(path, (word) => text.includes(word));
    if (isHost) return this.#around(path, []);
    const search = new HostSearch({ rootOf: (each) => this.#options.configs.rootOf(each), isKnown: () => false });
    return this.#around(path, await this.#namersOf(path, search));
  }

  #around(path: string, references: readonly FileReference[]): Surroundings {
    const { configs, files } = this.#options;
    return { files: files.within(configs.rootOf(path)), references };
  }

  /** Lints a file that others name, unless it is left out. */
  async #lintNamed(path: string): Promise<void> {
    const { configs, cwd, engine } = this.#options;
    const known = this.#outcomes.get(path);
    const config = await configs.of(dirname(path));
    const claim = config.workflowOf(path) === undefined ? "found" : "declared";
    const file = known?.file ?? { path, shown: shownPath(cwd, path), claim, config };
    this.#references.noteLinted(path);
    if (known?.outcome.result === undefined && (await isLeftOut(file, this.#options))) return;
    const read = engine.read(file, true);
    if (read === undefined || "failure" in read) this.#note(file, engine.unread(file, read));
    else await this.#lint(file, read);
  }

  /** Lints a text that was read, and notes what it names. */
  async #lint(file: FoundFile, read: TextFile): Promise<void> {
    this.#references.noteLinted(file.path);
    const around = this.#around(file.path, this.#references.to(file.path));
    const outcome = await this.#options.engine.lint(file, read, around);
    this.#references.add(outcome.result?.references ?? []);
    const before = this.#outcomes.get(file.path)?.outcome;
    this.#note(file, before === undefined ? outcome : again(before, outcome, this.#options.writes));
  }

  #note(file: FoundFile, outcome: Outcome): void {
    this.#outcomes.set(file.path, { file, outcome });
  }

  /** What templates around a file say of it. */
  async #namersOf(path: string, search: HostSearch): Promise<readonly FileReference[]> {
    const references: FileReference[] = [];
    for (const host of search.around(path)) references.push(...(await this.#referencesIn(host)).to(path));
    return references;
  }

  async #referencesIn({ path, text }: HostText): Promise<References> {
    const { cwd, engine } = this.#options;
    const known = this.#named.get(path);
    if (known !== undefined) return known;
    const references = new References(cwd);
    references.add(await engine.referencesIn(shownPath(cwd, path), text, this.#around(path, [])));
    this.#named.set(path, references);
    return references;
  }
}

function byShownPath({ file: a }: { file: FoundFile }, { file: b }: { file: FoundFile }): number {
  return a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0;
}
