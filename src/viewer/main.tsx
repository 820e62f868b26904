import { render } from 'preact';
import { faults } from './faults.ts';
import { parseOptions } from './options.ts';
import { openServer } from './server/open-server.ts';
import { App } from './ui/app.tsx';

const page = new URL(location.href);
const options = parseOptions(page);
faults.value = options.faults;
const server = await openServer(page, options);
const root = document.querySelector('#app');
if (root) render(<App options={options} server={server} />, root);
