// The program's version, as the command line knows it.
export { version } from '../library/version.ts'
