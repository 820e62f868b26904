/** Something of the camera server is another than before. */
export type GatewayEvent =
  | { readonly type: 'camera'; readonly camera: object }
  | { readonly type: 'session'; readonly session: { readonly id: string; readonly camera: string; readonly state: 'open' | 'ended' } };

export interface Events {
  tell(event: GatewayEvent): void;
  /** @returns ends the listening */
  listen(listener: (event: GatewayEvent) => void): () => void;
  readonly listeners: number;
}

export function createEvents(): Events {
  const listeners = new Set<(event: GatewayEvent) => void>();
  return {
    tell(event) {
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get listeners() {
      return listeners.size;
    },
  };
}
