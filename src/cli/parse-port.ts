import { shown } from './shown.ts';

const LAST = 65_535;

/**
 * Reads the number of a port; 0 stands for any free one.
 * @param option that it was given by
 * @throws Error that names the option
 */
export function parsePort(value: unknown, option: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(String(value)) || port > LAST) throw new Error(`${option}: "${shown(value)}" is no port; a port is 0 to ${LAST}`);
  return port;
}
