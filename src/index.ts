export * from "./core.ts";
export { Steplint } from "./steplint.ts";
