/**
 * Makes choices from a list of numbers; when they are used up it takes the first possibility each time, which is to be
 * the plainest. So a shorter list and smaller numbers make plainer things, and fast-check can shrink.
 */
export class Draw {
  private at = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** From 0 to one less than `count`. */
  below(count: number): number {
    const number = this.numbers[this.at] ?? 0;
    this.at += 1;
    return number % count;
  }

  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  pick<Value>(first: Value, ...more: readonly Value[]): Value {
    const at = this.below(more.length + 1);
    return at === 0 ? first : (more[at - 1] as Value); // it is one of them
  }

  /** One of several things to do. */
  do<Value>(first: () => Value, ...more: readonly (() => Value)[]): Value {
    return this.pick(first, ...more)();
  }
}
