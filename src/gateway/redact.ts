/** The text without the user names and passwords that stand in addresses: FFmpeg prints its input with them. */
export { withoutCredentials as redact } from '../core/endpoints/without-credentials.ts';
