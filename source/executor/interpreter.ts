// Which program runs a command of a type, and with which arguments.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export type CommandType = 'bash' | 'powershell'

interface Interpreter {
  readonly programs: readonly string[]
  readonly argumentsFor: (code: string) => string[]
}

/** One row per type. The code reaches the interpreter unchanged. */
const interpreters = {
  bash: { programs: ['bash'], argumentsFor: (code) => ['--noprofile', '--norc', '-c', '--', code] },
  powershell: {
    programs: ['pwsh', 'powershell'],
    argumentsFor: (code) => ['-NoProfile', '-NonInteractive', '-Command', code],
  },
} satisfies Record<CommandType, Interpreter>

export const isCommandType = (type: string): type is CommandType => Object.hasOwn(interpreters, type)

/** Absolute path of the type's interpreter on the PATH, or null. */
export function findInterpreter(type: CommandType, path: string): string | null {
  for (const program of interpreters[type].programs) {
    const found = findProgram(program, path)
    if (found !== null) return found
  }
  return null
}

/** Absolute path of a program on the PATH, or null. */
export function findProgram(name: string, path: string): string | null {
  const candidates = path
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
  return candidates.find(isExecutable) ?? null
}

export const interpreterNames = (type: CommandType): string => interpreters[type].programs.join(' or ')
export const interpreterArguments = (type: CommandType, code: string): string[] => interpreters[type].argumentsFor(code)

function isExecutable(path: string): boolean {
  try {
    // Most folders do not have it, and an error costs more than the look.
    if (!existsSync(path)) return false
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
