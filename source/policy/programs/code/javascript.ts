// JavaScript: its syntax, and what is harmless in it.
import { set, type Language } from './language.ts'

export const javascript: Language = {
  syntax: {
    comment: /\/\/[^\n]*|\/\*[\s\S]*?\*\//y,
    quotes: ['"', "'", '`'],
    prefixes: /(?:)/y,
    interpolation: /\$\{([^{}]*)\}/g,
    needsPrefix: false,
    regexes: 'plain',
    name: /[A-Za-z_$#][\w$]*/y,
  },
  names: set(
    `var let const function return if else for while do of in new typeof instanceof delete void null undefined true false this class extends super switch case default break continue try catch finally throw async await yield get set static import from export
    console JSON Math Object Array Number String Boolean Date Map Set WeakMap RegExp Symbol BigInt Error TypeError RangeError Promise parseInt parseFloat isNaN isFinite NaN Infinity Intl encodeURIComponent decodeURIComponent encodeURI structuredClone setTimeout clearTimeout setImmediate queueMicrotask performance URL URLSearchParams TextEncoder TextDecoder require process fs path util os assert Iterator`,
  ),
  dangerous: set(
    'eval Function globalThis global module exports Reflect Proxy WebAssembly Buffer fetch WebSocket XMLHttpRequest EventSource child_process require process fs os import',
  ),
  members: null,
  strangeMembers:
    /^(?:constructor|__\w+__|prototype|caller|callee|mainModule|binding|_\w+|dlopen|kill|env|createRequire|registerHooks|register|Module|eval|call|apply|bind|getBuiltinModule|chdir|setuid|setgid|seteuid|setegid|setgroups|initgroups|umask|abort|report|execve|reallyExit|open\w*|write(?:File|v|Sync)?\w*|append\w*|unlink\w*|rm\w*|rename\w*|copy\w*|cp\w*|mkdir\w*|mkdtemp\w*|truncate\w*|ftruncate\w*|chmod\w*|chown\w*|lchown\w*|utimes\w*|link\w*|symlink\w*|createWriteStream|exec\w*|spawn\w*|fork|connect|createConnection|createServer|listen|request|lookup|resolve\d\w*|promises|homedir|userInfo|setPriority)$/,
  readers: /^(?:readFileSync|require)$/,
  runners: /^(?:execSync|exec)$/,
  environment: /^env$/,
  bindings: [
    /\b(?:var|let|const)\s+([A-Za-z_$][\w$]*)/g,
    /\b(?:var|let|const)\s+[[{]([^\]}]*)[\]}]/g,
    /\bfunction\s*([A-Za-z_$][\w$]*)?\s*\(([^)]*)\)/g,
    /\(([^()]*)\)\s*=>/g,
    /([A-Za-z_$][\w$]*)\s*=>/g,
    /(?:^|[\s;,(])([A-Za-z_$][\w$]*)\s*(?:[-+*/%]|\|\||&&|\?\?)?=(?![=>])/g,
    /\bcatch\s*\(([^)]*)\)/g,
    /([A-Za-z_$][\w$]*)\s*:/g,
  ],
  changers: {
    'fs.writeFileSync': 'overwrite',
    '.writeFileSync': 'overwrite',
    '.appendFileSync': 'append',
    '.mkdirSync': 'create',
    '.unlinkSync': 'delete',
    '.rmSync': 'delete',
    '.chmodSync': 'metadata',
    '.rmdirSync': 'delete',
    '.truncateSync': 'truncate',
  },
  modules: {
    process:
      /^(?:argv|version|versions|platform|arch|exit|exitCode|cwd|stdout|stderr|stdin|uptime|memoryUsage|hrtime|pid|env)$/,
    fs: /^(?:readFileSync|existsSync|readdirSync|statSync|lstatSync|realpathSync|constants)$/,
    os: /^(?:EOL|cpus|arch|platform|type|release|totalmem|freemem|uptime|tmpdir|hostname|endianness)$/,
  },
  strange: /\/\*|import\s*\(/,
}
