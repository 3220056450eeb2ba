// Archivers: what they read, unpack over, remove, and the programs they call.
import { alike, among } from '../among.ts'
import type { FileActionKind } from '../model/action.ts'
import { cut, concat, hole, knownStart, literal, show, starts, textValue, unknown, type Value } from '../model/value.ts'
import { act, below, type Call, doubt, type Found, onEach, onPath, shell } from '../grammar/analysis.ts'
import { globValue } from './find.ts'
import { reader, type Reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'
import { inRole } from '../grammar/roles.ts'

/** The old form: letters without a dash, their values follow in turn. */
function tarWords({ args: [first = [], ...rest] }: Call): Value[] {
  const letters = literal(first)
  return letters !== null && /^[a-zA-Z]+$/.test(letters) ? oldForm(letters, rest) : [first, ...rest]
}

const tar = reader(
  '-c/--create -x/--extract/--get -t/--list -r/--append -u/--update -A/--catenate/--concatenate -d/--diff/--compare --delete -f/--file:archive -C/--directory:folder -T/--files-from:list -X/--exclude-from:read --exclude: -I/--use-compress-program:code --to-command:code --checkpoint? --checkpoint-action:action -F/--info-script/--new-volume-script:code --rsh-command:code --rmt-command:code -z/--gzip/--gunzip -j/--bzip2 -J/--xz --zstd --lzma --lzip --lzop -Z/--compress -a/--auto-compress -v/--verbose -p/--preserve-permissions -k/--keep-old-files --skip-old-files --overwrite -O/--to-stdout --remove-files --strip-components: --transform/--xform: -P/--absolute-names -h/--dereference -m/--touch -w/--interactive -W/--verify -S/--sparse -g/--listed-incremental:overwrite -N/--newer: -b: -L: -M -l -B -i -R -s -n -o -U/--unlink-first --recursive-unlink --one-file-system --owner: --group: --mode: --mtime: --sort: --format/-H: --totals? --wildcards --no-recursion --numeric-owner --same-owner --no-same-owner --no-same-permissions --keep-newer-files --keep-directory-symlink --show-transformed-names --exclude-vcs --exclude-vcs-ignores --exclude-caches --anchored --no-anchored --ignore-failed-read --index-file:overwrite --null --occurrence? --pax-option: --posix --warning: --xattrs --acls --selinux --volno-file:overwrite --quoting-style: --force-local --label/-V:',
  ({ operands, has, valueOf, options, inRole }) => {
    const folder = options.reduce<Value | null>(
      (outer, { option, value }) => (option.role === 'folder' && value ? below(outer, value) : outer),
      null,
    )
    const at = (path: Value) => below(folder, path)
    const kind = has('c') ? 'overwrite' : has('x', 't', 'd') ? 'read' : 'modify'
    const takes = has('x') && !has('O', 'to-command')
    const made = has('k', 'skip-old-files') ? 'create' : 'overwrite'
    const all = has('P') ? unknown : at(hole(valueOf('transform') ? 'path' : 'tracked'))
    const whole = (kind: FileActionKind) => onEach(kind, operands.map(at), true)
    return [
      inRole('archive').map((file) => archiveActions(file, kind)),
      inRole('list').map((file) => [onPath('read', file), onPath('read', unknown)]),
      has('c', 'r', 'u') && [
        whole('read'),
        // Of bsdtar, an archive that is taken in.
        operands.filter(starts(/^@/)).map((path) => onPath('read', at(cut(path, 1)))),

        has('remove-files') && whole('delete'),
      ],
      has('x') && !takes && operands.map((name) => onPath('read', at(member(name)))),
      takes && [onPath(made, all), operands.map((name) => onPath(made, at(member(name)), true))],
      // With a list of what there was, what is not in the archive goes.
      takes && has('U', 'recursive-unlink', 'g') && onPath('delete', all),
      inRole('action').map((value) => knownStart(value).startsWith('exec=') && shell(cut(value, 5))),
    ]
  },
  { words: tarWords },
)

/** What is asked for by name or pattern. */
const member = (name: Value): Value => globValue(literal(name) ?? '*')

function oldForm(letters: string, rest: readonly Value[]): Value[] {
  const made: Value[] = []
  let next = 0
  for (const letter of letters) {
    made.push([`-${letter}`])
    if ('fCTXIFgNbLHVK'.includes(letter)) made.push(rest[next++] ?? [])
  }
  return [...made, ...rest.slice(next)]
}

const archiveActions = (file: Value, kind: FileActionKind): Found =>
  literal(file) !== '-' && [/^[^/]+:/.test(knownStart(file)) && act('network', 'tar'), onPath(kind, file)]

const zip = reader(
  '-T/--test -TT/--unzip-command:code -b/--temp-path:createTree -m/--move -r/--recurse-paths -x/--exclude:rest -i/--include:rest -d/--delete -j -q -v -u -f -g -y -9 -0 -1 -2 -3 -4 -5 -6 -7 -8 -@ -e -P: -n: -s: -t: -tt: -X -D -o -l -ll/--ll -c -z -S -A -F -FF/--FF -k --symlinks --quiet -O/--out/--output-file:overwrite -lf/--logfile-path:overwrite -la/--log-append -li/--log-info -sf/--show-files -so/--so -sb/--sb -sc/--sc -sp/--sp -su/--su -sU/--sU -sv/--sv -FS/--filesync -MM/--MM -UN: -db/--db -dc/--dc -dd/--dd -dg/--dg -ds: -du/--du -dv/--dv -fd/--fd -fz/--fz -ic/--ic -nw/--nw -ws/--ws -DF/--DF -AS/--AS -AC/--AC -RE/--RE -R --recurse-patterns',
  ({ operands: [archive, ...files], has }) => {
    const isNamed = archive !== undefined && literal(archive) !== '-'
    const hasEnding = isNamed && /\.\w+$/.test(show(archive))
    return [
      isNamed && onPath('modify', archive),
      isNamed && !hasEnding && onPath('modify', concat(archive, ['.zip'])),
      has('@') && onPath('read', unknown),
      onEach('read', files, has('r')),
      has('m') && onEach('delete', files, true),
    ]
  },
  { words: ({ args }) => args.flatMap(zipWords) },
)

/** Options of two letters may end a word of several. */
function zipWords(arg: Value): Value[] {
  const [, before, last] = /^-([A-Za-z0-9@]+?)(lf|la|TT|UN|tt|ds)$/.exec(literal(arg) ?? '') ?? []
  return before === undefined ? [arg] : [textValue(`-${before}`), textValue(`-${last}`)]
}

const unzip = reader(
  '-d:folder -x:rest -l -t -v -p -c -n -o -q -qq -u -f -j -a -aa -b -C -L -M -V -X -K -P: -z -Z -O: -I: -B',
  ({ operands: [archive, ...names], has, valueOf, strange }) => {
    const read = archive && onPath('read', archive)
    if (has('l', 't', 'v', 'p', 'c', 'z', 'Z'))
      return [read, has('p', 'c') && names.map((name) => onPath('read', member(name)))]
    const folder = valueOf('d')
    const kind = has('n') ? 'create' : 'overwrite'
    // With `-:` names may lead out of it.
    const all = strange.includes('-:') ? unknown : below(folder, hole('tracked'))
    return [read, onPath(kind, all), names.map((name) => onPath(kind, below(folder, member(name)), true))]
  },
)

const sevenZip: Reader = ({ args: [verb = [], ...rest] }) => {
  const name = literal(verb) ?? ''
  const [archive = unknown, ...files] = rest.filter((arg) => !knownStart(arg).startsWith('-'))
  const out = rest.map(show).find((text) => text.startsWith('-o'))
  const strange = rest.filter((arg) => knownStart(arg).startsWith('-') && !plainSwitch.test(show(arg)))
  const doubted = strange.map((arg) => doubt('unknown-option', `7z ${show(arg)}`))
  if (/^(?:l|t|i|h)$/.test(name)) return [doubted, [archive, ...files].map(listedOr)]
  if (/^(?:x|e)$/.test(name)) {
    const folder = out === undefined || out === '-o' ? null : textValue(out.slice(2))
    return [
      doubted,
      onPath('read', archive),
      files.map((name) => onPath('read', member(name))),
      onPath('overwrite', below(folder, hole('tracked'))),
    ]
  }
  return [
    doubted,
    onPath('modify', archive),
    files.map(listedOr),
    rest.some((arg) => literal(arg) === '-sdel') && onEach('delete', files.length > 0 ? files : [['.']], true),
  ]
}

/** `@file` names more of them. */
const listedOr = (path: Value): Found =>
  knownStart(path).startsWith('@') ? inRole('listed', cut(path, 1)) : onPath('read', path, true)

/** Of 7z, that neither name files nor let names lead out of a folder. */
const plainSwitch = among(
  String.raw`y r[-0]? o.* p.* m.* t.* v\d.* x!.* xr!.* bb\d? bd bt bs[oep]\d ao[asut] si.* so sdel slt slp scs.* scc.* ssc-? ssw stl`,
  { before: '^-', flags: 's' },
)

const cpio = reader(
  '-i/--extract -o/--create -p/--pass-through -t/--list -d/--make-directories -u/--unconditional -v -m -a -0/--null -F/--file:archive -O:output -I:archive -H: -D/--directory:folder -B -c -l -L -A -R: --no-absolute-filenames --quiet -E:read --rsh-command:code --to-stdout',
  ({ call: { stdin }, operands, has, inRole }) => {
    const text = literal(stdin)
    const listed = text === null ? [stdin] : text.split('\n').filter(Boolean).map(textValue)
    const [folder = null] = inRole('folder')
    const all = has('no-absolute-filenames') ? below(folder, hole('tracked')) : unknown
    return [
      inRole('archive').map((file) => archiveActions(file, has('o') ? 'overwrite' : 'read')),
      inRole('output').map((file) => archiveActions(file, 'overwrite')),
      has('R') && act('privilege', 'cpio -R'),
      has('to-stdout') && operands.map((name) => onPath('read', member(name))),
      has('o') && onEach('read', listed),
      has('p') && [onPath('read', text === null ? stdin : unknown), onPath('overwrite', operands[0] ?? unknown, true)],
      has('i') && !has('t', 'to-stdout') && onPath('overwrite', all),
    ]
  },
)

const pax = reader(
  '-r -w -f:archive -a -v -z -n -k -u -x: -s: -b: -o: -p: -d -l -i -t -c -D -H -L -P -X -Y -Z -E: -B: -G: -T: -U: -0 -j',
  ({ call: { stdin }, operands, has, valueOf }) => {
    const archive = valueOf('f')
    const target = has('w') ? (operands.at(-1) ?? unknown) : unknown
    return [
      archive && onPath(has('w') ? 'overwrite' : 'read', archive),
      has('w') && onEach('read', operands, true),
      has('r') && onPath('overwrite', target, true),
      has('w') && operands.length === 0 && onPath('read', stdin),
    ]
  },
)

// ar: it unpacks below a folder that it is told.

const ar: Reader = ({ args }) => {
  const isLong = (arg: Value) => knownStart(arg).startsWith('--')
  const [first = [], archive = unknown, ...members] = args.filter((arg) => !isLong(arg))
  const output = args.find((arg) => knownStart(arg).startsWith('--output='))
  const loads = args.filter(
    (arg) => isLong(arg) && !/^--(?:output=|thin$|help$|version$|target=)/.test(knownStart(arg)),
  )
  const letters = show(first)
  const isTaken = letters.includes('x')
  const folder = output ? cut(output, '--output='.length) : null
  return [
    loads.map((arg) => doubt('unknown-option', `ar ${show(arg)}`)),
    args.filter(starts(/^@/)).map((arg) => inRole('listed', cut(arg, 1))),
    onPath(isTaken || /[tp]/.test(letters) ? 'read' : 'modify', archive),
    /[tp]/.test(letters)
      ? letters.includes('p') && onEach('read', members)
      : isTaken
        ? onPath('overwrite', below(folder, hole('tracked')))
        : onEach('read', members),
  ]
}

// gzip and its kin: the original goes, another file comes.

const options =
  '-c/--stdout/--to-stdout -d/--decompress/--uncompress -t/--test -l/--list -k/--keep -f/--force -r/--recursive -n/--no-name -N/--name -q/--quiet -v/--verbose -S/--suffix: -z/--compress -e/--extreme -T/--threads: --rsyncable -s/--small -0 -1 -2 -3 -4 -5 -6 -7 -8 -9 --fast --best -o:overwrite -h/--help -V/--version --rm -F/--format:'

/** In place: the original goes, another file comes (gzip and its kin). */
const compress = (suffix: string): Row => ({
  about: 'compresses files in place, or brings them back',
  ...reader(options, ({ call: { name }, operands, has }) => {
    const isLook = has('c', 't', 'l')
    const isUnpacking = has('d') || name.startsWith('un')
    const isKept = isLook || has('k') || /zstd|lz4/.test(name)
    return operands.map((file) => [
      onPath('read', file, has('r')),
      !isLook && onPath('overwrite', isUnpacking ? unpacked(file, suffix) : concat(file, [suffix])),
      (!isKept || has('rm')) && onPath('delete', file, has('r')),
    ])
  }),
})

const unpacked = (file: Value, suffix: string): Value => {
  const text = literal(file)
  return text === null ? unknown : textValue(text.endsWith(suffix) ? text.slice(0, -suffix.length) : text)
}

export const archiveRows: Readonly<Record<string, Row>> = {
  ...alike('tar bsdtar gtar', { about: 'packs and unpacks files', ...tar }),
  zip: { about: 'packs files', ...zip },
  unzip: { about: 'unpacks files', ...unzip },
  ...alike('7z 7za 7zr', { about: 'packs and unpacks files', read: sevenZip }),
  cpio: { about: 'packs and unpacks the files it reads of', ...cpio },
  pax: { about: 'packs and unpacks files', ...pax },
  ...alike('gzip gunzip pigz unpigz', compress('.gz')),
  ...alike('bzip2 bunzip2 pbzip2', compress('.bz2')),
  ...alike('xz unxz lzma unlzma', compress('.xz')),
  ...alike('zstd unzstd pzstd', compress('.zst')),
  ...alike('lz4 unlz4', compress('.lz4')),
  ...alike('compress uncompress', compress('.Z')),
  lzop: compress('.lzo'),
  ar: { about: 'archives of a linker', read: ar },
  ...alike('run-parts logrotate', { about: 'runs what files say', runs: 'files' }),
  zipgrep: { about: 'searches packed files', first: 'data', operands: 'read', isOpen: true },
}
