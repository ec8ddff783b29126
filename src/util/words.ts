/** A whole number with thousands separators: 2,160; one of more than 15 digits as a power of ten. */
export function count(value: number): string {
  if (!(Math.abs(value) < 1e15)) return powerOfTen(value);
  return Math.round(value)
    .toFixed(0)
    .replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1.2·10^21"; what no number in this language holds is more than the greatest one that it has. */
function powerOfTen(value: number): string {
  if (!Number.isFinite(value)) return "more than 10^308";
  const [digits = "", exponent = ""] = value.toExponential(1).split("e+");
  const power = `10^${exponent}`;
  return digits === "1.0" ? power : `${digits.replace(".0", "")}·${power}`;
}

/** "1 error", "2 errors". */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** A duration in its two greatest units: 45 s, 3 h 51 min, 9 days 15 h. */
export function duration(seconds: number): string {
  const units: [number, string][] = [
    [86_400, "d"],
    [3_600, "h"],
    [60, "min"],
    [1, "s"],
  ];
  const first = Math.max(
    0,
    units.findIndex(([size]) => seconds >= size),
  );
  if (seconds < 1) return `${Number(seconds.toFixed(2))} s`;
  const [size, name] = units[first] as [number, string]; // findIndex found it, as seconds >= 1
  const whole = Math.floor(seconds / size);
  const next = units[first + 1];
  const rest = next === undefined ? 0 : Math.floor((seconds - whole * size) / next[0]);
  const head = `${count(whole)} ${name === "d" ? (whole === 1 ? "day" : "days") : name}`;
  return next === undefined || rest === 0 ? head : `${head} ${rest} ${next[1]}`;
}

/** Dollars with two significant digits below ten cents, or so many as are asked for, and cents above: $0.054, $1.30. */
export function dollars(value: number, significant = 2): string {
  if (value === 0) return "$0";
  if (!Number.isFinite(value)) return "more than $10^308";
  if (value >= 100) return `$${count(value)}`;
  if (value >= 0.1) return `$${value.toFixed(2)}`;
  if (value < LEAST_DOLLARS) return "less than $0.000000000001";
  const digits = Math.max(2, significant - 1 - Math.floor(Math.log10(value)));
  return `$${value.toFixed(digits).replace(/(\.\d\d\d*?)0+$/, "$1")}`;
}

const LEAST_DOLLARS = 1e-12;

/** "Task, Map and Parallel". */
export function listed(items: readonly string[], word: "and" | "or"): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** "'Next' and 'End'". */
export function quoted(items: readonly string[], word: "and" | "or"): string {
  return listed(
    items.map((item) => `'${item}'`),
    word,
  );
}

/** A phrase that stood at the start of a sentence, inside one. */
export function lower(phrase: string): string {
  return phrase.charAt(0).toLowerCase() + phrase.slice(1);
}
