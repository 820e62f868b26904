const USER_INFO = /([a-z][a-z\d+.-]{0,20}:\/\/)[^\s"']*@/gi;
const SECRET_PARAMETER = /([?&;](?:user|usr|username|pass|passwd|password|pwd|token|secret|key|auth|jwt|apikey|api_key|access_token)=)[^&\s"']*/gi;
const AUTHORIZATION = /(authorization:\s*(?:basic|bearer|digest)\s+)[^\s"'\\]+/gi;

/** A command line or message with the credentials in its URLs and headers replaced by `***`. */
export function withoutCredentials(text: string): string {
  // Parameters first: an "@" in one would be taken for the end of the user's name and password.
  return text.replace(SECRET_PARAMETER, '$1***').replace(USER_INFO, '$1***@').replace(AUTHORIZATION, '$1***');
}
