// Writes to what git runs by itself: hooks, and configurations that name programs.
import type { Action, ParsedCommand, SimpleCommand } from '../model/action.ts'
import { compilePlace, type Surroundings } from '../model/place.ts'
import { act, doubt } from '../grammar/analysis.ts'
import { isHole, isKnown, knownStart, literal, show, unknown, type Value } from '../model/value.ts'
import { nameSet } from '../among.ts'
import type { Subject } from './match.ts'

const run = [
  '**/.git/hooks',
  '**/.git/hooks/**',
  '**/.git/config',
  '**/.git/config.worktree',
  '**/.git/info/attributes',
  '~/.gitconfig',
  '~/.config/git/**',
  '/etc/gitconfig',
  // A name that a pattern makes an option of.
  '**/-*',
  // A folder with such a file is a repository, with a configuration of its own.
  '**/HEAD',
]

/** Files outside whose commands a look runs. */
const started = ['~/.config/procps/toprc', '~/.toprc']
const writes = new Set<string>(['create', 'append', 'modify', 'overwrite'])

/** A doubt about a later call of git; of git's own writes to its configuration the table of git tells more. */
export function compilePlanted(around: Surroundings): (subject: Subject) => Action[] {
  const modes = ['**/.git', '**/.git/**'].map((glob) => compilePlace(glob, around))
  const places = [...run, ...started].map((glob) => compilePlace(glob, around))
  const isAt = (list: typeof places, paths: Subject['paths']) =>
    paths.find((each) => list.some((place) => place(each, false) === 'yes'))
  return ({ command, action, paths }) => {
    // A hook runs or does not by its mode.
    if (action.kind === 'metadata') return isAt(modes, paths) ? [act('git-config', command.name ?? '')] : []
    if (!writes.has(action.kind) || (command.name === 'git' && action.kind === 'modify')) return []
    const path = isAt(places, paths)
    return path ? [doubt('changed-lookup', show(path))] : []
  }
}

// Inline code of Python loads its modules from the working folder first: a text that also writes one there says more than it seems.

const making = new Set(['create', 'append', 'modify', 'overwrite', 'move'])
const modules = /\.(?:py[cdow]?|so|pth|zip|egg|whl)$/i

/** Does the path end in a name that Python loads, or in one that is not known? A folder that is brought is a package. */
function mayBeModule(path: Value, { name, actions }: SimpleCommand): boolean {
  const last = path.at(-1)
  if (last === undefined || isHole(last) || modules.test(last)) return true
  const isFolder = name === 'ln' || actions.some(({ kind, isTree }) => kind === 'move' || isTree === true)
  return isFolder && !/\.[^./]*$/.test(last)
}

/** Python's own modules; whoever writes none of these names cannot come between. */
const ownModules = nameSet(
  `abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii
  bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall
  compression concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime
  dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput
  fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac
  html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale
  logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis
  nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes
  pkgutil platform plistlib poplib posix posixpath pprint profile profiling pstats pty pwd py_compile pyclbr pydoc
  pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors
  shelve shlex shutil signal site sitecustomize smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile
  sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog
  tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace
  traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib usercustomize uu uuid venv
  warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`,
)

/** A known name of a source file, neither it nor a folder of it one of Python's own. */
function isOther({ path = [] }: Action): boolean {
  const names = literal(path)?.toLowerCase().replace(/\.py$/, '').split('/') ?? []
  return (
    names.length > 0 &&
    literal(path)?.endsWith('.py') === true &&
    names.every((name) => !name.startsWith('_') && !ownModules.has(name))
  )
}

/** Into a folder that no module is called by, as the only code in the text does that looks for modules where it is called. */
function isBelow({ path = [] }: Action, { args }: SimpleCommand): boolean {
  const [folder = '', ...rest] = knownStart(path).replace(/^\.\//, '').split('/')
  const name = folder.toLowerCase()
  return rest.length > 0 && /^[a-z]\w*$/.test(name) && !ownModules.has(name) && literal(args[0] ?? []) === '-c'
}

const plants = ({ kind, path }: Action, command: SimpleCommand): boolean =>
  making.has(kind) && path !== undefined && mayBeModule(path, command)
const isPython = ({ actions }: SimpleCommand): boolean =>
  actions.some(({ kind, detail }) => kind === 'inline-code' && /^python(?: alone)?$/.test(detail ?? ''))
/** Only with modules of Python itself. */
const isAlone = ({ actions }: SimpleCommand): boolean =>
  actions.every(({ kind, detail }) => kind !== 'inline-code' || detail !== 'python')

/** Doubts code of Python in a text that also makes files which it may load. */
export function doubtPlantedModules(parsed: ParsedCommand): ParsedCommand {
  if (!parsed.commands.some(isPython)) return parsed
  const pythons = parsed.commands.filter(isPython)
  const areAlone = pythons.every(isAlone)
  // A script whose code was read as it runs is harmless as a module, too.
  const told = new Set(parsed.commands.flatMap(({ actions }) => actions.map(({ script }) => nameOf(script?.path))))
  const planting = parsed.commands.some((command) =>
    command.actions.some(
      (action) =>
        plants(action, command) &&
        !isScratch(action) &&
        !(
          areAlone &&
          (isOther(action) || (pythons.length === 1 && command === pythons[0] && isBelow(action, command)))
        ) &&
        !(isKnown(action.path ?? unknown) && told.has(nameOf(action.path))),
    ),
  )
  if (!planting) return parsed
  const planted = doubt('inline-code', 'python: a module that the same text may write')
  return {
    commands: parsed.commands.map((command) =>
      isPython(command) ? { ...command, actions: [...command.actions, planted] } : command,
    ),
  }
}

const nameOf = (path: Value | undefined): string => show(path ?? []).replace(/^\.\//, '')

/** Where nothing is kept. */
const isScratch = ({ path = [] }: Action): boolean => typeof path[0] === 'string' && /^\/dev\/[a-z]+$/.test(path[0])
