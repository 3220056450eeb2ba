// The words for what a command would do, and for what its text does not tell. Without the schemas that use them: the thread that judges needs none.
export const fileActions = [
  'read',
  'create',
  'append',
  'modify',
  'overwrite',
  'truncate',
  'delete',
  'move',
  'metadata',
] as const
/**
 * `create` never touches what exists; `modify` edits in place; `overwrite` replaces the content; `truncate` leaves
 * nothing of it; `move` takes the file away from its path; `metadata` changes mode, owner, times.
 */
export type FileActionKind = (typeof fileActions)[number]

export const otherActions = [
  'run',
  'network',
  'secret',
  'privilege',
  'git-loss',
  'git-config',
  'inline-code',
  'disk',
  'power',
  'service',
  'account',
  'registry',
  'detach',
  'execution-policy',
  'unknown',
] as const
/**
 * `run`: every command has it. `secret`: environment variables with keys are read. `git-loss`: refs, commits,
 * stashes or uncommitted work may be lost. `git-config`: configuration, hooks or remotes change. `inline-code`:
 * code of an interpreter stands in the command. `detach`: a process that is meant to outlive the command.
 * `unknown`: the text does not tell what happens, see `doubt`.
 */
export type OtherActionKind = (typeof otherActions)[number]
export type ActionKind = FileActionKind | OtherActionKind

export const doubts = [
  'syntax',
  'too-long',
  'too-complex',
  'dynamic-program',
  'dynamic-code',
  'changed-lookup',
  'opaque-script',
  'inline-code',
  'unknown-program',
  'unknown-option',
] as const
/**
 * Why an action is `unknown`. `dynamic-code`: code that is made while the command runs (`eval "$x"`, `… | sh`).
 * `changed-lookup`: the command changes how programs are found (PATH, hash, LD_PRELOAD).
 * `opaque-script`: code that lies in a file (a script, a Makefile, package scripts).
 */
export type Doubt = (typeof doubts)[number]
