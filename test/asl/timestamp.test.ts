import { describe, expect, it } from "vitest";
import { timestampMistake } from "../../src/asl/timestamp.ts";

describe("timestampMistake", () => {
  it.each([
    "2016-03-14T01:59:00Z",
    "2016-03-05T21:29:29.243167252Z",
    "2016-08-18T17:33:00+02:00",
    "2024-02-29T23:59:60-11:30",
  ])("takes %s", (text) => {
    expect(timestampMistake(text)).toBeUndefined();
  });

  it.each([
    ["2016-03-14 01:59:00Z", "a 'T' stands between date and time"],
    ["2016-03-14T01:59:00", "the zone is missing, such as 'Z' for UTC"],
    ["2016-03-14", "the time is missing"],
    ["2016-03-14T01:59Z", "the seconds are missing"],
    ["2016-13-14T01:59:00Z", "there is no month 13"],
    ["2016-00-14T01:59:00Z", "there is no month 00"],
    ["2023-02-29T01:59:00Z", "this month has no day 29"],
    ["1900-02-29T01:59:00Z", "this month has no day 29"],
    ["2016-04-31T01:59:00Z", "this month has no day 31"],
    ["2016-03-14T25:59:00Z", "there is no hour 25"],
    ["2016-03-14T01:60:00Z", "there is no minute 60"],
    ["2016-03-14T01:59:61Z", "there is no second 61"],
    ["2016-03-14T01:59:00+24:00", "there is no such zone"],
    ["2016-03-14T01:59:00-01:60", "there is no such zone"],
    ["14-03-2016T01:59:00Z", "it is written as year-month-day, 'T', hours:minutes:seconds and the zone"],
    ["tomorrow", "it is written as year-month-day, 'T', hours:minutes:seconds and the zone"],
  ])("says of %s what is wrong", (text, why) => {
    expect(timestampMistake(text)).toBe(why);
  });
});
