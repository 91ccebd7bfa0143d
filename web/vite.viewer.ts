import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Connect, Plugin, Rolldown } from 'vite';

/** JavaScript and styles of the public page as they travel, before the engine that plays HLS. */
const budget = 120 * 1024;
/** Loaded when a video is about to play, and only where the browser needs it. */
const engine = /node_modules\/hls\.js\//;

const leftOut = fileURLToPath(new URL('./src/player/leftOut.ts', import.meta.url));
const isLeftOut = /\/media-(keyboard-shortcuts-dialog|preview-thumbnail|preview-chapter-display)\.js$/;

/**
 * The public viewer page, an entry of its own: its addresses lead to it while developing, a file of noise is made for
 * measuring connections, and a build in which the page has grown too heavy fails.
 */
export function viewerPage(): Plugin {
  return {
    name: 'rapport-viewer-page',
    enforce: 'pre',
    resolveId: (source) => (isLeftOut.test(source) ? leftOut : null),
    // The controls' templates are indented as deep as their code; browsers read past it, the network carries it.
    transform: {
      filter: { id: /node_modules\/media-chrome\// },
      handler: (code) => ({ code: code.replace(/\n\s+/g, '\n'), map: null }),
    },
    configureServer: ({ middlewares }) => void middlewares.use(toViewer),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(toViewer),
    generateBundle(_options, bundle) {
      this.emitFile({ type: 'asset', fileName: 'assets/probe.bin', source: noise(96 * 1024) });
      const bytes = weigh(bundle);
      this.info(`the viewer page weighs ${(bytes / 1024).toFixed(1)} KB of ${budget / 1024} KB`);
      if (bytes > budget) this.error(`The viewer page weighs ${bytes} bytes gzipped; ${budget} are allowed.`);
    },
  };
}

const toViewer: Connect.NextHandleFunction = (request, _response, next) => {
  if (/^\/(v|embed)\/[^/.]+$/.test(request.url?.split('?')[0] ?? '')) request.url = '/viewer.html';
  next();
};

/** All chunks that the page reaches, also those it imports late, but for the engine. */
function weigh(bundle: Rolldown.OutputBundle): number {
  const files = Object.values(bundle);
  const chunks = new Map(files.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])));
  const entry = [...chunks.values()].find((chunk) => chunk.facadeModuleId?.endsWith('/viewer.html'));
  if (!entry) throw new Error('The build has no viewer page.');
  const reached = new Set<string>();
  const visit = (name: string) => {
    const chunk = chunks.get(name);
    if (!chunk || reached.has(name) || chunk.moduleIds.some((id) => engine.test(id))) return;
    reached.add(name);
    for (const css of chunk.viteMetadata?.importedCss ?? []) reached.add(css);
    [...chunk.imports, ...chunk.dynamicImports].forEach(visit);
  };
  visit(entry.fileName);
  return files
    .filter((file) => reached.has(file.fileName))
    .reduce((sum, file) => sum + gzipSync(file.type === 'chunk' ? file.code : file.source).length, 0);
}

/** Bytes that no compression on the way makes smaller, the same in every build. */
function noise(size: number): Uint8Array {
  let state = 0x9e3779b9;
  return Uint8Array.from({ length: size }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}
