import { useMemo } from 'preact/hooks';
import type { Sample } from '../../../core/budget.ts';
import type { BudgetLevel, BudgetRow } from '../../../core/settings.ts';
import { downsample } from '../../charts/downsample.ts';
import { sparklinePath } from '../../charts/sparkline-path.ts';

const WIDTH = 100;
const HEIGHT = 20;
const SLICES = 40;
/** What the small line shows is the last minutes; the chart has the rest. */
const SAMPLES = 600;

interface Props {
  readonly row: BudgetRow;
  readonly samples: readonly Sample[];
  readonly level: BudgetLevel;
}

/** The last ten minutes of one row at a glance; decoration beside the number. */
export function Sparkline({ row, samples, level }: Props) {
  const path = useMemo(() => {
    const points = samples.slice(-SAMPLES).map((sample) => ({ x: sample.at, y: sample[row] ?? Number.NaN }));
    return sparklinePath(downsample(points, SLICES), WIDTH, HEIGHT, row === 'heap' ? 0 : level.warn, row !== 'heap');
  }, [samples, row, level.warn]);
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} vector-effect="non-scaling-stroke" />
    </svg>
  );
}
