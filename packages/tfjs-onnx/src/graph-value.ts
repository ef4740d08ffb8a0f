import type { Elements, ElementType } from './element-type.ts';

/** What a value looks like. */
export interface ValueType {
  readonly type: ElementType;
  readonly shape: readonly number[];
}

/** An edge of the graph: what one node makes and others read. */
export interface GraphValue extends ValueType {
  readonly name: string;
  /** Elements in row-major order, for a constant. */
  readonly constant?: Elements;
}

/** An attribute of a node: an integer, a list of them, a float (wrapped, for 1 is both) or text. */
export type AttributeValue = number | readonly number[] | { readonly float: number } | string;

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** One operator of the graph. */
export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly attributes: Attributes;
}

/** Stands where an operator's optional input is left out. */
export const absent: GraphValue = { name: '', type: 'float32', shape: [] };
