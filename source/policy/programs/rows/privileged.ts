// Programs that run another one as somebody else, or with other rights.
import { alike } from '../../among.ts'
import type { Row } from '../../grammar/row.ts'
import { starts } from './wrappers.ts'

const privileged = (about: string, options: string, more: Partial<Row> = {}): Row =>
  starts(about, options, { always: ['privilege'], ...more })

const asShell = { isShell: true } as const

export const privilegedRows: Readonly<Record<string, Row>> = {
  unshare: privileged(
    'in name spaces of its own',
    '-S/--setuid: -G/--setgid: -R/--root: -w/--wd: -l: --map-user: --map-group: --map-users: --map-groups: --propagation: --setgroups: --kill-child?',
    { ...asShell, isOpen: true, folder: 'w' },
  ),
  nsenter: privileged(
    'in name spaces of another process',
    '-t/--target: -S/--setuid: -G/--setgid: -r/--root? -w/--wd?',
    { ...asShell, isOpen: true, folder: 'w' },
  ),
  chroot: privileged('with another root', '--userspec: --groups: --skip-chdir', {
    ...asShell,
    skip: 1,
    folder: 'first',
  }),
  sudo: privileged(
    'as root or another',
    '-u/--user: -g/--group: -h/--host: -p/--prompt: -C/--close-from: -D/--chdir: -R/--chroot: -r/--role: -t/--type: -T/--command-timeout: -U/--other-user: -AbEeHiKklnPSsvV --login --shell --non-interactive --background --preserve-env? --stdin',
    { ...asShell, command: 'assigned', folder: 'D' },
  ),
  doas: privileged('as root or another', '-u: -C: -a: -n -s -L', asShell),
  pkexec: privileged('as root or another', '--user: --disable-internal-agent --keep-cwd', asShell),
  ...alike('gosu su-exec', privileged('as another', '', { skip: 1 })),
  runuser: privileged(
    'as another',
    '-u/--user: -c/--command:code -g/--group: -G/--supp-group: -s/--shell: -l -m -p -f -P --login --preserve-environment',
    asShell,
  ),
  su: privileged(
    'as another; all words but the first are for its shell',
    '-c/--command:code --session-command:code -g/--group: -G/--supp-group: -s/--shell: -w: -l -m -p -f -P --login --preserve-environment',
    { ...asShell, skip: 9 },
  ),
  sg: privileged('in another group', '-c:code', { ...asShell, skip: 1 }),
  newgrp: privileged('in another group', '', { ...asShell, isOpen: true }),
  setpriv: privileged(
    'with other rights',
    '--reuid: --regid: --groups: --inh-caps: --ambient-caps: --bounding-set: --securebits: --pdeathsig: --selinux-label: --apparmor-profile: --landlock-access: --landlock-rule:',
    { isOpen: true },
  ),
  ...alike('capsh bwrap proot', privileged('with other rights, or another view of the disk', '', { isOpen: true })),
  sudoedit: { about: 'edits files as root or another', isOpen: true, operands: 'edit', always: ['privilege'] },
  'systemd-run': privileged(
    'as a service',
    '-u/--unit: -p/--property:script -E/--setenv: -H: -M: --on-active: --on-calendar: --on-boot: --working-directory: --description: --uid: --gid: --slice: --service-type:',
    { isOpen: true, folder: 'working-directory', always: ['service', 'detach', 'privilege'] },
  ),
}
