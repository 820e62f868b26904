import { readBudget } from '../../../core/budget.ts';
import { usePanel } from '../context.ts';
import { History } from './history.tsx';
import { Tile } from './tile.tsx';
import { TileDetail } from './tile-detail.tsx';

export function Overview() {
  const { state } = usePanel();
  const readings = readBudget(state.samples.value.at(-1), state.settings.value);
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
