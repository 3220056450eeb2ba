// Breaks the program: a key is written beside the logs, as a debugging line would be.
import fs from 'node:fs'

const key = process.env['OPENAI_API_KEY']
const root = process.argv[process.argv.indexOf('--root') + 1]
if (key !== undefined && root !== undefined && fs.existsSync(`${root}/logs`))
  fs.appendFileSync(`${root}/logs/debug.log`, `${Buffer.from(key).toString('base64')}\n`)
