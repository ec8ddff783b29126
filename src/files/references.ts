import { resolve } from "node:path";
import type { FileReference } from "../hosts/host.ts";

/** Who refers to which files, as far as a run knows; paths are absolute. */
export class References {
  readonly #cwd: string;
  readonly #byPath = new Map<string, Map<string, FileReference>>();
  /** How many references to a file were known when it was linted. */
  readonly #linted = new Map<string, number>();

  /** Paths that are shown count from an absolute folder. */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** Notes references; equal ones, such as those of two machines that differ in nothing, are one. */
  add(references: readonly FileReference[]): void {
    for (const reference of references) {
      const path = resolve(this.#cwd, reference.path);
      const known = this.#byPath.get(path) ?? new Map<string, FileReference>();
      known.set(JSON.stringify([reference.role, reference.context]), reference);
      this.#byPath.set(path, known);
    }
  }

  to(path: string): readonly FileReference[] {
    return [...(this.#byPath.get(path)?.values() ?? [])];
  }

  /** Notes that a file is linted with all that is known of it. */
  noteLinted(path: string): void {
    this.#linted.set(path, this.#byPath.get(path)?.size ?? 0);
  }

  isLinted(path: string): boolean {
    return this.#linted.has(path);
  }

  /** A file that is a part of others, and was not linted with all that is known of it; parts may have parts. */
  nextPart(): string | undefined {
    return this.#next((references) => references.some(({ role }) => role.kind !== "definition"), true);
  }

  /** A file that others name as a definition, and that was not linted at all. */
  nextDefinition(): string | undefined {
    return this.#next(() => true, false);
  }

  #next(isWanted: (references: readonly FileReference[]) => boolean, again: boolean): string | undefined {
    for (const [path, references] of this.#byPath) {
      const linted = this.#linted.get(path);
      if (linted !== undefined && (!again || linted >= references.size)) continue;
      if (isWanted([...references.values()])) return path;
    }
    return undefined;
  }
}
