import type { ComponentChildren } from 'preact';
import { usePanel } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icons.ts';

/** What stands in the way, and what to do about it. */
export function Banners() {
  const { state, actions, texts } = usePanel();
  const link = state.link.value;
  const problem = state.problem.value;
  return (
    <div class="banners">
      {(link === 'waiting' || link === 'lost') && (
        <Banner icon={link === 'lost' ? 'warning' : 'info'} kind={link === 'lost' ? 'warning' : 'info'} name={link} text={texts.t(`link.${link}-do`)}>
          <button type="button" class="button primary" data-action="reload" onClick={actions.reloadPage}>
            {texts.t('link.reload')}
          </button>
        </Banner>
      )}
      {problem !== undefined && (
        <Banner icon="error" kind="error" name="problem" text={texts.say(problem, state.now.value)}>
          <button type="button" class="button icon-only" aria-label={texts.t('banner.dismiss')} title={texts.t('banner.dismiss')} onClick={actions.dismissProblem}>
            <Icon name="close" />
          </button>
        </Banner>
      )}
    </div>
  );
}

interface BannerProps {
  readonly icon: IconName;
  readonly kind: 'info' | 'warning' | 'error';
  readonly name: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

function Banner({ icon, kind, name, text, children }: BannerProps) {
  return (
    <div class={`banner ${kind}`} role={kind === 'error' ? 'alert' : 'status'} data-banner={name}>
      <Icon name={icon} />
      <p>{text}</p>
      {children}
    </div>
  );
}
