import { decoded } from '../core/endpoints/endpoint-url.ts';
import { credentialsIn, withoutCredentials } from '../core/endpoints/without-credentials.ts';

export { withoutCredentials as redact };

/** Shorter ones stand in ordinary words. */
const MIN_LENGTH = 4;

/**
 * Takes users and passwords out of what a program says that was given these arguments: it prints its input with them, and so may the camera
 * in what the program quotes of it.
 */
export function redactorFor(args: readonly string[]): (text: string) => string {
  const secrets = credentialsIn(args)
    // A user and a password may be told one by one, and without their percent signs.
    .flatMap((secret) => [secret, secret.slice(secret.indexOf(':') + 1)])
    .flatMap((secret) => [secret, decoded(secret)])
    .filter((secret) => secret.length >= MIN_LENGTH)
    .sort((a, b) => b.length - a.length);
  return (text) => withoutCredentials(secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text));
}
