/** The text without the user names and passwords that stand in addresses: FFmpeg prints its input with them. */
export function redact(text: string): string {
  return text.replace(/([a-z][a-z\d+.-]*:\/\/)[^\s/@'"]*@/gi, '$1***@');
}
