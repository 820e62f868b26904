import { take } from './interfaces.ts';

export const [targetOf, typeOf] = take('Event', 'target type');
export const [listen] = take('EventTarget', 'addEventListener');
