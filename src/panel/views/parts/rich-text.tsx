import type { TextPart } from '../../../core/i18n/translate.ts';

/** A text with its subject in bold. */
export function RichText({ parts }: { readonly parts: readonly TextPart[] }) {
  return (
    <>
      {parts.map((part, index) => (part.strong ? <b key={index}>{part.text}</b> : part.text))}
    </>
  );
}
