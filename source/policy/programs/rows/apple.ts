// Programs of macOS that look, and the few that change files of the project.
import type { Row } from '../../grammar/row.ts'

export const appleRows: Readonly<Record<string, Row>> = {
  plutil: {
    about: 'shows, checks and rewrites property lists',
    options: '-p -lint/--lint -s -type: -extract: -convert/--convert: -o:overwrite -r -n',
    operands: 'read',
    instead: [['convert', 'edit']],
  },
  lipo: {
    about: 'programs for several machines in one file',
    options:
      '-info/--info -archs/--archs -detailed_info/--detailed_info -create/--create -thin: -output:overwrite -o:overwrite',
    operands: 'read',
  },
  mdls: {
    about: 'what the index of the system knows of a file',
    options: '-name: -raw/--raw -nullMarker: -plist:overwrite',
    operands: 'read',
  },
  sips: {
    about: 'looks at pictures and changes them',
    options:
      '-g/--getProperty: -1/--oneLine -o/--out:overwriteTree -s/--setProperty: -Z/--resampleHeightWidthMax: --resampleWidth: --resampleHeight: -r/--rotate: -f/--flip:',
    operands: 'edit',
    instead: [
      ['g', 'read'],
      ['o', 'read'],
    ],
  },
  'xcode-select': { about: 'which tools of Apple are in use', options: '-p/--print-path -v -h' },
  dwarfdump: {
    about: 'what a program says to debuggers',
    options: '--uuid -u --all -a --debug-info --debug-line --arch: --name: -n:',
    operands: 'read',
  },
  system_profiler: {
    about: 'what the machine is made of',
    options: '-listDataTypes/--listDataTypes -json/--json -xml/--xml -detailLevel: -timeout:',
    operands: 'data',
  },
}
