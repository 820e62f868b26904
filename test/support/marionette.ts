import { connect, type Socket } from 'node:net';

/** Firefox's own remote protocol: numbered JSON messages with a length before each. */
export interface Marionette {
  send(command: string, parameters?: object): Promise<unknown>;
  /** Runs the body of an async function in the browser's own context, where DevTools can be driven. `resolve` and `reject` are in scope. */
  inBrowser(body: string): Promise<unknown>;
  close(): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export async function connectMarionette(port: number, withinMs = 30_000): Promise<Marionette> {
  const socket = await connectWithin(port, withinMs);
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let buffer = Buffer.alloc(0);

  socket.on('data', (chunk) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const colon = buffer.indexOf(':');
      if (colon < 0) return;
      const length = Number(buffer.subarray(0, colon).toString());
      if (buffer.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(buffer.subarray(colon + 1, colon + 1 + length).toString());
      buffer = buffer.subarray(colon + 1 + length);
      // The greeting is no list.
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message as [number, number, { message: string } | null, unknown];
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(error.message));
      else asked?.resolve(result);
    }
  });

  const send = (command: string, parameters: object = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = nextId;
      nextId += 1;
      waiting.set(id, { resolve, reject });
      const text = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });

  return {
    send,
    async inBrowser(body) {
      await send('Marionette:SetContext', { value: 'chrome' });
      try {
        const script = `const done = arguments[0]; (async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
        const answer = (await send('WebDriver:ExecuteAsyncScript', { script, args: [], scriptTimeout: 30_000 })) as {
          value: { value?: unknown; error?: string };
        };
        if (answer.value.error !== undefined) throw new Error(answer.value.error);
        return answer.value.value;
      } finally {
        await send('Marionette:SetContext', { value: 'content' });
      }
    },
    close: () => socket.destroy(),
  };
}

async function connectWithin(port: number, withinMs: number): Promise<Socket> {
  const started = Date.now();
  for (;;) {
    try {
      return await new Promise<Socket>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
      });
    } catch (error) {
      if (Date.now() - started > withinMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
