/**
 * Imports a module that is known only when it is wanted, by its URL; in a module of its own, which is built so that
 * this `import` stays one.
 */
export function importModule(url: string): Promise<Readonly<Record<string, unknown>>> {
  return import(url);
}
