import { readFileSync } from "node:fs";

/**
 * A file of WebAssembly as a module whose default export is its bytes: what it holds is then part of a bundle, and needs
 * neither a path nor a request wherever that runs.
 */
export function wasmModule(path) {
  const base64 = readFileSync(path).toString("base64");
  return `const text = atob("${base64}");
const bytes = new Uint8Array(text.length);
for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
export default bytes;
`;
}

/**
 * Takes out of the engine what looks for its own file with Node: it is handed its bytes, in browsers and in CommonJS, too,
 * where there is neither `node:module` nor `import.meta`.
 */
function withoutFiles(engine) {
  const cuts = [
    [/typeof process == "object" && process\.versions\?\.node && process\.type != "renderer"/, "false"],
    [/if \(ENVIRONMENT_IS_NODE\) \{\s*const \{ createRequire \} = [\s\S]*?\n {2}\}\n/, ""],
    [/if \(ENVIRONMENT_IS_NODE\) \{\s*var fs = require\("fs"\);[\s\S]*?\n {2}\} else if/, "if"],
    [/ else if \(globalThis\.process\?\.versions\.node\) \{[\s\S]*?\n {4}\}/, ""],
    [/var _scriptName = import\.meta\.url;/, 'var _scriptName = "";'],
    [/new URL\("web-tree-sitter\.wasm", import\.meta\.url\)\.href/, '"web-tree-sitter.wasm"'],
    // JavaScript in WebAssembly, of which a grammar has none.
    [/\beval\(func\)/g, "undefined"],
  ];
  return cuts.reduce((text, [found, instead]) => {
    if (text.search(found) === -1) throw new Error(`web-tree-sitter has changed: ${found} is not in it.`);
    return text.replace(found, instead);
  }, engine);
}

/** Bundles the Terraform grammar and its engine. */
export const terraformGrammar = {
  name: "terraform-grammar",
  setup({ onLoad }) {
    onLoad({ filter: /\.wasm$/ }, ({ path }) => ({ contents: wasmModule(path), loader: "js" }));
    onLoad({ filter: /[\\/]web-tree-sitter\.js$/ }, ({ path }) => ({
      contents: withoutFiles(readFileSync(path, "utf8")),
      loader: "js",
    }));
  },
};
