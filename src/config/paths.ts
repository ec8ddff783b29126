import { existsSync, statSync } from "node:fs";
import { relative, sep } from "node:path";

/** Whether a path leads to a file; what may not be looked at is none. */
export function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** Whether a path leads to a folder; what may not be looked at is none. */
export function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** Whether a path lies below a folder; both absolute. */
export function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A relative path as it is shown and matched on every system. */
export function withSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

/** A path as it is shown: from the working folder, with `/`; "" is the working folder. */
export function shownPath(cwd: string, path: string): string {
  // relative() is slow for ten thousand files, and nearly all of them lie inside.
  if (isInside(cwd, path)) return withSlashes(path.slice(cwd.endsWith(sep) ? cwd.length : cwd.length + 1));
  return withSlashes(relative(cwd, path));
}
