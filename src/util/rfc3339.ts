const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/;

/** Whether a text is a timestamp as RFC 3339 writes it, with a capital `T`, and a zone or a capital `Z`. */
export function isTimestamp(text: string): boolean {
  const [, year, month, day, hour, minute, second, zoneHour = 0, zoneMinute = 0] = (TIMESTAMP.exec(text) ?? []).map(
    Number,
  );
  if (year === undefined || month === undefined || day === undefined) return false;
  const lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const inRange = day >= 1 && day <= (lengths[month - 1] ?? 0);
  return (
    inRange &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60 &&
    !(zoneHour > 23) &&
    !(zoneMinute > 59)
  );
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
