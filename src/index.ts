export * from "./core.ts";
export { type FileChange, type Run, Steplint, type SteplintOptions } from "./steplint.ts";
