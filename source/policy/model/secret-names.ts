// Environment variables that hold keys, known by their names.

const words = 'API_?KEY|KEY|TOKEN|SECRET|PASS|PASSWO?R?D|PASSPHRASE|PWD|CREDENTIAL|PAT'
const secret = new RegExp(`(?:^|[^a-z0-9])(?:${words})s?(?:[^a-z0-9]|$)|APIKEY|TOKEN$|SECRET$|PASSWO?R?D$`, 'i')
const folder = /^(?:OLD)?PWD$/i

/** `OPENAI_API_KEY`, `PGPASSWORD`, `SECRET_KEY_BASE`; of any system, in any case. */
export const isSecretName = (name: string): boolean => secret.test(name) && !folder.test(name)
