// Programs of Windows for files, windows and settings: what their arguments make them do, as data.
import { cases, otherwise, when, type Cases } from '../../grammar/effects.ts'
import { among } from '../../among.ts'

export const otherPrograms: readonly Cases[] = [
  cases('date time', when(/^\d|^-s\b|--set/, 'privilege'), otherwise('')),
  cases(
    'taskkill tskill',
    // Its own processes by their numbers alone.
    when(/^(?=.*\u2039pid\u203a)(?:(?:[/-](?:pid|f|t)|\u2039pid\u203a)(?:\s+|$))+$|^$/, ''),
    otherwise('service'),
  ),
  cases('openfiles', when(/\/(?:disconnect|local)/, 'service privilege'), otherwise('')),
  cases('logman', when(/^(?:query|$)/, ''), otherwise('service privilege')),
  cases('mshta hh', when(/https?:/, 'network detach unknown'), otherwise('detach unknown')),
  cases(
    'rundll32',
    when(/powrprof|setsuspendstate|exitwindows/, 'power'),
    when(/https?:|davsetcookie/, 'network unknown'),
    otherwise('detach unknown'),
  ),
  cases('msiexec', when(/https?:/, 'network service unknown'), otherwise('service unknown')),
  cases(
    'dism pkgmgr ocsetup wusa',
    when(/\/get-|\/\?|^$/, ''),
    when(/\/(?:capture|append|apply|split|export|commit|mount|unmount)-/, 'disk service privilege'),
    otherwise('service privilege'),
  ),
  cases(
    'explorer start-menu control mmc taskmgr notepad wordpad calc mspaint charmap winword excel msedge chrome iexplore firefox wt powershell_ise conhost snippingtool msinfo32 eventvwr devmgmt.msc services.msc',
    when(/https?:/, 'network detach'),
    otherwise('detach'),
  ),
  cases('psexec psexec64', when(/\\\\/, 'network privilege unknown'), otherwise('privilege unknown')),
  cases(
    'icacls cacls xcacls',
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
  ),
  cases('takeown', when(/\/r\b/, 'metadata:0/tree privilege'), otherwise('metadata:0 privilege')),
  cases(
    'powercfg',
    when(
      /[/-](?:energy|batteryreport|sleepstudy|systemsleepdiagnostics|systempowerreport|srumutil)\b/,
      'overwrite:report.html',
    ),
    when(/[/-]export\b/, 'overwrite:0'),
    when(
      among('l list q query a availablesleepstates getactivescheme devicequery requests lastwake waketimers aliases', {
        before: '^$|[/-]',
        after: String.raw`\b`,
      }),
      '',
    ),
    otherwise('power privilege'),
  ),
  cases(
    'wevtutil',
    when(/^(?:epl|export-log)\b/, 'overwrite:2'),
    when(/^(?:cl|clear-log|sl|set-log|im|um|al|archive-log|install-manifest|uninstall-manifest)\b/, 'service'),
    otherwise(''),
  ),
  cases('eventcreate', otherwise('service')),
  cases('cmdkey', when(/\/(?:add|generic|delete|user)/, 'account'), when(/\/list/, 'secret'), otherwise('')),
  cases('vaultcmd', when(/\/list/, ''), otherwise('secret')),
  cases(
    'secedit auditpol gpresult',
    when(/\/(?:get|list|r|v|z|h|x|export|backup|analyze|generaterollback|validate)\b/, ''),
    otherwise('privilege'),
  ),
  cases(
    'winget choco chocolatey scoop',
    when(/^(?:list|--version|-v|show|info|help|export)?(?:\s|$)/, ''),
    when(/^(?:search|find|outdated)/, 'network'),
    otherwise('network unknown'),
  ),
  cases('tzutil', when(/\/s\b/, 'privilege'), otherwise('')),
  cases('subst', when(/^$/, ''), otherwise('privilege')),
  cases('reset', when(/^session/, 'service'), otherwise('')),
  cases('wsreset wuauclt usoclient', otherwise('service network')),
  cases(
    'tasklist whoami hostname systeminfo ver vol tree getmac driverquery query quser qprocess qwinsta where clip chcp cls title mode color pause timeout choice netstat typeperf prompt path verify break winver relog tracerpt doskey',
    otherwise(''),
  ),
  cases('find', otherwise('read:rest')),
  cases('findstr', when(/(?:^|\s)[/-][cg]:/, 'read:each'), otherwise('read:rest')),
  cases('print', when(/\/d:/i, 'unknown'), otherwise('read:each')),
  cases('more comp fc sort', otherwise('read:each')),
  cases(
    'attrib',
    when(/^(?=.*(?:^|\s)[+-][rahsoixvpu](?:\s|$)).*\/s\b/, 'metadata:each/tree'),
    when(/(?:^|\s)[+-][rahsoixvpu](?:\s|$)/, 'metadata:each'),
    otherwise(''),
  ),
  cases(
    'robocopy',
    when(/\/l\b/, ''),
    when(/^(?=.*\/move?\b).*\/(?:mir|purge)\b/, 'read:0/tree move:0/tree overwrite:1/tree delete:1/tree'),
    when(/\/move?\b/, 'read:0/tree move:0/tree overwrite:1/tree'),
    when(/\/(?:mir|purge)\b/, 'read:0/tree overwrite:1/tree delete:1/tree'),
    otherwise('read:0/tree overwrite:1/tree'),
  ),
  cases('xcopy', otherwise('read:0/tree overwrite:1/tree')),
  // A file of directives says what it packs, and where.
  cases('makecab diantz', when(/(?:^| )\/f\b/i, 'unknown'), otherwise('read:0 overwrite:1 create:.')),
  cases('expand extrac32', otherwise('read:0 overwrite:1 create:.')),
  cases(
    'cscript wscript msbuild csc vbc jsc ieexec bash.exe-script',
    when(/https?:/, 'network script'),
    otherwise('script'),
  ),
  cases('esentutl', when(/\/y/, 'read:0 overwrite:1'), otherwise('unknown')),
]
