import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/ffmpeg-status.schema.json'), 'utf8')) as object);

/** What is wrong with an answer by the contract "FFmpeg status 1"; empty when it is right. */
export function ffmpegStatusErrors(payload: unknown): string[] {
  return validate(payload) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
