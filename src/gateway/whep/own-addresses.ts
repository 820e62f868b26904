import { networkInterfaces } from 'node:os';

/** IPv4 addresses of this machine, those that a network gave it first. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all
    .filter(({ family }) => family === 'IPv4')
    .toSorted((a, b) => Number(a.internal) - Number(b.internal))
    .map(({ address }) => address);
}
