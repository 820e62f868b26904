import type { EndpointSetting } from '../settings.ts';
import { MAPPING_FIELDS, type CustomMapping } from './custom-mapping.ts';
import { endpointUrl } from './endpoint-url.ts';
import { asRecord, number, text } from './payload.ts';
import { ENDPOINT_KINDS } from './server-snapshot.ts';

const KINDS = ['auto', ...ENDPOINT_KINDS] as const;
const MAX_PLACE = 200;

/** Reads one endpoint of the settings, which may be anything. Without an address there is none; credentials in an address are dropped. */
export function parseEndpoint(value: unknown): EndpointSetting[] {
  const given = asRecord(value);
  const url = typeof given.url === 'string' ? endpointUrl(given.url) : undefined;
  if (url === undefined) return [];
  const lingerMs = number(given.lingerMs);
  const mapping = parseMapping(given.mapping);
  return [
    {
      url,
      kind: KINDS.find((kind) => kind === given.kind) ?? 'auto',
      intervalMs: inRange(number(given.intervalMs), 500, 600_000) ?? 2_000,
      ...(inRange(lingerMs, 0, 3_600_000) === undefined ? {} : { lingerMs: lingerMs as number }),
      ...(given.onlyThisPage === true ? { onlyThisPage: true } : {}),
      ...(mapping ? { mapping } : {}),
    },
  ];
}

function parseMapping(value: unknown): CustomMapping | undefined {
  const given = asRecord(value);
  const places = MAPPING_FIELDS.flatMap((field) => {
    const place = text(given[field]);
    return place === undefined ? [] : [[field, place.slice(0, MAX_PLACE)] as const];
  });
  return places.length ? { list: '', pid: 'pid', ...Object.fromEntries(places) } : undefined;
}

function inRange(value: number | undefined, min: number, max: number): number | undefined {
  return value !== undefined && value >= min && value <= max ? value : undefined;
}
