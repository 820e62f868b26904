import type { Entity } from '../../../core/ledger/ledger.ts';
import { planInSheet } from '../clean/plan-clean.ts';
import { useLedger, usePanel } from '../context.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icon.tsx';

export function EntityActions({ entity }: { readonly entity: Entity }) {
  const context = usePanel();
  const { actions, texts, view } = context;
  useLedger();
  const store = async (): Promise<void> => {
    const name = await actions.storeAsGlobal(entity.id);
    if (name !== undefined) view.notice.value = texts.t('resources.stored', { name });
  };
  return (
    <div class="actions">
      <button type="button" class="button" data-action="clean" onClick={() => planInSheet(context, [entity.id])}>
        <Icon name="lightbulb" />
        {texts.t('resources.clean')}
      </button>
      {entity.collectedAt === undefined && (
        <button type="button" class="button" data-action="store" onClick={() => void store()}>
          <Icon name="variable" />
          {texts.t('resources.store')}
        </button>
      )}
      {entity.kind === 'element' && (
        <button type="button" class="button" data-action="reveal" onClick={() => actions.revealElement(entity.id)}>
          <Icon name="inspect" />
          {texts.t('resources.reveal')}
        </button>
      )}
      <CopyButton icon="json" label={texts.t('problems.copy-json')} text={() => JSON.stringify(entity, undefined, 2)} />
    </div>
  );
}
