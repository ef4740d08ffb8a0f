import type { SchemaElement } from 'hyparquet';
import type { TableColumn } from '../rows/table-column.ts';

/**
 * The schema of a table in Parquet, depth first: every column may be null; lists and maps have the
 * three levels of the format's specification.
 *
 * @see https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
export function parquetSchemaOf(columns: readonly TableColumn[]): readonly SchemaElement[] {
  return [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)];
}

function elementsOf({ name, type }: TableColumn): SchemaElement[] {
  switch (type) {
    case 'text':
      return [textElement(name)];
    case 'integer':
      return [{ name, type: 'INT32', repetition_type: 'OPTIONAL' }];
    case 'number':
      return [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }];
    case 'texts':
      return listOf(name, { ...textElement('element'), repetition_type: 'REQUIRED' });
    case 'integers':
      return listOf(name, { name: 'element', type: 'INT32', repetition_type: 'REQUIRED' });
    case 'floats':
      return listOf(name, { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' });
    case 'map':
      return [
        { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'MAP' },
        { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
        { ...textElement('key'), repetition_type: 'REQUIRED' },
        textElement('value'),
      ];
  }
}

function textElement(name: string): SchemaElement {
  return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' };
}

function listOf(name: string, element: SchemaElement): SchemaElement[] {
  return [
    { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    element,
  ];
}
