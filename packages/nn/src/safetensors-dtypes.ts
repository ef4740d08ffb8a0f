import type { ElementType } from './element-type.ts';

/** Element types by the names of safetensors files. */
export const safetensorsDtypes: Readonly<Record<string, ElementType>> = {
  F64: 'float64',
  I64: 'int64',
  U64: 'uint64',
  F32: 'float32',
  I32: 'int32',
  U32: 'uint32',
  F16: 'float16',
  BF16: 'bfloat16',
  I16: 'int16',
  U16: 'uint16',
  I8: 'int8',
  U8: 'uint8',
  BOOL: 'bool',
};

/** The name of an element type in safetensors files. */
export function safetensorsDtype(type: ElementType): string {
  return Object.keys(safetensorsDtypes).find((name) => safetensorsDtypes[name] === type)!;
}
