import { readBudget } from '../../../core/budget.ts';
import { useBudget, useHasAnswered, usePanel } from '../context.ts';
import { History } from './history.tsx';
import { Tile } from './tile.tsx';
import { TileDetail } from './tile-detail.tsx';

export function Overview() {
  const { state } = usePanel();
  const readings = readBudget(useHasAnswered() ? state.samples.value.at(-1) : undefined, useBudget());
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
