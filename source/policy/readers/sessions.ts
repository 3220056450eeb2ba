// systemctl, loginctl, kill, getent and openers: the machine's services, sessions, processes and lookups.
import type { Part, Value } from '../model/value.ts'
import { fits, isHole, isKnown, knownStart, literal, show } from '../model/value.ts'
import { act, doubt, lookup, nothing, onPath, readOrFetch, words } from '../grammar/analysis.ts'
import { reader, type Reader } from '../grammar/reader.ts'
import { alike, among } from '../among.ts'
import { otherwise, when } from '../grammar/effects.ts'
import type { Row } from '../grammar/row.ts'

const managerOptions =
  '-H/--host: -M/--machine: -t/--type: --state: -p/--property: -P: -n/--lines: -o/--output: -s/--signal: --kill-whom/--kill-who: --root: --image: --job-mode: --what: --when: --preset-mode: --firmware-setup? --boot-loader-entry: --message: --timestamp: --drop-in: -a/--all -l/--full -q/--quiet -r/--recursive -f/--force -i -T --user --system --global --no-block --no-pager --no-legend --no-ask-password --no-wall --now --runtime --failed --plain --value --reverse --after --before --with-dependencies --wait --show-types --dry-run --check-inhibitors? --marked --read-only --mkdir --help -h --version'

const looks = /^(?:|status|show|cat|list-\S+|is-\S+|get-default|help|\S+-status|show-\S+)$/

const powers = among(String.raw`
    poweroff reboot halt kexec suspend hibernate hybrid-sleep suspend-then-hibernate sleep rescue emergency exit
    soft-reboot switch-root`)

/** What runs at start-up, or with what surroundings. */
const settled = among(String.raw`
    enable reenable link preset preset-all mask unmask disable revert edit set-default add-wants add-requires
    set-property set-environment unset-environment import-environment daemon-reexec enable-linger disable-linger
    attach flush-devices bind mount-image`)

const powerTarget = /^(?:poweroff|reboot|halt|rescue|emergency)\.target$/

/** systemctl and loginctl: one verb, then units, sessions or users. */
const manager = reader(
  managerOptions,
  ({ call: { name }, operands, has }) => {
    const word = operands[0] ? literal(operands[0]) : ''
    const far = has('H') && act('network', `${name} -H`)
    if (word === null) return [far, act('service'), { ...act('power'), isUnsure: true }]
    if (word === 'show-environment') return [far, act('secret', `${name} ${word}`)]
    if (looks.test(word)) return far
    const isPower = powers.test(word) || operands.some(fits(powerTarget))
    return [
      far,
      act(isPower ? 'power' : 'service', word),
      (settled.test(word) || name === 'loginctl') && [
        act('privilege', word),
        onPath('create', ['/etc/systemd/system']),
      ],
      // What the file of a unit says may run at once.
      operands.slice(1).some(fits(/\//)) && doubt('opaque-script', `${name} ${word}`),
    ]
  },
  { isOpen: true },
)

/** What the text proves to be the command's own: a job, its shell, a process it started. */
const isOwnProcess = (word: Value): boolean => {
  const text = literal(word)
  if (text !== null) return text.startsWith('%')
  const [first, second] = word
  return word.length === 1 ? isPid(first) : word.length === 2 && first === '-' && isPid(second)
}
const isPid = (part: Part | undefined): boolean => isHole(part) && part.hole === 'pid'

/** Signal 0 and a list of names only look. */
const kill: Reader = ({ args }) => {
  const texts = args.map(literal)
  if (/^-(?:l.*|L|0)$/.test(texts[0] ?? '') || (/^-[sn]$/.test(texts[0] ?? '') && texts[1] === '0')) return nothing
  if (texts.some((text, i) => /^0*1$/.test(text ?? '') && texts[i - 1] !== '-s' && texts[i - 1] !== '-n'))
    return [act('service', 'kill 1'), act('power', 'kill 1')]
  const signals = /^-[snq]$/.test(texts[0] ?? '') ? 2 : /^-(?:\d+|[A-Za-z][\w+]*)$/.test(texts[0] ?? '') ? 1 : 0
  // `-1` and `-$!` behind a signal are groups; alone it is one itself.
  const processes = args.slice(args.length > 1 ? signals : 0).filter((word) => literal(word) !== '--')
  return processes.filter((word) => !isOwnProcess(word)).map((word) => act('service', `kill ${show(word)}`))
}

/** By name: none of them is known to be the command's own, but for children of its shell. */
const killByName: Reader = ({ name, args }) => {
  const parent = args.findIndex(fits(/^(?:-P|--parent)$/))
  return parent >= 0 && isOwnProcess(args[parent + 1] ?? []) ? [] : act('service', name)
}

/** What an address or a file is opened with stays behind. */
const opener: Reader = ({ name, args }) => {
  const operands = args.filter((arg) => !knownStart(arg).startsWith('-'))
  const isAddress = (path: Value) => /^[a-z][a-z+-]+:/i.test(knownStart(path))
  return [
    act('detach', name),
    operands.map((path) => (isKnown(path) ? readOrFetch(path) : { ...act('network', name), isUnsure: true })),
    operands.some(isAddress) && act('network', name),
  ]
}

const looksAtNetwork = /^(?:s|sh|show|list|l|ls|get|help|lst)$/
const watched = /^(?:all|link|addr|address|route|neigh|rule)$/

/** An option that it does not have may be `-batch`, which takes its verbs from a file. */
const ip = reader(
  '-4 -6 -j/-json -p -br/-brief -c/-color -s -o/-oneline -d/-details -h/-human -r/-resolve -V/-Version -a/-all',
  ({ operands, operands: [object = [], verb], strange, isHalfKnown, has }) =>
    strange.length > 0 ||
    isHalfKnown ||
    (verb && !(literal(object) === 'monitor' ? watched : looksAtNetwork).test(literal(verb) ?? ''))
      ? [
          act('privilege', 'ip'),
          act('network', 'ip'),
          fits(/^(?:n|netns|vrf)$/)(object) && words(...operands.slice(has('a') ? 2 : 3)),
        ]
      : // Names are looked up, of addresses of this machine.
        has('r') && lookup('ip -r'),
  { isPlain: true },
)

export const sessionRows: Readonly<Record<string, Row>> = {
  ...alike('systemctl loginctl', { about: 'services and sessions of the machine', isTame: true, ...manager }),
  kill: { about: 'ends processes', isTame: true, read: kill },
  ...alike('pkill killall skill', { about: 'ends processes by name', isTame: true, read: killByName }),
  getent: {
    about: 'what the machine knows of names',
    isTame: true,
    said: [
      when(/\u2039|(?:^| )(?:hosts|ahosts|ahostsv4|ahostsv6|networks)(?: |$)/, 'network'),
      when(/(?:^| )g?shadow(?: |$)/, 'read:/etc/shadow'),
      otherwise(''),
    ],
  },
  ...alike('xdg-open open', { about: 'opens files and addresses', isTame: true, read: opener }),
  ip: { about: 'network interfaces', isTame: true, ...ip },
}
