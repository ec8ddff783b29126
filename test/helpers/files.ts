import { createSourceFile } from "../../src/document/source-file.ts";
import type { FileSystem } from "../../src/hosts/host.ts";

/** Files by their paths; what a path leads out of is outside of the project. */
export function memoryFiles(texts: Readonly<Record<string, string>>): FileSystem {
  const paths = Object.keys(texts);
  return {
    read(path) {
      const text = texts[path];
      if (text !== undefined) return createSourceFile(path, text);
      if (path.startsWith("/") || path.startsWith("../")) return "outside";
      return paths.some((other) => other.startsWith(`${path}/`)) ? "folder" : "missing";
    },
    beside(path) {
      const folder = path.slice(0, path.lastIndexOf("/") + 1);
      return paths
        .filter((other) => other.startsWith(folder) && !other.slice(folder.length).includes("/"))
        .map((other) => other.slice(folder.length));
    },
  };
}
