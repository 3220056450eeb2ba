// What of Python's modules and of well-known packages neither loads code of the project, nor writes, nor reaches out.
import { alike, among, names, nameSet } from '../../among.ts'

/** Packages that people install and ask for their version; what they do beyond that is not read. */
const installed: Readonly<Record<string, RegExp>> = alike(
  `numpy scipy pandas matplotlib sklearn torch torchvision torchaudio tensorflow keras jax transformers datasets tokenizers
  sentence_transformers huggingface_hub accelerate xgboost lightgbm statsmodels seaborn plotly sympy networkx numba polars
  pyarrow h5py PIL cv2 skimage imageio imageio_ffmpeg moviepy requests httpx aiohttp urllib3 bs4 lxml yaml toml dotenv
  jsonschema pydantic tqdm flask django fastapi starlette uvicorn sqlalchemy psycopg2 pymysql redis pymongo
  boto3 pytest mypy setuptools pip dateutil pytz cryptography nltk spacy gensim openai anthropic
  langchain tiktoken solana solders web3 mteb pexpect psutil jinja2 markdown openpyxl xlrd docx pypdf PyPDF2 pdfplumber
  chardet pkg_resources black isort click rich typer duckdb peft diffusers timm onnx onnxruntime sentencepiece safetensors faiss
  pyspark dask bokeh altair geopandas shapely gymnasium ray lightning einops IPython celery werkzeug gunicorn tornado grpc
  botocore paramiko selenium playwright scrapy feedparser fitz reportlab html5lib coverage hypothesis wheel
  fasttext jupyter jupyterlab jupyter_core notebook ipykernel ipywidgets mlflow wandb optuna catboost librosa soundfile
  gradio streamlit dash evaluate bitsandbytes triton vllm pytesseract yt_dlp`,
  /^(?:__version__|__file__|VERSION|version)$/,
)

/** Members of packages beside their version. */
const libraries: Readonly<Record<string, RegExp>> = {
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
  torch: /^(?:__version__|cuda|version)$/,
  'torch.cuda': /^(?:is_available|device_count|get_device_name)$/,
  'torch.version': /^(?:cuda|hip)$/,
  django: /^(?:__version__|VERSION|get_version)$/,
  pkg_resources: /^(?:get_distribution|parse_version)$/,
  chardet: /^(?:__version__|detect)$/,
  markdown: /^(?:__version__|markdown)$/,
  tokenizers: /^(?:__version__|Tokenizer)$/,
  bs4: /^(?:__version__|BeautifulSoup)$/,
  PIL: /^(?:__version__|Image)$/,
  'PIL.Image': /^(?:new|fromarray|frombytes|LANCZOS|BICUBIC|BILINEAR|NEAREST|Resampling|MAX_IMAGE_PIXELS)$/,
  polars: /^(?:__version__|DataFrame|Series|col|lit|len|concat|when|Int\d+|Float\d+|Utf8|String|Date)$/,
  lxml: /^etree$/,
  'lxml.etree': /^(?:fromstring|tostring|XML|HTML|LXML_VERSION)$/,
  pyarrow: /^(?:__version__|parquet)$/,
  openpyxl: /^(?:__version__|Workbook)$/,
  imageio_ffmpeg: /^(?:__version__|get_ffmpeg_(?:exe|version))$/,
  mteb: /^(?:__version__|get_tasks?|get_benchmarks?|MTEB)$/,
  matplotlib: /^(?:__version__|use|pyplot|get_backend)$/,
  'matplotlib.pyplot': among(String.raw`
    plot scatter barh? hist2?d? boxplot violinplot pie imshow matshow stem step stackplot hexbin table figure subplots?
    axes axis title suptitle [xy](?:label|lim|ticks) legend grid tight_layout show close colorbar ax[hv](?:line|span)
    [hv]lines text annotate fill_between errorbar contourf? gca gcf clf cla semilog[xy] loglog margins subplots_adjust twinx`),
  sklearn: among(String.raw`
    __version__ linear_model model_selection metrics preprocessing ensemble tree svm neighbors naive_bayes cluster
    decomposition neural_network feature_selection feature_extraction impute compose pipeline datasets`),
  ...alike(
    `sklearn.linear_model sklearn.preprocessing sklearn.ensemble sklearn.tree sklearn.svm sklearn.neighbors
    sklearn.naive_bayes sklearn.cluster sklearn.decomposition sklearn.neural_network sklearn.feature_selection
    sklearn.impute sklearn.compose sklearn.pipeline`,
    /^(?:[A-Z]\w+|make_\w+|normalize|scale|[fr]_regression|chi2|mutual_info_\w+)$/,
  ),
  'sklearn.model_selection': /^(?:[A-Z]\w+|train_test_split|cross_val(?:_score|_predict|idate)|learning_curve)$/,
  'sklearn.metrics': /^(?:\w+_(?:score|error|matrix|report|curve|loss|distances|similarity|kernel)|auc|pairwise)$/,
  'sklearn.metrics.pairwise': /^\w+_(?:distances|similarity|kernel)$/,
  'sklearn.datasets': /^(?:load_(?:iris|digits|wine|diabetes|breast_cancer)|make_\w+)$/,
  'sklearn.feature_extraction': /^text$/,
  'sklearn.feature_extraction.text': /^(?:Tfidf|Count|Hashing)Vectorizer$|^TfidfTransformer$/,
}

/** Python's own, with their harmless members; null: all that are harmless on any value. */
const own: Readonly<Record<string, RegExp | null>> = {
  ...alike(
    `json math re statistics datetime time collections itertools functools operator string random textwrap decimal fractions csv hashlib base64 binascii struct unicodedata pprint heapq copy dataclasses typing calendar uuid html difflib cmath numbers array zlib secrets locale graphlib queue tomllib configparser abc types contextlib platform zoneinfo argparse`,
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
  ast: /^(?:parse|walk|dump|unparse|literal_eval|get_docstring|iter_child_nodes|iter_fields|[A-Z]\w+)$/,
  asyncio: /^(?:run|sleep|gather|wait_for|create_task|Queue|Lock|Semaphore|TimeoutError)$/,
  bisect: /^(?:bisect|insort)(?:_left|_right)?$/,
  bz2: /^(?:compress|decompress)$/,
  colorsys: /^(?:rgb|hsv|hls|yiq)_to_(?:rgb|hsv|hls|yiq)$/,
  concurrent: /^futures$/,
  'concurrent.futures': /^(?:ThreadPoolExecutor|as_completed|wait)$/,
  dis: /^(?:dis|code_info|show_code|opmap|opname)$/,
  email: /^message_from_(?:string|bytes|file|binary_file)$/,
  enum: /^(?:\w*Enum|\w*Flag|auto|unique)$/,
  filecmp: /^(?!)/,
  fnmatch: /^(?:fnmatch(?:case)?|filter|translate)$/,
  getpass: /^getuser$/,
  glob: /^(?:glob|iglob|escape)$/,
  grp: /^getgr\w+$/,
  gzip: /^(?:compress|decompress|BadGzipFile)$/,
  http: /^HTTPStatus$/,
  importlib: /^(?:metadata|util)$/,
  'importlib.metadata': /^(?:version|metadata|distribution|distributions|requires|PackageNotFoundError)$/,
  'importlib.util': /^find_spec$/,
  inspect: among(String.raw`
    signature getsource getsourcefile getsourcelines getfile getdoc isfunction isclass ismodule ismethod
    getmro cleandoc Parameter Signature`),
  io: /^(?:StringIO|BytesIO)$/,
  ipaddress: /^(?:ip_(?:network|address|interface)|IPv[46]\w+|collapse_addresses)$/,
  keyword: /^(?:kwlist|softkwlist|iskeyword)$/,
  linecache: /^(?!)/,
  logging: among(String.raw`
    debug info warning error critical exception getLogger basicConfig DEBUG INFO WARNING ERROR CRITICAL StreamHandler
    Formatter getLevelName`),
  lzma: /^(?:compress|decompress|LZMAError)$/,
  mimetypes: /^guess_(?:type|extension|all_extensions)$/,
  multiprocessing: /^cpu_count$/,
  pathlib: /^(?:Path|PurePath|PurePosixPath)$/,
  'pathlib.Path': /^(?:cwd|home)$/,
  pickle: /^(?:dumps?|HIGHEST_PROTOCOL|DEFAULT_PROTOCOL|PickleError)$/,
  pkgutil: /^iter_modules$/,
  pwd: /^getpw\w+$/,
  resource: /^(?:getrusage|getrlimit|getpagesize|RUSAGE_\w+|RLIMIT_\w+)$/,
  shlex: /^(?:split|quote|join)$/,
  shutil: /^(?:get_terminal_size|which|disk_usage|copyfileobj)$/,
  site: /^get(?:site|usersite)packages$/,
  socket: /^(?:AF_\w+|SOCK_\w+|has_ipv6|gethostname)$/,
  sqlite3: /^(?:Row|Error|OperationalError|IntegrityError|sqlite_version|version)$/,
  ssl: /^OPENSSL_VERSION$/,
  stat: /^(?:filemode|S_\w+|ST_\w+)$/,
  subprocess: /^(?:PIPE|DEVNULL|STDOUT|CalledProcessError|TimeoutExpired)$/,
  sysconfig: /^get_(?:paths?|config_var|platform|python_version)$/,
  tarfile: /^(?:is_tarfile|TarError|ReadError)$/,
  tempfile: /^gettempdir$/,
  this: /^(?!)/,
  threading: /^(?:active_count|current_thread|Thread|Timer|Lock|RLock|Event|Semaphore)$/,
  tokenize: /^(?:generate_tokens|tokenize|tok_name)$/,
  traceback: /^(?:print_exc|format_exc|print_exception|format_exception)$/,
  urllib: /^parse$/,
  warnings: /^(?:filterwarnings|simplefilter|warn|catch_warnings)$/,
  xml: /^(?:etree|dom)$/,
  'xml.etree': /^ElementTree$/,
  'xml.etree.ElementTree': /^(?:fromstring|XML|tostring|Element|SubElement|ParseError|indent)$/,
  'xml.dom': /^minidom$/,
  'xml.dom.minidom': /^parseString$/,
  zipfile: /^(?:is_zipfile|ZipFile|BadZipFile|ZIP_\w+)$/,
}

export const pythonModules: Readonly<Record<string, RegExp | null>> = {
  ...own,
  ...installed,
  yaml: /^(?:__version__|__file__|safe_(?:load|load_all|dump|dump_all)|YAMLError)$/,
  ...libraries,
}
/** Of them, those that load what else there is. */
export const pythonPackages: Readonly<Record<string, RegExp>> = { ...installed, ...libraries }

/** Functions that read the file they name. */
export const pythonReaders = new RegExp(
  `^(?:${[
    'open',
    'pathlib\\.(?:Path|PurePath)',
    'zipfile\\.ZipFile',
    '(?:tarfile|gzip|bz2|lzma|pdfplumber|PIL\\.Image)\\.open',
    'linecache\\.getlines?|tokenizers\\.Tokenizer\\.from_file',
    'xml\\.etree\\.ElementTree\\.(?:iter)?parse|xml\\.dom\\.minidom\\.parse|lxml\\.etree\\.parse',
    'pandas\\.read_(?:csv|json|table|parquet|excel)',
    'polars\\.read_(?:csv|json|ndjson|parquet|excel)',
    'pyarrow\\.parquet\\.(?:read_table|read_schema|read_metadata|ParquetFile)',
    'numpy\\.(?:load|loadtxt|genfromtxt)',
    'cv2\\.imread|h5py\\.File|docx\\.Document|openpyxl\\.load_workbook|(?:pypdf|PyPDF2)\\.PdfReader',
  ].join('|')})$`,
)

/** Members that are harmless on whatever these libraries give, beside those of every value. */
export const libraryMembers: readonly string[] = names(
  `shape dtype ndim T tolist astype reshape flatten ravel argmin argmax argsort std var cumsum round min max sum head tail
  describe columns dtypes iloc loc groupby unique nunique isnull notnull isna notna dropna fillna value_counts idxmax idxmin corr
  sort_values sort_index iterrows itertuples ids tokens get_vocab_size reset_index set_index drop_duplicates duplicated empty str dt size any all to_dict nlargest nsmallest
  ppf cdf pdf sf pmf schema num_rows num_columns column_names to_pandas group_by agg select with_columns null_count width height
  getnames getmembers getmember tag attrib getroot findtext itertext iter xpath toprettyxml getElementsByTagName firstChild data
  text title find_all select_one get_text paragraphs tables rows cells sheetnames active iter_rows max_row max_column cell worksheets
  pages extract_text extract_tables metadata attrs resize crop rotate thumbnail getpixel getbbox getbands convert n_frames
  lineno end_lineno col_offset body args func attr targets decorator_list asname names annotation elts st_mode
  kwlist phrase ru_maxrss submit result start is_alive communicate poll wait terminate kill returncode origin
  fit predict transform fit_transform predict_proba decision_function inverse_transform score coef_ intercept_
  feature_importances_ components_ explained_variance_ratio_ labels_ cluster_centers_ inertia_ classes_ best_params_ best_score_
  cv_results_ get_feature_names_out toarray todense ispkg main_score eval_splits tasks description type
  plot scatter barh hist boxplot imshow legend grid annotate axhline axvline fill_between twinx add_subplot tight_layout suptitle
  colorbar tick_params set_title set_xlabel set_ylabel set_xlim set_ylim set_xticks set_yticks set_xticklabels set_yticklabels
  set_aspect set_visible invert_yaxis subplots_adjust
  setLevel addHandler setFormatter debug info warning error critical exception get_payload get_content_type`,
)

/** Members that are harmless on other values only: an array dumps into a file, a table's query is code, a tree is written. */
export const notOfLibraries: ReadonlySet<string> = nameSet('dump query')

/** Keywords with which they read or keep files, or load what they name. */
export const reachingKeyword: ReadonlySet<string> = nameSet('input memory backend')

/** Is something of these libraries named? */
export const isLibrary = (name: string): boolean => Object.hasOwn(libraries, name)
