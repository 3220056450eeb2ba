// The home of this user, also where the system does not know the user (a number without an entry, as in containers).
import { homedir, userInfo } from 'node:os'

/** What the environment says, else the system; null when neither does. */
export function homeFolder({ HOME }: NodeJS.ProcessEnv): string | null {
  if (HOME) return HOME
  try {
    return homedir()
  } catch {
    return null
  }
}

/** The system's own word, whatever the environment says; null when it does not know the user. */
export function homeOfAccount(): string | null {
  try {
    return userInfo().homedir
  } catch {
    return null
  }
}
