// Programs of Windows with windows, packages and sessions.
import { alike } from '../../among.ts'
import { otherwise, unless, when } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'

export const windowsProgramRows: Readonly<Record<string, Row>> = {
  ...alike('date time', {
    about: 'the time, or another time for the machine',
    said: [when(/^\d|^-s\b|--set/, 'privilege')],
  }),
  ...alike('taskkill tskill', {
    about: 'ends processes',
    options: '-s/-server:far',
    said: [
      // Its own processes by their numbers alone.
      when(/^(?=.*\u2039pid\u203a)(?:(?:[/-](?:pid|f|t)|\u2039pid\u203a)(?:\s+|$))+$|^$/, ''),
      otherwise('service'),
    ],
  }),
  openfiles: {
    about: 'files that others have open',
    options: '-s:far',
    said: [when(/\/(?:disconnect|local)/, 'service privilege')],
  },
  logman: {
    about: 'what the machine records',
    options: '-o:overwrite -s:far',
    said: unless(/^(?:query|$)/, 'service privilege'),
  },
  ...alike('mshta hh', {
    about: 'runs pages as programs',
    said: [when(/https?:/, 'network detach unknown'), otherwise('detach unknown')],
  }),
  rundll32: {
    about: 'runs code of a library',
    said: [
      when(/powrprof|setsuspendstate|exitwindows/, 'power'),
      when(/https?:|davsetcookie/, 'network unknown'),
      otherwise('detach unknown'),
    ],
  },
  msiexec: {
    about: 'installs programs',
    said: [when(/https?:/, 'network service unknown'), otherwise('service unknown')],
  },
  ...alike('dism pkgmgr ocsetup wusa', {
    about: 'parts of the system',
    options: '-imagefile/-destinationimagefile/-logpath/-mountdir/-applydir:overwrite',
    said: [
      when(/\/get-|\/\?|^$/, ''),
      when(/\/add-capability/, 'service privilege network'),
      when(/\/(?:capture|append|apply|split|export|commit|mount|unmount)-/, 'disk service privilege'),
      otherwise('service privilege'),
    ],
  }),
  ...alike(
    'explorer start-menu control mmc taskmgr calc charmap msedge chrome iexplore firefox snippingtool msinfo32 eventvwr devmgmt.msc services.msc',
    {
      about: 'programs with windows',
      options: '-report/-nfo:overwrite',
      said: [when(/https?:/, 'network detach'), otherwise('detach')],
    },
  ),
  ...alike('notepad wordpad mspaint winword excel powershell_ise', {
    about: 'shows and changes files in a window',
    said: 'read:each detach',
  }),
  ...alike('wt conhost', {
    about: 'a window for a program that is told',
    said: [when(/^$/, 'detach'), otherwise('detach script')],
  }),
  ...alike('psexec psexec64', {
    about: 'runs a program elsewhere, or as the system',
    said: [when(/\\\\/, 'network privilege unknown'), otherwise('privilege unknown')],
  }),
}
