import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isInside } from "../config/paths.ts";
import { isTerraformName, mayRefer } from "../hosts/markers.ts";
import { readTextFile } from "./text-file.ts";

/** Names of files that may refer to definitions. */
const HOST_NAME = /\.(?:ya?ml|tf|tofu|template)$|template\.json$/i;

export interface HostSearchOptions {
  /** The folder above which nothing is looked at, for a file inside it. */
  rootOf(path: string): string;
  /** Whether a file was looked at anyway, so that what it refers to is known. */
  isKnown(path: string): boolean;
}

/** A text that may refer to definitions. */
export interface HostText {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/**
 * Finds the templates that may refer to a file: those in its folder and in the folders above, up to the project root.
 * So a file that is linted alone, as hooks and editors do it, is judged as in a run over all.
 */
export class HostSearch {
  readonly #options: HostSearchOptions;
  readonly #inFolder = new Map<string, readonly HostText[]>();

  constructor(options: HostSearchOptions) {
    this.#options = options;
  }

  /** Texts that name a file, by its absolute path. */
  around(path: string): HostText[] {
    const root = this.#options.rootOf(path);
    // An asset of the CDK is named by its hash alone.
    const name = basename(path).replace(/^asset\./, "");
    const found: HostText[] = [];
    for (let folder = dirname(path); folder === root || isInside(root, folder); folder = dirname(folder)) {
      const hosts = this.#hostsIn(folder).filter((host) => host.path !== path);
      // What a file of a Terraform module gives is named without the file, and only in its folder.
      if (isTerraformName(path)) return hosts.filter((host) => isTerraformName(host.path));
      found.push(...hosts.filter((host) => host.text.includes(name)));
      if (folder === dirname(folder)) break;
    }
    return found;
  }

  #hostsIn(folder: string): readonly HostText[] {
    const known = this.#inFolder.get(folder);
    if (known !== undefined) return known;
    const hosts = namesIn(folder)
      .map((name) => join(folder, name))
      .filter((path) => !this.#options.isKnown(path))
      .flatMap(readHost);
    this.#inFolder.set(folder, hosts);
    return hosts;
  }
}

function namesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile() && HOST_NAME.test(entry.name)).map(({ name }) => name);
  } catch {
    // What cannot be listed tells nothing; the file itself is linted all the same.
    return [];
  }
}

function readHost(path: string): HostText[] {
  try {
    const read = readTextFile(path, (includes) => mayRefer(path, includes));
    return read === undefined ? [] : [{ path, text: read.text }];
  } catch {
    return [];
  }
}
