// The program's version, from package.json, put in when it is built.
import packageJson from '../../package.json' with { type: 'json' }

export const version: string = packageJson.version
