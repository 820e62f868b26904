export type Check = (value: unknown) => boolean;

export const text: Check = (v) => typeof v === 'string';
export const number: Check = (v) => typeof v === 'number' && Number.isFinite(v);
export const flag: Check = (v) => typeof v === 'boolean';
export const record: Check = (v) => typeof v === 'object' && v !== null && !Array.isArray(v);
export const texts: Check = (v) => Array.isArray(v) && v.every(text);
export const oneOf =
  (...values: string[]): Check =>
  (v) =>
    values.includes(v as string);
export const optional =
  (check: Check): Check =>
  (v) =>
    v === undefined || check(v);
