// Managers of the packages of a system: what they are told, and what that does.
import { alike, among } from '../../among.ts'
import { onPath } from '../../grammar/analysis.ts'
import { type Case, otherwise, when } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'
import { fits } from '../../model/value.ts'

/** Options may stand before the verb, or alone. */
const before = String.raw`^(?:-[^\s\u2039]* )*`
const after = '(?: |$)'
const lookVerbs = 'list show search info policy depends rdepends version check status help'
const looks = [when(among(lookVerbs, { before, after }), ''), when(/^(?:-[^\s\u2039]*(?: |$))*$/, '')]

/** What would be done is told, and nothing done; no other option takes the word for its value. */
const quiet = String.raw`-(?:s|y|q|qq|V|f)|--(?:simulate|dry-run|just-print|no-act|recon|yes|assume-yes|quiet|no-install-recommends|only-upgrade|fix-broken)`
const simulated = when(
  among('install remove purge upgrade dist-upgrade full-upgrade autoremove', {
    before: String.raw`^(?=(?:.* )?(?:-s|--simulate|--dry-run|--just-print|--no-act|--recon)(?: |$))(?:(?:${quiet}) )*`,
    after: String.raw`(?: (?:${quiet}|[a-z0-9][\w.+:=*-]*))*$`,
  }),
  '',
)

/** What there is to be had is fetched anew; nothing that is installed changes. */
const update = when(
  /^(?:(?:-y|-q|-qq|--yes|--quiet) )*(?:update|makecache|check-update)(?: (?:-y|-q|-qq|--yes|--quiet))*$/,
  'network create:/var/lib/packages script',
)
const otherPackages = otherwise('network privilege overwrite:/usr/lib/packages script')

const manager = (cases: readonly Case[], more: Partial<Row> = {}): Row => ({
  about: 'packages of the system',
  said: [...cases, update, otherPackages],
  ...more,
})

export const systemPackageRows: Readonly<Record<string, Row>> = {
  // Their settings name programs that run before they look.
  ...alike(
    'apt apt-get',
    manager([
      when(
        among(lookVerbs, { before: String.raw`^(?=(?:.* )?-(?:[a-z=\d]*[oc]|-option|-config-file))(?:-\S* )*`, after }),
        'code',
      ),
      simulated,
      ...looks,
    ]),
  ),
  // Without a verb it is ruled by keys, and begins with what it is told.
  aptitude: manager([
    when(among(lookVerbs, { before: String.raw`^(?:-[vq]+ )*`, after: String.raw`(?:(?: [^\s\u2039-]\S*)*)$` }), ''),
  ]),
  // They look at what there is elsewhere before they answer, and settings name plugins.
  ...alike(
    'dnf yum',
    manager([
      when(/(?:^| )(?:-c|--(?:config|setopt|installroot|repofrompath))(?:[ =]|$)/, 'code'),
      when(
        among('list search info', {
          before: String.raw`^(?!(?:.* )?(?:-C|--cacheonly|(?:--)?installed)(?: |$))(?:-\S* )*`,
          after,
        }),
        'network',
      ),
      ...looks,
    ]),
  ),
  brew: manager([
    when(/^(?:--(?:prefix|cellar|cache|repository|repo|caskroom|version)|config|leaves|log)(?: |$)/, ''),
    when(among('search info deps uses desc', { before, after }), 'network'),
    ...looks,
  ]),
  ...alike('zypper port', manager(looks)),
  // What there is to be had is asked of a server.
  ...alike('snap flatpak', manager([when(/^(?:info|search|find|remote-info|remote-ls) /, 'network'), ...looks])),
  apk: manager([
    when(
      among(lookVerbs, {
        before: String.raw`^(?=(?:.* )?(?:-[a-z]*[UX]|--(?:no-cache|update-cache|repository|repositories-file))(?:[ =]|$))(?:-\S* )*`,
        after,
      }),
      'network script',
    ),
    ...looks,
  ]),
  ...alike(
    'pacman emerge',
    manager([when(/^(?:-Q[a-z]*|-[hV]|--(?:query|version|help|list|search|info))(?: [\w.+][\w.+-]*)*$/, '')]),
  ),
  ...alike(
    'rpm nix-env',
    manager([when(/^(?:-q[ailRcds]*|--(?:query|version|list|info))(?: (?:-[ailRcds]+|[\w.+][\w.+-]*))*$/, '')]),
  ),
  dpkg: {
    about: 'packages of the system',
    // A folder that is named gets what the package says of itself.
    also: ({
      call: {
        args: [verb, , folder],
      },
    }) => verb && folder && fits(/^(?:-e|--control)$/)(verb) && onPath('overwrite', folder, true),
    said: [
      when(
        among(
          String.raw`
    -[lsLSpCV] -[cIef] --list --status --listfiles --search --print-[^\s\u2039]+ --get-selections --audit --verify
    --compare-versions --contents --info --field --version --help --yet-to-unpack`,
          { after: '(?: |$)' },
        ),
        '',
      ),
      otherwise('privilege overwrite:/usr/lib/packages script'),
    ],
  },
  'apt-cache': {
    about: 'what packages there are',
    isTame: true,
    // Its settings name programs.
    said: [when(/(?:^| )-(?:[a-z=\d]*[oc]|-option|-config-file)/, 'script'), otherwise('')],
  },
  'dpkg-query': { about: 'tells of packages', isOpen: true, isTame: true },
}
