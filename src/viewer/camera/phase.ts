export type Phase = 'idle' | 'connecting' | 'playing' | 'switching' | 'failed' | 'stopped';

export type PhaseEvent = 'start' | 'picture' | 'failure' | 'reconnect' | 'stop';

const TABLE: Readonly<Record<Phase, Partial<Readonly<Record<PhaseEvent, Phase>>>>> = {
  idle: { start: 'connecting', stop: 'stopped' },
  connecting: { start: 'switching', picture: 'playing', failure: 'failed', stop: 'stopped' },
  playing: { start: 'switching', failure: 'failed', reconnect: 'connecting', stop: 'stopped' },
  switching: { start: 'switching', picture: 'playing', failure: 'failed', reconnect: 'connecting', stop: 'stopped' },
  failed: { start: 'connecting', reconnect: 'connecting', stop: 'stopped' },
  stopped: { start: 'connecting', stop: 'stopped' },
};

/** The phase after an event; an event that means nothing in this phase changes nothing. `switching` is a start while another camera is up. */
export function nextPhase(phase: Phase, event: PhaseEvent): Phase {
  return TABLE[phase][event] ?? phase;
}
