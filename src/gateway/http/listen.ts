import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { refuse } from './guard.ts';

export interface Listening {
  /** e.g. `http://127.0.0.1:8889` */
  readonly url: string;
  /** Ends it together with the connections that are open. */
  close(): Promise<void>;
}

/**
 * Serves an app on this machine's loopback address. What it has no answer for is refused in the shape of all errors.
 * @param port 0 takes any free one
 * @param option of the command line, by which another port is chosen
 * @throws Error that names the port, when it is taken
 */
export function listen(app: Hono, port: number, option: string): Promise<Listening> {
  app.notFound((c) => refuse(c, 404, `there is nothing at ${c.req.path}`));
  const server = createAdaptorServer({ fetch: app.fetch });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`port ${port} is taken by another program; choose another with ${option}, or 0 for any free one`) : error);
    });
    server.listen(port, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        async close() {
          if ('closeAllConnections' in server) server.closeAllConnections();
          await new Promise((done) => server.close(done));
        },
      }),
    );
  });
}
