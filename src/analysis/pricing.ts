// What is dear to load and what most definitions do without: the command line keeps it in a file of its own.
export { costOf } from "./cost.ts";
export { moneyOf } from "./money.ts";
