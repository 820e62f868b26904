import { readBudget } from '../../../core/budget.ts';
import { useBudget, usePanel } from '../context.ts';
import { History } from './history.tsx';
import { Tile } from './tile.tsx';
import { TileDetail } from './tile-detail.tsx';

export function Overview() {
  const { state } = usePanel();
  // Until the page answers nobody knows its numbers: they are not zero.
  const known = state.link.value === 'connected' || state.link.value === 'lost';
  const readings = readBudget(known ? state.samples.value.at(-1) : undefined, useBudget());
  return (
    <div class="view overview">
      <div class="tiles">
        {readings.map((reading) => (
          <Tile key={reading.row} reading={reading}>
            <TileDetail reading={reading} />
          </Tile>
        ))}
      </div>
      <History />
    </div>
  );
}
