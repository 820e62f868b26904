import { rawText } from '../../../core/i18n/translate.ts';
import { usePanel } from '../context.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { fixBlocks } from './fix-blocks.ts';

/** Why it is a leak and how the page is mended. A rule without such texts shows nothing. */
export function Advice({ code }: { readonly code: string }) {
  const { texts } = usePanel();
  const language = texts.language.value;
  const why = rawText(language, `rule.${code}.why`);
  const fix = rawText(language, `rule.${code}.fix`);
  return (
    <>
      {why !== undefined && (
        <details class="advice">
          <summary>{texts.t('problems.why')}</summary>
          <p>{why}</p>
        </details>
      )}
      {fix !== undefined && (
        <details class="advice">
          <summary>{texts.t('problems.how')}</summary>
          {fixBlocks(fix).map((block, i) =>
            block.kind === 'words' ? (
              <p key={i}>{block.text}</p>
            ) : (
              <div class="code-block" key={i}>
                <pre>
                  <code>{block.text}</code>
                </pre>
                <CopyButton label={texts.t('copy.code')} text={() => block.text} />
              </div>
            ),
          )}
        </details>
      )}
    </>
  );
}
