// Programs that change Windows itself.
import { alike } from '../../among.ts'
import { otherwise, unless, when } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'

export const windowsSystemRows: Readonly<Record<string, Row>> = {
  ...alike('shutdown tsshutdn psshutdown', {
    about: 'turns the machine off',
    options: '-m:far',
    said: unless(/^[/-]a$|^$/, 'power'),
  }),
  ...alike('logoff tsdiscon', { about: 'ends a session', options: '-server:far', said: 'power' }),
  ...alike('format fdisk diskpart diskshadow bootrec bootsect recover clean-disk', {
    about: 'makes and changes disks',
    said: 'disk',
  }),
  convert: {
    about: 'another file system, or another format',
    said: [when(/\/fs:/, 'disk'), otherwise('read:0 overwrite:last')],
  },
  ...alike('label defrag', { about: 'names and tidies disks', said: unless(/^$/, 'disk') }),
  mountvol: { about: 'where disks stand in the tree', said: unless(/^$/, 'disk privilege') },
  chkdsk: { about: 'checks a disk', said: [when(/[/-][frxb]\b/, 'disk')] },
  'manage-bde': { about: 'encryption of disks', said: unless(/-status/, 'disk privilege') },
  vssadmin: { about: 'shadow copies of disks', said: unless(/\blist\b/, 'disk service') },
  wbadmin: { about: 'backups of the machine', said: unless(/\bget\b/, 'disk service') },
  ...alike('bcdedit bcdboot', {
    about: 'how the machine starts',
    options: '-export/-store:overwrite',
    said: unless(/^$|[/-]enum/, 'disk privilege'),
  }),
  cipher: {
    about: 'encrypts files, wipes free space',
    said: [when(/\/w/, 'disk delete:0/tree'), when(/\/[ed]\b/, 'modify:0/tree')],
  },
  compact: { about: 'compresses files in place', said: [when(/\/[cu]\b/, 'metadata:0/tree')] },
  fsutil: {
    about: 'files and disks at a low level',
    said: [
      when(/^file createnew/, 'create:2'),
      when(/^hardlink create/, 'create:2 link:2'),
      when(/^file seteof\b.*\s0$/, 'truncate:2'),
      when(/^(?:file set\w+|sparse set\w+|reparsepoint \w+)/, 'modify:2 modify:last'),
      when(/\b(?:query\w*|info|list\w*|find\w*|drives|diskfree|statistics|\w+info|layout)\b|^$/, ''),
      otherwise('disk'),
    ],
  },
  sfc: { about: 'checks the files of the system', said: unless(/\/verifyonly/, 'service privilege') },
  reg: {
    about: 'the registry',
    options: '-l:overwrite',
    said: [
      when(/^(?:query|save|export)\b.*(?:\\environment\b|\\sam\b|\\security\b)/, 'secret overwrite:2'),
      when(/^(?:query|compare)\b|^flags\s+\S+\s+query|^$/, ''),
      when(/^(?:export|save)\b/, 'overwrite:2'),
      when(/^(?:import|restore|load)\b/, 'registry script'),
      otherwise('registry'),
    ],
  },
  regedit: {
    about: 'the registry',
    options: '-l:overwrite',
    said: [when(/[/-]e\b/, 'overwrite:0'), otherwise('registry script')],
  },
  regini: { about: 'rights in the registry', said: 'registry script' },
  ...alike('regsvr32 regasm installutil odbcconf', {
    about: 'makes code known to the system',
    options: '-l:overwrite',
    said: [when(/https?:|\/i:/, 'registry network unknown'), otherwise('registry unknown')],
  }),
  setx: {
    about: 'variables for later sessions',
    said: [when(/^$/, ''), when(/[/-][ms]\b/, 'registry privilege'), otherwise('registry')],
  },
  ...alike('assoc ftype', { about: 'which program opens which file', said: [when(/=/, 'registry')] }),
  sc: {
    about: 'services',
    said: [
      when(
        /^(?:create|config|failure\w*|privs|sdset|sidtype|triggerinfo|managedaccount|preferrednode)\b/,
        'service privilege',
      ),
      when(
        /^\\\\\S+\s+(?:create|config|failure|privs|sdset|sidtype|triggerinfo|managed|preferred)/,
        'service privilege',
      ),
      when(
        /^(?:\\\\\S+\s+)?(?:start|stop|pause|continue|delete|control|boot|lock|description|interrogate)\b/,
        'service',
      ),
    ],
  },
  ...alike('net net1', {
    about: 'accounts, services and shares',
    said: [
      when(/\/dom/, 'account privilege network'),
      when(/^(?:user|localgroup|group|accounts|computer)\b.*(?:\/\S+|\s\S+\s+\S+)/, 'account privilege'),
      when(/^(?:start|stop|pause|continue)\s+\S/, 'service'),
      when(/^share\s+\S/, 'network privilege'),
      when(/^(?:use|view|time|send|session|file)\b/, 'network'),
    ],
  }),
  ...alike('dsadd dsmod dsrm dsmove ksetup netdom', {
    about: 'accounts of a domain',
    said: 'account privilege network',
  }),
  schtasks: {
    about: 'what runs at its times',
    options: '-xml:read -s:far',
    said: [when(/[/-](?:create|change|delete|run|end)\b/, 'service privilege')],
  },
  at: { about: 'what runs at its times', said: unless(/^$/, 'service privilege') },
  wmic: {
    about: 'asks and changes the machine',
    options: '-output/-append/-record:overwrite',
    said: [
      when(/^(?=[^]*process\b)[^]*call\s+"?create/, 'detach unknown'),
      when(/shutdown|reboot/, 'power'),
      when(/\/node:/, 'network'),
      when(/\benvironment\b/, 'secret'),
      when(/^(?:(?=[^]*service\b)[^]*\bcall\b|[^]*startup)/, 'service'),
      when(/^(?=[^]*(?:useraccount|group)\b)[^]*\b(?:call|set|delete|create|rename)/, 'account privilege'),
      when(/^(?=[^]*(?:logicaldisk|volume|shadowcopy)\b)[^]*\b(?:call|set|delete|create)/, 'disk'),
      when(/datafile|fsdir/, 'delete:9/tree'),
      when(/\b(?:call|set|delete|create)\b/, 'unknown service'),
      when(/^(?=[^]*\/format:)[^]*https?:/, 'network unknown'),
      when(/^(?=[^]*\/format:)[^]*\.xsl/, 'script'),
    ],
  },
}
