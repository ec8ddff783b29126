import { readTemplate } from "../hosts/template.ts";

/** Reads templates; a module of its own, so that it loads only for them. */
export { readTemplate };
