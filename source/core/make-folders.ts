// Makes a folder with those above it, one at a time. Node's own `recursive` never ends where the system says that there is
// no such file below a folder that is there, as /proc does.

const parentOf = (path: string): string => path.replace(/\/+[^/]*\/*$/u, '') || '/'
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** `path` is absolute; `make` makes one folder. @throws what `make` throws, but not for a folder that is there */
export function makeFolders(path: string, make: (folder: string) => void): void {
  try {
    make(path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) !== 'ENOENT' || parentOf(path) === path) throw error
    makeFolders(parentOf(path), make)
    makeOne(path, make)
  }
}

function makeOne(path: string, make: (folder: string) => void): void {
  try {
    make(path)
  } catch (error) {
    // Somebody else was quicker.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}
