/** How the viewer signs in at a WHEP server. Kept in memory only. */
export type Credentials = { readonly user: string; readonly password: string } | { readonly token: string };

/** The `Authorization` header for these credentials (RFC 7617 in UTF-8, RFC 6750). */
export function authorizationHeader(credentials: Credentials): string {
  if ('token' in credentials) return `Bearer ${credentials.token}`;
  const bytes = new TextEncoder().encode(`${credentials.user}:${credentials.password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
