// Programs that change Windows itself, and the look-up of all its programs, as data.
import { networkPrograms } from './network-programs.ts'
import { otherPrograms } from './other-programs.ts'
import { all, byName, effectsBy, type Case } from '../grammar/effects.ts'

const systemCases: readonly (readonly [string, readonly Case[]])[] = [
  [
    'shutdown tsshutdn psshutdown',
    [
      [/^[/-]a$|^$/, ''],
      [all, 'power'],
    ],
  ],
  ['logoff tsdiscon', [[all, 'power']]],
  ['format fdisk diskpart diskshadow bootrec bootsect recover clean-disk', [[all, 'disk']]],
  [
    'convert',
    [
      [/\/fs:/, 'disk'],
      [all, 'read:0 overwrite:last'],
    ],
  ],
  [
    'label defrag',
    [
      [/^$/, ''],
      [all, 'disk'],
    ],
  ],
  [
    'mountvol',
    [
      [/^$/, ''],
      [all, 'disk privilege'],
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
      [all, 'disk privilege'],
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
      [/^hardlink create/, 'create:2 link:2'],
      [/^file seteof\b.*\s0$/, 'truncate:2'],
      [/^(?:file set\w+|sparse set\w+|reparsepoint \w+)/, 'modify:2 modify:last'],
      [/\b(?:query\w*|info|list\w*|find\w*|drives|diskfree|statistics|\w+info|layout)\b|^$/, ''],
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
      [/^(?:query|save|export)\b.*(?:\\environment\b|\\sam\b|\\security\b)/, 'secret overwrite:2'],
      [/^(?:query|compare)\b|^flags\s+\S+\s+query|^$/, ''],
      [/^(?:export|save)\b/, 'overwrite:2'],
      [/^(?:import|restore|load)\b/, 'registry script'],
      [all, 'registry'],
    ],
  ],
  [
    'regedit',
    [
      [/[/-]e\b/, 'overwrite:0'],
      [all, 'registry script'],
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
      [/[/-][ms]\b/, 'registry privilege'],
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
      [
        /^(?:create|config|failure\w*|privs|sdset|sidtype|triggerinfo|managedaccount|preferrednode)\b/,
        'service privilege',
      ],
      [/^\\\\\S+\s+(?:create|config|failure|privs|sdset|sidtype|triggerinfo|managed|preferred)/, 'service privilege'],
      [/^(?:\\\\\S+\s+)?(?:start|stop|pause|continue|delete|control|boot|lock|description|interrogate)\b/, 'service'],
      [all, ''],
    ],
  ],
  [
    'net net1',
    [
      [/\/dom/, 'account privilege network'],
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
      [/^(?=[^]*process\b)[^]*call\s+"?create/, 'detach unknown'],
      [/shutdown|reboot/, 'power'],
      [/\/node:/, 'network'],
      [/\benvironment\b/, 'secret'],
      [/^(?:(?=[^]*service\b)[^]*\bcall\b|[^]*startup)/, 'service'],
      [/^(?=[^]*(?:useraccount|group)\b)[^]*\b(?:call|set|delete|create)/, 'account privilege'],
      [/^(?=[^]*(?:logicaldisk|volume|shadowcopy)\b)[^]*\b(?:call|set|delete|create)/, 'disk'],
      [/datafile|fsdir/, 'delete:9/tree'],
      [/\b(?:call|set|delete|create)\b/, 'unknown service'],
      [/^(?=[^]*\/format:)[^]*https?:/, 'network unknown'],
      [/^(?=[^]*\/format:)[^]*\.xsl/, 'script'],
      [all, ''],
    ],
  ],
]

const programs = byName([...systemCases, ...networkPrograms, ...otherPrograms])

/** The effects of a program of Windows; null: no such program here. */
export function windowsEffects(name: string, said: string): string | null {
  const cases = programs.get(name)
  if (cases === undefined) return null
  return /(?:^|\s)\/\?$/.test(said) ? '' : effectsBy(cases, said)
}
