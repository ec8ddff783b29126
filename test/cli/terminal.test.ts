import { describe, expect, test } from "vitest";
import { type Surroundings, terminalFormat } from "../../src/cli/terminal.ts";

const terminal: Surroundings = { env: { TERM: "xterm-256color" }, isTerminal: true, columns: 80 };
const pipe: Surroundings = { env: {}, isTerminal: false, columns: undefined };

function withEnv(surroundings: Surroundings, env: Surroundings["env"]): Surroundings {
  return { ...surroundings, env };
}

describe("colour", () => {
  test("is for terminals that can show it", () => {
    expect(terminalFormat(undefined, terminal).color).toBe(true);
    expect(terminalFormat(undefined, pipe).color).toBe(false);
    expect(terminalFormat(undefined, withEnv(terminal, { TERM: "dumb" })).color).toBe(false);
  });

  test("is as NO_COLOR and FORCE_COLOR say", () => {
    expect(terminalFormat(undefined, withEnv(terminal, { NO_COLOR: "1" })).color).toBe(false);
    expect(terminalFormat(undefined, withEnv(terminal, { NO_COLOR: "" })).color).toBe(true);
    expect(terminalFormat(undefined, withEnv(pipe, { FORCE_COLOR: "1" })).color).toBe(true);
    expect(terminalFormat(undefined, withEnv(terminal, { FORCE_COLOR: "0" })).color).toBe(false);
  });

  test("is as the flag says before all else", () => {
    expect(terminalFormat(true, withEnv(pipe, { NO_COLOR: "1" })).color).toBe(true);
    expect(terminalFormat(false, withEnv(terminal, { FORCE_COLOR: "1" })).color).toBe(false);
  });
});

describe("links", () => {
  test.each<[Surroundings["env"], boolean]>([
    [{ TERM_PROGRAM: "iTerm.app" }, true],
    [{ TERM_PROGRAM: "Apple_Terminal" }, false],
    [{ VTE_VERSION: "7003" }, true],
    [{ VTE_VERSION: "4205" }, false],
    [{ KITTY_WINDOW_ID: "1" }, true],
    [{ KITTY_WINDOW_ID: "1", CI: "true" }, false],
    [{ KITTY_WINDOW_ID: "1", FORCE_HYPERLINK: "0" }, false],
    [{ FORCE_HYPERLINK: "1" }, true],
    [{}, false],
  ])("with %j: %s", (env, shown) => {
    expect(terminalFormat(undefined, withEnv(terminal, env)).hyperlinks).toBe(shown);
  });

  test("go to coloured terminals only", () => {
    expect(terminalFormat(true, withEnv(pipe, { FORCE_HYPERLINK: "1" })).hyperlinks).toBe(false);
    expect(terminalFormat(false, withEnv(terminal, { FORCE_HYPERLINK: "1" })).hyperlinks).toBe(false);
  });
});

test("the width is that of the terminal, else one that fits most", () => {
  expect(terminalFormat(undefined, terminal).width).toBe(80);
  expect(terminalFormat(undefined, pipe).width).toBe(120);
});
