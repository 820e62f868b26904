import { shortId } from '../../../core/ledger/queries.ts';
import type { Chain, ChainPart } from '../../../core/join/chain.ts';
import { usePanel } from '../context.ts';
import { EntityLink } from '../parts/entity-link.tsx';
import { Icon } from '../parts/icon.tsx';

/** One link of a chain; where the chain is broken it says so in a word and a picture. */
export function ChainCell({ chain, part }: { readonly chain: Chain; readonly part: ChainPart }) {
  const { texts } = usePanel();
  const broken = chain.broken?.at === part;
  return (
    <td class={broken ? 'link-cell broken' : 'link-cell'} data-part={part} {...(broken ? { 'data-broken': '' } : {})}>
      {broken && <Icon name="broken" label={texts.t('chain.broken')} />}
      <PartName chain={chain} part={part} />
    </td>
  );
}

function PartName({ chain, part }: { readonly chain: Chain; readonly part: ChainPart }) {
  const { texts } = usePanel();
  const none = <span class="dim">{texts.t('chain.none')}</span>;
  switch (part) {
    case 'peer':
      return chain.peer === undefined ? none : <EntityLink id={chain.peer} />;
    case 'session':
      return chain.session === undefined ? none : <EntityLink id={chain.session} />;
    case 'serverSession':
      return chain.serverSession ? <span class="mono" title={chain.serverSession.id}>{shortId(chain.serverSession.id).slice(0, 8)}</span> : none;
    case 'path':
      return chain.path ? <span>{chain.path.name}</span> : none;
    case 'process':
      if (chain.process) return <span class="mono">{chain.process.pid}</span>;
      return chain.path?.publisher ? <span title={chain.path.publisher}>{chain.path.publisher.slice(0, 20)}</span> : none;
  }
}
