// Variables that make other programs run code or be found elsewhere.
import { among, nameSet } from '../among.ts'
import type { Action } from '../model/action.ts'
import { concat, knownStart, literal, unknown, type Value } from '../model/value.ts'
import { doubt, onPath } from './analysis.ts'

/** The shell obeys them itself, or every program does. */
const dangerous =
  nameSet(`BASH_ENV ENV PROMPT_COMMAND PATH IFS SHELLOPTS BASHOPTS PS4 VISUAL GCONV_PATH LESSOPEN LESSCLOSE LESSEDIT
  MAKEFLAGS MAKEFILES CDPATH BASH_CMDS BASH_ALIASES TAR_OPTIONS SSH_ASKPASS POSIXLY_CORRECT`)
const dangerousStart =
  /^(?:LD_|DYLD_|GIT_|PYTHON|PERL5|RUBY|NODE_|LUA_|JAVA_|RSYNC_|npm_|NPM_CONFIG_|BASH_(?:CMDS|ALIASES)\[)/
const dangerousEnd = /(?:PAGER|EDITOR|BROWSER|ASKPASS)$/

/** Where programs look for their start-up files, options, extensions or temporary files. */
const settings =
  nameSet(`HOME ZDOTDIR TMPDIR TAPE SHELL PERLLIB PHPRC PHP_INI_SCAN_DIR RIPGREP_CONFIG_PATH BAT_CONFIG_PATH BAT_OPTS CURL_HOME WGETRC SYSTEM_WGETRC
  NETRC LESS LESSKEY LESSKEYIN LESSKEYIN_SYSTEM LESSKEY_SYSTEM MANOPT MANROFFOPT AWKPATH AWKLIBPATH VIMINIT EXINIT VIMRUNTIME MYVIMRC
  NVIM_APPNAME EMACSLOADPATH GNUPGHOME OPENSSL_CONF OPENSSL_ENGINES OPENSSL_MODULES INPUTRC UNZIP UNZIPOPT ZIP ZIPOPT ZIPINFO GZIP
  LZOP XZ_OPT XZ_DEFAULTS MAGIC PARALLEL GREP_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH GEM_HOME GEM_PATH BUNDLE_GEMFILE BUNDLE_PATH
  BUNDLE_BIN_PATH RUSTC RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER RUSTDOC CARGO_HOME GOROOT GOFLAGS GOENV GHCRTS GHC_PACKAGE_PATH MYSQL_HOME
  PSQLRC SCREENRC TCLLIBPATH GUILE_LOAD_PATH JULIA_LOAD_PATH JULIA_DEPOT_PATH KUBECONFIG ERL_FLAGS ERL_AFLAGS ERL_ZFLAGS ERL_LIBS
  ELIXIR_ERL_OPTIONS FPATH XDG_CONFIG_HOME XDG_CONFIG_DIRS XDG_DATA_HOME XDG_DATA_DIRS XDG_CACHE_HOME XDG_STATE_HOME BC_ENV_ARGS DC_ENV_ARGS
  GS_OPTIONS GS_LIB TEXTDOMAIN TEXTDOMAINDIR BASH_LOADABLES_PATH OMP_TOOL_LIBRARIES GCC_EXEC_PREFIX COMPILER_PATH CCC_OVERRIDE_OPTIONS
  CCACHE_COMPILER CCACHE_PREFIX CCACHE_CONFIGPATH GTK_MODULES GTK3_MODULES GTK_PATH GIO_EXTRA_MODULES GIO_MODULE_DIR GDK_PIXBUF_MODULE_FILE
  GDK_PIXBUF_MODULEDIR LADSPA_PATH LV2_PATH FREI0R_PATH VK_ICD_FILENAMES VK_DRIVER_FILES VK_LAYER_PATH VK_ADD_LAYER_PATH OCL_ICD_VENDORS
  OCL_ICD_FILENAMES VDPAU_DRIVER_PATH LIBVA_DRIVERS_PATH LIBGL_DRIVERS_PATH GBM_BACKENDS_PATH ALSA_CONFIG_PATH LOCPATH NLSPATH
  PYTEST_ADDOPTS PYTEST_PLUGINS COVERAGE_RCFILE COVERAGE_PROCESS_START TF_CLI_CONFIG_FILE COMPOSER COMPOSER_HOME APT_CONFIG GREP XZGREP
  GLIBC_TUNABLES AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE CLOUDSDK_CONFIG CLOUDSDK_PYTHON AZURE_CONFIG_DIR AZURE_EXTENSION_DIR
  GH_CONFIG_DIR GLAB_CONFIG_DIR HELM_PLUGINS HELM_CONFIG_HOME VAULT_CONFIG_PATH SSH_SK_PROVIDER KRB5_CONFIG SASL_PATH LIBMYSQL_PLUGIN_DIR
  LIBMYSQL_PLUGINS VALGRIND_OPTS VALGRIND_LIB FZF_DEFAULT_OPTS LYNX_CFG HTTPIE_CONFIG_DIR JDK_JAVAC_OPTIONS HGRCPATH HGMERGE GROFF_BIN_PATH
  GROFF_COMMAND_PREFIX GROFF_TMAC_PATH MAILRC LFTP_HOME ESBUILD_BINARY_PATH BIOME_BINARY SHELLCHECK_OPTS ACKRC ACK_OPTIONS FCEDIT
  COREPACK_HOME LESSHISTFILE CARGO_TARGET_DIR CARGO_BUILD_TARGET_DIR M4 BISON_PKGDATADIR NASMENV SSH_SK_HELPER SSH_PKCS11_HELPER
  LESSGLOBALTAGS LESSKEY_CONTENT LESSECHO ACK_PAGER_COLOR BAT_CONFIG_DIR RUSTFMT RUSTUP_HOME GEMRC IRBRC JULIA_BINDIR ERL_ROOTDIR
  MAVEN_ARGS ANT_HOME ANT_ARGS KOTLIN_HOME SCALA_HOME GROOVY_HOME COMPOSER_VENDOR_DIR VIRTUAL_ENV CONDA_PREFIX CONDA_EXE GVBINDIR
  SYSTEMD_LESS AUTOSSH_PATH DEVELOPER_DIR HELM_BIN DOCKER_CLI_PLUGIN_EXTRA_DIRS KUBECTL_EXTERNAL_DIFF UV_PYTHON UV_CONFIG_FILE`)
/** Files that programs make because of them. */
const written = nameSet(
  `COVERAGE_FILE DEPENDENCIES_OUTPUT SUNPRO_DEPENDENCIES CCACHE_LOGFILE CC_PRINT_OPTIONS_FILE CC_LOG_DIAGNOSTICS_FILE KRB5_TRACE
  PIP_LOG PIP_LOG_FILE PIP_REPORT TF_LOG_PATH RCLONE_LOG_FILE RCLONE_MEMPROFILE RCLONE_CPUPROFILE RUFF_OUTPUT_FILE GST_DEBUG_FILE
  GST_REGISTRY CC_PRINT_HEADERS_FILE CC_PRINT_PROC_STAT_FILE CC_PRINT_INTERNAL_STAT_FILE CCACHE_STATSLOG COVERAGE_DEBUG_FILE
  COREHOST_TRACEFILE RUSTC_LOG_OUTPUT_TARGET GAWK_PERSIST_FILE`,
)
/** Files that programs read because of them, and send or show. */
const shown = nameSet('PGPASSFILE PGSSLKEY PGSERVICEFILE')

/** With these values they load code, write a file or go another way. */
const loading = [
  /^FFREPORT=.*file=/,
  /^MPLBACKEND=module:/,
  /^RUSTUP_TOOLCHAIN=.*\//,
  /^(?:https?|all)_proxy=(?!(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)\b)./i,
  /^DEBUGINFOD_URLS=./,
  /^(?:DOCKER_(?:HOST|CONTEXT|CONFIG)|CONTAINER_(?:HOST|CONNECTION)|BUILDKIT_HOST)=./,
  // A screen of another machine.
  /^DISPLAY=(?!unix:)[^:]+:/,
  /^(?:DBUS|SYSTEMD)_\w*ADDRESS=.*(?:unixexec|tcp):/,
  /^(?:XML|SGML)_CATALOG_FILES=.*:\/\//,
  /^PIP_OUTDATED=(?!(?:0|false|no)?$)./i,
  // A compiler of the system's own, with options of its own, is none of these.
  /^(?:CC|CXX|CPP|FC|PKG_CONFIG)=(?!(?:\w*ccache )?(?:\/usr\/(?:local\/)?bin\/)?[\w.+-]+(?: -[\w=.,+-]+)*$)./,
  /^GOTOOLCHAIN=(?!(?:local|auto|path)$)./,
]

const settingsStart = among(
  String.raw`
    CORECLR_ COR_ DOTNET_(?:STARTUP|ADDITIONAL) QT_\w*PLUGIN GST_PLUGIN TF_CLI_ARGS MAGICK_ TREE_ ANSIBLE_ PARALLEL_ BORG_
    RCLONE_CONFIG YARN_ \w*(?:PASS|_)COMMAND$ \w+_[RS]SH$ \w+_(?:HOOK_PATH|WRAPPER|HELPER)$ R_(?:PROFILE|ENVIRON|HOME|LIBS)
    CARGO_TARGET_\w+_(?:RUNNER|LINKER) CARGO_(?:ALIAS_|BUILD_RUSTC) BUN_(?:OPTIONS|INSPECT)
    CCACHE_(?:PATH|PREFIX|COMPILER|CONFIG|DEBUGDIR|\w*STORAGE) CLOUDSDK_(?:PYTHON|ROOT) HOMEBREW_\w+_PATH$
    NIX_(?:CONF|USER_CONF|PATH) PERF_(?:CONFIG|EXEC|BUILDID) PIP_PYTHON RPM_(?:CONFIGDIR|POPTEXEC) (?:PY|RB|NOD)ENV_ROOT
    ASDF_(?:DATA_)?DIR`,
  { after: '' },
)

const harmless =
  nameSet(`GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_AUTHOR_DATE GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_COMMITTER_DATE
  GIT_TERMINAL_PROMPT GIT_OPTIONAL_LOCKS GIT_MERGE_AUTOEDIT PYTHONUNBUFFERED PYTHONDONTWRITEBYTECODE PYTHONIOENCODING
  PYTHONHASHSEED PYTHONUTF8 NODE_ENV NODE_NO_WARNINGS`)
const harmlessSetting =
  /^(?:npm_config_|NPM_CONFIG_)(?:yes|fund|audit|color|progress|loglevel|update_notifier|ignore_scripts)$/i
const harmlessValue = [
  /^GIT_PAGER=cat/,
  /^\w*PAGER=(?:cat|less|more)?$/,
  /^\w*BROWSER=(?:none|true|echo)?$/,
  /^RUBYOPT=-w$/,
  // A category with a dot is a module that is loaded.
  /^PYTHONWARNINGS=[\w,:]*$/,
  /^LESSHISTFILE=(?:-|\/dev\/null)?$/,
  // The usual folders of a system are nobody's own.
  /^PATH=(?:\/(?:usr\/)?(?:local\/)?s?bin:?)+$/,
  /^TMPDIR=\/(?:var\/)?tmp(?:\/[\w-]+)*\/?$/,
  /^GOFLAGS=-mod=\w+$/,
  // Where they keep everything unless they are told otherwise.
  /^\w+_(?:ROOT|DIR|HOME)=(?:\/home\/\w+|\/root)\/\.(?:pyenv|rbenv|nodenv|asdf|rustup|cargo)$/,
]

/** How much memory a virtual machine takes; other options of it load code. */
const machineOptions = /^(?:MAVEN|GRADLE|ANT|SBT|JVM|JAVA)_OPTS$/
const memoryOption = /^(?:|-X(?:ms|mx|ss)\w+|-Dfile\.encoding=[\w-]+)$/
const isMemory = (value: string): boolean => value.split(' ').every((word) => memoryOption.test(word))

/**
 * `NAME=value` before a command or in an `env`: some names make other programs run code or be found elsewhere.
 * @param isExported - false: other programs do not see it
 */
export function assignmentActions(assignment: Value, isExported = true): Action[] {
  const start = knownStart(assignment)
  const name = start.slice(0, start.indexOf('='))
  const value = literal(assignment)
  const given = concat([start.slice(name.length + 1)], assignment.slice(1))
  // What the shell completes names of hosts by.
  if (name === 'HOSTFILE') return [onPath('read', given)]
  // The shell cuts it as soon as it hears how long it may be.
  if (name === 'HISTFILE' && value !== 'HISTFILE=') return [onPath('overwrite', given)]
  if (name === 'SSLKEYLOGFILE' && isExported) return [onPath('append', given)]
  if (isExported && written.has(name)) return [onPath('overwrite', given)]
  if (isExported && shown.has(name)) return [onPath('read', given)]
  if (isExported && loading.some((each) => each.test(value ?? start))) return [doubt('changed-lookup', name)]
  if (!(isDangerous(name) || (isExported && isSetting(name)))) return []
  if (harmless.has(name) || harmlessSetting.test(name) || harmlessValue.some((each) => each.test(value ?? start)))
    return []
  if (machineOptions.test(name) && isMemory(literal(given) ?? '-')) return []
  if (name === 'IFS' || (value !== null && value.endsWith('='))) return []
  const placed = placeVariable(name, given)
  return placed !== null ? [...placed] : [doubt('changed-lookup', name)]
}

const isDangerous = (name: string): boolean =>
  dangerous.has(name) || dangerousStart.test(name) || dangerousEnd.test(name)
const isSetting = (name: string): boolean => settings.has(name) || settingsStart.test(name) || machineOptions.test(name)

// Variables that tell git where its files are.

/** A variable that names files of git's; null: not one of those. */
export function placeVariable(name: string, value: Value): readonly Action[] | null {
  if (name.startsWith('GIT_TRACE')) return traced(value)
  if (name === 'GIT_INDEX_FILE') return [onPath('overwrite', value)]
  if (name === 'GIT_OBJECT_DIRECTORY') return [onPath('create', value)]
  if (name.startsWith('CARGO_'))
    return name.endsWith('_DIR') ? [{ ...onPath('overwrite', value, true), isUnsure: true }] : null
  if (/^GIT_(?:(?:COMMON_)?DIR|WORK_TREE)$/.test(name)) return isOwn(value) ? [] : [doubt('changed-lookup', name)]
  return /^GIT_(?:CONFIG_NOSYSTEM|PAGER_IN_USE|CEILING_DIRECTORIES|LITERAL_PATHSPECS)$/.test(name) ? [] : null
}

/** Traces go to a file only when its path is absolute. */
function traced(value: Value): Action[] {
  const start = knownStart(value)
  if (start.startsWith('/')) return [onPath('append', value)]
  return start === '' && value.length > 0 ? [onPath('append', unknown)] : []
}

const isOwn = (value: Value): boolean => {
  const text = literal(value)
  return text !== null && !text.startsWith('/') && !text.split('/').includes('..')
}

/** Its sub-commands that only look. */
export const gitLooks = nameSet(`
  status log show diff shortlog describe ls-tree cat-file rev-parse rev-list name-rev whatchanged count-objects check-ignore
  check-attr check-ref-format check-mailmap cherry diff-files diff-index diff-tree for-each-ref get-tar-commit-id merge-base
  patch-id range-diff show-branch show-index show-ref stripspace var verify-commit verify-pack verify-tag version help column`)
