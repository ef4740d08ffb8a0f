// What one TypeScript source says that the rules of the packages ask about: its imports, Node's
// globals, and top-level await.

import { parseSync } from 'oxc-parser';

/**
 * @typedef {object} Import
 * @property {string | undefined} specifier  undefined where an `import()` takes no literal
 * @property {boolean} typeOnly  erased by the compiler
 * @property {boolean} dynamic
 * @property {number} line  from 1
 */

/**
 * @typedef {object} SourceFacts
 * @property {Import[]} imports
 * @property {{ name: string, line: number }[]} nodeGlobals
 * @property {number[]} topLevelAwaits  lines
 * @property {string[]} errors  what the parser could not read
 */

const NODE_GLOBALS = new Set([
  'process',
  'Buffer',
  'require',
  '__dirname',
  '__filename',
  'setImmediate',
]);

/**
 * @param {string} name  a file name that ends in `.ts` or `.d.ts`
 * @param {string} text
 * @returns {SourceFacts}
 */
export function sourceFacts(name, text) {
  const { program, errors } = parseSync(name, text, { sourceType: 'module' });
  const lineAt = lineFinder(text);
  /** @type {SourceFacts} */
  const facts = {
    imports: [],
    nodeGlobals: [],
    topLevelAwaits: [],
    errors: errors.map((error) => error.message),
  };
  const declared = new Set();
  walk(program, undefined, '', false, (node, parent, key, insideFunction) => {
    const line = () => lineAt(node.start);
    for (const found of importsOf(node)) facts.imports.push({ ...found, line: line() });
    if (isAwait(node) && !insideFunction) facts.topLevelAwaits.push(line());
    if (node.type !== 'Identifier' || !NODE_GLOBALS.has(node.name)) return;
    if (isBinding(parent, key)) declared.add(node.name);
    else if (isReference(parent, key)) facts.nodeGlobals.push({ name: node.name, line: line() });
  });
  facts.nodeGlobals = facts.nodeGlobals.filter(({ name }) => !declared.has(name));
  return facts;
}

/** @returns {Omit<Import, 'line'>[]} */
function importsOf(node) {
  const literal = (source) => (typeof source?.value === 'string' ? source.value : undefined);
  switch (node.type) {
    // `import { type A } from 'a'` stays as `import {} from 'a'`: not erased
    case 'ImportDeclaration':
      return [
        { specifier: literal(node.source), typeOnly: node.importKind === 'type', dynamic: false },
      ];
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      if (!node.source) return [];
      return [
        { specifier: literal(node.source), typeOnly: node.exportKind === 'type', dynamic: false },
      ];
    case 'TSImportType':
      return [{ specifier: literal(node.source), typeOnly: true, dynamic: false }];
    case 'TSExternalModuleReference':
      return [{ specifier: literal(node.expression), typeOnly: false, dynamic: false }];
    case 'ImportExpression':
      return [{ specifier: literal(plainTemplate(node.source)), typeOnly: false, dynamic: true }];
    case 'CallExpression': {
      const specifier = literal(node.arguments[0]);
      if (!isResolver(node.callee) || specifier === undefined) return [];
      return [{ specifier, typeOnly: false, dynamic: true }];
    }
    default:
      return [];
  }
}

/** `require`, `require.resolve`, `import.meta.resolve` */
function isResolver(callee) {
  if (callee.type === 'Identifier') return callee.name === 'require';
  if (callee.type !== 'MemberExpression' || callee.property.name !== 'resolve') return false;
  return callee.object.type === 'MetaProperty' || callee.object.name === 'require';
}

function plainTemplate(source) {
  const plain = source.type === 'TemplateLiteral' && source.expressions.length === 0;
  return plain ? { value: source.quasis[0].value.cooked } : source;
}

function isAwait(node) {
  return node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await);
}

/** Whether an identifier at this place declares a name of the file. */
function isBinding(parent, key) {
  if (parent.type === 'VariableDeclarator') return key === 'id';
  if (/^Import.*Specifier$/.test(parent.type)) return key === 'local';
  if (parent.type.includes('Function')) return key === 'params' || key === 'id';
  if (parent.type === 'AssignmentPattern') return key === 'left';
  if (parent.type === 'Property') return key === 'value' && parent.parentIsPattern;
  return ['ArrayPattern', 'RestElement', 'CatchClause'].includes(parent.type);
}

/** Whether an identifier at this place reads a variable, and is not a mere property name or type. */
function isReference(parent, key) {
  if (parent.type === 'MemberExpression') return key === 'object' || parent.computed;
  if (parent.type === 'Property') return key === 'value';
  if (parent.type.startsWith('TS'))
    return parent.type === 'TSNonNullExpression' || parent.type === 'TSAsExpression';
  return ![
    'PropertyDefinition',
    'MethodDefinition',
    'ExportSpecifier',
    'LabeledStatement',
  ].includes(parent.type);
}

function walk(node, parent, key, insideFunction, visit) {
  visit(node, parent ?? node, key, insideFunction);
  const inside = insideFunction || /Function|^StaticBlock|^TSDeclare/.test(node.type);
  for (const [name, child] of Object.entries(node)) {
    for (const item of Array.isArray(child) ? child : [child]) {
      if (typeof item?.type !== 'string') continue;
      if (item.type === 'Property') item.parentIsPattern = node.type === 'ObjectPattern';
      walk(item, node, name, inside, visit);
    }
  }
}

function lineFinder(text) {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}
