// Long options of git that neither write, run a program nor read files outside of git.
import { names } from '../../among.ts'

/** As `git VERB --git-completion-helper-all` and the manuals of git 2.39 list them, without dashes. */
export const harmless = names(`
  abbrev abbrev-commit abbrev-ref absolute-git-dir after after-context ahead-behind aliases all all-match
  allow-unknown-type always ancestor ancestry-path anchored and annotate-stdin author author-date-order basic-regexp
  batch batch-all-objects batch-check batch-command before before-context binary bisect bool boundary branch branches
  break break-rewrites broken buffer build-options cache cached candidates cc check cherry cherry-mark cherry-pick
  children clear-decorations color color-by-age color-lines color-moved color-moved-ws color-words column
  combined-all-paths command comment-lines committer compact-summary config-for-completion
  config-sections-for-completion connectivity-only contains context count creation-factor cumulative current dangling
  date date-order dd debug decorate decorate-refs decorate-refs-exclude deduplicate default default-prefix deleted
  dense dereference developer-interfaces diff-algorithm diff-filter diff-merges directory dirstat dirstat-by-file
  dirty disk-usage dst-prefix dual-color email empty-directory encoding eol error-unmatch exact-match exclude
  exclude-existing exclude-guides exclude-hidden exclude-per-directory exclude-standard exit-code expand-tabs
  ext-diff extended-regexp files-with-matches files-without-match filter find-copies find-copies-harder find-object
  find-renames first-parent fixed-strings flags follow follow-symlinks fork-point format full full-diff full-history
  full-index full-name full-tree function-context git-common-dir git-dir git-path glob graph grep grep-reflog group
  guides hash head header heading heads help histogram human-readable ignore-all-space ignore-blank-lines ignore-case
  ignore-cr-at-eol ignore-matching-lines ignore-rev ignore-space-at-eol ignore-space-change ignore-submodules ignored
  in-commit-order incremental indent indent-heuristic independent index info inline inter-hunk-context invert-grep
  invert-match irreversible-delete is-ancestor is-bare-repository is-inside-git-dir is-inside-work-tree
  is-shallow-repository ita-invisible-in-index ita-visible-in-index killed left-only left-right line-number
  line-porcelain line-prefix list local-env-vars log log-size long mailmap man match max-age max-count max-depth
  max-parents merge-base merged merges message min-age min-parents minimal missing mode modified more name
  name-objects name-only name-status nl no-abbrev no-commit-id no-index no-object-names no-prefix no-revs non-matching not notes
  null numbered numstat object-format object-names object-only objects objects-edge octopus oneline only-matching or
  others output-indicator-context output-indicator-new output-indicator-old padding paginate parents parseopt patch
  patch-with-raw patch-with-stat path path-format patience peel-tag perl perl-regexp pickaxe-all pickaxe-regex
  points-at porcelain prefix pretty progress python quiet raw raw-mode recurse-submodules recursive reflog reflogs
  refs regexp-ignore-case relative relative-date remerge-diff remotes rename-empty renames resolve-git-dir
  resolve-undo reverse revs-only right-only root rotate-to score-debug sha1 sha1-name shared-index-path shell short
  shortstat show-cdup show-current show-email show-function show-linear-break show-name show-names show-number
  show-object-format show-prefix show-pulls show-signature show-stash show-stats show-superproject-working-tree
  show-toplevel simplify-by-decoration simplify-merges since skip skip-to sort source sparse sq-quote src-prefix
  stable stage staged stat stat-count stat-graph-width stat-name-width stat-only stat-width stdin strict
  strip-comments submodule summary symbolic symbolic-full-name tags tcl text textconv threads timestamp topics
  topo-order trailers type undefined unified unmerged unordered unpacked unreachable unstable until untracked
  untracked-cache untracked-files use-bitmap-index use-mailmap user-interfaces verbatim verbose verify walk-reflogs
  width with-tree word-diff word-diff-regex word-regexp ws-error-highlight`)
