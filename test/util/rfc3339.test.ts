import { expect, it } from "vitest";
import { isTimestamp } from "../../src/util/rfc3339.ts";

it.each([
  "2026-01-31T12:00:00Z",
  "2026-01-31T12:00:00.123456789Z",
  "2024-02-29T00:00:00-05:30",
  "2016-12-31T23:59:60Z",
])("takes %s", (text) => {
  expect(isTimestamp(text)).toBe(true);
});

it.each([
  "2026-01-31 12:00:00Z",
  "2026-01-31T12:00:00",
  "2026-13-31T12:00:00Z",
  "2026-00-31T12:00:00Z",
  "2026-01-31T25:00:00Z",
  "2026-01-31T12:00:00+24:00",
  "31-01-2026T12:00:00Z",
  "2025-02-29T12:00:00Z",
  "{% $now() %}",
  "",
])("refuses %s", (text) => {
  expect(isTimestamp(text)).toBe(false);
});
