/** A product: a coefficient and the exponents of its symbols. */
export interface Monomial {
  readonly coefficient: number;
  /** By symbol its exponent, from 1; a constant has none. */
  readonly symbols: Readonly<Record<string, number>>;
}

/** A sum of products in symbols that are never negative, the constant first; empty is 0. */
export type Polynomial = readonly Monomial[];
