import { fstatSync, writeSync } from "node:fs";
import { printable } from "../util/printable.ts";
import { reasonOf } from "../util/reason.ts";

/** Standard output or standard error. */
export type Descriptor = 1 | 2;

/**
 * Writes to standard output or standard error, whole and in order, and is done when it returns but where the system
 * makes it wait. A reader such as `head` that has seen enough and closed the pipe is no failure.
 */
export function print(descriptor: Descriptor, text: string | Buffer): void {
  if (mayBeTerminal(descriptor)) {
    waitingWrite(descriptor, text);
    return;
  }
  // process.stdout takes as long to load as half of the rest of a small run.
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === "EAGAIN") waitingWrite(descriptor, rest);
    else giveUp(descriptor, error);
  }
}

/** Prints a line for the user that is no part of a report. */
export function say(text: string): void {
  print(2, `${printable(text)}\n`);
}

/** Whether a person watches, and how many cells a line has. */
export function terminalOf(descriptor: Descriptor): {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
} {
  if (!mayBeTerminal(descriptor)) return { isTerminal: false, columns: undefined };
  const stream = streamOf(descriptor);
  return { isTerminal: stream.isTTY === true, columns: stream.columns };
}

function waitingWrite(descriptor: Descriptor, text: string | Buffer): void {
  const stream = streamOf(descriptor);
  stream.removeAllListeners("error").on("error", (error) => giveUp(descriptor, error));
  stream.write(text);
}

/** Ends the output where it stands, and the run with exit code 2 unless the reader wanted no more. */
function giveUp(descriptor: Descriptor, error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") return;
  process.once("exit", () => {
    process.exitCode = 2;
  });
  if (descriptor === 1) print(2, `Standard output cannot be written: ${reasonOf(error)}.\n`);
}

// Windows has its own way to write to a console; a file or a pipe is no character device on any other system.
function mayBeTerminal(descriptor: Descriptor): boolean {
  return process.platform === "win32" || fstatSync(descriptor).isCharacterDevice();
}

function streamOf(descriptor: Descriptor): NodeJS.WriteStream {
  return descriptor === 1 ? process.stdout : process.stderr;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}
