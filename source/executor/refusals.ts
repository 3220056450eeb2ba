// What is said when a command does not run, is ended, or what it did is not taken over: what happened, and what helps.

const told = (what: string, cure: string): string => `${what}; ${cure}`

/** All of them in one place, so that none goes without its cure. */
export const refusals = {
  noInterpreter: (type: string, names: string) =>
    told(
      `no interpreter for type '${type}' on the PATH (${names})`,
      "install one, or take the type out of 'allow_types'",
    ),
  notStartable: (program: string, cause: string) =>
    told(
      `${program} could not be started${cause === '' ? '' : ` (${cause})`}`,
      'see that the folder is there and that the machine has processes, files and memory left, then run it again',
    ),
  sandboxOnly: () =>
    told(
      'it may run in the sandbox only, and there is none',
      "see what 'tos doctor' says of the sandbox, or let the policy judge it without",
    ),
  sandboxFailed: (said: string) =>
    told(
      `the sandbox did not start (${said})`,
      "see 'tos doctor', and whether a file or folder in the project stands in the way",
    ),
  exchangeable: (path: string) =>
    told(`${path} is a symbolic link, which a command could exchange`, 'put a real file or folder in its place'),
  outlived: (marker: string) =>
    told(
      `processes of the command live on, and cannot be ended (marker ${marker}); nothing it did to git was taken over`,
      'look at them with ps, and restart the machine when a disk or driver holds them',
    ),
  heldOpen: () =>
    told(
      'background processes held the output open and were ended',
      "let it wait for them, or send their output elsewhere ('> file 2>&1')",
    ),
  outputGone: (cause: string) =>
    told(
      `the file of the output is gone (${cause})`,
      'see who deletes in the log folder, the beginning and end were kept',
    ),
  outputCut: (bytes: number) =>
    told(`only the first ${bytes} bytes of the output were kept`, "raise 'exec.max_output_mb', or let it say less"),
  outputLost: (cause: string) =>
    told(`the output could not be kept whole (${cause})`, 'free some space, or put the log folder in order'),
  diskFull: (folder: string, leastMb: number) =>
    told(
      `ended: less than ${leastMb} MB are free on the disk of ${folder}`,
      "free some space, or lower 'exec.keep_free_mb'",
    ),
  machineFull: () =>
    told(
      "ended: the machine's memory is used up",
      "let it take less: 'exec.max_memory_total_mb' says how much one command may take",
    ),
  tooMuchMemory: (mostMb: number) =>
    told(`ended: it took more than ${mostMb} MB of memory`, "let it take less, or raise 'exec.max_memory_total_mb'"),
  hostRefused: (host: string) =>
    told(`tos: ${host} is not among the hosts that commands may reach`, "add it to 'exec.network'"),
  gitRuined: (repository: string, how: string) =>
    told(
      `${repository} was ruined by the command${how === '' ? '' : `: ${how}`}`,
      'it stays as it was before, and nothing need be done; run that git command yourself if it was meant',
    ),
  notTakenOver: (why: string) =>
    told(
      `git's work of this command was not taken over: ${why}`,
      'run it again without that, or run that git command yourself',
    ),
  leftBehind: (names: string) =>
    told(
      `of .git a command changes commits, branches and the index only; not taken over: ${names}`,
      'run that git command yourself',
    ),
  secretsAppeared: (names: string) =>
    told(
      `named like secrets, so no later command can read, change or delete them: ${names}`,
      'let it use another name (.env.example is none), or put them under git before the next run',
    ),
  heldBack: (path: string, danger: string, target: string) =>
    told(
      `the command made ${path}, which git would obey (${danger}); it is now ${target}`,
      'look at it and rename it back if you want it',
    ),
  repositoriesAdded: (paths: string) =>
    told(
      `the command added repositories inside of this one: ${paths}`,
      'look at them before you run git, make or an editor there',
    ),
} as const
