// What the environment says to a vendor's own server, which the SDKs would say to whatever server they speak to.

/**
 * Calls `make` with the environment's `name` out of sight, unless it `isMeant` for the server. The SDKs read it when they are
 * made, have no option for that, and would let it take the place of the key.
 */
export function unlessMeant<T>(name: string, isMeant: boolean, make: () => T): T {
  const value = process.env[name]
  if (isMeant || value === undefined) return make()
  delete process.env[name]
  try {
    return make()
  } finally {
    process.env[name] = value
  }
}
