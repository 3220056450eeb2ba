// Programs of Windows for files and settings.
import { alike, among } from '../../among.ts'
import { otherwise, when } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'

export const windowsFileRows: Readonly<Record<string, Row>> = {
  ...alike('icacls cacls xcacls', {
    about: 'rights on files',
    said: [
      when(/[/-]save/, 'overwrite:1'),
      when(
        among(
          String.raw`
    grant deny remove setowner inheritance reset restore setintegritylevel substitute [gprde]`,
          { before: String.raw`^(?=[^]*[/-]t\b)[^]*[/-]`, after: String.raw`\b` },
        ),
        'metadata:0/tree privilege',
      ),
      when(
        /[/-](?:grant|deny|remove|setowner|inheritance|reset|restore|setintegritylevel|substitute|[gprde])\b/,
        'metadata:0 privilege',
      ),
      otherwise(''),
    ],
    allow: 'src',
    deny: ['src /grant Everyone:F /t', 'a -grant x:F'],
  }),
  takeown: {
    about: "makes files the caller's",
    said: [when(/\/r\b/, 'metadata:0/tree privilege'), otherwise('metadata:0 privilege')],
    deny: ['/f src /r', '/f a'],
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
          {
            before: '^$|[/-]',
            after: String.raw`\b`,
          },
        ),
        '',
      ),
      otherwise('power privilege'),
    ],
    allow: '/list',
    deny: ['-energy -output C:\\d\\a', '/change x'],
  },
  wevtutil: {
    about: 'logs of the machine',
    options: '-bu/-backup:overwrite -r/-remote:far',
    said: [
      when(/^(?:epl|export-log)\b/, 'overwrite:2'),
      when(/^(?:cl|clear-log)\b/, 'service delete:/logs'),
      when(/^(?:sl|set-log|im|um|al|archive-log|install-manifest|uninstall-manifest)\b/, 'service'),
      otherwise(''),
    ],
    allow: 'el',
    ask: ['sl x', 'qe System /r:x'],
    deny: ['cl x', 'epl System C:\\d\\a'],
  },
  eventcreate: {
    about: 'writes into the log of the machine',
    options: '-s:far',
    said: [otherwise('service')],
    ask: ['/t error', '/s x /id 1'],
  },
  cmdkey: {
    about: 'passwords that are kept',
    said: [when(/\/(?:add|generic|delete|user)/, 'account'), when(/\/list/, 'secret'), otherwise('')],
    allow: '',
    deny: ['/list', '/add:x'],
  },
  vaultcmd: {
    about: 'passwords that are kept',
    said: [when(/\/list/, ''), otherwise('secret')],
    allow: '/list',
    deny: ['/addcreds:x'],
  },
  ...alike('secedit auditpol gpresult', {
    about: 'rules of the machine',
    options: '-cfg/-log/-db/-rbk/-file/-h/-x:overwrite -s:far',
    said: [
      when(/\/(?:get|list|r|v|z|h|x|export|backup|analyze|generaterollback|validate)\b/, ''),
      otherwise('privilege'),
    ],
    allow: '/list',
    deny: ['/configure'],
  }),
  ...alike('winget choco chocolatey scoop', {
    about: 'packages of programs',
    said: [
      when(/^(?:list|--version|-v|show|info|help|export)?(?:\s|$)/, ''),
      when(/^(?:search|find|outdated)/, 'network'),
      otherwise('network unknown'),
    ],
    allow: 'list',
    ask: ['install x', 'search x'],
  }),
  tzutil: { about: 'the time zone', said: [when(/\/s\b/, 'privilege'), otherwise('')], allow: '/g', deny: ['/s'] },
  subst: {
    about: 'a folder as a drive',
    said: [when(/^$/, ''), otherwise('privilege')],
    allow: '',
    deny: ['z: C:\\x'],
  },
  reset: {
    about: 'ends a session',
    options: '-server:far',
    said: [when(/^session/, 'service'), otherwise('')],
    allow: '',
    ask: ['session x'],
  },
  ...alike('wsreset wuauclt usoclient', {
    about: 'updates of the system',
    said: [otherwise('service network')],
    ask: [''],
  }),
  ...alike('tasklist systeminfo driverquery getmac', {
    about: 'what the machine runs and is made of',
    options: '-s:far',
    said: [otherwise('')],
    allow: '/v',
    ask: ['/s x'],
  }),
  ...alike('typeperf relog tracerpt', {
    about: 'counts what the machine does',
    options: '-o/-of/-summary/-report/-export:overwrite -s:far',
    said: [otherwise('')],
    allow: 'x',
    deny: ['x -o C:\\d\\a -y'],
  }),
  ...alike('query quser qprocess qwinsta', {
    about: 'sessions of the machine',
    options: '-server:far',
    said: [otherwise('')],
    allow: 'user',
    ask: ['user /server:x'],
  }),
  ...alike(
    'whoami hostname ver vol tree where clip chcp cls title mode color pause timeout choice netstat prompt path verify winver doskey',
    { about: 'tells of the machine, its files and its words', isTame: true, said: [otherwise('')] },
  ),
  find: { about: 'lines with a text', said: [otherwise('read:rest')], allow: '"x" a.txt', deny: ['/v "" .env'] },
  findstr: {
    about: 'lines that fit',
    options: '-g:read -f:read',
    said: [when(/(?:^|\s)[/-][cg]:/, 'read:each'), otherwise('read:rest')],
    allow: '/n "x" a.txt',
    deny: ['/g:.env a', '/c:x .env'],
  },
  print: {
    about: 'sends a file to a printer',
    said: [when(/\/d:/i, 'unknown'), otherwise('read:each')],
    allow: 'a.txt',
    ask: ['/d:x a'],
    deny: ['.env'],
  },
  ...alike('more comp fc sort', {
    about: 'shows, compares and sorts files',
    options: '-o/-output:overwrite',
    said: [otherwise('read:each')],
    allow: 'a.txt',
    deny: ['.env'],
  }),
  attrib: {
    about: 'attributes of files',
    said: [
      when(/^(?=.*(?:^|\s)[+-][rahsoixvpu](?:\s|$)).*\/s\b/, 'metadata:each/tree'),
      when(/(?:^|\s)[+-][rahsoixvpu](?:\s|$)/, 'metadata:each'),
      otherwise(''),
    ],
    allow: '+r a.txt',
    ask: ['+r C:\\srv\\a'],
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
    allow: 'src build /e',
    ask: ['. x .env'],
    deny: ['.\\empty C:\\data /mir', 'a C:\\srv\\b'],
  },
  xcopy: {
    about: 'copies trees',
    said: [otherwise('read:0/tree overwrite:1/tree')],
    allow: 'src build /e /y',
    deny: ['.env x', 'a C:\\srv\\b'],
  },
  ...alike('makecab diantz', {
    about: 'packs files',
    options: '-l:overwrite',
    // A file of directives says what it packs, and where.
    said: [when(/(?:^| )\/f\b/i, 'unknown'), otherwise('read:0 overwrite:1 create:.')],
    allow: 'a b',
    ask: ['/f x'],
    deny: ['a C:\\srv\\b'],
  }),
  ...alike('expand extrac32', {
    about: 'unpacks files',
    options: '-l:overwrite',
    said: [otherwise('read:0 overwrite:1 create:.')],
    allow: 'a b',
    deny: ['a C:\\srv\\b'],
  }),
  ...alike('cscript wscript msbuild csc vbc jsc ieexec bash.exe-script', {
    about: 'runs scripts, or builds what files say',
    said: [when(/https?:/, 'network script'), otherwise('script')],
    ask: ['a.vbs'],
  }),
  esentutl: {
    about: 'copies and repairs databases',
    said: [when(/\/y/, 'read:0 overwrite:1'), otherwise('unknown')],
    ask: ['x'],
    deny: ['/y a C:\\srv\\b'],
  },
}
