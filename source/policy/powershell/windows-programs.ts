// Programs that change Windows itself, and the look-up of all its programs, as data.
import { otherPrograms } from './other-programs.ts'
import type { Case } from './program-case.ts'

const all = /^/
const systemCases: readonly (readonly [string, readonly Case[]])[] = [
  [
    'shutdown tsshutdn psshutdown',
    [
      [/^[/-]a$|^$/, ''],
      [all, 'power'],
    ],
  ],
  ['logoff tsdiscon', [[all, 'power']]],
  ['format fdisk diskpart diskshadow convert bootrec bootsect recover clean-disk', [[all, 'disk']]],
  [
    'label mountvol defrag',
    [
      [/^$/, ''],
      [all, 'disk'],
    ],
  ],
  [
    'chkdsk',
    [
      [/[/-][frxb]\b/, 'disk'],
      [all, ''],
    ],
  ],
  [
    'manage-bde',
    [
      [/-status/, ''],
      [all, 'disk'],
    ],
  ],
  [
    'vssadmin',
    [
      [/\blist\b/, ''],
      [all, 'disk service'],
    ],
  ],
  [
    'wbadmin',
    [
      [/\bget\b/, ''],
      [all, 'disk service'],
    ],
  ],
  [
    'bcdedit bcdboot',
    [
      [/^$|[/-]enum/, ''],
      [all, 'disk privilege'],
    ],
  ],
  [
    'cipher',
    [
      [/\/w/, 'disk delete:0/tree'],
      [/\/[ed]\b/, 'modify:0/tree'],
      [all, ''],
    ],
  ],
  [
    'compact',
    [
      [/\/[cu]\b/, 'metadata:0/tree'],
      [all, ''],
    ],
  ],
  [
    'fsutil',
    [
      [/^file createnew/, 'create:2'],
      [/^(?:hardlink|reparsepoint) (?:create|delete)/, 'create:2'],
      [/^file set(?:zerodata|validdata|eof)/, 'modify:2'],
      [/\b(?:query\w*|info|list\w*|find\w*|drives)\b|^$/, ''],
      [all, 'disk'],
    ],
  ],
  [
    'sfc',
    [
      [/\/verifyonly/, ''],
      [all, 'service privilege'],
    ],
  ],
  [
    'reg',
    [
      [
        /^(?:add|delete|import|restore|load|unload|copy)\b.*(?:\\run(?:once)?\b|winlogon|image file execution)/,
        'registry privilege',
      ],
      [/^(?:query|compare|flags)?\b(?!\w)|^(?:query|compare)/, ''],
      [/^(?:export|save)\b/, 'overwrite:2'],
      [all, 'registry'],
    ],
  ],
  [
    'regedit',
    [
      [/[/-]e\b/, 'overwrite:0'],
      [all, 'registry'],
    ],
  ],
  ['regini', [[all, 'registry']]],
  [
    'regsvr32 regasm installutil odbcconf',
    [
      [/https?:|\/i:/, 'registry network unknown'],
      [all, 'registry unknown'],
    ],
  ],
  [
    'setx',
    [
      [/^$/, ''],
      [all, 'registry'],
    ],
  ],
  [
    'assoc ftype',
    [
      [/=/, 'registry'],
      [all, ''],
    ],
  ],
  [
    'sc',
    [
      [/^\\\\/, 'network service'],
      [/^(?:query\w*|q\w+|getdisplayname|getkeyname|enumdepend|sdshow|showsid)?(?:\s|$)/, ''],
      [all, 'service'],
    ],
  ],
  [
    'net net1',
    [
      [/^(?:user|localgroup|group|accounts|computer)\b.*(?:\/\S+|\s\S+\s+\S+)/, 'account privilege'],
      [/^(?:start|stop|pause|continue)\s+\S/, 'service'],
      [/^share\s+\S/, 'network privilege'],
      [/^(?:use|view|time|send|session|file)\b/, 'network'],
      [all, ''],
    ],
  ],
  ['dsadd dsmod dsrm dsmove ksetup netdom', [[all, 'account privilege network']]],
  [
    'schtasks',
    [
      [/[/-](?:create|change|delete|run|end)\b/, 'service privilege'],
      [all, ''],
    ],
  ],
  [
    'at',
    [
      [/^$/, ''],
      [all, 'service privilege'],
    ],
  ],
  [
    'wmic',
    [
      [/process\b.*call\s+"?create/, 'detach unknown'],
      [/shutdown|reboot/, 'power'],
      [/\/node:/, 'network'],
      [/service\b.*\bcall\b|startup/, 'service'],
      [/(?:useraccount|group)\b.*\b(?:call|set|delete|create)/, 'account privilege'],
      [/(?:logicaldisk|volume|shadowcopy)\b.*\b(?:call|set|delete|create)/, 'disk'],
      [/datafile|fsdir/, 'delete:9/tree'],
      [/\b(?:call|set|delete|create)\b/, 'unknown service'],
      [/\/format:\S*https?:/, 'network unknown'],
      [all, ''],
    ],
  ],
]

const programs = new Map<string, readonly Case[]>(
  [...systemCases, ...otherPrograms].flatMap(([names, rows]) =>
    names.split(' ').map((name): [string, readonly Case[]] => [name, rows]),
  ),
)

/** The effects of a program of Windows; null: no such program here. */
export function windowsEffects(name: string, said: string): string | null {
  const rows = programs.get(name)
  if (rows === undefined) return null
  if (/(?:^|\s)\/\?$/.test(said)) return ''
  return rows.find(([pattern]) => pattern.test(said))?.[1] ?? ''
}
