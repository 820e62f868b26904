import { render } from 'preact';
import { faults, NEEDS_SOUND } from './faults.ts';
import { startLanguage } from './i18n/language.ts';
import { parseOptions } from './options.ts';
import { openServer } from './server/open-server.ts';
import { startTheme } from './theme.ts';
import { App } from './ui/app.tsx';
import { Viewer } from './viewer.ts';

const page = new URL(location.href);
const options = parseOptions(page);
faults.value = options.faults;
startLanguage(options.language);
startTheme(options.theme);
const viewer = new Viewer(await openServer(page, options), options);
viewer.setSound([...options.faults].some((fault) => NEEDS_SOUND.has(fault)));
const root = document.querySelector('#app');
if (root) render(<App viewer={viewer} />, root);
