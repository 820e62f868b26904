import { withoutCredentials } from '../core/endpoints/without-credentials.ts';

/** Some cameras want them in the path: `rtsp://host/user=admin_password=secret_channel=1`. */
const IN_PATH = /((?:user|username|pass|passwd|password|pwd)=)[^&_/\s"']*/gi;

/** The text without the user names and passwords that stand in addresses: FFmpeg prints its input with them. */
export function redact(text: string): string {
  return withoutCredentials(text).replace(IN_PATH, '$1***');
}
