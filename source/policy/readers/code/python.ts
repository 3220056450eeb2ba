// Python: its syntax, and what is harmless in it.
import { unclear } from './interpolation.ts'
import { type Language, type Oddities, word } from './language.ts'
import { among, names, nameSet } from '../../among.ts'
import { argumentsAt, closeAt, isMark, literalOf } from './arguments.ts'
import {
  isLibrary,
  libraryMembers,
  notOfLibraries,
  pythonModules,
  pythonPackages,
  pythonReaders,
  reachingKeyword,
} from './python-modules.ts'
import type { Token } from './tokens.ts'
import { show, type Value } from '../../model/value.ts'

/** The words of a call: behind its code or module everything is for that. */
export function pythonWords(args: readonly Value[]): readonly Value[] {
  const at = args.findIndex((arg) => !/^-[A-Za-bd-ln-z]*$/.test(show(arg)))
  const [, value] = /^-[A-Za-z]*?[cm](.*)$/s.exec(show(args[at] ?? [])) ?? []
  const end = at + (value === '' ? 2 : 1)
  return value === undefined ? args : [...args.slice(0, end), ['--'], ...args.slice(end)]
}

// What Python code may say only in one form: members that mean another thing on another object.

type Arguments = readonly (readonly Token[])[]
type Check = (given: Arguments, receiver: Token | undefined) => boolean

/** Each is true where the call is harmless on whatever it is called. */
const checks: Readonly<Record<string, Check>> = {
  // A path is moved with one argument, a text is changed with two, a date with names.
  replace: (given) =>
    !given.some(([first]) => isMark(first, '*')) &&
    (given.length > 1 || given.every(([name, mark]) => name?.text !== 'target' && isMark(mark, '='))),
  // Paths are copied to somewhere.
  copy: (given) => given.length === 0,
  // A parser of settings reads the file it is given.
  read: (given) =>
    given.every((argument) => argument.length === 1 && argument[0]?.kind === 'number') || isOneText(given),
  // A module in a package is found by loading the package.
  find_spec: (given) => isOneText(given) && !(literalOf(given[0]) ?? '.').includes('.'),
  // It may be told to write a file, or what to do with each line.
  basicConfig: (given) =>
    given.every(([name, mark]) => isMark(mark, '=') && /^(?:level|format|datefmt|style|force)$/.test(name?.text ?? '')),
  // `"{0.__class__}"` walks through objects.
  format: (given, receiver) => given.length === 0 || receiver?.kind === 'string',
  format_map: (_, receiver) => receiver?.kind === 'string',
  execute: (given) => isPlainSql(given[0]),
  executemany: (given) => isPlainSql(given[0]),
}

/** Statements that open further files or load code. */
const reaching = /\b(?:attach|vacuum|load_extension|readfile|writefile|edit|pragma|fts3_tokenizer)\b/i
const isPlainSql = (statement: readonly Token[] | undefined): boolean => {
  const text = literalOf(statement)
  return text !== null && !reaching.test(text)
}

const isOneText = (given: Arguments): boolean => given.length === 1 && literalOf(given[0]) !== null

const pythonOddities: Oddities = (tokens) => {
  const modules = new Set(['shutil', 'os'])
  if (tokens.some(({ text }) => text === 'ElementTree' || text === 'etree') && writesTree(tokens))
    unclear('.write of a tree')
  const calculates = tokens.some(({ kind, text }) => kind === 'name' && isLibrary(text))
  const hasTables = tokens.some(({ kind, text }) => kind === 'name' && text === 'pandas')
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind === 'mark' && text === '\\') unclear('a backslash')
    // Python takes several forms of a letter for one.
    if (kind === 'name' && text.normalize('NFKC') !== text) unclear('a name in another form')
    // What made one thing makes another.
    if (text === 'type' && isMark(tokens[i + 1], '(') && isKept(tokens, i)) unclear('a type as a value')
    if (
      calculates &&
      kind === 'name' &&
      notOfLibraries.has(text) &&
      isMark(tokens[i - 1], '.') &&
      tokens[i - 2]?.text !== 'json'
    )
      unclear(`.${text} of what is not known`)
    if (hasTables && /^(?:agg|aggregate|transform)$/.test(text) && callsByName(tokens, i)) unclear(`.${text} by name`)
    if (
      text === 'use' &&
      tokens[i - 2]?.text === 'matplotlib' &&
      !drawing.test(literalOf(argumentsAt(tokens, i + 1)[0]) ?? '')
    )
      unclear('matplotlib.use')
    if (calculates && isReaching(tokens, i)) unclear(`${text}=`)
    if (kind !== 'name' || !isMark(tokens[i - 1], '.') || !Object.hasOwn(checks, text)) continue
    if (modules.has(tokens[i - 2]?.text ?? '')) continue
    if (!isMark(tokens[i + 1], '(')) unclear(`.${text} as a value`)
    if (checks[text]?.(argumentsAt(tokens, i + 1), tokens[i - 2]) === false) unclear(`.${text} of what is not known`)
  }
  if (assignsPath(tokens)) unclear('sys.path')
}

/** What draws: its own, no module that is named. */
const drawing = /^(?:agg|cairo|pdf|pgf|ps|svg|template|(?:tk|qt5?|gtk[34]|wx|web|nb|macos)(?:agg)?)$/i

/** `table.agg("to_csv", path)`: a method by its name, with words of its own. Columns are told in pairs. */
const callsByName = (tokens: readonly Token[], i: number): boolean => {
  const given = isMark(tokens[i + 1], '(') ? argumentsAt(tokens, i + 1) : []
  const isPair = ([, mark, open, ...rest]: readonly Token[]): boolean =>
    isMark(mark, '=') && isMark(open, '(') && rest.some((token) => isMark(token, ','))
  return isMark(tokens[i - 1], '.') && given.length !== 1 && !(given.length > 0 && given.every(isPair))
}

/** `input="filename"`, and `**given`, which may hold it. */
const isReaching = (tokens: readonly Token[], i: number): boolean =>
  (reachingKeyword.has(tokens[i]?.text ?? '') &&
    isMark(tokens[i + 1], '=') &&
    /^[(,]$/.test(tokens[i - 1]?.text ?? '')) ||
  (isMark(tokens[i], '*') && isMark(tokens[i + 1], '*') && /^[(,]$/.test(tokens[i - 1]?.text ?? ''))

/** Is the type that is asked for at `i` called, or given a name? */
const isKept = (tokens: readonly Token[], i: number): boolean =>
  isMark(tokens[closeAt(tokens, i + 1) + 1], '(') || (isMark(tokens[i - 1], '=') && !isMark(tokens[i - 2], '='))

/** A tree of XML is written into a file by the same word as a text into an open file. */
const writesTree = (tokens: readonly Token[]): boolean =>
  tokens.some(({ text }, i) => text === 'write' && isMark(tokens[i - 1], '.') && tokens[i - 2]?.text !== 'stdout')

/** `sys.path[:0] = …` changes what a later import loads. */
const assignsPath = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, i) =>
      text === 'path' &&
      isMark(tokens[i - 1], '.') &&
      tokens[i - 2]?.text === 'sys' &&
      !/^(?:[),;\]]|if|for|else|and|or)?$/.test(tokens[i + 1]?.text ?? ''),
  )

export const python: Language = {
  syntax: {
    comment: /#[^\n]*|\\\n/y,
    quotes: ['"""', "'''", '"', "'"],
    prefixes: /(?:[rbuft]{1,2}(?=["']))?/iy,
    interpolation: 'python',
    codeQuotes: /["']/,
    codePrefix: /[ft]/i,
    name: word,
    lineQuotes: /^["']$/,
  },
  names: nameSet(
    `if elif else for while in not and or is lambda def return import from as with try except finally raise pass break continue class yield assert del True False None match case global nonlocal async await
    print len range sum min max sorted int float str list dict set tuple enumerate zip map filter abs round any all reversed isinstance issubclass type repr format ord chr bin hex oct divmod pow bool bytes bytearray complex frozenset iter next slice hash id callable hasattr dir object super property staticmethod classmethod ascii
    Exception ValueError TypeError KeyError IndexError RuntimeError StopIteration ZeroDivisionError AssertionError OSError FileNotFoundError SystemExit NotImplementedError AttributeError UnicodeDecodeError UnicodeError UnicodeEncodeError ImportError ModuleNotFoundError NameError PermissionError LookupError OverflowError ArithmeticError FileExistsError IsADirectoryError NotADirectoryError ConnectionError TimeoutError RecursionError MemoryError EOFError KeyboardInterrupt BaseException Warning
    _ __name__ self cls exit quit`,
  ),
  dangerous: nameSet(
    'eval exec compile open extensions fromfile_prefix_chars eval_str __import__ globals locals vars getattr setattr delattr breakpoint input memoryview help __builtins__ __loader__ __spec__ os sys subprocess shutil socket urllib',
  ),
  members: new Set([
    ...libraryMembers,
    ...names(
      `append extend insert pop clear index count sort reverse copy keys values items get update setdefault add discard remove union intersection difference issubset issuperset split rsplit splitlines strip lstrip rstrip join upper lower title capitalize swapcase startswith endswith find rfind rindex replace format format_map encode decode isdigit isalpha isalnum isspace isupper islower isnumeric isdecimal isidentifier zfill center ljust rjust partition rpartition casefold expandtabs translate maketrans hex fromhex bit_length to_bytes from_bytes as_integer_ratio is_integer conjugate real imag
    read readline readlines seek tell namelist infolist filelist filename file_size compress_size testzip write writelines flush close isatty stdin stdout stderr argv exit version version_info platform maxsize byteorder executable getsizeof getrecursionlimit setrecursionlimit buffer
    load loads dump dumps dumps match search findall finditer fullmatch sub subn compile group groups groupdict start end span escape IGNORECASE MULTILINE DOTALL VERBOSE I M S X
    now today utcnow strftime strptime isoformat fromisoformat fromtimestamp timestamp date time datetime timedelta timezone utc year month day hour minute second microsecond weekday isocalendar total_seconds days seconds sleep perf_counter monotonic time_ns process_time ctime gmtime localtime mktime
    Counter defaultdict OrderedDict namedtuple deque most_common elements appendleft popleft rotate chain product permutations combinations count cycle islice groupby accumulate starmap repeat zip_longest from_iterable reduce partial lru_cache wraps cache itemgetter mul add ChainMap takewhile dropwhile pairwise batched
    sqrt floor ceil log log2 log10 exp pi e tau inf nan isnan isinf sin cos tan atan2 hypot gcd lcm factorial comb perm prod isclose fsum trunc pow radians degrees mean median mode stdev pstdev variance quantiles fmean
    random randint choice choices shuffle sample uniform seed randrange gauss token_hex token_urlsafe uuid4 uuid1 hex
    md5 sha1 sha256 sha512 blake2b new hexdigest digest b64encode b64decode urlsafe_b64encode urlsafe_b64decode b32encode b16encode hexlify unhexlify crc32 adler32 pack unpack calcsize
    reader writer DictReader DictWriter writerow writerows writeheader fieldnames StringIO BytesIO getvalue getbuffer
    dedent indent wrap fill shorten ascii_letters ascii_lowercase ascii_uppercase digits punctuation printable whitespace Template substitute safe_substitute Decimal quantize Fraction numerator denominator limit_denominator
    path basename dirname splitext exists isfile isdir getsize abspath normpath relpath getcwd listdir cpu_count getpid sep linesep pathsep curdir name stem suffix suffixes parent parents parts is_file is_dir is_absolute resolve as_posix joinpath with_suffix with_name glob rglob iterdir relative_to cwd st_size st_mtime stat
    parse quote unquote quote_plus unquote_plus urlencode urlparse urlsplit urljoin parse_qs parse_qsl netloc query fragment scheme hostname
    getlocale getpreferredencoding
    AF_INET AF_INET6 AF_UNIX SOCK_STREAM SOCK_DGRAM has_ipv6 machine python_version node release architecture
    normalize category east_asian_width heappush heappop heapify nlargest nsmallest bisect_left bisect_right insort deepcopy escape unescape unified_diff ndiff ratio get_close_matches literal_eval walk pprint pformat dataclass Enum IntEnum StrEnum Optional Union Any List Dict Tuple Iterable Callable NamedTuple ABC abstractmethod contextmanager ZoneInfo SequenceMatcher ConfigParser array __init__ fields asdict field auto value sections getint getboolean read_string
    __name__ iglob execute executemany fetchone fetchall fetchmany commit rollback cursor lastrowid rowcount description ArgumentParser add_argument parse_args lower`,
    ),
  ]),
  strangeMembers: among(
    `name len doc class version init post_init repr str eq ne lt le gt ge hash iter next contains getitem setitem add radd sub mul
    truediv neg abs bool call enter exit slots`,
    { before: '^__(?!', after: '__$)' },
  ),
  strangeText:
    /__(?:globals|builtins|import|subclasses|dict|code|loader|spec|base|mro|getattribute)\w*|\bf_(?:back|builtins|globals|locals)\b|<!ENTITY/,
  imports: 'python',
  packages: pythonPackages,
  joinsNeighbours: true,
  readers: pythonReaders,
  runners: /^(?:system|popen|getoutput|getstatusoutput)$/,
  environment: /^(?:environ|environb|getenv|getenvb)$/,
  bindings: [
    /(?<![^\s;(,:])([A-Za-z_]\w*)\s*(?:[-+*/%|&^@]|\/\/|\*\*|<<|>>)?=(?!=)/g,
    // `a: int = …`, and a name before any other colon.
    /(?<![^\s;(,:])([A-Za-z_]\w*)[ \t]*:(?!=)/g,
    /\bfor\b((?:(?!\b(?:in|for)\b)[\w\s,()*])+)/g,
    /\bdef\s+([A-Za-z_]\w*)/g,
    /\bclass\s+([A-Za-z_]\w*)/g,
    /\b(?:lambda|def\s+\w+\s*\()\s*([*A-Za-z_][*\w\s,]*)/g,
    /\bas\s+([A-Za-z_]\w*)/g,
    // `a, *b = …`: every run of names is looked at once, from its beginning.
    /(?<![\w*, \t])([\w*, \t]+)=(?!=)/g,
    /(?<!\w)([A-Za-z_]\w*)\s*:=/g,
  ],
  changers: {
    'os.remove': ['delete'],
    'os.unlink': ['delete'],
    'os.rmdir': ['delete'],
    'os.mkdir': ['create'],
    'os.makedirs': ['create'],
    'os.chmod': ['metadata'],
    'os.rename': ['move', 'overwrite'],
    'os.replace': ['move', 'overwrite'],
    'shutil.rmtree': ['delete'],
    'shutil.copy': ['read', 'overwrite'],
    'shutil.copy2': ['read', 'overwrite'],
    'shutil.copyfile': ['read', 'overwrite'],
    'shutil.move': ['move', 'overwrite'],
    'sqlite3.connect': ['modify'],
    'filecmp.cmp': ['read', 'read'],
    'numpy.save': ['overwrite'],
    'numpy.savetxt': ['overwrite'],
    'cv2.imwrite': ['overwrite'],
    'matplotlib.pyplot.savefig': ['overwrite'],
    'matplotlib.pyplot.imsave': ['overwrite'],
  },
  fileMethods: {
    open: 'read',
    read_text: 'read',
    read_bytes: 'read',
    write_text: 'overwrite',
    write_bytes: 'overwrite',
    unlink: 'delete',
    touch: 'create',
    mkdir: 'create',
    rmdir: 'delete',
  },
  savers: /^(?:save|savefig|to_(?:csv|json|excel|html|parquet|markdown|string))$/,
  startsPrograms: true,
  idle: /^compile$/,
  modules: pythonModules,
  // Another encoding of the source makes other code of it.
  strange: /(?<![^\n])[^#\n]*#[^\n]*coding[:=]\s*(?!\s|utf-?8\b)/i,
  oddities: pythonOddities,
}
