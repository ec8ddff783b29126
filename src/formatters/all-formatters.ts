import checkstyle from "./checkstyle.ts";
import type { Formatter } from "./formatter.ts";
import frame from "./frame.ts";
import github from "./github.ts";
import gitlab from "./gitlab.ts";
import json from "./json.ts";
import junit from "./junit.ts";
import markdown from "./markdown.ts";
import sarif from "./sarif.ts";
import stylish from "./stylish.ts";
import unix from "./unix.ts";

/** All formatters by name. */
export const formatters: Readonly<Record<string, Formatter>> = {
  frame,
  stylish,
  unix,
  json,
  sarif,
  github,
  gitlab,
  junit,
  checkstyle,
  markdown,
};
