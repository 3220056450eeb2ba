// Python: its syntax, and what is harmless in it.
import { unclear } from './interpolation.ts'
import { type Language, type Oddities, word } from './language.ts'
import { alike, among, names, nameSet } from '../../among.ts'
import { argumentsAt, isMark, literalOf } from './arguments.ts'
import type { Token } from './tokens.ts'

// Libraries that calculate: what of them neither loads code, nor writes, nor reaches out.

/** Modules and their harmless members. */
const science: Readonly<Record<string, RegExp>> = {
  numpy: among(String.raw`
    __version__ array asarray zeros ones full empty eye arange linspace logspace meshgrid zeros_like ones_like mean
    median std var sum prod min max argmin argmax argsort sort unique where nonzero any all abs absolute sqrt exp log
    log2 log10 sin cos tan power clip round floor ceil diff cumsum cumprod gradient dot matmul outer cross transpose
    reshape ravel concatenate stack vstack hstack split tile repeat percentile quantile histogram bincount corrcoef
    cov polyfit polyval interp convolve isnan isinf isfinite nan inf pi e maximum minimum average allclose isclose
    array_equal int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 bool_ newaxis trapz
    trapezoid random linalg count_nonzero flip roll triu tril diag trace expand_dims squeeze ndarray`),
  'numpy.linalg': /^(?:norm|inv|det|eig|eigh|eigvals|svd|solve|lstsq|matrix_rank|pinv|qr|cholesky)$/,
  'numpy.random': /^(?:seed|rand|randn|randint|random|choice|normal|uniform|permutation|shuffle|default_rng)$/,
  pandas: among(String.raw`
    __version__ DataFrame Series to_datetime to_numeric concat merge isna notna isnull notnull date_range cut qcut NA
    NaT`),
  scipy: /^(?:__version__|signal|optimize|stats)$/,
  'scipy.signal': /^(?:find_peaks|savgol_filter|peak_widths|medfilt|argrelextrema)$/,
  'scipy.optimize': /^(?:curve_fit|minimize|root|least_squares|brentq)$/,
  'scipy.stats': /^(?:pearsonr|spearmanr|ttest_ind|linregress|norm|zscore)$/,
  torch: /^(?:__version__|cuda)$/,
  'torch.cuda': /^(?:is_available|device_count|get_device_name)$/,
}

/** Of their values, beside what every value may be asked. */
const scienceMembers = nameSet(
  `shape dtype ndim T tolist astype reshape flatten ravel argmin argmax argsort std var cumsum round min max sum head tail
  describe columns dtypes iloc loc groupby unique nunique isnull notnull isna notna dropna fillna value_counts idxmax idxmin corr
  sort_values sort_index reset_index set_index drop_duplicates duplicated empty str dt size any all to_string to_dict nlargest nsmallest`,
)

/** Members that are harmless on other values only: an array dumps into a file, a table's query is code. */
const notOfScience: ReadonlySet<string> = nameSet('dump query')

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
  read: (given) => given.every((argument) => argument.length === 1 && argument[0]?.kind === 'number'),
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

const pythonOddities: Oddities = (tokens) => {
  const modules = new Set(['shutil', 'os'])
  const calculates = tokens.some(({ kind, text }) => kind === 'name' && Object.hasOwn(science, text))
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind === 'mark' && text === '\\') unclear('a backslash')
    if (
      calculates &&
      kind === 'name' &&
      notOfScience.has(text) &&
      isMark(tokens[i - 1], '.') &&
      tokens[i - 2]?.text !== 'json'
    )
      unclear(`.${text} of what is not known`)
    if (kind !== 'name' || !isMark(tokens[i - 1], '.') || !Object.hasOwn(checks, text)) continue
    if (modules.has(tokens[i - 2]?.text ?? '')) continue
    if (!isMark(tokens[i + 1], '(')) unclear(`.${text} as a value`)
    if (checks[text]?.(argumentsAt(tokens, i + 1), tokens[i - 2]) === false) unclear(`.${text} of what is not known`)
  }
  if (assignsPath(tokens)) unclear('sys.path')
}

/** `sys.path[:0] = …` changes what a later import loads. */
const assignsPath = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, i) =>
      text === 'path' &&
      isMark(tokens[i - 1], '.') &&
      tokens[i - 2]?.text === 'sys' &&
      !/^(?:[),;\]]|if|for|else|and|or)?$/.test(tokens[i + 1]?.text ?? ''),
  )

/** Packages that people install and ask for their version; what they do beyond that is not read. */
const installed: Readonly<Record<string, RegExp>> = alike(
  `numpy scipy pandas matplotlib sklearn torch torchvision torchaudio tensorflow keras jax transformers datasets tokenizers
  sentence_transformers huggingface_hub accelerate xgboost lightgbm statsmodels seaborn plotly sympy networkx numba polars
  pyarrow h5py PIL cv2 skimage imageio imageio_ffmpeg moviepy requests httpx aiohttp urllib3 bs4 lxml yaml toml dotenv
  jsonschema pydantic tqdm flask django fastapi starlette uvicorn sqlalchemy psycopg2 pymysql redis pymongo
  boto3 pytest mypy setuptools pip dateutil pytz cryptography nltk spacy gensim openai anthropic
  langchain tiktoken solana solders web3 mteb pexpect psutil jinja2 markdown openpyxl xlrd docx pypdf`,
  /^(?:__version__|__file__|VERSION|version)$/,
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
    _ __name__ self cls`,
  ),
  dangerous: nameSet(
    'eval exec compile open __import__ globals locals vars getattr setattr delattr breakpoint input memoryview help exit quit __builtins__ __loader__ __spec__ os sys subprocess shutil socket urllib',
  ),
  members: new Set([
    ...scienceMembers,
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
    iglob execute executemany fetchone fetchall fetchmany commit rollback cursor lastrowid rowcount description ArgumentParser add_argument parse_args lower`,
    ),
  ]),
  strangeMembers: among(
    `name len doc class version init post_init repr str eq ne lt le gt ge hash iter next contains getitem setitem add radd sub mul
    truediv neg abs bool call enter exit slots`,
    { before: '^__(?!', after: '__$)' },
  ),
  strangeText: /__(?:globals|builtins|import|subclasses|dict|code|loader|spec|base|mro|getattribute)\w*/,
  imports: 'python',
  packages: { ...installed, ...science },
  joinsNeighbours: true,
  readers: /^(?:open|pathlib\.(?:Path|PurePath)|zipfile\.ZipFile|pandas\.read_(?:csv|json|table|parquet|excel))$/,
  runners: /^(?:system|popen|getoutput|getstatusoutput)$/,
  environment: /^(?:environ|environb|getenv|getenvb)$/,
  bindings: [
    /(?<![^\s;(,:])([A-Za-z_]\w*)\s*(?:[-+*/%|&^@]|\/\/|\*\*|<<|>>)?=(?!=)/g,
    // `a: int = …`, and a name before any other colon.
    /(?<![^\s;(,:])([A-Za-z_]\w*)[ \t]*:(?!=)/g,
    /\bfor\b\s*\(?((?:(?!\b(?:in|for)\b)[\w\s,])+)/g,
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
  modules: {
    ...alike(
      `json math re statistics datetime time collections itertools functools operator string random textwrap decimal fractions csv hashlib base64 binascii struct unicodedata pprint heapq bisect copy enum dataclasses typing calendar uuid html difflib cmath numbers array zlib keyword colorsys ipaddress secrets locale graphlib queue tomllib configparser abc types contextlib warnings traceback platform zoneinfo ast argparse`,
      null,
    ),
    os: among(String.raw`
    path getcwd listdir walk scandir stat lstat access uname getuid geteuid getgid getppid times fspath strerror
    [RWXF]_OK get_terminal_size cpu_count getpid sep linesep pathsep curdir name`),
    'os.path': among(String.raw`
    join basename dirname splitext split exists isfile isdir islink getsize getmtime abspath normpath realpath relpath
    expanduser commonpath commonprefix isabs sep samefile`),
    sys: among(String.raw`
    argv exit stdin stdout stderr version version_info platform maxsize byteorder path executable getsizeof
    getrecursionlimit setrecursionlimit maxunicode`),
    urllib: /^parse$/,
    shutil: /^(?:get_terminal_size|which|disk_usage)$/,
    socket: /^(?:AF_\w+|SOCK_\w+|has_ipv6)$/,
    pathlib: /^(?:Path|PurePath|PurePosixPath)$/,
    'pathlib.Path': /^(?:cwd|home)$/,
    glob: /^(?:glob|iglob|escape)$/,
    io: /^(?:StringIO|BytesIO)$/,
    pickle: /^(?:dumps?|HIGHEST_PROTOCOL|DEFAULT_PROTOCOL|PickleError)$/,
    subprocess: /^(?:PIPE|DEVNULL|STDOUT|CalledProcessError|TimeoutExpired)$/,
    zipfile: /^(?:is_zipfile|ZipFile|BadZipFile|ZIP_\w+)$/,
    importlib: /^metadata$/,
    'importlib.metadata': /^(?:version|PackageNotFoundError)$/,
    tempfile: /^gettempdir$/,
    site: /^get(?:site|usersite)packages$/,
    sysconfig: /^get_(?:paths?|config_var|platform|python_version)$/,
    ssl: /^OPENSSL_VERSION$/,
    ...installed,
    yaml: /^(?:__version__|__file__|safe_(?:load|load_all|dump|dump_all)|YAMLError)$/,
    ...science,
    sqlite3: /^(?:Row|Error|OperationalError|IntegrityError|sqlite_version|version)$/,
  },
  // Another encoding of the source makes other code of it.
  strange: /(?<![^\n])[^#\n]*#[^\n]*coding[:=]\s*(?!\s|utf-?8\b)/i,
  oddities: pythonOddities,
}
