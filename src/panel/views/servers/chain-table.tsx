import { Fragment } from 'preact';
import { CHAIN_PARTS } from '../../../core/join/chain.ts';
import { usePanel } from '../context.ts';
import { ChainCell } from './chain-cell.tsx';

const SHOWN = 100;

/** Each connection of the page in one row with what it costs on the server, and where the two do not fit. */
export function ChainTable() {
  const { state, texts } = usePanel();
  const chains = state.chains.value;
  if (chains.length === 0) return null;
  const now = state.now.value;
  return (
    <section class="chains">
      <table class="list">
        <caption>{texts.t('chain.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.t('servers.camera')}</th>
            {CHAIN_PARTS.map((part) => (
              <th key={part} scope="col">
                {texts.t(`chain.${part}`)}
              </th>
            ))}
            <th scope="col" class="how">
              {texts.t('chain.joined')}
            </th>
          </tr>
        </thead>
        <tbody>
          {chains.slice(0, SHOWN).map((chain) => (
            <Fragment key={chain.key}>
              <tr data-chain={chain.key} data-how={chain.how ?? ''}>
                <th scope="row">{chain.camera || '–'}</th>
                {CHAIN_PARTS.map((part) => (
                  <ChainCell key={part} chain={chain} part={part} />
                ))}
                <td class="dim how">{chain.how ? texts.t(`chain.${chain.how}`) : '–'}</td>
              </tr>
              {chain.broken && (
                <tr class="why">
                  <td colSpan={CHAIN_PARTS.length + 2}>{texts.say(chain.broken.why, now)}</td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      {chains.length > SHOWN && <p class="dim">{texts.t('overview.more', { count: chains.length - SHOWN })}</p>}
    </section>
  );
}
