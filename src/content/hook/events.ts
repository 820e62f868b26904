import { interfaceOf } from './interfaces.ts';

export const eventOf = interfaceOf('Event');
export const targetOf = interfaceOf('EventTarget');
