import type { ValueType } from './value-type.ts';

/** A value that may be unset: null, in a file a key without a value. */
export function optionalValue<T>(type: ValueType<T>): ValueType<T | null> {
  return {
    ...type,
    schema: type.schema.nullable(),
    show: (value) => (value === null ? '' : type.show(value)),
  };
}
