// Bundles source/ into dist/: one small entry, everything heavy (Ink, SDKs) in chunks that load on demand.
import { readFileSync, rmSync } from 'node:fs'
import { build } from 'esbuild'

const root = new URL('..', import.meta.url).pathname
rmSync(`${root}dist`, { recursive: true, force: true })

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

await build({
  absWorkingDir: root,
  entryPoints: { cli: 'source/cli.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // jsonc-parser's CommonJS build cannot be bundled; its ES modules can.
  mainFields: ['module', 'main'],
  jsx: 'automatic',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  // Ink only wants it when DEV=true, and it is not installed.
  external: ['react-devtools-core'],
  define: { 'process.env.NODE_ENV': '"production"' },
  inject: ['source/bundle/segmenter.ts'],
  plugins: [withoutFetch, quickWidth],
  // Bundled CommonJS packages still call require() for Node's own modules.
  banner: { js: "import{createRequire as __tosRequire}from'node:module';const require=__tosRequire(import.meta.url);" },
  logLevel: 'warning',
})
