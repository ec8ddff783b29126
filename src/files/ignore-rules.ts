import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { isInside, withSlashes } from "../config/paths.ts";
import type { CreatePatterns, IgnoreLayer } from "../config/patterns.ts";

/** Whether a path is ignored; the last of the layers that says something about it decides. Paths are absolute. */
export function isIgnored(layers: readonly IgnoreLayer[], path: string, isFolder: boolean): boolean {
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i];
    if (layer === undefined || !isInside(layer.folder, path)) continue;
    const { ignored, unignored } = layer.patterns.test(
      withSlashes(relative(layer.folder, path)) + (isFolder ? "/" : ""),
    );
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

/** The layer of a folder's `.gitignore`, `undefined` if there is none. */
export function gitignoreOf(folder: string, create: CreatePatterns): IgnoreLayer | undefined {
  return layerFrom(join(folder, ".gitignore"), folder, create);
}

/**
 * What `.gitignore` files above a folder say about the files in it, from the root of its repository down (outside a
 * repository from `outermost` down). Nothing where they ignore the folder itself: who names it wants what it holds.
 */
export function layersAbove(folder: string, outermost: string, create: CreatePatterns): IgnoreLayer[] {
  const found = allLayersAbove(folder, outermost, create);
  return isIgnored(found, folder, true) ? [] : found;
}

/** Whether `.gitignore` files ignore a file. */
export function isIgnoredByGit(path: string, outermost: string, create: CreatePatterns): boolean {
  return isIgnored(allLayersAbove(path, outermost, create), path, false);
}

function allLayersAbove(folder: string, outermost: string, create: CreatePatterns): IgnoreLayer[] {
  const repository = repositoryOf(folder);
  const layers = foldersFrom(repository ?? outermost, folder).map((above) => gitignoreOf(above, create));
  if (repository !== undefined)
    layers.unshift(layerFrom(join(repository, ".git", "info", "exclude"), repository, create));
  return layers.filter((layer) => layer !== undefined);
}

function layerFrom(path: string, folder: string, create: CreatePatterns): IgnoreLayer | undefined {
  try {
    const text = readFileSync(path, "utf8").replace(/^\ufeff/, "");
    return { folder, patterns: create().add(text) };
  } catch {
    // Mostly there is none. Where it cannot be read, Git goes on, too; at worst more files are linted.
    return undefined;
  }
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, ".git"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

/** The folders from `top` down to the parent of `folder`; none if `folder` is not inside. */
function foldersFrom(top: string, folder: string): string[] {
  const parent = dirname(folder);
  if (!isInside(top, folder) || parent === folder) return [];
  return [...foldersFrom(top, parent), parent];
}
