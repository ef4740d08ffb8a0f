import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';

const entry = new URL('../src/report/viewer/open-viewer.ts', import.meta.url);
const style = new URL('../src/report/report.css', import.meta.url);

/** The generated modules of `src/report`, by file name: what a page holds, and its hash. */
export async function buildPageAssets(): Promise<Record<string, string>> {
  return {
    'viewer-script.ts': moduleOf(
      'VIEWER_SCRIPT',
      await bundledViewer(),
      'The script of a report: `viewer` in one piece.',
    ),
    'report-style.ts': moduleOf(
      'REPORT_STYLE',
      await readFile(style, 'utf8'),
      'The style of all pages: `report.css`.',
    ),
  };
}

async function bundledViewer(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(entry), formats: ['iife'], name: 'viewer' },
      rollupOptions: { output: { footer: 'viewer.openViewer(document);' } },
    },
  });
  const [{ output }] = built as Rollup.RollupOutput[] as [Rollup.RollupOutput];
  return output[0].code.trim();
}

/** `</script` must not end the element that the script stands in. */
function moduleOf(name: string, text: string, what: string): string {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`${name} would end its element early`);
  const hash = `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const ignored = text.includes('${')
    ? '  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is a script, not a template\n'
    : '';
  return `// Made by page-assets.test.ts: mend what it is made of, not this.

/** ${what} \`hash\` is for Content-Security-Policies. */
export const ${name}: { readonly text: string; readonly hash: string } = {
${ignored}  text: ${literal(text)},
  hash: '${hash}',
};
`;
}

/** A string as the formatter leaves it. */
function literal(text: string): string {
  const double = JSON.stringify(text);
  const singles = text.split("'").length;
  const doubles = text.split('"').length;
  if (singles > doubles) return double;
  return `'${double.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
