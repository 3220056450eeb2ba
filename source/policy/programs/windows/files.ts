// Programs of Windows for files and settings.
import { alike, among } from '../../among.ts'
import { otherwise, unless, when } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'

const rights = 'grant deny remove setowner inheritance reset restore setintegritylevel substitute [gprde]'
const after = String.raw`\b`

export const windowsFileRows: Readonly<Record<string, Row>> = {
  ...alike('icacls cacls xcacls', {
    about: 'rights on files',
    said: [
      when(/[/-]save/, 'overwrite:1'),
      when(among(rights, { before: String.raw`^(?=[^]*[/-]t\b)[^]*[/-]`, after }), 'metadata:0/tree privilege'),
      when(among(rights, { before: '[/-]', after }), 'metadata:0 privilege'),
    ],
  }),
  takeown: {
    about: "makes files the caller's",
    said: [when(/\/r\b/, 'metadata:0/tree privilege'), otherwise('metadata:0 privilege')],
  },
  powercfg: {
    about: 'how the machine saves power',
    options: '-output/-xml:overwrite',
    said: [
      when(
        /[/-](?:energy|batteryreport|sleepstudy|systemsleepdiagnostics|systempowerreport|srumutil)\b/,
        'overwrite:report.html',
      ),
      when(/[/-]export\b/, 'overwrite:0'),
      when(
        among(
          'l list q query a availablesleepstates getactivescheme devicequery requests lastwake waketimers aliases',
          { before: '^$|[/-]', after },
        ),
        '',
      ),
      otherwise('power privilege'),
    ],
  },
  wevtutil: {
    about: 'logs of the machine',
    options: '-bu/-backup:overwrite -r/-remote:far',
    said: [
      when(/^(?:epl|export-log)\b/, 'overwrite:2'),
      when(/^(?:cl|clear-log)\b/, 'service delete:/logs'),
      when(/^(?:sl|set-log|im|um|al|archive-log|install-manifest|uninstall-manifest)\b/, 'service'),
    ],
  },
  eventcreate: { about: 'writes into the log of the machine', options: '-s:far', said: 'service' },
  cmdkey: {
    about: 'passwords that are kept',
    said: [when(/\/(?:add|generic|delete|user)/, 'account'), when(/\/list/, 'secret')],
  },
  vaultcmd: { about: 'passwords that are kept', said: unless(/\/list/, 'secret') },
  ...alike('secedit auditpol gpresult', {
    about: 'rules of the machine',
    options: '-cfg/-log/-db/-rbk/-file/-h/-x:overwrite -s:far',
    said: unless(/\/(?:get|list|r|v|z|h|x|export|backup|analyze|generaterollback|validate)\b/, 'privilege'),
  }),
  ...alike('winget choco chocolatey scoop', {
    about: 'packages of programs',
    said: [
      when(/^(?:list|--version|-v|show|info|help|export)?(?:\s|$)/, ''),
      when(/^(?:search|find|outdated)/, 'network'),
      otherwise('network unknown'),
    ],
  }),
  tzutil: { about: 'the time zone', said: [when(/\/s\b/, 'privilege')] },
  subst: { about: 'a folder as a drive', said: unless(/^$/, 'privilege') },
  reset: { about: 'ends a session', options: '-server:far', said: [when(/^session/, 'service')] },
  ...alike('wsreset wuauclt usoclient', { about: 'updates of the system', said: 'service network' }),
  ...alike('tasklist systeminfo driverquery getmac', {
    about: 'what the machine runs and is made of',
    options: '-s:far',
    said: '',
  }),
  ...alike('typeperf relog tracerpt', {
    about: 'counts what the machine does',
    options: '-o/-of/-summary/-report/-export:overwrite -s:far',
    said: '',
  }),
  ...alike('query quser qprocess qwinsta', { about: 'sessions of the machine', options: '-server:far', said: '' }),
  ...alike(
    'whoami hostname ver vol tree where clip chcp cls title mode color pause timeout choice netstat prompt path verify winver doskey',
    { about: 'tells of the machine, its files and its words', isTame: true, said: '' },
  ),
  find: { about: 'lines with a text', said: 'read:rest' },
  findstr: {
    about: 'lines that fit',
    options: '-g:read -f:read',
    said: [when(/(?:^|\s)[/-][cg]:/, 'read:each'), otherwise('read:rest')],
  },
  print: { about: 'sends a file to a printer', said: [when(/\/d:/i, 'unknown'), otherwise('read:each')] },
  ...alike('more comp fc sort', {
    about: 'shows, compares and sorts files',
    options: '-o/-output:overwrite',
    said: 'read:each',
  }),
  attrib: {
    about: 'attributes of files',
    said: [
      when(/^(?=.*(?:^|\s)[+-][rahsoixvpu](?:\s|$)).*\/s\b/, 'metadata:each/tree'),
      when(/(?:^|\s)[+-][rahsoixvpu](?:\s|$)/, 'metadata:each'),
    ],
  },
  robocopy: {
    about: 'copies trees',
    options: '-log/-log+/-unilog/-unilog+:overwrite',
    said: [
      when(/\/l\b/, ''),
      when(/^(?=.*\/move?\b).*\/(?:mir|purge)\b/, 'read:0/tree move:0/tree overwrite:1/tree delete:1/tree'),
      when(/\/move?\b/, 'read:0/tree move:0/tree overwrite:1/tree'),
      when(/\/(?:mir|purge)\b/, 'read:0/tree overwrite:1/tree delete:1/tree'),
      otherwise('read:0/tree overwrite:1/tree'),
    ],
  },
  xcopy: { about: 'copies trees', said: 'read:0/tree overwrite:1/tree' },
  ...alike('makecab diantz', {
    about: 'packs files',
    options: '-l:overwrite',
    // A file of directives says what it packs, and where.
    said: [when(/(?:^| )\/f\b/i, 'unknown'), otherwise('read:0 overwrite:1 create:.')],
  }),
  ...alike('expand extrac32', { about: 'unpacks files', options: '-l:overwrite', said: 'read:0 overwrite:1 create:.' }),
  ...alike('cscript wscript msbuild csc vbc jsc ieexec bash.exe-script', {
    about: 'runs scripts, or builds what files say',
    said: [when(/https?:/, 'network script'), otherwise('script')],
  }),
  esentutl: { about: 'copies and repairs databases', said: [when(/\/y/, 'read:0 overwrite:1'), otherwise('unknown')] },
}
