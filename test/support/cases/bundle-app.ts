import { build } from 'vite';

const bundles = new Map<string, Promise<string>>();

/** Bundles a page's program with the packages that it imports, as its author would: one file, minified when its name says so (`.min.jsx`). */
export function bundleApp(path: string): Promise<string> {
  const made = bundles.get(path) ?? bundle(path);
  bundles.set(path, made);
  return made;
}

async function bundle(path: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"development"', global: 'globalThis' },
    build: {
      write: false,
      minify: path.includes('.min.'),
      sourcemap: 'inline',
      lib: { entry: path, formats: ['es'], fileName: 'app' },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !('output' in output)) throw new Error(`${path} was not bundled`);
  return output.output[0].code;
}
