// What code of each scripting language may say and still surely do nothing but compute, print and read files.
import type { FileActionKind } from '../../action.ts'
import type { Syntax } from './tokens.ts'

export interface Language {
  readonly syntax: Syntax
  /** Keywords, functions and modules that are harmless. */
  readonly names: ReadonlySet<string>
  /** Names that stay themselves even where the code binds them. */
  readonly dangerous: ReadonlySet<string>
  /** Members that are harmless; null: all but `strangeMembers`. */
  readonly members: ReadonlySet<string> | null
  readonly strangeMembers: RegExp
  /** Functions that read the file their first argument names. */
  readonly readers: RegExp
  /** Functions that run their only argument as shell text. */
  readonly runners: RegExp
  /** What reads the environment. */
  readonly environment: RegExp
  /** `text:upper()` is a member. */
  readonly hasColonMembers?: true
  /** How the code binds a name; group 1. */
  readonly bindings: readonly RegExp[]
  /** Functions that change the file their first argument names: `os.remove`, `writeFileSync`. */
  readonly changers: Readonly<Record<string, FileActionKind>>
  /** Members of modules that have harmless and other ones; the rest of the module is not touched. */
  readonly modules: Readonly<Record<string, RegExp>>
  /** Marks that alone make code unclear (backticks, regular expressions with code). */
  readonly strange: RegExp | null
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

const word = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y

const python: Language = {
  syntax: {
    comment: /#[^\n]*|\\\n/y,
    quotes: ['"""', "'''", '"', "'"],
    prefixes: /(?:[rbuf]{1,2}(?=["']))?/iy,
    interpolation: /\{([^{}]*)\}/g,
    needsPrefix: true,
    name: word,
  },
  names: set(
    `if elif else for while in not and or is lambda def return import from as with try except finally raise pass break continue class yield assert del True False None match case global nonlocal async await
    print len range sum min max sorted int float str list dict set tuple enumerate zip map filter abs round any all reversed isinstance issubclass type repr format ord chr bin hex oct divmod pow bool bytes bytearray complex frozenset iter next slice hash id callable object super property staticmethod classmethod ascii
    Exception ValueError TypeError KeyError IndexError RuntimeError StopIteration ZeroDivisionError AssertionError OSError FileNotFoundError SystemExit NotImplementedError AttributeError UnicodeDecodeError Warning
    json math re sys statistics datetime time collections itertools functools operator string random textwrap decimal fractions csv hashlib base64 binascii struct unicodedata pprint heapq bisect copy enum dataclasses typing calendar uuid html difflib cmath numbers array zlib keyword colorsys ipaddress secrets locale graphlib queue tomllib configparser abc types contextlib warnings traceback platform timeit zoneinfo ast argparse pathlib os urllib socket shutil
    Counter defaultdict OrderedDict namedtuple deque ChainMap StringIO BytesIO Decimal Fraction Path PurePath date timedelta timezone dataclass field Enum Optional Any List Dict Iterable reduce partial lru_cache chain product permutations combinations count cycle islice groupby accumulate starmap repeat zip_longest takewhile dropwhile mean median stdev mode sqrt floor ceil log pi gcd factorial sleep pprint pformat dedent wrap fill literal_eval ZoneInfo SequenceMatcher unified_diff _ __name__ self cls`,
  ),
  dangerous: set(
    'eval exec compile open __import__ globals locals vars getattr setattr delattr breakpoint input memoryview help dir exit quit __builtins__ __loader__ __spec__ os sys subprocess shutil socket urllib',
  ),
  members: set(
    `append extend insert pop clear index count sort reverse copy keys values items get update setdefault add discard remove union intersection difference issubset issuperset split rsplit splitlines strip lstrip rstrip join upper lower title capitalize swapcase startswith endswith find rfind rindex replace format format_map encode decode isdigit isalpha isalnum isspace isupper islower isnumeric isdecimal isidentifier zfill center ljust rjust partition rpartition casefold expandtabs translate maketrans hex fromhex bit_length to_bytes from_bytes as_integer_ratio is_integer conjugate real imag
    read readline readlines write writelines flush close isatty stdin stdout stderr argv exit version version_info platform maxsize byteorder executable getsizeof getrecursionlimit setrecursionlimit buffer
    load loads dump dumps dumps match search findall finditer fullmatch sub subn compile group groups groupdict start end span escape IGNORECASE MULTILINE DOTALL VERBOSE I M S X
    now today utcnow strftime strptime isoformat fromisoformat fromtimestamp timestamp date time datetime timedelta timezone utc year month day hour minute second microsecond weekday isocalendar total_seconds days seconds sleep perf_counter monotonic time_ns process_time ctime gmtime localtime mktime
    Counter defaultdict OrderedDict namedtuple deque most_common elements appendleft popleft rotate chain product permutations combinations count cycle islice groupby accumulate starmap repeat zip_longest from_iterable reduce partial lru_cache wraps cache itemgetter attrgetter mul
    sqrt floor ceil log log2 log10 exp pi e tau inf nan isnan isinf sin cos tan atan2 hypot gcd lcm factorial comb perm prod isclose fsum trunc pow radians degrees mean median mode stdev pstdev variance quantiles fmean
    random randint choice choices shuffle sample uniform seed randrange gauss token_hex token_urlsafe uuid4 uuid1 hex
    md5 sha1 sha256 sha512 blake2b new hexdigest digest b64encode b64decode urlsafe_b64encode urlsafe_b64decode b32encode b16encode hexlify unhexlify crc32 adler32 pack unpack calcsize
    reader writer DictReader DictWriter writerow writerows writeheader fieldnames StringIO BytesIO getvalue getbuffer
    dedent indent wrap fill shorten ascii_letters ascii_lowercase ascii_uppercase digits punctuation printable whitespace Template substitute safe_substitute Decimal quantize Fraction numerator denominator limit_denominator
    path basename dirname splitext exists isfile isdir getsize abspath normpath relpath getcwd listdir cpu_count getpid sep linesep pathsep curdir name stem suffix suffixes parent parents parts is_file is_dir is_absolute resolve as_posix joinpath with_suffix with_name glob rglob iterdir relative_to cwd st_size st_mtime stat
    parse quote unquote quote_plus unquote_plus urlencode urlparse urlsplit urljoin parse_qs parse_qsl netloc query fragment scheme hostname
    AF_INET AF_INET6 AF_UNIX SOCK_STREAM SOCK_DGRAM has_ipv6 machine python_version node release architecture
    normalize category east_asian_width heappush heappop heapify nlargest nsmallest bisect_left bisect_right insort deepcopy escape unescape unified_diff ndiff ratio get_close_matches literal_eval pprint pformat fields asdict field auto value timeit sections getint getboolean read_string ArgumentParser lower`,
  ),
  strangeMembers: /^__(?!name__$|len__$|doc__$|class__$|version__$)/,
  readers: /^(?:open|Path|PurePath)$/,
  runners: /^(?:system|popen|getoutput|getstatusoutput)$/,
  environment: /^(?:environ|environb|getenv|getenvb)$/,
  bindings: [
    /(?:^|[\s;(,:])([A-Za-z_]\w*)\s*(?::[^=\n]*)?(?:[-+*/%|&^@]|\/\/|\*\*|<<|>>)?=(?!=)/g,
    /\bfor\s+\(?((?:[A-Za-z_]\w*[\s,]*)+)\)?\s+in\b/g,
    /\bdef\s+([A-Za-z_]\w*)/g,
    /\bclass\s+([A-Za-z_]\w*)/g,
    /\b(?:lambda|def\s+\w+\s*\()\s*((?:\*{0,2}[A-Za-z_]\w*[\s,]*)+)/g,
    /\bas\s+([A-Za-z_]\w*)/g,
    /(?:^|[\s;(])((?:\*?[A-Za-z_]\w*\s*,\s*)+\*?[A-Za-z_]\w*)\s*=(?!=)/g,
    /([A-Za-z_]\w*)\s*:=/g,
  ],
  changers: {
    'os.remove': 'delete',
    'os.unlink': 'delete',
    'os.rmdir': 'delete',
    'os.mkdir': 'create',
    'os.makedirs': 'create',
    'os.chmod': 'metadata',
    'shutil.rmtree': 'delete',
  },
  modules: {
    os: /^(?:path|getcwd|listdir|cpu_count|getpid|sep|linesep|pathsep|curdir|name|environ|getenv)$/,
    sys: /^(?:argv|exit|stdin|stdout|stderr|version|version_info|platform|maxsize|byteorder|path|executable|getsizeof|getrecursionlimit|setrecursionlimit)$/,
    urllib: /^parse$/,
    shutil: /^(?:get_terminal_size)$/,
    socket: /^(?:AF_\w+|SOCK_\w+|has_ipv6)$/,
  },
  strange: null,
}

const javascript: Language = {
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

const ruby: Language = {
  syntax: {
    comment: /#(?!\{)[^\n]*/y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: /#\{([^{}]*)\}/g,
    needsPrefix: false,
    regexes: 'plain',
    name: /[@$]{0,2}[A-Za-z_]\w*[?!]?/y,
  },
  names: set(
    'if elsif else end unless while until for in do def return yield then case when begin rescue ensure and or not true false nil self next break puts print p pp printf format sprintf require Integer Float String Array Hash Math Time Date JSON Set Range Rational Complex Struct Comparable Enumerable Kernel rand srand sleep lambda proc loop json set date time bigdecimal digest $stdin $stdout STDIN STDOUT ARGV gets $_ raise',
  ),
  dangerous: set(
    'eval system exec spawn fork open load require_relative instance_eval class_eval send public_send __send__ method define_method binding IO File Dir FileUtils Process Open3 Net TCPSocket ObjectSpace Object Module Class syscall trap at_exit $LOAD_PATH ENV',
  ),
  members: set(
    'new each map select reject reduce inject sum min max sort sort_by reverse first last length size count join split strip chomp chop upcase downcase capitalize gsub sub tr scan match match? include? start_with? end_with? to_i to_f to_s to_a to_h to_sym inspect push pop shift unshift concat flatten uniq compact zip each_with_index each_slice each_cons with_index times upto downto step keys values key? any? all? none? find index group_by partition tally take drop round floor ceil abs sqrt pow parse generate pretty_generate now strftime today rjust ljust center format even? odd? zero? nil? empty? read each_line lines chars bytes ord chr hexdigest dig fetch merge each_char sqrt PI year month day ',
  ),
  strangeMembers: /^__/,
  readers: /^(?:File\.read|IO\.read)$/,
  runners: /^(?:system|exec|spawn)$/,
  environment: /^ENV$/,
  bindings: [
    /(?:^|[\s;|(,])([a-z_@]\w*)\s*(?:[-+*/%|&]|\|\||<<)?=(?![=~])/g,
    /\|([^|]*)\|/g,
    /\bfor\s+(\w+)\s+in/g,
    /\bdef\s+(\w+)/g,
  ],
  changers: {
    'File.write': 'overwrite',
    'File.delete': 'delete',
    'File.unlink': 'delete',
    'Dir.mkdir': 'create',
    'FileUtils.rm': 'delete',
    'FileUtils.rm_rf': 'delete',
  },
  modules: {},
  strange: /`|%[qQxwWiIrs]?[^\w\s]|__END__|DATA|&:|&method/,
}

const php: Language = {
  syntax: {
    comment: /\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\//y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: /\{\$([^{}]*)\}/g,
    needsPrefix: false,
    name: /\$?[A-Za-z_]\w*/y,
  },
  names: set(
    'echo print printf sprintf if else elseif for foreach while as return function fn true false null array list strlen count strtoupper strtolower ucfirst trim explode implode join str_repeat str_replace substr strpos strrev json_encode json_decode number_format round floor ceil abs max min range array_map array_filter array_sum array_keys array_values array_merge array_slice array_reverse in_array sort rsort usort ksort is_array is_string intval floatval date time mktime strtotime md5 sha1 hash crc32 base64_encode bin2hex pi sqrt pow var_dump print_r PHP_EOL PHP_VERSION isset empty unset mb_strlen mb_substr str_pad sprintf var_export JSON_PRETTY_PRINT',
  ),
  dangerous: set(
    'eval system exec passthru shell_exec popen proc_open assert include require include_once require_once call_user_func call_user_func_array create_function',
  ),
  members: set(''),
  strangeMembers: /^__/,
  readers: /^(?:readfile|file_get_contents|file|fopen)$/,
  runners: /^(?:system|exec|passthru|shell_exec|popen)$/,
  environment: /^(?:getenv|\$_ENV|\$_SERVER)$/,
  bindings: [/(\$[A-Za-z_]\w*)/g],
  changers: { unlink: 'delete', rmdir: 'delete', mkdir: 'create', touch: 'create', chmod: 'metadata' },
  modules: {},
  strange: /`|<\?|\$\$|\$\w+\s*\(|\$\{|\$GLOBALS|->|::/,
}

const lua: Language = {
  hasColonMembers: true,
  syntax: {
    comment: /--\[\[[\s\S]*?\]\]|--[^\n]*/y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: null,
    needsPrefix: false,
    name: word,
  },
  names: set(
    'and break do else elseif end false for function goto if in local nil not or repeat return then true until while print pairs ipairs tonumber tostring type select next string table math unpack error assert pcall io os utf8',
  ),
  dangerous: set(
    'load loadstring loadfile dofile require io os debug package _G _ENV setmetatable getmetatable rawset rawget setfenv getfenv',
  ),
  members: set(
    'format rep sub gsub find match gmatch upper lower len reverse byte char concat insert remove sort unpack pack floor ceil max min abs sqrt huge pi random randomseed fmod modf sin cos tan exp log tointeger type write read lines date time clock difftime',
  ),
  strangeMembers: /^__/,
  readers: /^(?:lines)$/,
  runners: /^(?:execute|popen)$/,
  environment: /^getenv$/,
  bindings: [
    /(?:^|[\s;])(?:local\s+)?((?:[A-Za-z_]\w*\s*,?\s*)+)=(?!=)/g,
    /\bfor\s+([\w\s,]+?)(?:=|\bin\b)/g,
    /\bfunction\s+(\w+)?\s*\(([^)]*)\)/g,
  ],
  changers: { 'os.remove': 'delete' },
  modules: {},
  strange: /\[=*\[|\bos\s*[.[]\s*(?!date|time|clock|difftime)|\bio\s*[.[]\s*(?!write|read|lines)|\[\s*["']/,
}

const tcl: Language = {
  syntax: {
    comment: /(?<=^|\n|;)\s*#[^\n]*/y,
    quotes: ['"'],
    prefixes: /(?:)/y,
    interpolation: /\[([^[\]]*)\]/g,
    needsPrefix: false,
    name: /\$?[A-Za-z_][\w:]*/y,
  },
  names: set(
    'puts set expr incr foreach for while if else elseif proc return string length list lindex llength lappend lsort lrange split join format append range toupper tolower trim first last index map clock seconds break continue switch -nonewline stdout stderr',
  ),
  dangerous: set(
    'exec open eval source file cd socket load package uplevel interp subst apply glob pid exit rename namespace trace after vwait fconfigure',
  ),
  members: set(''),
  strangeMembers: /^__/,
  readers: /^(?:never)$/,
  runners: /^(?:never)$/,
  environment: /^(?:env|\$env|\$::env)$/,
  bindings: [/(?:set|foreach|incr|lappend|append|proc)\s+([A-Za-z_]\w*)/g, /(\$[A-Za-z_]\w*)/g],
  changers: {},
  modules: {},
  strange: /\[\s*\$|::|^\s*\$|\{\s*\$/,
}

const perl: Language = {
  syntax: {
    comment: /#[^\n]*/y,
    quotes: ['"', "'"],
    prefixes: /(?:)/y,
    interpolation: /[@$]\{([^{}]*)\}/g,
    needsPrefix: false,
    regexes: 'perl',
    name: /[$@%]?#?[A-Za-z_]\w*|[$@][_0-9&!,;./\\]/y,
  },
  names: set(
    'print printf say join split map grep sort keys values push pop shift unshift splice foreach for if elsif else unless while until my our local use strict warnings utf8 feature length substr index rindex sprintf lc uc lcfirst ucfirst reverse defined exists delete scalar sub return and or not eq ne lt gt le ge cmp x last next redo wantarray abs int sqrt hex oct ord chr localtime gmtime time chomp chop sum max min first List Util POSIX floor ceil BEGIN END STDIN STDOUT STDERR Dumper Data each qw undef die warn rand srand sin cos exp log atan2 pack unpack JSON PP Time Piece MIME Base64 Encode s m y tr q qq',
  ),
  dangerous: set(
    'system exec open eval do require unlink rename rmdir mkdir chmod chown symlink link truncate utime syscall kill fork socket connect bind listen accept sysopen opendir glob qx readpipe dbmopen chroot chdir setpgrp',
  ),
  members: set('new'),
  strangeMembers: /^__/,
  readers: /^(?:never)$/,
  runners: /^(?:system|exec)$/,
  environment: /^[%$]ENV$/,
  bindings: [/([$@%]#?\w+)/g, /\bsub\s+(\w+)/g, /(\w+)\s*=>/g, /\{(\w+)\}/g, /^(\w+):/g],
  changers: { unlink: 'delete', rmdir: 'delete' },
  modules: {},
  strange: /`|<\s*[^\s<>\w$=]|<\*|\bqx\b|\bq[qw]?\s*[^\w\s,;)=]|->|&\$|&\{|\*\{|\$\{\^|\bdo\b|\(\?\??\{/,
}

export const languages = { python, javascript, ruby, php, lua, tcl, perl } as const
export type LanguageName = keyof typeof languages
