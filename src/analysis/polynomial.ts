/** A product: a coefficient and the exponents of its symbols. */
export interface Monomial {
  readonly coefficient: number;
  /** By symbol its exponent, from 1; a constant has none. */
  readonly symbols: Readonly<Record<string, number>>;
}

/** A sum of products in symbols that are never negative, the constant first; empty is 0. */
export type Polynomial = readonly Monomial[];

/** The number that a polynomial is, with a value for each symbol; one without a value counts as 0. */
export function evaluate(polynomial: Polynomial, values: Readonly<Record<string, number>>): number {
  let sum = 0;
  for (const { coefficient, symbols } of polynomial) {
    let product = coefficient;
    for (const [symbol, exponent] of Object.entries(symbols)) product *= (values[symbol] ?? 0) ** exponent;
    sum += product;
  }
  return sum;
}

/** The number that a polynomial is whatever its symbols are; `undefined` if it depends on them. */
export function constantOf(polynomial: Polynomial): number | undefined {
  return symbolsOf(polynomial).size === 0 ? evaluate(polynomial, {}) : undefined;
}

/** The symbols of a polynomial. */
export function symbolsOf(polynomial: Polynomial): Set<string> {
  return new Set(polynomial.flatMap(({ symbols }) => Object.keys(symbols)));
}

/** The greatest number of symbols that are multiplied with one another; 0 for a constant. */
export function degree(polynomial: Polynomial): number {
  const degrees = polynomial.map(({ symbols }) => Object.values(symbols).reduce((sum, exponent) => sum + exponent, 0));
  return Math.max(0, ...degrees);
}

/** A polynomial times a number. */
export function scaled(polynomial: Polynomial, factor: number): Polynomial {
  if (factor === 0) return [];
  return polynomial.map(({ coefficient, symbols }) => ({ coefficient: coefficient * factor, symbols }));
}

/** The sum of polynomials. */
export function sumOf(polynomials: readonly Polynomial[]): Polynomial {
  const products = new Map<string, Monomial>();
  for (const { coefficient, symbols } of polynomials.flat()) {
    const key = JSON.stringify(Object.entries(symbols).sort());
    products.set(key, { coefficient: coefficient + (products.get(key)?.coefficient ?? 0), symbols });
  }
  return [...products.values()].filter(({ coefficient }) => coefficient !== 0);
}
