/** The token of `Authorization: Bearer …`; the scheme's name has no case (RFC 9110, 11.1). */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^\s*bearer +(\S+)\s*$/i.exec(authorization ?? '')?.[1];
}
