// Programs that build, measure and pack: binaries, coverage, generated code, releases.
import { alike } from '../../among.ts'
import { doubt, type Found, onPath } from '../../grammar/analysis.ts'
import type { Read } from '../../grammar/reader.ts'
import type { Row } from '../../grammar/row.ts'
import { cut, fits, show } from '../../model/value.ts'
import { argued, fetches, included, ofFiles } from './kinds.ts'

const recorded =
  '-o/--output:overwrite -e/--event: -p/--pid: -t/--tid: -c/--count: -F/--freq: -C/--cpu: -u/--uid: -I/--interval-print: -r/--repeat: -G: -x/--field-separator: -m/--mmap-pages: --call-graph: --per-thread --no-buildid -a -g -v -q -d -s -S -i -n -A -B -D: -R -W -T -P -b -j: --post:code --pre:code --append --timeout:'

/** Settings of lcov: some of them name programs. */
const settings = ({ valuesOf }: Read): Found =>
  !valuesOf('rc').every(fits(/^(?!\w*(?:tool|script|callback|command|module))\w+\s*=[^]*$/)) &&
  doubt('dynamic-code', '--rc')

export const buildRows: Readonly<Record<string, Row>> = {
  ranlib: { about: 'makes the index of an archive', options: '-D -U -t -v -V -h -H', operands: 'modify', also: argued },
  strip: {
    about: 'takes symbols out of binaries, in place or into a file that is named',
    options:
      '-o:overwrite -s/--strip-all -g/-S/-d/--strip-debug --strip-dwo --strip-unneeded --only-keep-debug -K/--keep-symbol: --keep-file-symbols -N/--strip-symbol: -R/--remove-section: -x/--discard-all -X/--discard-locals -p/--preserve-dates -D/--enable-deterministic-archives -U -w/--wildcard -v/--verbose -V -I: -O: -F:',
    operands: 'edit',
    also: argued,
  },
  objcopy: {
    about: 'copies and changes binaries',
    options:
      '-I/--input-target: -O/--output-target: -B/--binary-architecture: -F/--target: -S/--strip-all -g/--strip-debug --strip-unneeded --only-keep-debug --extract-dwo --strip-dwo -K/--keep-symbol: -N/--strip-symbol: -G/--keep-global-symbol: -L/--localize-symbol: -W/--weaken-symbol: -x/--discard-all -X/--discard-locals -j/--only-section: -R/--remove-section: -p/--preserve-dates --add-section: --set-section-flags: --rename-section: --gap-fill: --pad-to: --change-addresses: --set-start: --redefine-sym: --compress-debug-sections? --decompress-debug-sections --add-gnu-debuglink:read -v/--verbose -D -U -w -V',
    first: 'edit',
    operands: 'overwrite',
    also: (given) => [
      argued(given),
      given.valuesOf('add-section').map((value) => onPath('read', cut(value, show(value).indexOf('=') + 1))),
    ],
  },
  'pkg-config': {
    about: 'what a library needs to be built with',
    options:
      '--modversion --atleast-pkgconfig-version: --libs --libs-only-l --libs-only-other --libs-only-L --cflags --cflags-only-I --cflags-only-other --variable: --print-variables --define-variable: --exists --print-errors --short-errors --silence-errors --errors-to-stdout --atleast-version: --exact-version: --max-version: --list-all --list-package-names --debug --static --print-provides --print-requires --print-requires-private --uninstalled --validate',
    operands: 'data',
  },
  protoc: {
    about: 'makes code of descriptions of messages',
    options:
      '-I/--proto_path: -h --encode: --deterministic_output --decode: --decode_raw --descriptor_set_in:read -o/--descriptor_set_out:overwrite --include_imports --include_source_info --retain_options --dependency_out:overwrite --error_format: --fatal_warnings --print_free_field_numbers --cpp_out:overwriteTree --csharp_out:overwriteTree --java_out:overwriteTree --kotlin_out:overwriteTree --objc_out:overwriteTree --php_out:overwriteTree --pyi_out:overwriteTree --python_out:overwriteTree --ruby_out:overwriteTree --rust_out:overwriteTree',
    operands: 'argued',
  },
  nasm: {
    about: 'assembles',
    options:
      '-o:overwrite -f: -F: -g -l:overwrite -E -M -MG/--MG -MF:overwrite -MD:overwrite -MT: -MQ: -MP/--MP -MW/--MW -X: -Z:overwrite -s -O: -t -I: -i: -P:read -p:read -D: -d: -U: -u: -w: -W: -v -h',
    operands: 'read',
    touches: [['overwrite', '%*', 'o E M']],
    also: ({ call: { stdin } }) => included(stdin),
  },
  bison: {
    about: 'makes a parser of a grammar',
    options:
      '-o/--output:overwrite -d -H/--header?overwrite --defines?overwrite -v --verbose -g/--graph?overwrite -x/--xml?overwrite -l/--no-lines -t/--debug -L/--language: -k/--token-table -W/--warnings? -f? -p/--name-prefix: -b/--file-prefix:overwrite -r/--report: --report-file:overwrite -y/--yacc -S/--skeleton:script -D/--define: -F/--force-define: --color? -h -V',
    operands: 'read',
    touches: [['overwrite', '**', 'o b']],
  },
  flex: {
    about: 'makes a scanner of patterns',
    options:
      '-o/--outfile:overwrite -t/--stdout -i -l -P/--prefix: -s -v -w -d -f -F -C? -B -I -7 -8 -+ -L/--noline --header-file:overwrite --tables-file?overwrite -S/--skel:script --yylineno --nounput --noinput --reentrant --bison-bridge -p -b -V -h',
    operands: 'read',
    touches: [['overwrite', 'lex.*', 'o t']],
  },
  gcov: {
    about: 'which lines a program reached, into files beside',
    options:
      '-a/--all-blocks -b/--branch-probabilities -c/--branch-counts -d/--display-progress -f/--function-summaries -i/--json-format -j/--human-readable -k/--use-colors -l/--long-file-names -m/--demangled-names -n/--no-output -o/--object-directory: -p/--preserve-paths -q/--use-hotness-colors -r/--relative-only -s/--source-prefix: -t/--stdout -u/--unconditional-branches -v -w/--verbose -x/--hash-filenames -h',
    operands: 'read',
    touches: [['overwrite', '*.gcov']],
  },
  lcov: {
    about: 'gathers what a program reached',
    options:
      '-c/--capture -d/--directory: -o/--output-file:overwrite -a/--add-tracefile:read -e/--extract:read -r/--remove:read -l/--list:read -s/--summary:read -z/--zerocounters -i/--initial -t/--test-name: -b/--base-directory: -q/--quiet -v/--verbose --no-external --external --checksum --no-checksum --follow --include: --exclude: --ignore-errors: --rc: --substitute: --list-full-path -f -k/--kernel-directory: --gcov-tool:program --config-file:listed -h',
    operands: 'data',
    flags: { z: ['delete'] },
    also: settings,
  },
  geninfo: {
    about: 'gathers what a program reached',
    options:
      '-o/--output-filename:overwrite -b/--base-directory: -t/--test-name: -i/--initial -q/--quiet -v/--verbose -f/--follow --no-external --external --checksum --no-checksum --ignore-errors: --include: --exclude: --rc: --gcov-tool:program --config-file:listed -h',
    operands: 'data',
    // Beside each file of data where none is named.
    touches: [['overwrite', '**.info', 'o']],
    also: settings,
  },
  ...alike(
    'inferno-flamegraph inferno-collapse-perf inferno-collapse-dtrace inferno-collapse-guess inferno-collapse-sample inferno-diff-folded',
    {
      about: 'pictures and sums of where a program spent its time',
      options:
        '-q/--quiet -v/--verbose -n/--nthreads: --all --pid --tid --flamechart -i/--inverted -r/--reverse --title: --subtitle: --width: --height: --minwidth: --colors: --bgcolors: --hash --random --deterministic --countname: --nametype: --fonttype: --fontsize: --fontwidth: --factor: --notes: --no-sort --no-javascript --negate --pretty-xml --search-color: --text-truncate-direction: --normalize -h',
      operands: 'read',
    },
  ),
  genhtml: {
    about: 'what a program reached, as pages',
    options:
      '-o/--output-directory:overwriteTree -f/--frames -s/--show-details -q/--quiet -t/--title: -d/--description-file:read -k/--keep-descriptions -c/--css-file:read -p/--prefix: --no-prefix --no-source --num-spaces: --highlight --legend --html-prolog:read --html-epilog:read --html-extension: --html-gzip --sort --no-sort --function-coverage --no-function-coverage --branch-coverage --no-branch-coverage --demangle-cpp --ignore-errors: --precision: --missed --rc: --config-file:listed -b/--baseline-file:read -h',
    operands: 'read',
    touches: [['overwrite', '*.html', 'o']],
    also: settings,
  },
  doxygen: ofFiles('documents code; its settings name filters that run'),
  hyperfine: {
    about: 'measures how long commands take',
    options:
      '-w/--warmup: -m/--min-runs: -M/--max-runs: -r/--runs: -s/--setup:code -p/--prepare:code -C/--conclude:code -c/--cleanup:code -P/--parameter-scan: -D/--parameter-step-size: -L/--parameter-list: -S/--shell:program -N -i/--ignore-failure --style: --sort: -u/--time-unit: --export-asciidoc:overwrite --export-csv:overwrite --export-json:overwrite --export-markdown:overwrite --export-orgmode:overwrite --show-output --output:overwrite --input:read -n/--command-name: -h -V',
    operands: 'code',
  },
  pv: {
    about: 'shows how much passes by',
    options:
      '-p -t -e -r -a -b -T -A: -F: -n -q -W -D: -s: -l -0 -i: -w: -H: -N: -f -c -L: -B: -C -E -S -R: -P/--pidfile:overwrite -d: -h -V --progress --timer --eta --rate --bytes --size: --line-mode --name: --width: --quiet --rate-limit:',
    operands: 'read',
  },
  pee: { about: 'what it reads, to many commands', operands: 'code' },
  ccache: {
    about: 'a compiler with a memory',
    command: 'words',
    options: '-s/--show-stats -V -h -p/--show-config -k/--get-config: -v/--verbose --print-stats',
  },
  'wasm-pack': ofFiles('builds packages of WebAssembly by cargo'),
  wasm2wat: {
    about: 'WebAssembly as text',
    options:
      '-o/--output:overwrite -v/--verbose -f/--fold-exprs --inline-exports --inline-imports --enable-all --no-debug-names --generate-names --no-check',
    operands: 'read',
  },
  wat2wasm: {
    about: 'WebAssembly of text',
    options:
      '-o/--output:overwrite -v/--verbose -d/--dump-module --enable-all -r/--relocatable --debug-names --no-check',
    operands: 'read',
    touches: [['overwrite', '*.wasm', 'o']],
  },
  mdbook: ofFiles('builds books; its settings name programs', { options: '-d/--dest-dir:overwriteTree' }),
  dist: ofFiles('builds and publishes releases', {
    verbs: { plan: { runs: 'files' }, build: { runs: 'files' }, host: fetches },
    runs: 'files',
    operands: 'data',
  }),
  goreleaser: ofFiles('builds and publishes releases by hooks', fetches),
  autoconf: ofFiles('makes configure scripts by macros'),
  automake: ofFiles('makes makefiles by macros'),
  autoreconf: ofFiles('makes configure scripts by macros'),
  m4: {
    about: 'macros make text that is read anew, so that any call may end as any other',
    runs: 'code',
    options:
      '-D/--define: -U/--undefine: -I/--include: -F/--freeze-state:overwrite -R/--reload-state:script -o/--error-output/--debugfile?overwrite -B: -H/--hashsize: -L/--nesting-limit: -N/--diversions: -S: -T: -l/--arglength: -t/--trace: -W/--word-regexp: -d/--debug? -s/--synclines -P/--prefix-builtins -E/--fatal-warnings -i/--interactive -e -g/--gnu -G/--traditional -Q/--quiet/--silent',
    operands: 'script',
  },
  perf: {
    about: 'counts and records what a command does',
    verbs: {
      record: { options: recorded, command: 'words', touches: [['overwrite', 'perf.data']] },
      ...alike('stat trace', { options: recorded, command: 'words' }),
      ...alike('list report annotate diff buildid-list version', {
        options:
          '-i/--input:read --stdio --tui -n/--show-nr-samples -s/--sort: -F/--fields: -g/--call-graph? --no-children --children -v -q --header --header-only -d/--dsos: -c/--comms: -p: -t: -S/--symbols: --percent-limit: --max-stack: -f/--force',
        operands: 'read',
      }),
    },
  },
}
