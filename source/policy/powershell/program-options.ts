// Options of Windows' programs that name a file or another computer, as data.
import type { FileActionKind } from '../model/action.ts'
import { concat, knownStart, show, textValue, type Value } from '../model/value.ts'
import { act, type Machine } from './machine.ts'
import { dropStart } from './paths.ts'
import { touch } from './touch.ts'

type Row = readonly [programs: string, option: RegExp, kind: FileActionKind | 'network']
/** Written in lower case; the value is glued by `:` or `=`, or the next word. */
const rows: readonly Row[] = [
  ['sort', /^[/-]o(?:utput)?$/, 'overwrite'],
  ['findstr', /^[/-][gf]$/, 'read'],
  ['powercfg', /^[/-](?:output|xml)$/, 'overwrite'],
  ['msinfo32', /^[/-](?:report|nfo)$/, 'overwrite'],
  ['gpresult', /^[/-][hx]$/, 'overwrite'],
  ['auditpol', /^[/-]file$/, 'overwrite'],
  ['secedit', /^[/-](?:cfg|log|db|rbk)$/, 'overwrite'],
  ['typeperf relog tracerpt', /^-(?:o|of|summary|report|export)$/, 'overwrite'],
  ['logman', /^-o$/, 'overwrite'],
  ['wmic', /^[/-](?:output|append|record)$/, 'overwrite'],
  ['netsh', /^(?:tracefile|folder|filename|file)$/, 'overwrite'],
  ['dxdiag', /^[/-](?:whql|t|x)$/, 'overwrite'],
  ['schtasks', /^[/-]xml$/, 'read'],
  ['bcdedit', /^[/-](?:export|store)$/, 'overwrite'],
  ['wevtutil', /^[/-](?:bu|backup)$/, 'overwrite'],
  ['dism', /^[/-](?:imagefile|destinationimagefile|logpath|mountdir|applydir)$/, 'overwrite'],
  ['regsvr32 regedit reg pnputil expand makecab', /^[/-]l$/, 'overwrite'],
  [
    'tasklist taskkill systeminfo driverquery getmac openfiles schtasks eventcreate gpresult typeperf logman',
    /^[/-]s$/,
    'network',
  ],
  ['query quser qwinsta qprocess logoff tsdiscon tskill msg reset', /^[/-]server$/, 'network'],
  ['wevtutil', /^[/-]r(?:emote)?$/, 'network'],
  ['shutdown', /^[/-]m$/, 'network'],
]
const optionsOf = (name: string): readonly Row[] => rows.filter(([programs]) => programs.split(' ').includes(name))

/** Puts down what options do beside what the table of programs says. */
export function noteOptions(machine: Machine, name: string, args: readonly Value[]): void {
  const options = optionsOf(name)
  for (const [i, arg] of args.entries()) {
    const start = knownStart(arg)
    const [word = '', glued = ''] = /^([/-]?[^:=]+)([:=])?/.exec(start)?.slice(1) ?? []
    const row = options.find(([, option]) => option.test(word.toLowerCase()))
    const value = glued === '' ? args[i + 1] : dropStart(arg, word.length + 1)
    if (row?.[2] === 'network')
      act(machine, { kind: 'network', detail: show(concat(arg, textValue(' '), value ?? [])) })
    else if (row !== undefined && value !== undefined) touch(machine, row[2], value)
    if (/^(?:[/-][^:=]+[:=])?\\\\[^.?\\]/.test(start) && name !== 'findstr')
      act(machine, { kind: 'network', detail: show(arg) })
  }
}
