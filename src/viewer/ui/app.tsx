import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/language.ts';
import type { Viewer } from '../viewer.ts';
import { CleanUpList } from './clean-up-list.tsx';
import { FaultSwitches } from './fault-switches.tsx';
import { listenToKeys } from './keyboard.ts';
import { Monitor } from './monitor.tsx';
import { Notices } from './notices.tsx';
import { OwnCameras } from './own-cameras.tsx';
import { Scenarios } from './scenarios.tsx';
import { Section } from './section.tsx';
import { Tile } from './tile.tsx';
import { Toolbar } from './toolbar.tsx';

export function App({ viewer }: { viewer: Viewer }) {
  const isPanelOpen = useSignal(matchMedia('(min-width: 800px)').matches);
  useEffect(() => listenToKeys(viewer), [viewer]);
  useSignalEffect(() => {
    const { dataset } = document.documentElement;
    dataset.state = viewer.current.value?.phase.value ?? 'idle';
    dataset.shown = viewer.current.value?.camera.value ?? '';
  });
  const layout = viewer.layout.value;
  return (
    <>
      <Toolbar viewer={viewer} isPanelOpen={isPanelOpen.value} onPanel={() => (isPanelOpen.value = !isPanelOpen.peek())} />
      <Notices viewer={viewer} />
      <div class="body">
        <main class="grid" data-layout={layout}>
          {Array.from({ length: layout }, (_, index) => (
            <Tile key={index} viewer={viewer} index={index} />
          ))}
        </main>
        {isPanelOpen.value && (
          <aside id="tools" class="tools">
            <Section name="monitor" title={t('monitor.title')}>
              {() => <Monitor viewer={viewer} />}
            </Section>
            <Section name="scenarios" title={t('scenarios.title')}>
              {() => <Scenarios viewer={viewer} />}
            </Section>
            <Section name="faults" title={t('faults.title')}>
              {() => <FaultSwitches viewer={viewer} />}
            </Section>
            <Section name="clean-up" title={t('clean-up.title')} isOpen={false}>
              {() => <CleanUpList outcomes={viewer.current.value?.lastCleanUp.value ?? []} />}
            </Section>
            {viewer.server.gateway && (
              <Section name="own" title={t('own.title')} isOpen={false}>
                {() => <OwnCameras viewer={viewer} />}
              </Section>
            )}
          </aside>
        )}
      </div>
    </>
  );
}
