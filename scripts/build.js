// Bundles source/ into dist/: one small entry, everything heavy (Ink, SDKs) in chunks that load on demand.
// Run by itself it fills dist/; scripts/package.js fills the published folder by the same function.
import { readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

const root = new URL('..', import.meta.url).pathname
const { engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
/** The lowest Node the program runs under: the one place that says it is `engines`. */
export const lowestNode = engines.node.replace('>=', '')

/** Yoga brings its WebAssembly as a data: URL and would fetch it: fetch loads an HTTP client (25 ms of CPU). */
const withoutFetch = {
  name: 'without-fetch',
  setup: ({ onLoad }) => {
    onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => ({
      contents: `const fetch = undefined;${readFileSync(path, 'utf8')}`,
    }))
  },
}

const quickWidth = {
  name: 'quick-width',
  setup: ({ onResolve }) => {
    const ours = `${root}source/bundle/string-width.ts`
    onResolve({ filter: /^string-width$/ }, ({ importer }) => (importer === ours ? undefined : { path: ours }))
  },
}

const fetchNames = ['Headers', 'Request', 'Response', 'FormData']

/** What an SDK's file takes for global, bound to undici's; a look at the global itself is one at Node's copy. */
function ofUndici(text) {
  const own = text
    .replaceAll(new RegExp(`\\bglobalThis\\.(${fetchNames.join('|')})\\b`, 'g'), '$1')
    .replaceAll(
      'getOwnPropertyDescriptor(globalThis, name)',
      "getOwnPropertyDescriptor(name === 'Headers' ? { Headers } : globalThis, name)",
    )
  const names = fetchNames.filter((name) => new RegExp(`(?<![.\\w$'"])${name}\\b`).test(own))
  return names.length === 0 ? own : `import{${names.join()}}from'undici';${own}`
}

/** Of undici the parts that are used, also by the SDKs: Node's whole copy of it takes 4 MB for ever. */
const narrowUndici = {
  name: 'narrow-undici',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^undici$/ }, () => ({ path: `${root}source/bundle/undici.ts` }))
    // Only HTTP/1.1 is spoken; undici goes on without the module (2 MB).
    onResolve({ filter: /^node:http2$/ }, () => ({ path: `${root}source/bundle/no-http2.ts` }))
    onLoad({ filter: /node_modules\/(openai|@anthropic-ai\/sdk)\/.*\.m?js$/ }, ({ path }) => ({
      contents: ofUndici(readFileSync(path, 'utf8')),
    }))
  },
}

/** pg-boss takes repeating rules of calendars for schedules; ours are cron. */
const withoutRules = {
  name: 'without-rules',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^rrule-temporal$/ }, () => ({ path: `${root}source/bundle/no-rrule.ts` }))
  },
}

/** Bundles source/ into `outdir`, which is emptied first; resolves to what esbuild says of the inputs. */
export async function bundle(outdir) {
  rmSync(outdir, { recursive: true, force: true })
  const { metafile } = await build({
    absWorkingDir: root,
    // What judges commands runs in a thread of its own, and a thread begins with a file.
    entryPoints: {
      cli: 'source/cli.ts',
      // The program without its process: what most tests call.
      main: 'source/cli/main.ts',
      index: 'source/index.ts',
      policy: 'source/policy.ts',
      'judge-worker': 'source/policy/judge-worker.ts',
    },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: `node${lowestNode}`,
    // jsonc-parser's CommonJS build cannot be bundled; its ES modules can.
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    legalComments: 'none',
    // Names that servers or people see are given where they are used (models/openai.ts); keeping all costs every start.
    // Ink only wants it when DEV=true, and it is not installed.
    external: ['react-devtools-core'],
    define: { 'process.env.NODE_ENV': '"production"' },
    inject: ['source/bundle/segmenter.ts'],
    plugins: [withoutFetch, quickWidth, narrowUndici, withoutRules],
    // Bundled CommonJS packages still call require() for Node's own modules.
    banner: {
      js: "import{createRequire as __tosRequire}from'node:module';const require=__tosRequire(import.meta.url);",
    },
    logLevel: 'warning',
    metafile: true,
  })
  // Runs alone inside the sandbox: no chunks, no banner, nothing beside it.
  await build({
    absWorkingDir: root,
    entryPoints: { bridge: 'source/executor/bridge.ts' },
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: `node${lowestNode}`,
    minifySyntax: true,
    minifyWhitespace: true,
    minifyIdentifiers: true,
    logLevel: 'warning',
  })
  return metafile
}

if (process.argv[1] === new URL(import.meta.url).pathname) await bundle(`${root}dist`)
