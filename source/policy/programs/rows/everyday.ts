// Programs that look at files, binaries and the machine, or change the files they are given.
import { alike } from '../../among.ts'
import { onPath } from '../../grammar/analysis.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { cut, starts } from '../../model/value.ts'
import { argued } from './kinds.ts'

const binaryOptions =
  '-a -A -b -C -d -D -e -f -g -h -H -l -L -n -p -r -s -S -t -T -u -v -V -w -x -z -x -W -j: -M: --plugin:script --demangle --disassemble --disassemble-all --syms --symbols --sections --section-headers --file-header --headers --program-headers --relocs --dynamic --all --wide --radix: --format: --defined-only --undefined-only --extern-only --size-sort --numeric-sort --no-show-raw-insn --line-numbers --source'
const binary = (about: string): Row => ({
  about,
  options: binaryOptions,
  operands: 'read',
  also: argued,
})

const described: Readonly<Record<string, Row>> = {
  'llvm-nm': binary('symbols of binaries'),
  'llvm-objdump': binary('what a binary holds'),
  'llvm-readelf': binary('headers of binaries'),
  'llvm-readobj': binary('headers of binaries'),
  'llvm-size': binary('sizes of sections'),
  'llvm-strings': binary('texts in binaries'),
  'llvm-dwarfdump': binary('debugging information'),
  otool: binary('what a binary of macOS holds'),
  addr2line: {
    about: 'lines of addresses',
    options:
      '-a/--addresses -b/--target: -C/--demangle? -e/--exe:read -f/--functions -i/--inlines -j/--section: -p/--pretty-print -s/--basenames',
    operands: 'data',
    also: argued,
  },
  'c++filt': {
    about: 'names as they were written',
    options: '-_ -n -p -t -i -r -R -s/--format:',
    operands: 'data',
    also: argued,
  },
  lsb_release: {
    about: 'which distribution it is',
    options: '-v -i/--id -d/--description -r/--release -c/--codename -a/--all -s/--short -h',
  },
  sw_vers: { about: 'which macOS it is', options: '-productName/--productName -productVersion/--productVersion' },
  hadolint: {
    about: 'checks a Dockerfile',
    options:
      '-f/--format: -c/--config:read --ignore: -t/--failure-threshold: --no-fail --no-color -V/--verbose --trusted-registry: --require-label: --strict-labels --disable-ignore-pragma --error: --warning: --info: --style:',
    operands: 'read',
  },
  scc: {
    about: 'counts lines of code',
    options:
      '-o/--output:overwrite -f/--format: --by-file -i/--include-ext: --exclude-dir: -x/--exclude-ext: -s/--sort: -w/--wide -c/--no-complexity --no-cocomo -d/--no-duplicates -a/--dryness -l/--languages -v/--verbose',
    operands: 'data',
  },
  onefetch: {
    about: 'what a repository is',
    options: '-d/--disabled-fields: -o/--output: -e/--exclude: --no-bots --no-merges --no-art --no-color-palette',
    operands: 'data',
  },
  actionlint: {
    about: 'checks workflows',
    options:
      '-color/--color -no-color/--no-color -verbose/--verbose -oneline/--oneline -debug/--debug -format/--format: -ignore/--ignore: -config-file/--config-file:read -shellcheck/--shellcheck:program -pyflakes/--pyflakes:program -stdin-filename/--stdin-filename:',
    operands: 'read',
  },
  cpplint: {
    about: 'checks C++',
    options:
      '--verbose: --output: --filter: --counting: --root: --repository: --linelength: --extensions: --headers: --recursive --quiet --exclude:',
    operands: 'read',
  },
  typos: {
    about: 'finds misspelt words',
    options:
      '-w/--write-changes --diff --format: --exclude: --locale: --hidden --sort -j/--threads: --files --words -q -v',
    operands: 'read',
    instead: [['w', 'modifyTree']],
    fallback: ['.'],
  },
  misspell: {
    about: 'finds misspelt words',
    options: '-w -error/--error -i: -locale/--locale: -j: -q -f: -source/--source:',
    operands: 'read',
    instead: [['w', 'modifyTree']],
  },
  vulture: {
    about: 'finds code that nothing uses',
    options: '--min-confidence: --exclude: --ignore-names: --ignore-decorators: --sort-by-size -v/--verbose',
    operands: 'read',
  },
  pipdeptree: {
    about: 'the tree of installed packages',
    options:
      '-p/--packages: -e/--exclude: -r/--reverse -f/--freeze -a/--all -l/--local-only -u/--user-only -j/--json --json-tree -w/--warn: -d/--depth:',
  },
  sd: {
    about: 'replaces in files',
    options: '-p/--preview -F/--fixed-strings -s/--string-mode -n/--max-replacements: -f/--flags: -A/--across',
    first: 'data',
    second: 'data',
    operands: 'edit',
  },
  luac: {
    about: 'compiles Lua without running it',
    options: '-l -o:overwrite -p -s -v',
    operands: 'read',
    touches: [['overwrite', 'luac.out']],
  },
  jdeps: {
    about: 'what classes need',
    options:
      '-s/-summary/--summary -v/-verbose/--verbose -cp/-classpath/--class-path: -R/-recursive -q/-quiet --multi-release: --list-deps --print-module-deps --ignore-missing-deps -dotoutput/--dot-output:overwriteTree',
    operands: 'read',
    also: argued,
  },
  sqlite3_analyzer: {
    about: 'how a database lies on the disk',
    options: '-pageinfo/--pageinfo -stats/--stats -tclsh/--tclsh:script',
    operands: 'read',
  },
  'dpkg-deb': {
    about: 'what a package holds',
    options: '-c/--contents:read -I/--info:read -f/--field:read -W/--show:read',
    operands: 'data',
  },
  'apt-mark': {
    about: 'how packages are marked',
    verbs: { showmanual: { operands: 'data' }, showauto: { operands: 'data' }, showhold: {} },
  },
  cygpath: {
    about: 'paths of Windows and back',
    options:
      '-u/--unix -w/--windows -m/--mixed -a/--absolute -p/--path -d/--dos -l/--long-name -s/--short-name -A -D -H -P -S -U -W',
    operands: 'data',
  },
  wslpath: { about: 'paths of Windows and back', options: '-a -u -w -m', operands: 'data' },
  ipcalc: { about: 'calculates with networks', options: '-b -m -n -p -s', operands: 'data' },
  toilet: { about: 'large letters', options: '-f: -d: -w: -t -s -S -k -W -o -F: -E: -I:', operands: 'data' },
  lolcat: { about: 'colours', options: '-f -a -d: -s: -p: -F: -S: -i -t', operands: 'read' },
}

const archive: Verb = { operands: 'read' }
const unpacked: Verb = { first: 'read', operands: 'data', touches: [['overwrite', '**']] }
const packed: Verb = { first: 'overwrite', operands: 'read', options: '-C:read' }

export const everydayRows: Readonly<Record<string, Row>> = {
  ...described,
  jar: {
    about: 'archives of Java',
    verbs: {
      ...alike('tf tvf', archive),
      ...alike('xf xvf', unpacked),
      ...alike('cf cvf cfm', packed),
      ...alike('cfe cvfe', { ...packed, second: 'data' }),
      uf: { ...packed, first: 'modify' },
    },
  },
  unar: {
    about: 'unpacks archives',
    options:
      '-o/-output-directory/--output-directory:overwriteTree -f/-force-overwrite -r -s -D -d -p/-password: -e/-encoding: -q -t -k: -h',
    operands: 'read',
    touches: [['overwrite', '**']],
  },
  unrar: {
    about: 'unpacks archives, and looks into them',
    verbs: {
      ...alike('l lb lt t v p', { options: '-p? -y -v -idq/--idq', first: 'read', operands: 'data' }),
      ...alike('x e', {
        // What follows at once is where it unpacks to.
        also: ({ valuesOf }) =>
          valuesOf('o')
            .filter(starts(/^p/))
            .map((value) => onPath('overwrite', cut(value, 1), true)),
        options: '-o? -p? -y -r -idq/--idq -inul/--inul -kb/--kb',
        first: 'read',
        operands: 'overwriteTree',
        touches: [['overwrite', '**']],
      }),
    },
  },
}
