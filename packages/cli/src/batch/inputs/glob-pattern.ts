/** What a glob means. */
export interface GlobPattern {
  /** The folder that all its files are in. */
  folder: string;
  /** Matches their whole paths. */
  pattern: RegExp;
}

/** Whether a path could be a glob. */
export function isGlob(path: string): boolean {
  return /[*?[{]/.test(path);
}

/**
 * Reads a glob as shells do: `*` and `?` within a name, `**` for any folders, `[a-z]` and `[!a-z]`
 * for characters, `{a,b}` for either; a backslash takes the meaning of what follows away.
 */
export function globPattern(glob: string): GlobPattern {
  const parts = glob.split('/');
  const first = parts.findIndex(isGlob);
  const folder = parts.slice(0, first < 0 ? parts.length - 1 : first).join('/');
  const root = glob.startsWith('/') ? '/' : '.';
  return { folder: folder || root, pattern: new RegExp(`^${sourceOf(glob)}$`, 's') };
}

const tokens = /\\.|\*\*\/|\*+|\?|\[!?\]?[^\]]*\]|[{},]|./gsu;

function sourceOf(glob: string): string {
  let depth = 0;
  return glob.replace(tokens, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token.startsWith('*')) return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 1 && token.startsWith('[')) return characters(token);
    if (token === '{') depth += 1;
    else if (token === '}' && depth > 0) depth -= 1;
    else if (token !== ',' || depth === 0) return literal(token);
    return token === '{' ? '(?:' : token === '}' ? ')' : '|';
  });
}

function characters(token: string): string {
  const negated = token.startsWith('[!');
  const listed = token.slice(negated ? 2 : 1, -1).replace(/[\\\]^]/g, '\\$&');
  return negated ? `[^/${listed}]` : `[${listed}]`;
}

function literal(token: string): string {
  const character = token.length > 1 && token.startsWith('\\') ? token.slice(1) : token;
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
