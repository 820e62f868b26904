import browser from 'webextension-polyfill';

/** The DevTools page has no picture of its own: it only adds the panel. The path is that of the extension's root in both browsers. */
void browser.devtools.panels.create('RTC Leaks', '/extension/icons/32.png', '/extension/panel.html');
