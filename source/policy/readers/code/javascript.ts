// JavaScript: its syntax, and what is harmless in it.
import { unclear } from './interpolation.ts'
import type { Language, Oddities } from './language.ts'
import { among, nameSet } from '../../among.ts'
import { closeAt, followsDot, isMark, literalOf } from './arguments.ts'
import { plainSyntax, type Token } from './tokens.ts'

// What JavaScript may say only in one form: computed members, `this`.

const keyword = among(String.raw`
    return typeof instanceof in of case do else void delete throw new await yield if while for const let var default
    import export async get set static extends`)

const isValueEnd = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'mark' ? ')]}'.includes(token.text) : !(token.kind === 'name' && keyword.test(token.text)))

const javascriptOddities: Oddities = (tokens, _, language) => {
  for (const [i, token] of tokens.entries()) {
    if (isMark(token, '\\')) unclear('a backslash')
    if (token.kind === 'name' && token.text === 'this' && !followsDot(tokens, i)) checkThis(language, tokens, i)
    if (isMark(token, '[')) checkMember(language, tokens, i)
  }
}

/** Outside of a class `this` may be all there is. */
function checkThis(language: Language, tokens: readonly Token[], i: number): void {
  const member = tokens[i + 2]?.text ?? ''
  const isPlain =
    isMark(tokens[i + 1], '.') && !language.dangerous.has(member) && !Object.hasOwn(language.modules, member)
  if (!isPlain || !tokens.some(({ kind, text }) => kind === 'name' && text === 'class')) unclear('this')
}

/** `x["a"]` is a member like `x.a`, and `x[0]` a value; a name in its place may be any. */
function checkMember(language: Language, tokens: readonly Token[], i: number): void {
  const close = closeAt(tokens, i)
  const isKey = isMark(tokens[close + 1], ':') && /^[{,]$/.test(tokens[i - 1]?.text ?? '')
  if (!isValueEnd(tokens[i - 1]) && !isKey) return
  const inside = tokens.slice(i + 1, close)
  const text = literalOf(inside)
  const isNumber = inside.length === 1 && inside[0]?.kind === 'number'
  if (!isNumber && (text === null || language.strangeMembers.test(text))) unclear('a computed member')
}

export const javascript: Language = {
  syntax: {
    ...plainSyntax,
    comment: /\/\/[^\n]*|\/\*[\s\S]*?\*\//y,
    quotes: ['"', "'", '`'],
    interpolation: 'javascript',
    codeQuotes: /`/,
    lineQuotes: /^["']$/,
    regexes: 'javascript',
    name: /[A-Za-z_$#][\w$]*/y,
  },
  names: nameSet(
    `var let const function return if else for while do of in new typeof instanceof delete void null undefined true false this class extends super switch case default break continue try catch finally throw async await yield get set static import from export
    console JSON Math Object Array Number String Boolean Date Map Set WeakMap RegExp Symbol BigInt Error TypeError RangeError Promise parseInt parseFloat isNaN isFinite NaN Infinity Intl encodeURIComponent decodeURIComponent encodeURI decodeURI atob btoa clearImmediate WeakRef Uint8ClampedArray AbortController structuredClone setTimeout clearTimeout setImmediate queueMicrotask performance URL URLSearchParams TextEncoder TextDecoder Uint8Array Uint16Array Uint32Array Int8Array Int16Array Int32Array Float32Array Float64Array BigInt64Array ArrayBuffer DataView WeakSet AggregateError SyntaxError setInterval clearInterval Iterator`,
  ),
  dangerous: nameSet(
    'eval with Function globalThis global module exports Reflect Proxy WebAssembly Buffer fetch WebSocket XMLHttpRequest EventSource require process fs os crypto import async_hooks child_process cluster dgram diagnostics_channel dns domain http http2 https inspector net repl tls trace_events tty v8 vm wasi worker_threads navigator localStorage sessionStorage BroadcastChannel MessageChannel Worker',
  ),
  members: null,
  strangeMembers: among(String.raw`
    Function fetch require process global globalThis child_process constructor getPrototypeOf setPrototypeOf
    getOwnPropertyDescriptors? getOwnPropertyNames getThis getFunction prepareStackTrace __\w+__ prototype caller
    callee mainModule binding _\w+ dlopen kill env createRequire registerHooks register Module eval call apply bind
    getBuiltinModule chdir setuid setgid seteuid setegid setgroups initgroups umask abort report execve reallyExit
    open\w* write(?:File|v|Sync)?\w* append\w* unlink\w* rm\w* rename\w* copy\w* cp\w* mkdir\w* mkdtemp\w* truncate\w*
    ftruncate\w* chmod\w* chown\w* lchown\w* utimes\w* link\w* symlink\w* createWriteStream exec\w+ spawn\w* fork
    connect createConnection createServer listen request lookup resolve\d\w* promises homedir userInfo setPriority`),
  strangeText: among(String.raw`
    constructor __proto__ __define\w+ __lookup\w+ prototype mainModule getBuiltinModule binding _load eval Function
    fetch`),
  imports: 'javascript',
  readers: /^fs\.readFileSync$/,
  runners: /^(?:execSync|exec)$/,
  startsPrograms: true,
  environment: /^env$/,
  bindings: [
    /\b(?:var|let|const)\s+([A-Za-z_$][\w$]*)/g,
    /\b(?:var|let|const)\s*[[{]([^\]}]*)/g,
    /\bfunction\b(?:[\s*]+([A-Za-z_$][\w$]*))?\s*\(([^)]*)/g,
    /\(([^()]*)\)\s*=>/g,
    /(?<![\w$])([A-Za-z_$][\w$]*)\s*=>/g,
    /(?<![^\s;,(])([A-Za-z_$][\w$]*)\s*(?:[-+*/%]|\|\||&&|\?\?)?=(?![=>])/g,
    /\bclass\s+([A-Za-z_$][\w$]*)/g,
    /(?:^|[{};])\s*(?:(?:async|static|get|set)\s+)*([A-Za-z_$][\w$]*)\s*\(([^()]*)\)\s*\{/g,
    /\bcatch\s*\(([^)]*)/g,
    /(?<![\w$])([A-Za-z_$][\w$]*)\s*:/g,
  ],
  changers: {
    'fs.writeFileSync': ['overwrite'],
    'fs.appendFileSync': ['append'],
    'fs.mkdirSync': ['create'],
    'fs.unlinkSync': ['delete'],
    'fs.rmSync': ['delete'],
    'fs.rmdirSync': ['delete'],
    'fs.chmodSync': ['metadata'],
    'fs.truncateSync': ['truncate'],
    'fs.copyFileSync': ['read', 'overwrite'],
    'fs.renameSync': ['move', 'overwrite'],
  },
  modules: {
    process: among(String.raw`
    argv version versions platform arch exit exitCode cwd stdout stderr stdin uptime memoryUsage hrtime pid title`),
    Buffer: /^(?:from|byteLength|isBuffer|concat)$/,
    'process.stdout': /^(?:write|columns|rows|isTTY|end)$/,
    'process.stderr': /^(?:write|columns|rows|isTTY|end)$/,
    'process.stdin': /^(?:on|once|setEncoding|pipe|read|isTTY|resume|end)$/,
    child_process: /^(?!)/,
    fs: /^(?:existsSync|readdirSync|statSync|lstatSync|realpathSync|accessSync|constants)$/,
    os: /^(?:EOL|cpus|arch|platform|type|release|totalmem|freemem|uptime|loadavg|tmpdir|homedir|hostname|endianness)$/,
    path: among(String.raw`
    join resolve basename dirname extname relative normalize isAbsolute parse format sep delimiter posix win32`),
    util: /^(?:inspect|format|isDeepStrictEqual|types|inherits|parseArgs|stripVTControlCharacters|styleText)$/,
    url: /^(?:URL|URLSearchParams|parse|format|fileURLToPath|pathToFileURL)$/,
    crypto: /^(?:createHash|createHmac|randomUUID|randomBytes|randomInt|timingSafeEqual|getHashes|hash)$/,
    zlib: /^(?:(?:gzip|gunzip|deflate|inflate|deflateRaw|inflateRaw|brotliCompress|brotliDecompress)Sync|crc32)$/,
    assert: among(String.raw`
    ok equal strictEqual deepEqual deepStrictEqual notEqual notStrictEqual notDeepStrictEqual match throws strict`),
    events: /^(?:EventEmitter)$/,
    querystring: /^(?:parse|stringify|escape|unescape)$/,
    string_decoder: /^(?:StringDecoder)$/,
    readline: /^(?:createInterface|cursorTo|clearLine)$/,
    perf_hooks: /^(?:performance)$/,
    punycode: /^(?:toASCII|toUnicode|encode|decode)$/,
  },
  strange: /\/\*|import\s*\(|<!--|^[^\S\r\n\u2028\u2029]*(?:-->|#!)/m,
  oddities: javascriptOddities,
}
