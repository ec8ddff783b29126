const shape = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/i;

/**
 * What keeps a text from being a timestamp as RFC 3339 has it, such as "2026-01-31T12:00:00Z"; `undefined` if it is one.
 * Measured: AWS refuses a blank for the `T`, a missing zone, month 13 and hour 25, and takes fractions of a second.
 */
export function timestampMistake(text: string): string | undefined {
  const match = shape.exec(text);
  if (match === null) return shapeMistake(text);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]; // six groups of digits
  if (month < 1 || month > 12) return `there is no month ${match[2]}`;
  if (day < 1 || day > daysOf(year, month)) return `this month has no day ${match[3]}`;
  if (hour > 23) return `there is no hour ${match[4]}`;
  if (minute > 59) return `there is no minute ${match[5]}`;
  if (second > 60) return `there is no second ${match[6]}`;
  return Number(match[7] ?? 0) > 23 || Number(match[8] ?? 0) > 59 ? "there is no such zone" : undefined;
}

function shapeMistake(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return "the time is missing";
  if (/^\d{4}-\d\d-\d\d[ _]\d\d:/.test(text)) return "a 'T' stands between date and time";
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?$/i.test(text)) return "the zone is missing, such as 'Z' for UTC";
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?$/i.test(text)) return "the seconds are missing";
  return "it is written as year-month-day, 'T', hours:minutes:seconds and the zone";
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
