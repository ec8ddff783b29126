/**
 * The candidate nearest to a misspelt word, `undefined` if none is near; `limit` is the number of edits between them. A
 * single letter is near to nothing but itself in the other case.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  limit = word.length < 2 ? 0 : Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  const lower = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(lower, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** " Did you mean 'x'?", or nothing if no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  return hintAt(nearest(word, candidates));
}

/** " Did you mean 'x'?" for a candidate that is known, or nothing without one. */
export function hintAt(candidate: string | undefined): string {
  return candidate === undefined ? "" : ` Did you mean '${candidate}'?`;
}

/** Edit distance where swapping two neighbours counts as one edit; `limit` or more once it cannot be less. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    before = previous;
    previous = row;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
