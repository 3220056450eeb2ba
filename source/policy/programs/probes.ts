// Calls that ask a program for nothing but its version or its help: they need no table.
import { names } from '../among.ts'
import { literal, type Value } from '../model/value.ts'

/** Of these the short option means the version too; of others it may mean anything. */
const short: Readonly<Record<string, readonly string[]>> = {
  '-v': names('nginx httpd apache2 apachectl php-fpm pip pip3 ruby redis-server mongod'),
  '-V': names(
    'nginx httpd apache2 apachectl psql pg_dump pg_restore mysql mysqldump ssh ping rsync curl wget nmap gh sshd',
  ),
  // Is the configuration right?
  '-t': names('nginx sshd httpd apache2 apachectl'),
  '-version': names('java javac ffmpeg ffprobe ant mvn gradle'),
}

export function isProbe(name: string, args: readonly Value[]): boolean {
  const [only = []] = args
  const text = args.length === 1 ? literal(only) : null
  if (text === null) return false
  return /^--(?:help|version)$/.test(text) || (Object.hasOwn(short, text) && short[text]?.includes(name) === true)
}
