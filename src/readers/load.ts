import type { ReaderName, Readers } from "../hosts/host.ts";

type Loaders = { readonly [K in ReaderName]: () => Promise<NonNullable<Readers[K]>> };

const LOADERS: Loaders = {
  yaml: () => import("./yaml.ts").then(({ readYaml }) => readYaml),
  jsonata: () => import("./jsonata.ts").then(({ parseExpression }) => parseExpression),
  templates: () => import("./templates.ts").then(({ readTemplate }) => readTemplate),
  terraform: () => import("./terraform.ts").then(({ loadTerraform }) => loadTerraform()),
};

const loaded = new Map<ReaderName, Promise<Readers>>();

/** Loads the packages that reading needs, each once. */
export async function loadReaders(needed: readonly ReaderName[]): Promise<Readers> {
  const readers = await Promise.all(
    needed.map((name) => {
      const known = loaded.get(name) ?? LOADERS[name]().then((reader): Readers => ({ [name]: reader }));
      loaded.set(name, known);
      return known;
    }),
  );
  return Object.assign({}, ...readers);
}
