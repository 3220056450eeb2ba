// In the place of node:http2 in the bundle: undici asks for it where it might be missing.
throw new Error('HTTP/2 is not spoken here')

export {}
