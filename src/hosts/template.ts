import type { Readers } from "./host.ts";

/** Reads a template of any kind; `undefined` if it is none. */
export const readTemplate: NonNullable<Readers["templates"]> = () => undefined;
