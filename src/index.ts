export * from "./core.ts";
export { type Run, Steplint, type SteplintOptions } from "./steplint.ts";
